import json
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from tamyr.accounts.models import Person
from tamyr.network.logic.register.table import Table
from tamyr.network.models import Member, RegisterImport, Visitor
from tamyr.network.queries.register.plan import Plan, PlannedRow, plan_of, register_for, register_state
from tamyr.network.services.members import (
    MemberFacts,
    StaleVersion,
    change_member,
    facts_from,
    register_members,
)
from tamyr.notices.services import announce
from tamyr.safety.services import record_act

KEPT = timedelta(days=1)


class AlreadyApplied(Exception):
    """The import was applied before; doing it again would change nothing."""


class RegisterMoved(Exception):
    """Somebody changed the register after the preview was made."""


class NotApplicable(Exception):
    """The import has faults, holds no change, or is older than a day."""


@transaction.atomic
def keep_upload(*, person: Person, table: Table, at: datetime) -> RegisterImport:
    """Keep an uploaded table, encrypted, until it is applied or a day old."""
    RegisterImport.objects.filter(expires_at__lte=at).delete()
    kept = RegisterImport(person=person, made_at=at, expires_at=at + KEPT)
    kept.table = json.dumps(table.as_json(), ensure_ascii=False)
    kept.save()
    details: dict[str, str | int | bool | None] = {"rows": len(table.rows)}
    record_act(act="register.uploaded", actor=person.pk, about=kept, at=at, details=details)
    return kept


@transaction.atomic
def apply_import(*, kept: RegisterImport, visitor: Visitor, state: str, at: datetime) -> Plan:
    """Apply every change of a previewed table, or none; ``state`` is the register's at the preview."""
    locked = RegisterImport.objects.select_for_update().get(pk=kept.pk)
    if locked.applied_at is not None:
        raise AlreadyApplied
    if not locked.is_open_at(at):
        raise NotApplicable
    if state != register_state(visitor):
        raise RegisterMoved
    # Planned anew, under the lock: the preview was made for the rights and the register of that moment.
    plan = plan_of(register_for(visitor), Table.from_json(json.loads(locked.table)))
    if not plan.may_be_applied:
        raise NotApplicable
    actor = visitor.actor
    _change(plan, actor, at)
    locked.applied_at, locked.table = at, ""
    locked.save()
    details: dict[str, str | int | bool | None] = {"new": len(plan.new), "changed": len(plan.changed)}
    record_act(act="register.imported", actor=actor, about=locked, at=at, details=details)
    announce(kind="register-imported", about=locked, actor=actor, at=at)
    return plan


def _change(plan: Plan, actor: UUID | None, at: datetime) -> None:
    if plan.new:
        register_members(entered=[_facts(row) for row in plan.new], actor=actor, at=at)
    for row in plan.changed:
        member: Member = row.member  # type: ignore[assignment]
        try:
            change_member(member=member, version=member.version, facts=_facts(row), actor=actor, at=at)
        except StaleVersion:
            raise RegisterMoved from None


def _facts(row: PlannedRow) -> MemberFacts:
    since = str(row.after["status_from_on"])
    # An old date beside a new status is what an export left there, not what somebody says.
    is_said = row.is_new or since != row.before["status_from_on"]
    return facts_from(row.after, status_from_on=date.fromisoformat(since) if since and is_said else None)


@transaction.atomic
def note_export(*, visitor: Visitor, members: int, form: str, at: datetime) -> None:
    """Leave a line of who took the register out, in which form, and how many members it held."""
    details: dict[str, str | int | bool | None] = {"members": members, "form": form}
    actor = visitor.actor
    record_act(act="register.exported", actor=actor, about=None, at=at, details=details)
