"""Organisations speak while a procedure is open; who may is asked again when the voice is written."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

import pytest
from django.db import models, transaction
from django.test.utils import isolate_apps
from tests.people import give_mandate, give_role, make_member, make_person

from tamyr.accounts.models import Person
from tamyr.network.models import Mandate, MandateKind, Member, Role, Visitor
from tamyr.network.queries.desk.calls import Call
from tamyr.network.queries.visitors import visitor_on
from tamyr.network.rules import MayNot
from tamyr.procedures import queries, rules
from tamyr.procedures.models import Procedure
from tamyr.procedures.services import check_voice
from tamyr.safety.models import ExposureLevel

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)
# State: the stage, and how long it is until the closing moment.
STATES: dict[str, tuple[str, timedelta | None]] = {
    "open": ("open", timedelta(days=1)),
    "last second": ("open", SECOND),
    "closing moment": ("open", timedelta(0)),
    "closed": ("open", -SECOND),
    "stopped": ("stopped", None),
    "not begun": ("received", None),
    "ended": ("settled", -SECOND),
}
HEARING = {"open", "last second", "stopped"}
MEMBERS = {"delegate", "deputy", "hidden delegate"}


@pytest.fixture
def motion() -> Iterator[Any]:
    with isolate_apps("tamyr.procedures"):

        class Motion(Procedure):
            CLOCK_STOPPED: ClassVar[tuple[str, ...]] = ("stopped",)
            stage = models.CharField(max_length=8)
            closes_at = models.DateTimeField(null=True)

            class Meta:
                app_label = "procedures"

        yield Motion


def in_state(motion: Any, state: str) -> Any:
    stage, left = STATES[state]
    return motion(stage=stage, closes_at=NOW + left if left is not None else None)


@pytest.fixture
def people(green_lake: Member) -> dict[str, Person | None]:
    quiet = make_member("Example Quiet Garden", "Пример Тихий сад", "BLR", exposure=ExposureLevel.SEALED)
    watcher = make_member("Example Watcher", "Пример Наблюдатель", "MDA", status="observer")
    names = ("delegate", "deputy", "former", "hidden delegate", "observer", "coordinator", "guest")
    found = {name: make_person(name.replace(" ", "-"), f"{name.title()} Example") for name in names}
    give_mandate(found["delegate"], green_lake)
    give_mandate(found["deputy"], green_lake, MandateKind.DEPUTY)
    give_mandate(found["former"], green_lake, until_on=NOW.date())
    give_mandate(found["hidden delegate"], quiet)
    give_mandate(found["observer"], watcher)
    give_role(found["coordinator"], Role.COORDINATOR)
    give_role(found["guest"], Role.GUEST)
    return {**found, "visitor": None}


@pytest.fixture
def visitors(people: dict[str, Person | None]) -> dict[str, Visitor]:
    return {name: visitor_on(person, NOW) for name, person in people.items()}


# --- rights, read aloud: person × state -------------------------------------------------------


def test_who_may_speak_and_when(motion: Any, visitors: dict[str, Visitor]) -> None:
    may = {
        (who, state)
        for who, visitor in visitors.items()
        for state in STATES
        if rules.may_speak_on(visitor, in_state(motion, state))
    }
    assert may == {(who, state) for who in MEMBERS for state in HEARING}


def test_it_is_closed_from_the_closing_moment_on_until_it_is_ended(
    motion: Any, visitors: dict[str, Visitor]
) -> None:
    closed = {state for state in STATES if rules.is_closed(visitors["visitor"], in_state(motion, state))}
    assert closed == {"closing moment", "closed"}


def test_who_may_follow(visitors: dict[str, Visitor]) -> None:
    assert {who for who, visitor in visitors.items() if rules.may_follow(visitor)} == {
        *MEMBERS,
        "observer",
        "coordinator",
    }


# --- in whose name ----------------------------------------------------------------------------


def test_a_form_speaks_for_the_organisation_it_names(
    visitors: dict[str, Visitor], green_lake: Member
) -> None:
    assert queries.own_member(visitors["deputy"], str(green_lake.pk)) == green_lake


@pytest.mark.parametrize("who", ["hidden delegate", "former", "observer", "coordinator", "guest", "visitor"])
def test_nobody_else_speaks_for_it(visitors: dict[str, Visitor], green_lake: Member, who: str) -> None:
    with pytest.raises(MayNot, match="may have ended"):
        queries.own_member(visitors[who], str(green_lake.pk))


def test_a_desk_asks_for_each_voice_that_is_missing(
    motion: Any, visitors: dict[str, Visitor], green_lake: Member
) -> None:
    asked = {state: in_state(motion, state) for state in STATES}

    def call(procedure: Any, member: Member) -> Call:
        name = next(state for state, asked_motion in asked.items() if asked_motion is procedure)
        return Call(title=name, sentence="", address="", act="", member=member)

    def asked_of(who: str, spoken: set[Any]) -> set[str]:
        calls = queries.calls_for_voices(visitors[who], asked.values(), spoken=spoken, call=call)
        return {call.title for call in calls}

    assert asked_of("delegate", set()) == HEARING
    assert asked_of("delegate", {(asked["open"].pk, green_lake.pk)}) == HEARING - {"open"}
    assert asked_of("observer", set()) == asked_of("coordinator", set()) == set()


# --- asked again when it is written -----------------------------------------------------------


def checked(member: Member, person: Person | None) -> None:
    assert person is not None
    with transaction.atomic():
        check_voice(member=member, actor=person.pk, at=NOW)


def test_a_delegate_and_a_deputy_may_speak(green_lake: Member, people: dict[str, Person | None]) -> None:
    checked(green_lake, people["delegate"])
    checked(green_lake, people["deputy"])


@pytest.mark.parametrize("who", ["former", "hidden delegate", "coordinator", "guest"])
def test_without_a_mandate_nothing_is_written(
    green_lake: Member, people: dict[str, Person | None], who: str
) -> None:
    with pytest.raises(MayNot):
        checked(green_lake, people[who])


def test_a_mandate_that_ended_after_the_page_was_opened_gives_no_voice(
    green_lake: Member, people: dict[str, Person | None], visitors: dict[str, Visitor]
) -> None:
    Mandate.objects.filter(person=people["delegate"]).update(until_on=NOW.date())
    assert visitors["delegate"].acts_for(green_lake.pk), "the request still believes it"
    with pytest.raises(MayNot):
        checked(green_lake, people["delegate"])


def test_a_member_that_was_put_out_of_action_meanwhile_has_no_voice(
    green_lake: Member, people: dict[str, Person | None]
) -> None:
    Member.objects.filter(pk=green_lake.pk).update(status="observer")
    with pytest.raises(MayNot, match="Only active members"):
        checked(green_lake, people["delegate"])


def test_a_closed_account_has_no_voice(green_lake: Member, people: dict[str, Person | None]) -> None:
    Person.objects.filter(sign_in_name="delegate").update(is_active=False)
    with pytest.raises(MayNot):
        checked(green_lake, people["delegate"])


def test_organisations_speak_through_their_own_people_and_active_ones_alone(
    people: dict[str, Person | None], green_lake: Member
) -> None:
    watcher = Member.objects.get(status="observer")
    visitors = {name: visitor_on(person, NOW) for name, person in people.items()}

    def speaking_for(member: Member) -> set[str]:
        return {name for name, visitor in visitors.items() if rules.may_speak_for(visitor, member)}

    assert speaking_for(green_lake) == {"delegate", "deputy"}
    assert speaking_for(watcher) == set()
    assert {name for name, visitor in visitors.items() if rules.may_follow(visitor)} == {
        *MEMBERS,
        "observer",
        "coordinator",
    }
