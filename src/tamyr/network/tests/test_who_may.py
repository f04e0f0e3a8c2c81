"""The network's rules as one table: who may do each thing, and that nobody else may."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from tests.databases import world
from tests.people import LONG_AGO, give_mandate, give_role, make_member, make_person, seal
from tests.scenes import scene

from tamyr.accounts.models import Person
from tamyr.network import rules
from tamyr.network.models import Circle, CircleSeat, Invitation, MandateKind, Role
from tamyr.network.queries import visitor_on
from tamyr.safety.models import ExposureLevel

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
TODAY = NOW.date()
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)

LAKE = ("delegate", "deputy")
QUIET = ("keeper", "quiet deputy")
COORDINATORS = ("coordinator", "second coordinator")
NAMES = (
    *LAKE,
    "former",
    "to come",
    *QUIET,
    "other delegate",
    *COORDINATORS,
    "past coordinator",
    "editor",
    "guest",
)


def circle(slug: str, **facts: Any) -> Circle:
    return Circle.objects.create(slug=slug, began_on=LONG_AGO, **{"exposure": ExposureLevel.CIRCLE, **facts})


def sit(person: Person, where: Circle, *, convenes: bool = False, until_on: date | None = None) -> CircleSeat:
    return CircleSeat.objects.create(
        circle=where, person=person, convenes=convenes, from_on=LONG_AGO, until_on=until_on
    )


@world("everybody")
def fill_everybody() -> SimpleNamespace:
    """Two members, one sealed; three circles; everybody the rules tell apart."""
    people = {name: make_person(name.replace(" ", "-"), name.title()) for name in NAMES}
    lake, voice = make_member("Lake", "Озеро", "KAZ"), make_member("Voice", "Голос", "GEO")
    quiet = make_member("Quiet", "Тихий", "BLR")
    give_mandate(people["delegate"], lake)
    give_mandate(people["deputy"], lake, MandateKind.DEPUTY)
    give_mandate(people["former"], lake, until_on=TODAY)
    give_mandate(people["to come"], lake, from_on=TOMORROW)
    give_mandate(people["keeper"], quiet)
    give_mandate(people["quiet deputy"], quiet, MandateKind.DEPUTY)
    give_mandate(people["other delegate"], voice)
    for name in COORDINATORS:
        give_role(people[name], Role.COORDINATOR)
    past = give_role(people["past coordinator"], Role.COORDINATOR)
    past.until_on = TODAY
    past.save()
    give_role(people["editor"], Role.EDITOR)
    give_role(people["guest"], Role.GUEST)
    forests, sealed = circle("forests"), circle("sealed", exposure=ExposureLevel.SEALED)
    ended = circle("ended", ended_on=TODAY)
    for where in (forests, sealed, ended):
        sit(people["delegate"], where, convenes=True)
        sit(people["deputy"], where)
        sit(people["other delegate"], where, convenes=True, until_on=TODAY)
    everybody = SimpleNamespace(
        people=people, lake=lake, voice=voice, quiet=seal(quiet), forests=forests, sealed=sealed, ended=ended
    )
    # Found once: to ask who holds what took longer than every rule.
    everybody.visitors = {name: visitor_on(who, NOW) for name, who in {**people, "stranger": None}.items()}
    return everybody


everybody = scene("everybody")


def invitation(everybody: SimpleNamespace, **facts: Any) -> Invitation:
    by = facts.pop("by", "coordinator")
    return Invitation(
        invited_by=everybody.people[by], made_at=NOW, expires_at=NOW + timedelta(days=1), **facts
    )


def mandate_of(name: str) -> Callable[[SimpleNamespace], Any]:
    return lambda everybody: everybody.people[name].mandates.get()


def role_of(name: str) -> Callable[[SimpleNamespace], Any]:
    return lambda everybody: everybody.people[name].roles.get()


def person(name: str) -> Callable[[SimpleNamespace], Any]:
    return lambda everybody: everybody.people[name]


def invited(**facts: Any) -> Callable[[SimpleNamespace], Any]:
    def made(everybody: SimpleNamespace) -> Invitation:
        known = {
            "member": everybody.lake,
            "circle": everybody.forests,
            "back_for": everybody.people["former"],
        }
        return invitation(
            everybody, **{name: known[name] if given is True else given for name, given in facts.items()}
        )

    return made


def nothing(_everybody: SimpleNamespace) -> None:
    return None


# What is asked, about what, and everybody who may.
CASES: list[tuple[str, str, Callable[[SimpleNamespace], Any], tuple[str, ...]]] = [
    ("is_signed_in", "", nothing, NAMES),
    ("is_coordinator", "", nothing, COORDINATORS),
    ("is_in_network", "", nothing, (*LAKE, *QUIET, "other delegate", *COORDINATORS, "editor")),
    ("acts_for_a_member", "", nothing, (*LAKE, *QUIET, "other delegate")),
    ("may_give_roles", "", nothing, COORDINATORS),
    ("may_keep_the_register", "", nothing, COORDINATORS),
    ("may_start_circles", "", nothing, COORDINATORS),
    ("may_change_member", "in the open", lambda everybody: everybody.lake, (*LAKE, *COORDINATORS)),
    ("may_change_member", "sealed", lambda everybody: everybody.quiet, QUIET),
    ("may_unhide_member", "in the open", lambda everybody: everybody.lake, LAKE),
    ("may_keep_mandates", "in the open", lambda everybody: everybody.lake, ("delegate", *COORDINATORS)),
    ("may_keep_mandates", "sealed", lambda everybody: everybody.quiet, ("keeper",)),
    ("may_invite_for_member", "sealed", lambda everybody: everybody.quiet, ("keeper",)),
    ("may_see_people_of", "in the open", lambda everybody: everybody.lake, (*LAKE, *COORDINATORS)),
    ("may_see_people_of", "sealed", lambda everybody: everybody.quiet, QUIET),
    ("may_keep_circle", "circle level", lambda everybody: everybody.forests, ("delegate", *COORDINATORS)),
    ("may_keep_circle", "sealed", lambda everybody: everybody.sealed, ("delegate",)),
    ("may_keep_circle", "ended", lambda everybody: everybody.ended, ()),
    ("may_unhide_circle", "circle level", lambda everybody: everybody.forests, ("delegate",)),
    ("may_open_a_way_back", "a delegate", person("delegate"), ("deputy", *COORDINATORS)),
    ("may_open_a_way_back", "a former delegate", person("former"), COORDINATORS),
    ("may_open_a_way_back", "a sealed member's", person("keeper"), ("quiet deputy", *COORDINATORS)),
    ("may_open_a_way_back", "a coordinator", person("coordinator"), ("second coordinator",)),
    ("may_open_a_way_back", "one of before", person("past coordinator"), COORDINATORS),
    ("may_confirm_a_way_back", "of a sealed circle", person("delegate"), ()),
    ("may_confirm_a_way_back", "a deputy", person("deputy"), ("delegate",)),
    ("may_confirm_a_way_back", "in the open", person("other delegate"), COORDINATORS),
    ("may_confirm_a_way_back", "a sealed member's", person("keeper"), ()),
    ("may_confirm_a_way_back", "its deputy", person("quiet deputy"), ("keeper",)),
    ("may_confirm_a_way_back", "a coordinator", person("coordinator"), ("second coordinator",)),
    ("may_invite", "for a member", invited(member=True, mandate_kind="deputy"), ("delegate", *COORDINATORS)),
    ("may_invite", "to a circle", invited(circle=True), ("delegate", *COORDINATORS)),
    ("may_invite", "back", invited(back_for=True), COORDINATORS),
    ("may_invite", "to a role", invited(role="editor"), COORDINATORS),
    ("may_invite", "to nothing", invited(), ()),
    ("may_invite", "to two things", invited(circle=True, role="editor"), COORDINATORS),
    ("may_revoke_invitation", "a guest's", invited(role="editor", by="guest"), ("guest", *COORDINATORS)),
    ("may_end_mandate", "a deputy's", mandate_of("deputy"), LAKE),
    ("may_end_mandate", "a delegate's", mandate_of("delegate"), ("delegate",)),
    ("may_propose_to_end_mandate", "a delegate's", mandate_of("delegate"), COORDINATORS),
    ("may_propose_to_end_mandate", "a sealed one's", mandate_of("keeper"), ()),
    ("may_propose_to_end_role", "coordination", role_of("coordinator"), ("second coordinator",)),
    ("may_propose_to_end_role", "a guest's", role_of("guest"), ()),
    ("may_end_mandate", "a sealed one's", mandate_of("keeper"), ("keeper",)),
    ("may_end_role", "a guest's", role_of("guest"), ("guest", *COORDINATORS)),
    ("may_end_role", "coordination", role_of("coordinator"), ("coordinator",)),
]


@pytest.mark.alike
@pytest.mark.parametrize(
    ("rule", "about", "allowed"),
    [(rule, about, allowed) for rule, _words, about, allowed in CASES],
    ids=[f"{rule} {words}".strip() for rule, words, _about, _allowed in CASES],
)
def test_they_may_and_nobody_else(
    everybody: SimpleNamespace, rule: str, about: Callable[[SimpleNamespace], Any], allowed: tuple[str, ...]
) -> None:
    asked: Any = getattr(rules, rule)
    thing = about(everybody)
    visitors = everybody.visitors.items()
    may = {name for name, visitor in visitors if asked(visitor, *([] if thing is None else [thing]))}
    assert may == set(allowed)


def test_a_closed_account_is_a_stranger(everybody: SimpleNamespace) -> None:
    who = everybody.people["coordinator"]
    who.is_active = False
    assert not rules.is_signed_in(visitor_on(who, NOW))
    assert not rules.is_coordinator(visitor_on(who, NOW))


def test_who_coordinated_until_today_is_given_a_way_back_by_a_colleague(everybody: SimpleNamespace) -> None:
    past, colleague = everybody.people["past coordinator"], everybody.people["delegate"]
    give_mandate(past, everybody.lake)
    assert rules.may_open_a_way_back(visitor_on(colleague, NOW), past)
    give_role(past, Role.COORDINATOR)
    assert not rules.may_open_a_way_back(visitor_on(colleague, NOW), past)


def test_a_coordinator_who_acts_for_the_sealed_member_opens_its_peoples_way(
    everybody: SimpleNamespace,
) -> None:
    who = everybody.people["coordinator"]
    give_mandate(who, everybody.quiet)
    assert rules.may_open_a_way_back(visitor_on(who, NOW), everybody.people["keeper"])
    assert not rules.may_open_a_way_back(visitor_on(who, NOW), who)


def test_who_once_acted_for_a_sealed_member_is_helped_by_a_coordinator(everybody: SimpleNamespace) -> None:
    give_mandate(everybody.people["former"], everybody.quiet, until_on=TODAY)
    assert rules.may_open_a_way_back(
        visitor_on(everybody.people["coordinator"], NOW), everybody.people["former"]
    )


@pytest.mark.parametrize(
    ("from_on", "until_on", "holds"),
    [
        (TODAY, None, True),
        (TOMORROW, None, False),
        (LONG_AGO, TODAY, False),
        (LONG_AGO, TOMORROW, True),
        (YESTERDAY, TODAY, False),
        (TODAY, TODAY, False),
    ],
)
def test_a_term_holds_from_its_first_day_until_the_day_before_its_end(
    everybody: SimpleNamespace, from_on: date, until_on: date | None, holds: bool
) -> None:
    person = everybody.people["guest"]
    given = give_mandate(person, everybody.voice, from_on=from_on, until_on=until_on)  # type: ignore[arg-type]
    assert given.holds_on(TODAY) is holds
    assert bool(visitor_on(person, NOW).mandates) is holds


MADE = {
    "as made": ({}, True),
    "a second before its end": ({"expires_at": NOW + timedelta(seconds=1)}, True),
    "at its end": ({"expires_at": NOW}, False),
    "used": ({"used_at": NOW}, False),
    "taken back": ({"revoked_at": NOW}, False),
    "waiting for a second word": ({"needs_second": True}, False),
    "confirmed": ({"needs_second": True, "confirmed_at": NOW}, True),
}


@pytest.mark.parametrize(("changed", "opens"), MADE.values(), ids=MADE.keys())
def test_a_link_opens_until_it_is_used_taken_back_or_run_out(changed: dict[str, Any], opens: bool) -> None:
    link = Invitation(**{"expires_at": NOW + timedelta(days=1), **changed})
    assert link.is_open_at(NOW) is opens
