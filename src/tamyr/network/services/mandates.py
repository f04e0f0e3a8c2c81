"""Dated rights to act for a member."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from tamyr.accounts.models import Person
from tamyr.network.models import Mandate, Member, Visitor
from tamyr.network.models.people import holding_on, lasting_delegate
from tamyr.network.rules import MayNot, may_end_mandate
from tamyr.network.services.members import NobodyLeft
from tamyr.safety.services import record_act


class BadDates(Exception):
    """A mandate cannot end before it began."""


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
        Mandate.objects.select_for_update().filter(holding_on(from_on), member=member, person=person)
    )
    for mandate in running:
        if mandate.kind == kind and mandate.until_on == until_on:
            return mandate
        _end(mandate, from_on, actor=actor, at=at)
    Mandate.objects.filter(member=member, person=person, from_on__gt=from_on, until_on=None).delete()
    begun = Mandate.objects.create(
        member=member, person=person, kind=kind, from_on=from_on, until_on=until_on
    )
    record_act(act="mandate.begun", actor=actor, about=begun, at=at, details=in_codes(begun))
    return begun


@transaction.atomic
def end_mandate(*, mandate: Mandate, on: date, by: Visitor) -> None:
    """End a mandate on a day: its holder acts no longer from that day on, signed in or not.

    Delegates lay down their own; those who keep a member's mandates end others'. Sent twice,
    it is ended once. A guarded member keeps a delegate: nobody else could open it again.
    """
    locked = (
        Mandate.objects.select_for_update(of=("self",)).select_related("member", "person").get(pk=mandate.pk)
    )
    if by.person is None or not may_end_mandate(by, locked):
        raise MayNot
    if on < max(by.on, locked.from_on):
        raise BadDates
    if locked.until_on is not None and locked.until_on <= on:
        return
    if locked.member.is_guarded and not _another_delegate(locked, on):
        raise NobodyLeft
    _end(locked, on, actor=by.person.pk, at=by.at)


def _end(mandate: Mandate, on: date, *, actor: UUID | None, at: datetime) -> None:
    mandate.until_on = on
    mandate.save()
    record_act(act="mandate.ended", actor=actor, about=mandate, at=at, details=in_codes(mandate))


def _another_delegate(mandate: Mandate, on: date) -> bool:
    others = Mandate.objects.filter(lasting_delegate(on), member=mandate.member)
    return others.exclude(person=mandate.person).exists()


def in_codes(mandate: Mandate) -> dict[str, str | int | bool | None]:
    return {
        "member": str(mandate.member_id),
        "person": str(mandate.person_id),
        "kind": mandate.kind,
        "from_on": mandate.from_on.isoformat(),
        "until_on": mandate.until_on.isoformat() if mandate.until_on else None,
    }
