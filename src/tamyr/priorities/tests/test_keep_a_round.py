"""Coordinators set a round up, change it while it is a draft, open it, and take it back."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone
from tests.entry import signed_in

from tamyr.accounts.models import Person
from tamyr.network.models import Member
from tamyr.network.rules import MayNot
from tamyr.priorities.models import Proposal, Round
from tamyr.priorities.services.proposals import propose
from tamyr.priorities.services.rounds import TooShort, begin_round, change_round, withdraw_round
from tamyr.priorities.tests.writing import (
    CLOSES_AT,
    COLLECT,
    COLLECTS_UNTIL,
    LATER,
    NOON,
    READ,
    at,
    key,
    page_of,
    plan,
)
from tamyr.procedures.services import NotNow


def in_days() -> dict[str, date]:
    """Return ends that a form takes: it reads the real clock."""
    today = timezone.now().date()
    return {"collects_on": today + timedelta(days=10), "closes_on": today + timedelta(days=20)}


def test_a_round_is_set_up_opened_and_then_stands(cyra: Person, aygul: Person) -> None:
    client = signed_in(cyra)
    facts = {"title_en": "Our work", "title_ru": "Наша работа", "choose_days": 14, "seats": 3}
    said = {
        "outside": "result",
        "balance": "member",
        "proposers": "active",
        "most_per_member": 2,
        "authors": "hidden",
        "scope": "all",
    }
    made = client.post("/en/priorities/new/", {**in_days(), **facts, **said, "form_key": key()})
    assert made.status_code == 302
    place = made["Location"]
    assert signed_in(aygul).get(place).status_code == 404, "a draft is the coordinators' alone"
    assert client.post(f"{place}open/").status_code == 302
    read = page_of(signed_in(aygul), place)
    assert "hidden from everybody, coordinators too" in read and "Open until" in read
    assert client.get(f"{place}change/").status_code == 404


def test_a_round_that_differs_only_in_whom_one_may_not_see_says_so_and_names_nobody(
    drafted: Round, cyra: Person, green_lake: Member, quiet_garden: Member
) -> None:
    address = f"/en/priorities/{drafted.number}/change/"
    said = {"outside": "result", "balance": "member", "proposers": "active", "authors": "shown", "seats": 3}
    typed = {
        "title_en": "Our work",
        "title_ru": "Наша работа",
        "choose_days": 14,
        "most_per_member": 2,
        **said,
    }
    typed |= {**in_days(), "form_key": key()}
    typed |= {"scope": "coalition", "coalition": str(green_lake.pk)}
    keeper = signed_in(cyra)
    read = READ.findall(page_of(keeper, address))[0]
    assert keeper.post(address, {**typed, "base_sha": read}).status_code == 302
    read = READ.findall(page_of(keeper, address))[0]
    drafted.named.create(member=quiet_garden)
    late = keeper.post(address, {**typed, "base_sha": read})
    told = late.content.decode()
    assert late.status_code == 409 and "Something that you may not see here was changed." in told
    assert quiet_garden.name not in told and str(quiet_garden.pk) not in told and read not in told


@pytest.mark.whole
def test_two_keepers_of_a_draft_lay_nothing_over_each_others_words(
    drafted: Round, cyra: Person, chingiz: Person
) -> None:
    address = f"/en/priorities/{drafted.number}/change/"
    first_keeper, other_keeper = signed_in(cyra), signed_in(chingiz)
    shown = page_of(first_keeper, address.replace("/en/", "/ru/"))
    days = {"collects_on": COLLECTS_UNTIL.date(), "closes_on": CLOSES_AT.date()}
    for name, day in days.items():
        assert re.search(rf'name="{name}" value="{day}"', shown), "a browser shows a day in this form alone"
    read = READ.findall(shown)[0]
    facts = {"title_en": "Our work", "title_ru": "Наша работа", "choose_days": 14, "seats": 3}
    said = {"outside": "result", "balance": "member", "proposers": "active", "authors": "shown"}
    typed = {**in_days(), **facts, **said, "most_per_member": 2, "scope": "all", "form_key": key()}
    first = {**typed, "seats": 4, "base_sha": read}
    for _press in range(2):
        assert first_keeper.post(address, first).status_code == 302
    second = {**typed, "title_en": "Our own work", "seats": 4, "proposers": "all", "base_sha": read}
    answer = other_keeper.post(address, second)
    told = answer.content.decode()
    assert answer.status_code == 409 and "Title in English: Our work" in told
    assert "Who may propose: active members" in told and "How many priorities are chosen:" not in told
    assert 'value="Our own work"' in told, "what was typed stands in the form"
    assert other_keeper.post(address, {**second, "base_sha": READ.findall(told)[0]}).status_code == 302
    drafted.refresh_from_db()
    assert (drafted.title_en, drafted.seats, drafted.proposers) == ("Our own work", 4, "all")


@pytest.mark.parametrize(
    "who",
    ["aygul", pytest.param("gita", marks=pytest.mark.whole), pytest.param("emin", marks=pytest.mark.whole)],
)
def test_only_coordinators_keep_rounds(who: str, drafted: Round, request: pytest.FixtureRequest) -> None:
    person = request.getfixturevalue(who)
    client = signed_in(person)
    assert client.get("/en/priorities/new/").status_code == 403
    for act in ("open", "withdraw"):
        answer = client.post(f"/en/priorities/{drafted.number}/{act}/")
        assert answer.status_code == 403
    with pytest.raises(MayNot):
        begin_round(standing_round=drafted, actor=person.pk, clock=at(NOON))


def test_what_is_open_is_not_changed(collecting: Round, cyra: Person) -> None:
    with pytest.raises(NotNow):
        change_round(standing_round=collecting, plan=plan(seats=9), actor=cyra.pk, at=NOON)


def test_a_round_whose_time_has_come_too_near_is_not_opened(drafted: Round, cyra: Person) -> None:
    with pytest.raises(TooShort):
        begin_round(standing_round=drafted, actor=cyra.pk, clock=at(COLLECTS_UNTIL - timedelta(hours=2)))


def test_a_withdrawn_round_stays_readable_and_takes_nothing_more(
    mine: Proposal, cyra: Person, aygul: Person, green_lake: Member
) -> None:
    withdraw_round(standing_round=mine.round, actor=cyra.pk, at=LATER)
    assert "Справедливый переход" in page_of(signed_in(aygul), f"/en/priorities/{mine.round.number}/")
    again = signed_in(cyra).post(f"/en/priorities/{mine.round.number}/withdraw/?theme=unknown")
    assert again.status_code == 409 and "Not recorded" in again.content.decode()
    with pytest.raises(NotNow):
        propose(
            standing_round=mine.round,
            draft=COLLECT,
            member=green_lake,
            form_key=key(),
            actor=aygul.pk,
            clock=at(NOON),
        )
