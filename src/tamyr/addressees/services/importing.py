"""To bring a file into the directory: every change of a preview, or none."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from tamyr.addressees.models import Institution
from tamyr.addressees.queries.plan import Plan, PlannedRow, plan_of
from tamyr.addressees.queries.rows import Row
from tamyr.addressees.rules import may_import
from tamyr.addressees.services.keeping import Moved, add_row, correct_row, enter_institution
from tamyr.network.models import Visitor
from tamyr.network.rules import MayNot
from tamyr.network.services.two_persons.asking import visitor_with
from tamyr.safety.services import record_act


class NotAsReviewed(Exception):
    """The directory or the rights have changed after the preview was made, or the file holds a fault."""


@transaction.atomic
def apply_plan(*, plan: Plan, digest: str, reason: str, by: Visitor, at: datetime) -> None:
    """Apply a plan as it was reviewed, asked anew under the locks of the rows that it changes."""
    if not may_import(visitor_with(by.actor, by.at)):
        raise MayNot
    # Only what was shown is taken in: a row that came or changed meanwhile makes another digest.
    again = plan_of([row.given for row in (*plan.new, *plan.changed)])
    if not again.may_be_applied or again.digest != digest:
        raise NotAsReviewed
    for planned in again.new:
        if planned.given.subject == "body":
            _enter(planned, by, at)
    # Bodies before their names, which take the second word away from them: each is corrected as it was reviewed.
    for planned in sorted((*again.new, *again.changed), key=lambda row: row.given.subject != "body"):
        if not (planned.is_new and planned.given.subject == "body"):
            _write(planned, reason, by, at)
    _hang(again)
    details: dict[str, str | int | bool | None] = {
        "new": len(again.new),
        "changed": len(again.changed),
    }
    record_act(act="directory.imported", actor=by.actor, about=None, at=at, details=details)


def _enter(planned: PlannedRow, by: Visitor, at: datetime) -> None:
    # What stands above it may be entered later in the same file.
    facts = planned.given.facts | {"parent": ""}
    key = UUID(planned.given.key)
    enter_institution(form_key=key, key=key, facts=facts, names={}, by=by, at=at)


def _write(planned: PlannedRow, reason: str, by: Visitor, at: datetime) -> None:
    given = planned.given
    if planned.row is not None:
        _correct(planned, planned.row, reason, by, at)
        return
    bodies = Institution.objects.all()
    body = (
        bodies.get(offices__id=UUID(given.of)) if given.subject == "holder" else bodies.get(pk=UUID(given.of))
    )
    add_row(
        institution=body,
        subject=given.subject,
        key=given.key,
        of=given.of,
        facts=given.facts,
        reason=reason,
        by=by,
        at=at,
    )


def _correct(planned: PlannedRow, row: Row, reason: str, by: Visitor, at: datetime) -> None:
    try:
        correct_row(
            subject=planned.given.subject,
            row=row,
            opened_on=planned.before,
            facts=planned.given.facts,
            reason=reason,
            by=by,
            at=at,
        )
    except Moved:
        # Somebody corrected it while its lock was waited for: the plan was made before, and read it as it was.
        raise NotAsReviewed from None


def _hang(plan: Plan) -> None:
    for planned in plan.new:
        if planned.given.subject == "body" and planned.given.facts["parent"]:
            Institution.objects.filter(pk=planned.given.key).update(parent=planned.given.facts["parent"])
