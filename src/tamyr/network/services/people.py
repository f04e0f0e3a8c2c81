"""What people are to members and to the network, from when until when: mandates and roles; and how they leave."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from tamyr.accounts.models import Person
from tamyr.accounts.services.people import AboutMe, change_account
from tamyr.accounts.services.standing import hold
from tamyr.network import rules
from tamyr.network.models import CircleSeat, Mandate, Member, Role, RoleGrant, Visitor
from tamyr.network.models.people import holding_on, lasting_delegate
from tamyr.network.rules import MayNot, may_end_mandate, may_end_role
from tamyr.network.services.circles import hold_circles, is_needed
from tamyr.network.services.members import NobodyLeft, hold_mandates
from tamyr.network.services.ways import hold_ways_of
from tamyr.notices.services import announce, forget_scope
from tamyr.notices.services.telling import choose_pace
from tamyr.safety.services import record_act


class BadDates(Exception):
    """A mandate cannot end before it began."""


class EndsSooner(Exception):
    """A mandate ends before the day that was named for its end: on ``day``."""

    def __init__(self, day: date) -> None:
        super().__init__(day.isoformat())
        self.day = day


@transaction.atomic
def begin_mandate(
    *,
    member: Member,
    person: Person,
    kind: str,
    from_on: date,
    until_on: date | None,
    actor: UUID | None,
    at: datetime,
) -> Mandate:
    """Give a person the right to act for a member; a mandate they have for it already gives way."""
    if until_on is not None and until_on < from_on:
        raise BadDates
    running = list(
        Mandate.objects.select_for_update(no_key=True).filter(
            holding_on(from_on), member=member, person=person
        )
    )
    for mandate in running:
        if mandate.kind == kind and mandate.until_on == until_on:
            return mandate
        _end_on(mandate, from_on, actor=actor, at=at)
    # The database allows one mandate without an end: an earlier promise for a later day gives way.
    Mandate.objects.filter(member=member, person=person, from_on__gt=from_on, until_on=None).delete()
    begun = Mandate.objects.create(
        member=member, person=person, kind=kind, from_on=from_on, until_on=until_on
    )
    record_act(act="mandate.begun", actor=actor, about=begun, at=at, details=mandate_in_codes(begun))
    # What was told of the member before is not theirs by the new mandate, which begins now.
    if not running:
        forget_scope(scope=member.pk, person=person.pk)
    announce(kind="mandate-begun", about=begun, scope=member.pk, actor=actor, at=at)
    return begun


@transaction.atomic
def end_mandate(*, mandate: Mandate, on: date, by: Visitor) -> None:
    """End a mandate on a day: its holder acts no longer from that day on, signed in or not.

    Alone one lays down one's own, and a delegate ends a deputy's; all else takes two persons. Sent
    twice, it is ended once; it is never made longer: ``EndsSooner``. A guarded member keeps a delegate: nobody else
    could open it again.
    """
    locked = held_mandate(mandate)
    if by.person is None or not may_end_mandate(by, locked):
        raise MayNot
    # Not into the past: what was said under the mandate was said by somebody who held it.
    if on < max(by.on, locked.from_on):
        raise BadDates
    if locked.until_on is not None and locked.until_on < on:
        raise EndsSooner(locked.until_on)
    _end_held(locked, on, actor=by.person.pk, at=by.at)


@transaction.atomic
def end_mandate_as_agreed(*, mandate: Mandate, on: date, actor: UUID, at: datetime) -> None:
    """End a mandate as two persons agreed, ``actor`` as the second; on that day or, if it is over, today."""
    locked = held_mandate(mandate)
    _end_held(locked, max(on, at.date(), locked.from_on), actor=actor, at=at)


def held_mandate(mandate: Mandate) -> Mandate:
    """Lock a mandate, after all of its member: whoever is among the last to leave finds who left before."""
    hold_mandates({mandate.member_id})
    # ``of``: without it the member and the person would be locked too, and others' acts wait for this one.
    return (
        Mandate.objects.select_for_update(no_key=True, of=("self",))
        .select_related("member", "person")
        .get(pk=mandate.pk)
    )


def _end_held(locked: Mandate, on: date, *, actor: UUID, at: datetime) -> None:
    if locked.until_on is not None and locked.until_on <= on:
        return
    if locked.member.is_guarded and not another_delegate(locked, on):
        raise NobodyLeft
    _end_on(locked, on, actor=actor, at=at)
    # Until that day they still act for it and may read what was told to them.
    if on <= at.date():
        forget_scope(scope=locked.member_id, person=locked.person_id)
    announce(kind="mandate-ended", about=locked, version=on, actor=actor, at=at)


def _end_on(mandate: Mandate, on: date, *, actor: UUID | None, at: datetime) -> None:
    mandate.until_on = on
    mandate.save()
    record_act(act="mandate.ended", actor=actor, about=mandate, at=at, details=mandate_in_codes(mandate))


def another_delegate(mandate: Mandate, on: date) -> bool:
    others = Mandate.objects.filter(lasting_delegate(on), member=mandate.member, person__is_active=True)
    return others.exclude(person=mandate.person).exists()


def mandate_in_codes(mandate: Mandate) -> dict[str, str | int | bool | None]:
    return {
        "member": str(mandate.member_id),
        "person": str(mandate.person_id),
        "kind": mandate.kind,
        "from_on": mandate.from_on.isoformat(),
        "until_on": mandate.until_on.isoformat() if mandate.until_on else None,
    }


@transaction.atomic
def begin_role(
    *, person: Person, role: str, until_on: date | None, actor: UUID | None, at: datetime
) -> RoleGrant:
    """Give a role from today on; the same role given before gives way to the new dates."""
    today = at.date()
    given = RoleGrant.objects.select_for_update(no_key=True).filter(holding_on(today))
    for grant in given.filter(person=person, role=role):
        if grant.until_on == until_on:
            return grant
        grant.until_on = today
        grant.save()
        record_act(act="role.ended", actor=actor, about=grant, at=at, details=role_in_codes(grant))
    begun = RoleGrant.objects.create(person=person, role=role, from_on=today, until_on=until_on)
    record_act(act="role.begun", actor=actor, about=begun, at=at, details=role_in_codes(begun))
    return begun


@transaction.atomic
def end_role(*, grant: RoleGrant, by: Visitor) -> None:
    """End a role from today on.

    Coordinators and editors lay down their own: no single one removes another. The last coordinator stays.
    """
    locked = held_role(grant)
    if by.person is None or not may_end_role(by, locked):
        raise MayNot
    _end_held_role(locked, actor=by.person.pk, at=by.at)


@transaction.atomic
def end_role_as_agreed(*, grant: RoleGrant, actor: UUID, at: datetime) -> None:
    """End a coordinator's or editor's role as two others agreed, ``actor`` as the second."""
    _end_held_role(held_role(grant), actor=actor, at=at)


def held_role(grant: RoleGrant) -> RoleGrant:
    """Lock a role, after all coordinators’ roles."""
    _hold_coordination()
    return (
        RoleGrant.objects.select_for_update(no_key=True, of=("self",))
        .select_related("person")
        .get(pk=grant.pk)
    )


def _end_held_role(locked: RoleGrant, *, actor: UUID, at: datetime) -> None:
    today = at.date()
    if not locked.holds_on(today):
        return
    if locked.role == Role.COORDINATOR and not another_coordinator(locked, today):
        raise NobodyLeft
    locked.until_on = today
    locked.save()
    record_act(act="role.ended", actor=actor, about=locked, at=at, details=role_in_codes(locked))
    announce(kind="role-ended", about=locked, actor=actor, at=at)


def _hold_coordination() -> None:
    """Let no coordination end meanwhile: of the last two coordinators who leave at once, one stays."""
    coordinators = RoleGrant.objects.select_for_update(no_key=True).filter(role=Role.COORDINATOR)
    list(coordinators.order_by("pk").values_list("pk"))


def another_coordinator(grant: RoleGrant, on: date) -> bool:
    # Not those whose account is locked: who leaves must not count on them.
    others = RoleGrant.objects.filter(holding_on(on), role=Role.COORDINATOR, person__is_active=True)
    return others.exclude(person=grant.person).exists()


def role_in_codes(grant: RoleGrant) -> dict[str, str | int | bool | None]:
    return {
        "person": str(grant.person_id),
        "role": grant.role,
        "until_on": grant.until_on.isoformat() if grant.until_on else None,
    }


@transaction.atomic
def change_own_account(*, by: Visitor, about: AboutMe, pace: str) -> None:
    """Change what a person says of themselves, and how often they are told by letter."""
    if by.person is None:
        raise MayNot
    change_account(person=by.person, about=about, at=by.at)
    choose_pace(person=by.person, pace=pace, at=by.at)


@transaction.atomic
def close_account(*, by: Visitor) -> None:
    """Take a person out, with their mandates, roles, seats, sessions and ways to sign in.

    Refused with NobodyLeft while something hangs on them alone: coordination, a guarded member, a
    circle. What they did in a member's name stays the member's: objections keep no person then.
    """
    if by.person is None:
        raise MayNot
    # The account before all that hangs on it, as whoever accepts an invitation or locks an account takes them.
    person = hold(by.person, by.at)
    # Before the first audit line, as whoever takes one back: that they made it or agreed to it goes with them.
    hold_ways_of(person)
    _hold_coordination()
    # All of them before anything is counted: of two who leave together neither must count on the other.
    hold_mandates({mandate.member_id for mandate in Mandate.objects.filter(person=person)})
    hold_circles({seat.circle_id for seat in CircleSeat.objects.filter(person=person)})
    if is_alone(person, by):
        raise NobodyLeft
    # Before the row goes: a deleted object has no key by which the line could name it.
    record_act(act="person.closed", actor=person.pk, about=person, at=by.at)
    # Behind the chain, where nobody waits: what points at the row from here on fails, and not the one who leaves.
    Person.objects.select_for_update().get(pk=person.pk).delete()


def is_alone(person: Person, by: Visitor) -> bool:
    """Whether nobody else could do what this person can."""
    coordinates = RoleGrant.objects.filter(holding_on(by.on), person=person, role=Role.COORDINATOR)
    mandates = Mandate.objects.filter(holding_on(by.on), person=person).select_related("member")
    seats = CircleSeat.objects.filter(holding_on(by.on), person=person, convenes=True)
    return (
        any(not another_coordinator(grant, by.on) for grant in coordinates)
        or any(mandate.member.is_guarded and not another_delegate(mandate, by.on) for mandate in mandates)
        or any(is_needed(seat) for seat in seats)
        # What hangs on them in later rooms, of which this one names none.
        or rules.is_needed(person, by)
    )
