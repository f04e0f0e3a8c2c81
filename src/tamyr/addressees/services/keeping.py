"""To enter public bodies, to correct what is known of them, and to look it up as a second person."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from tamyr.addressees.logic.likeness import found_as
from tamyr.addressees.logic.rows import Facts, changed, kept
from tamyr.addressees.models import Change, Holder, Institution, InstitutionName
from tamyr.addressees.queries.rows import (
    KEYS_OF,
    MODELS,
    Row,
    body_of,
    facts_of,
    last_change,
    mark_of,
)
from tamyr.addressees.rules import may_keep
from tamyr.network.models import Visitor
from tamyr.network.rules import MayNot
from tamyr.network.services.two_persons.asking import visitor_with
from tamyr.safety.services import record_act

PARENTS = {
    "name": "institution_id",
    "office": "institution_id",
    "holder": "office_id",
    "channel": "institution_id",
}


class Moved(Exception):
    """Somebody else changed the row after its form was opened; ``current`` is how it stands now."""

    def __init__(self, current: Row) -> None:
        super().__init__(str(current.pk))
        self.current = current


class NotTheOther(Exception):
    """Who entered or last changed a row is not the one who looks it up a second time."""


@transaction.atomic
def enter_institution(
    *,
    form_key: UUID,
    facts: Facts,
    names: Mapping[str, str],
    by: Visitor,
    at: datetime,
    key: UUID | None = None,
) -> Institution:
    """Enter a body with its names of today; the same form sent twice is one."""
    known = Institution.objects.filter(form_key=form_key).first()
    if known is not None:
        return known
    _check_keeper(by)
    # On PostgreSQL two at once may read the same last number: the database refuses the second, whose words
    # the site gives back.
    number = (Institution.objects.aggregate(last=Max("number"))["last"] or 0) + 1
    body = Institution(number=number, form_key=form_key, entered_at=at, changed_at=at)
    # A body out of a file keeps the key that it has on the other site: by it a later file finds it.
    body.pk = key or form_key
    _set(body, facts)
    body.save(force_insert=True)
    for language, name in names.items():
        InstitutionName.objects.create(
            institution=body, language=language, name=name, found_as=found_as(name)
        )
    _keep_change(body, body, "body", "entered", {}, facts | {"name": dict(names)}, "", by, at)
    record_act(act="institution.entered", actor=by.actor, about=body, at=at)
    return body


@transaction.atomic
def add_row(
    *,
    institution: Institution,
    subject: str,
    key: str,
    of: str,
    facts: Facts,
    reason: str,
    by: Visitor,
    at: datetime,
) -> Row:
    """Add a name, an office, a holder or a channel; the same form sent twice is one."""
    body = _locked(institution, by)
    model: Any = MODELS[subject]
    known = None if subject == "name" else model.objects.filter(pk=key).first()
    # A name has no key that a form could bring along: the same one is known by what it says.
    if subject == "name":
        same = {"institution_id": of, "language": facts["language"], "from_on": facts["from_on"] or None}
        known = model.objects.filter(**same, name=facts["name"]).first()
    if known is not None:
        return known  # type: ignore[no-any-return]
    row = model(**{PARENTS[subject]: of})
    if subject != "name":
        row.pk, row.entered_at, row.changed_at = UUID(key), at, at
    _set(row, facts)
    row.save(force_insert=True)
    _keep_change(body, row, subject, "added", {}, facts, reason, by, at)
    record_act(act=f"{subject}.added", actor=by.actor, about=row, at=at)
    return row  # type: ignore[no-any-return]


@transaction.atomic
def correct_row(
    *, subject: str, row: Row, opened_on: Facts, facts: Facts, reason: str, by: Visitor, at: datetime
) -> Row:
    """Correct a row as it was when its form was opened; refused with ``Moved`` where it has moved on."""
    body = _locked(body_of(subject, row), by)
    model: Any = MODELS[subject]
    locked: Any = model.objects.select_for_update(no_key=True).get(pk=row.pk)
    before = facts_of(subject, locked)
    # Before it is asked who else was there: whoever wants what stands already is done, whoever wrote it.
    if not changed(before, facts):
        return locked  # type: ignore[no-any-return]
    if before != opened_on:
        raise Moved(locked)
    if isinstance(locked, Holder) and locked.taken_away_at is not None:
        raise MayNot
    _set(locked, facts)
    # Names have no such field: by its own the whole body is the network’s.
    if subject != "name":
        locked.changed_at = at
    locked.save()
    _keep_change(body, locked, subject, "corrected", before, facts, reason, by, at)
    record_act(act=f"{subject}.corrected", actor=by.actor, about=locked, at=at)
    return locked  # type: ignore[no-any-return]


@transaction.atomic
def rename_institution(
    *, institution: Institution, language: str, name: str, on: date, reason: str, by: Visitor, at: datetime
) -> None:
    """Let a body bear another name from a day on; the one before stands in its history."""
    body = _locked(institution, by)
    rows = InstitutionName.objects.select_for_update(no_key=True).filter(institution=body, language=language)
    standing = rows.filter(until_on=None).first()
    before = {"name": standing.name} if standing else {}
    if standing is not None and standing.name == name:
        return
    if standing is not None:
        # One day for both: the day on which a row ends is no day of it.
        standing.until_on = on
        standing.save()
    InstitutionName.objects.create(
        institution=body, language=language, name=name, found_as=found_as(name), from_on=on
    )
    after = {"name": name, "language": language, "from_on": on.isoformat()}
    _keep_change(body, body, "name", "renamed", before, after, reason, by, at)
    record_act(act="institution.renamed", actor=by.actor, about=body, at=at)


@transaction.atomic
def verify_row(*, subject: str, row: Row, mark: str, by: Visitor, at: datetime) -> None:
    """Say as another person than whoever changed a row last that its page says so; ``mark`` is of what they saw.

    Raises ``Moved`` where the row says something else by now.
    """
    body = _locked(body_of(subject, row), by)
    model: Any = MODELS[subject]
    locked: Any = model.objects.select_for_update(no_key=True).get(pk=row.pk)
    if mark_of(subject, locked) != mark:
        raise Moved(locked)
    change = last_change(locked)
    # Of somebody who was forgotten nobody can say that they were another.
    if not locked.source_url or (change is not None and change.by_id in (None, by.actor)):
        raise NotTheOther
    if locked.status == "verified":
        return
    before = {"status": locked.status}
    locked.status, locked.source_seen_on, locked.changed_at = "verified", by.on, at
    locked.save()
    _keep_change(body, locked, subject, "verified", before, {"status": "verified"}, "", by, at)
    record_act(act=f"{subject}.verified", actor=by.actor, about=locked, at=at)


def _check_keeper(by: Visitor) -> None:
    # As the database has it now: a mandate may have ended while a lock was waited for.
    if not may_keep(visitor_with(by.actor, by.at)):
        raise MayNot


def _locked(institution: Institution, by: Visitor) -> Institution:
    """Return a body that nobody else changes meanwhile."""
    locked = Institution.objects.select_for_update(no_key=True).get(pk=institution.pk)
    _check_keeper(by)
    return locked


def _set(row: Any, facts: Facts) -> None:
    for name, value in facts.items():
        if name.endswith("_on") or name in KEYS_OF:
            value = value or None
        setattr(
            row,
            KEYS_OF.get(name, name),
            date.fromisoformat(value) if value and name.endswith("_on") else value,
        )
    if isinstance(row, InstitutionName):
        # Kept beside the name, since the database searches lists by it: a name without it is not found.
        row.found_as = found_as(row.name)


def _keep_change(
    body: Institution,
    row: Row,
    subject: str,
    act: str,
    before: Facts,
    after: Facts,
    reason: str,
    by: Visitor,
    at: datetime,
) -> None:
    # Whatever of it was changed: a later release leaves the whole body alone.
    Institution.objects.filter(pk=body.pk).update(changed_at=at)
    if subject == "name":
        # It has no page of its own: whoever looked its body up has not seen this one.
        Institution.objects.filter(pk=body.pk, status="verified").update(status="seen")
    names = changed(before, after)
    Change.objects.create(
        institution=body,
        act=act,
        subject=subject,
        subject_key=str(row.pk),
        before=kept(subject, {name: before[name] for name in names if name in before}),
        after=kept(subject, {name: after[name] for name in names}),
        reason=reason,
        # Of several organisations the one for which they have acted the longest.
        member=by.mandates[0].member if by.mandates else None,
        by=by.person,
        at=at,
    )
