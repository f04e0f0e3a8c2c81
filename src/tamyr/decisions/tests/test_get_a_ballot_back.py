"""A ballot that comes in after its session ended is given back in words, so that it can be cast anew."""

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from tamyr.accounts.models import Person
from tamyr.decisions.models import Ballot
from tamyr.decisions.tests.decision import form_of, opened, place_of, signed_in
from tamyr.network.models import Member


def given_back(page: str, place: str, form: dict[str, Any]) -> str:
    """Send what a page holds, and what was chosen on it, from a browser that is signed out."""
    along = re.findall(r'name="listed" value="([^"]+)"', page)
    ours = {"origin": "http://testserver"}
    answer = Client().post(f"{place}cast/", {**form, "listed": along}, headers=ours)
    assert answer.status_code == 403 and not Ballot.objects.exists()
    return unescape(answer.content.decode())


@pytest.mark.parametrize(
    ("rule", "chosen", "words"),
    [
        ({"name": "approval", "share": "2/3"}, {"choice_made": "yes"}, ": да"),
        (
            {"name": "equal-shares", "seats": 2, "endowment": "member"},
            {"approved": ["p1", "p3"]},
            "Реки, Автобусы",
        ),
        ({"name": "schulze"}, {"rank_p2": "1"}, "Уголь: 1"),
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
    assert ": 2 from the list</blockquote>" in told and "Rivers" not in told
