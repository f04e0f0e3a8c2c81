"""Dated roles in the network's own work."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from tamyr.accounts.models import Person
from tamyr.network.models import Role, RoleGrant, Visitor
from tamyr.network.models.people import holding_on
from tamyr.network.rules import MayNot, may_end_role
from tamyr.network.services.members import NobodyLeft
from tamyr.safety.services import record_act


@transaction.atomic
def begin_role(
    *, person: Person, role: str, until_on: date | None, actor: UUID | None, at: datetime
) -> RoleGrant:
    """Give a role from today on; the same role given before gives way to the new dates."""
    today = at.date()
    for grant in RoleGrant.objects.filter(holding_on(today), person=person, role=role):
        if grant.until_on == until_on:
            return grant
        grant.until_on = today
        grant.save()
        record_act(act="role.ended", actor=actor, about=grant, at=at, details=in_codes(grant))
    begun = RoleGrant.objects.create(person=person, role=role, from_on=today, until_on=until_on)
    record_act(act="role.begun", actor=actor, about=begun, at=at, details=in_codes(begun))
    return begun


@transaction.atomic
def end_role(*, grant: RoleGrant, by: Visitor) -> None:
    """End a role from today on.

    Coordinators lay down their own: no single one removes another. The last one stays.
    """
    locked = RoleGrant.objects.select_for_update(of=("self",)).select_related("person").get(pk=grant.pk)
    if by.person is None or not may_end_role(by, locked):
        raise MayNot
    if not locked.holds_on(by.on):
        return
    if locked.role == Role.COORDINATOR and not another_coordinator(locked, by.on):
        raise NobodyLeft
    locked.until_on = by.on
    locked.save()
    record_act(act="role.ended", actor=by.person.pk, about=locked, at=by.at, details=in_codes(locked))


def another_coordinator(grant: RoleGrant, on: date) -> bool:
    others = RoleGrant.objects.filter(holding_on(on), role=Role.COORDINATOR, person__is_active=True)
    return others.exclude(person=grant.person).exists()


def in_codes(grant: RoleGrant) -> dict[str, str | int | bool | None]:
    return {
        "person": str(grant.person_id),
        "role": grant.role,
        "until_on": grant.until_on.isoformat() if grant.until_on else None,
    }
