"""A ballot that comes in after its session ended is given back in words, so that it can be cast anew."""

import re
from html import unescape
from typing import Any

import pytest
from django.forms import Field
from django.test import Client
from django.urls import reverse
from django.utils import translation
from tests.entry import signed_in

from tamyr.accounts.models import Person
from tamyr.decisions.models import Ballot, Outside
from tamyr.decisions.tests.decision import form_of, opened, place_of
from tamyr.network.models import Member
from tamyr.shared.listed import listed_in
from tamyr.ui.pages.listed import signed

ROOMS_OF_CODES = ("tamyr.decisions", "tamyr.network", "tamyr.admissions", "tamyr.positions")


def given_back(page: str, place: str, form: dict[str, Any]) -> str:
    """Send what a page holds, and what was chosen on it, from a browser that is signed out."""
    along = re.findall(r'name="listed" value="([^"]+)"', page)
    ours = {"origin": "http://testserver"}
    answer = Client().post(f"{place}cast/", {**form, "listed": along}, headers=ours)
    assert answer.status_code == 403 and not Ballot.objects.exists()
    assert answer["Cache-Control"] == "no-store", "it names members to a browser that is signed out"
    return unescape(answer.content.decode())


@pytest.mark.parametrize(
    ("rule", "chosen", "words"),
    [
        pytest.param(
            {"name": "approval", "share": "2/3"}, {"choice_made": "yes"}, ": да", marks=pytest.mark.whole
        ),
        (
            {"name": "equal-shares", "seats": 2, "endowment": "member"},
            {"approved": ["p1", "p3"]},
            "Реки, Автобусы",
        ),
        pytest.param({"name": "schulze"}, {"rank_p2": "1"}, "Уголь: 1", marks=pytest.mark.whole),
    ],
    ids=lambda value: value.get("name", "") if isinstance(value, dict) else "",
)
def test_what_was_chosen_comes_back_in_the_language_of_its_page(
    rule: dict[str, Any], chosen: dict[str, Any], words: str, cyra: Person, aygul: Person, green_lake: Member
) -> None:
    place = place_of(opened(cyra, {"version": 1, **rule})).replace("/en/", "/ru/")
    page = signed_in(aygul).get(place).content.decode()
    told = given_back(page, place, form_of(green_lake, **{"approved": [], **chosen}))
    assert f"{words}</blockquote>" in told and not re.search(r"typed[^<]*\bp\d", told)


def test_words_that_the_site_did_not_sign_are_not_taken_for_its_own(
    cyra: Person, aygul: Person, green_lake: Member
) -> None:
    place = place_of(opened(cyra, {"name": "equal-shares", "version": 1, "seats": 2, "endowment": "member"}))
    page = signed_in(aygul).get(place).content.decode()
    forged = re.sub(r'(name="listed" value=")..', r"\1eJ", page)
    assert forged != page
    told = given_back(forged, place, form_of(green_lake, approved=["p1", "p3"]))
    assert ": p1, p3</blockquote>" in told and "Rivers" not in told


def test_a_page_of_before_without_words_loses_no_ballot(
    cyra: Person, aygul: Person, green_lake: Member
) -> None:
    place = place_of(opened(cyra, {"name": "equal-shares", "version": 1, "seats": 2, "endowment": "member"}))
    told = given_back("", place, form_of(green_lake, approved=["p1", "p3"]))
    assert ": p1, p3</blockquote>" in told


def test_a_ranking_of_many_options_sends_their_words_once(
    cyra: Person, aygul: Person, green_lake: Member
) -> None:
    many = [(f"Option number {number}", f"Вариант номер {number}", None) for number in range(15)]
    place = place_of(opened(cyra, {"name": "schulze", "version": 1}, options=many))
    page = signed_in(aygul).get(place).content.decode()
    along = {
        sent for sent in re.findall(r'name="listed" value="([^"]+)"', page) if "rank_p15" in listed(sent)
    }
    assert len(along) == 1
    told = given_back(page, place, form_of(green_lake, approved=[], rank_p15="2"))
    assert "Option number 14: 2</blockquote>" in told


def listed(words: str) -> dict[str, Field]:
    return listed_in([words], "tamyr.decisions", {})


def test_where_one_word_of_a_list_is_said_otherwise_the_rest_is_said_as_well(cyra: Person) -> None:
    """What an election may show outside: of its words one is another than in other decisions."""
    with translation.override("ru"):
        address = reverse("decisions:new_election")
        words = [str(word) for value, word in Outside.choices if value != Outside.BALLOTS]
    page = signed_in(cyra).get(address).content.decode()
    along = re.findall(r'name="listed" value="([^"]+)"', page)
    told = ""
    for value in Outside.values:
        form = {"question_ru": "Кого выбираем в совет?", "outside": value, "listed": along}
        told += unescape(
            Client().post(address, form, headers={"origin": "http://testserver"}).content.decode()
        )
    assert all(f": {word}</blockquote>" in told for word in words) and len(words) > 1
    assert not any(f": {value}</blockquote>" in told for value in Outside.values)


def test_words_signed_for_a_list_called_code_show_no_secret_code() -> None:
    along = [signed(room, ("code", "Код из письма", [("p1", "слово")])) for room in ROOMS_OF_CODES]
    sent = {"code": "123456", "question": "Кого?", "listed": along}
    refused = Client(enforce_csrf_checks=True).post(
        "/en/join/", sent, headers={"origin": "http://testserver"}
    )
    voted = Client().post(reverse("decisions:ballot"), sent, headers={"origin": "http://testserver"})
    assert refused.status_code == 403 and "Кого?" in refused.content.decode()
    told = unescape(refused.content.decode() + voted.content.decode())
    assert "Код из письма" not in told
