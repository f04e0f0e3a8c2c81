"""What a hurried person, a program or an enemy sends: refused with words, or taken for what it says, and never in the way of the count."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from tests.entry import signed_in
from tests.people import give_mandate, make_member, make_person, seal, with_role

from tamyr.accounts.models import Person
from tamyr.decisions.models import Ballot, Decision, Election, Stage
from tamyr.decisions.services.annulling import propose_annulment
from tamyr.decisions.services.casting import Paper, write_ballot
from tamyr.decisions.services.entrusting import entrust
from tamyr.decisions.services.extending import EXTEND, propose_extension
from tamyr.decisions.tests.decision import CLOSE, NOON, at, drafted, finished, form_of, opened, place_of, vote
from tamyr.decisions.tests.test_decide import filled
from tamyr.network.models import Member, Role
from tamyr.network.queries.visitors import visitor_on
from tamyr.safety.rules import kind_called
from tamyr.safety.services.proposals import AlreadyAnswered, AlreadyProposed, NotTheSecond, approve

DAY = timedelta(days=1)
STV = {"name": "stv", "version": 1, "seats": 1}


@pytest.fixture
def chingiz(db: None) -> Person:
    return with_role("chingiz", "Chingiz Example", Role.COORDINATOR)


def election_form(**changed: str) -> dict[str, str]:
    days = {"codes_until_on": 3, "closes_on": 10}
    dates = {
        name: (timezone.now() + timedelta(days=after)).date().isoformat() for name, after in days.items()
    }
    return filled(**{"seats": "1", "ballots_from": "codes", **dates, **changed})


def test_an_option_ticked_twice_is_one_and_does_not_stop_the_count(
    priorities: Decision, aygul: Person, green_lake: Member
) -> None:
    signed_in(aygul).post(f"{place_of(priorities)}cast/", form_of(green_lake, approved=["p2", "p1", "p2"]))
    assert Ballot.objects.get().chosen == ["p1", "p2"]
    with pytest.raises(ValueError, match="stands twice"):
        write_ballot(
            Ballot(decision=priorities, member=green_lake),
            Paper(["p1", "p1"]),
            "delegate",
            green_lake,
            aygul.pk,
            last=0,
        )
    assert finished(priorities).stage == Stage.ADOPTED


def test_two_ballots_side_by_side_do_not_name_who_hides(
    cyra: Person, aygul: Person, dana: Person, green_lake: Member
) -> None:
    hidden, saule = (
        make_member("Example Hidden Steppe", "Пример Скрытая степь", "KAZ"),
        make_person("saule", "S E"),
    )
    give_mandate(saule, hidden)
    seal(hidden)
    decision = opened(cyra)
    entrust(decision=decision, giver=hidden, holder=green_lake, actor=saule.pk, clock=at(NOON))
    vote(decision, hidden, dana, ["p1"], speaker=green_lake)
    answer = signed_in(aygul).post(f"{place_of(decision)}cast/", form_of(hidden, approved=["p2"]))
    page = answer.content.decode()
    assert answer.status_code == 409 and "An organisation has one voice." in page
    assert "Hidden Steppe" not in page and hidden.slug not in page


def test_an_open_vote_does_not_turn_secret_by_the_form_of_an_election(
    cyra: Person, aygul: Person, green_lake: Member
) -> None:
    decision = opened(cyra, STV)
    asked = election_form(form_key=str(decision.form_key))
    answer = signed_in(cyra).post("/en/decisions/new/persons/", asked)
    assert answer.status_code == 422 and "used for another decision" in answer.content.decode()
    with pytest.raises(IntegrityError), transaction.atomic():
        Election.objects.create(decision=decision, ballots_from="belenios")
    vote(decision, green_lake, aygul, [["p1"]])
    assert signed_in(cyra).post("/en/decisions/new/persons/", election_form()).status_code == 302


@pytest.mark.parametrize(
    "day",
    [
        "9999-12-31",
        pytest.param("tomorrow", marks=pytest.mark.whole),
        pytest.param("0001-01-01", marks=pytest.mark.whole),
        pytest.param("2040-02-30", marks=pytest.mark.whole),
    ],
)
def test_a_day_beyond_all_calendars_is_refused_with_words(cyra: Person, day: str) -> None:
    Person.objects.filter(pk=cyra.pk).update(time_zone="America/Los_Angeles")
    keeper = signed_in(Person.objects.get(pk=cyra.pk))
    for place, form in (
        ("/en/decisions/new/equal-shares/", filled(closes_on=day)),
        ("/en/decisions/new/persons/", election_form(codes_until_on=day)),
        ("/en/priorities/new/", {"collects_on": day, "closes_on": day, "scope": "all"}),
    ):
        answer = keeper.post(place, form)
        assert answer.status_code == 422, place
    assert not Decision.objects.exists()


def test_what_is_edited_after_the_opening_is_refused_given_back_and_led_to_a_new_decision(
    cyra: Person, aygul: Person, green_lake: Member
) -> None:
    decision = opened(cyra)
    written: dict[str, Any] = {
        "question_en": "Which of these instead?",
        "words_ru": "Уточнённый текст.",
        "options_en": "Trams\nCoal\nBuses",
    }
    answer = signed_in(cyra).post(f"{place_of(decision)}change/", filled(**written))
    page = answer.content.decode()
    assert answer.status_code == 409 and "/en/decisions/new/equal-shares/" in page
    assert all(text in page for text in ("Which of these instead?", "Уточнённый текст.", "Trams"))
    decision.refresh_from_db()
    assert decision.question_en == "Which priorities?"


def test_two_who_annul_at_once_are_led_together_and_it_is_annulled_once(
    decided_priorities: Decision, cyra: Person, chingiz: Person
) -> None:
    done, keeper = decided_priorities, signed_in(cyra)
    why = {"why": "The wrong text was asked."}
    first = keeper.post(f"{place_of(done)}annul/", why)["Location"]
    second = signed_in(chingiz).post(f"{place_of(done)}annul/", why)
    assert second.status_code == 409 and first in second.content.decode(), "the second is led to the first"
    with pytest.raises(AlreadyProposed) as waiting:
        propose_annulment(decision=done, why="The same.", by=visitor_on(chingiz, timezone.now()))
    now = timezone.now()
    for _time in range(2):
        approve(proposal=waiting.value.proposal, by=chingiz.pk, at=now)
    with pytest.raises((AlreadyAnswered, NotTheSecond)):
        approve(proposal=waiting.value.proposal, by=cyra.pk, at=now)
    done.refresh_from_db()
    assert done.stage == Stage.ANNULLED
    assert keeper.post(f"{place_of(done)}annul/", why).status_code == 409


def test_whoever_agrees_a_moment_too_late_is_told_so(
    cyra: Person, chingiz: Person, aygul: Person, green_lake: Member
) -> None:
    decision = opened(cyra, extension="outage", extension_days=3)
    made = propose_extension(decision=decision, why="It was away for a day.", by=visitor_on(cyra, NOON + DAY))
    with pytest.raises(NotTheSecond):
        approve(proposal=made, by=chingiz.pk, at=CLOSE)
    kind = kind_called(EXTEND)
    with pytest.raises(AlreadyAnswered):
        kind.carry_out(made, chingiz.pk, CLOSE)
    finished(decision)
    with pytest.raises(AlreadyAnswered):
        kind.carry_out(made, chingiz.pk, CLOSE - DAY)
    decision.refresh_from_db()
    assert decision.closes_at == CLOSE


def test_a_draft_sent_by_two_programs_with_one_key_is_one(cyra: Person, chingiz: Person) -> None:
    key = str(uuid4())
    for keeper in (cyra, chingiz):
        signed_in(keeper).post("/en/decisions/new/equal-shares/", filled(form_key=key))
    assert Decision.objects.get().made_by == cyra
    assert drafted(cyra).number == 2
