from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from tamyr.accounts.models import Person
from tamyr.network.models import Invitation, Mandate, Member, MembershipChange, Visitor
from tamyr.network.models.people import lasting_delegate
from tamyr.network.queries.desk.news import acting_for
from tamyr.network.queries.member_entry import entry_of
from tamyr.network.queries.visitors import visitor_on
from tamyr.network.rules import MayNot, is_coordinator, may_change_member
from tamyr.network.services.members.entries import write_entry
from tamyr.network.services.members.facts import MemberFacts, in_codes, membership_of
from tamyr.notices.services import announce, forget_scope
from tamyr.safety.models import ExposureLevel, shows_more
from tamyr.safety.services import record_act


class StaleVersion(Exception):
    """Somebody else changed the member after it was read; ``current`` is how it stands now."""

    def __init__(self, current: Member) -> None:
        super().__init__(f"{current.pk} is at version {current.version}")
        self.current = current


class TakesTwo(Exception):
    """Showing a member to more people, and status and dates by a delegate, are proposed: ``two_persons``."""


class NobodyLeft(Exception):
    """A sealed member needs a delegate whose mandate has no end: nobody else could ever open it again."""


@transaction.atomic
def change_member(
    *, member: Member, version: int, facts: MemberFacts, actor: UUID | None, at: datetime
) -> Member:
    """Change a member as it was read at ``version``; refuse with StaleVersion if it has moved on."""
    locked = Member.objects.select_for_update(no_key=True).get(pk=member.pk)
    if locked.version != version:
        raise StaleVersion(locked)
    # Whoever sent the form may have lost the right to while they waited for the lock.
    mover = _mover(actor, at)
    if mover is not None and not may_change_member(mover, locked):
        raise MayNot
    moves = membership_of(facts) != locked.membership
    may_move = mover is None or is_coordinator(mover)
    # Asked of the facts themselves, so that no door, a form or a table, changes alone what takes two.
    if shows_more(facts.exposure, than=locked.chosen_exposure) or (moves and not may_move):
        raise TakesTwo
    if facts.exposure == ExposureLevel.SEALED:
        # The last lasting delegate must not leave in the same moment in which the member is sealed.
        hold_mandates({locked.pk})
        if not _has_a_delegate(locked, at.date()):
            raise NobodyLeft
    # Read before ``write_entry``, which changes this same object.
    before, was_guarded = locked.exposure, locked.is_guarded
    if moves:
        _keep_history(locked, facts, proposed_by=actor, confirmed_by=None, at=at)
    write_entry(locked, facts, at)
    if locked.is_guarded and not was_guarded:
        _close_its_doors(locked, actor, at)
    details = {**in_codes(facts), "exposure_before": before}
    record_act(act="member.changed", actor=actor, about=locked, at=at, details=details)
    _tell_of_exposure(locked, before, actor, at)
    return locked


@transaction.atomic
def change_as_agreed(
    *, member: Member, changes: dict[str, Any], proposed_by: UUID | None, actor: UUID | None, at: datetime
) -> Member:
    """Change of a member what two persons agreed on, ``actor`` as the second; all else stays as it is."""
    locked = Member.objects.select_for_update(no_key=True).get(pk=member.pk)
    facts = replace(MemberFacts.of(entry_of(locked), status_from_on=None), **changes)
    before, was_guarded = locked.exposure, locked.is_guarded
    if membership_of(facts) != locked.membership:
        _keep_history(locked, facts, proposed_by=proposed_by, confirmed_by=actor, at=at)
    write_entry(locked, facts, at)
    if locked.is_guarded and not was_guarded:
        _close_its_doors(locked, actor, at)
    details = {**in_codes(facts), "exposure_before": before}
    record_act(act="member.changed", actor=actor, about=locked, at=at, details=details)
    _tell_of_exposure(locked, before, actor, at)
    return locked


def _tell_of_exposure(member: Member, before: str, actor: UUID | None, at: datetime) -> None:
    if member.exposure != before:
        announce(
            kind="exposure-changed", about=member, version=member.version, scope=member.pk, actor=actor, at=at
        )


def _mover(actor: UUID | None, at: datetime) -> Visitor | None:
    """Return who acts, as the database has them now; none where the software does, at the start of a site."""
    return visitor_on(Person.objects.filter(pk=actor).first(), at) if actor else None


def _keep_history(
    member: Member,
    facts: MemberFacts,
    *,
    proposed_by: UUID | None,
    confirmed_by: UUID | None,
    at: datetime,
) -> None:
    # A key without an account would be refused by the database: who proposed may have closed theirs since.
    known = set(Person.objects.filter(pk__in=[proposed_by, confirmed_by]).values_list("pk", flat=True))
    MembershipChange.objects.create(
        member=member,
        at=at,
        proposed_by_id=proposed_by if proposed_by in known else None,
        confirmed_by_id=confirmed_by if confirmed_by in known else None,
        status_before=member.status,
        joined_on_before=member.joined_on,
        left_on_before=member.left_on,
        status=facts.status,
        status_from_on=facts.status_from_on,
        joined_on=facts.joined_on,
        left_on=facts.left_on,
    )


def _close_its_doors(member: Member, actor: UUID | None, at: datetime) -> None:
    _take_invitations_back(member, actor, at)
    forget_scope(scope=member.pk, but_for=set(acting_for(member.pk, at.date())))


def _take_invitations_back(member: Member, actor: UUID | None, at: datetime) -> None:
    """Close the ways into a member that goes into hiding: others made them, and links lie in mailboxes."""
    for invitation in Invitation.objects.select_for_update(no_key=True).filter(
        member=member, used_at=None, revoked_at=None
    ):
        invitation.revoked_at = at
        invitation.save()
        record_act(act="invitation.revoked", actor=actor, about=invitation, at=at)


def hold_mandates(members: Collection[UUID]) -> None:
    """Let no mandate of these members end meanwhile: of two last delegates who leave at once, one stays."""
    # In one order everywhere, and before any of them alone, or two who leave would wait for each other.
    list(
        Mandate.objects.select_for_update(no_key=True)
        .filter(member__in=members)
        .order_by("pk")
        .values_list("pk")
    )


def _has_a_delegate(member: Member, today: date) -> bool:
    return Mandate.objects.filter(lasting_delegate(today), member=member).exists()
