import json
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from tamyr.network.logic.register.table import Table
from tamyr.network.models import Member, RegisterImport, Visitor
from tamyr.network.queries.people import others_coordinate
from tamyr.network.queries.register.plan import (
    Plan,
    PlannedRow,
    as_coordinator,
    digest_of,
    plan_of,
    register_for,
    register_state,
)
from tamyr.network.rules import MayNot, may_keep_the_register
from tamyr.network.services.members import (
    MemberFacts,
    StaleVersion,
    TakesTwo,
    change_member,
    register_members,
)
from tamyr.notices.services import announce
from tamyr.safety.models import AuditLine
from tamyr.safety.services import record_act

KEPT = timedelta(days=1)


class AlreadyApplied(Exception):
    """The import was applied before; doing it again would change nothing."""


class RegisterMoved(Exception):
    """Somebody changed the register after the preview was made."""


class NotApplicable(Exception):
    """The import has faults, holds no change, or is older than a day."""


@transaction.atomic
def keep_upload(*, table: Table, by: Visitor) -> RegisterImport:
    """Keep an uploaded table, encrypted, until it is applied or a day old."""
    if by.person is None or not may_keep_the_register(by):
        raise MayNot
    # Here as well as by the task that forgets: where none runs, names lie here until the next table at most.
    RegisterImport.objects.filter(expires_at__lte=by.at).delete()
    kept = RegisterImport(person=by.person, made_at=by.at, expires_at=by.at + KEPT)
    kept.table = json.dumps(table.as_json(), ensure_ascii=False)
    kept.save()
    details: dict[str, str | int | bool | None] = {"rows": len(table.rows)}
    record_act(act="register.uploaded", actor=by.person.pk, about=kept, at=by.at, details=details)
    return kept


@transaction.atomic
def apply_import(*, kept: RegisterImport, state: str, by: Visitor) -> Plan:
    """Apply every change of a previewed table alone, or none; ``state`` is the register's at the preview.

    Refused with TakesTwo while somebody else coordinates; all who act for members are told of it.
    """
    locked = RegisterImport.objects.select_for_update(no_key=True).get(pk=kept.pk)
    if not may_keep_the_register(by):
        raise MayNot
    plan = planned(locked, as_coordinator(by), state=state, at=by.at)
    if others_coordinate(by):
        raise TakesTwo
    line = _apply(locked, plan, actor=by.actor, at=by.at, details={"alone": True})
    announce(kind="done-alone", about=line, actor=by.actor, at=by.at)
    return plan


@transaction.atomic
def apply_as_agreed(*, kept: RegisterImport, by: Visitor, digest: str, actor: UUID, at: datetime) -> None:
    """Apply what ``by`` proposed and ``actor`` agreed to, if it is still the same changes."""
    locked = RegisterImport.objects.select_for_update(no_key=True).get(pk=kept.pk)
    # What counts is what it would do: changes of others that leave that as it was agreed on do not stop it.
    plan = planned(locked, as_coordinator(by), state="", at=at)
    if digest_of(plan) != digest:
        raise RegisterMoved
    _apply(locked, plan, actor=actor, at=at, details={"proposed_by": str(by.actor)})


def planned(locked: RegisterImport, coordinator: Visitor, *, state: str, at: datetime) -> Plan:
    """Return what a table would change now, for the rights and the register of this moment.

    ``state`` is the register's at the preview, if that is asked. Raises what keeps it from being applied.
    """
    if locked.applied_at is not None:
        raise AlreadyApplied
    if not locked.is_open_at(at):
        raise NotApplicable
    if state and state != register_state(coordinator):
        raise RegisterMoved
    plan = plan_of(register_for(coordinator), Table.from_json(json.loads(locked.table)))
    if not plan.may_be_applied:
        raise NotApplicable
    return plan


def _apply(
    locked: RegisterImport,
    plan: Plan,
    *,
    actor: UUID | None,
    at: datetime,
    details: dict[str, str | int | bool | None],
) -> AuditLine:
    _change(plan, actor, at)
    locked.applied_at, locked.table = at, ""
    locked.save()
    counts = {"new": len(plan.new), "changed": len(plan.changed)}
    line = record_act(
        act="register.imported", actor=actor, about=locked, at=at, details={**counts, **details}
    )
    announce(kind="register-imported", about=locked, actor=actor, at=at)
    return line


def _change(plan: Plan, actor: UUID | None, at: datetime) -> None:
    if plan.new:
        register_members(entered=[_facts(row) for row in plan.new], actor=actor, at=at)
    for row in plan.changed:
        member: Member = row.member  # type: ignore[assignment]
        try:
            change_member(member=member, version=member.version, facts=_facts(row), actor=actor, at=at)
        # Where it is applied alone, nothing holds the rows that were
        # read for the plan: somebody may have been quicker.
        except StaleVersion:
            raise RegisterMoved from None


def _facts(row: PlannedRow) -> MemberFacts:
    since = str(row.after["status_from_on"])
    # An old date beside a new status is what an export left there, not what somebody says.
    is_said = row.is_new or since != row.before["status_from_on"]
    return MemberFacts.of(row.after, status_from_on=date.fromisoformat(since) if since and is_said else None)


@transaction.atomic
def note_export(*, visitor: Visitor, members: int, form: str, at: datetime) -> None:
    """Leave a line of who took the register out, in which form, and how many members it held."""
    details: dict[str, str | int | bool | None] = {"members": members, "form": form}
    actor = visitor.actor
    record_act(act="register.exported", actor=actor, about=None, at=at, details=details)
