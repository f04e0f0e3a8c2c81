"""The rows of the directory as facts, and one of them by its subject and key."""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError

from tamyr.addressees.logic.rows import FIELDS, Facts, FileRow, name_key
from tamyr.addressees.models import Change, Channel, Holder, Institution, InstitutionName, Office
from tamyr.addressees.queries.directory import standing_for
from tamyr.priorities.logic.texts import hash_of

Row = Institution | InstitutionName | Office | Holder | Channel
MODELS: dict[str, type[Row]] = {
    "body": Institution,
    "name": InstitutionName,
    "office": Office,
    "holder": Holder,
    "channel": Channel,
}
KEYS_OF = {"parent": "parent_id", "office": "office_id"}
AS_KNOWN = ("status", "source_seen_on")


def facts_of(subject: str, row: Row) -> Facts:
    return {name: _plain(name, getattr(row, KEYS_OF.get(name, name))) for name in FIELDS[subject]}


def _plain(name: str, value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    # Whether the law takes a road may be not known, which is no empty text and no No.
    if value is None and name != "is_lawful":
        return ""
    return str(value) if isinstance(value, UUID) else value


def mark_of(subject: str, row: Row) -> str:
    """Return a mark of a row as its page shows it: whoever says that they looked it up says it of exactly this."""
    said = [facts_of(subject, row)]
    if isinstance(row, Institution):
        said += [facts_of("name", name) for name in sorted(row.names.all(), key=_by_key)]
    elif isinstance(row, Holder | Channel) and row.office is not None:
        said.append(facts_of("office", row.office))
    # How a row is known is what looking it up changes: the same button pressed twice is no other row.
    seen = [{name: value for name, value in facts.items() if name not in AS_KNOWN} for facts in said]
    return hash_of(json.dumps(seen, sort_keys=True))


def _by_key(row: Row) -> str:
    return str(row.pk)


def body_of(subject: str, row: Row) -> Institution:
    if isinstance(row, Institution):
        return row
    return row.office.institution if isinstance(row, Holder) else row.institution


def find_row(subject: str, key: str) -> Row | None:
    """Return a row by its key; nothing for a key that is none."""
    model = MODELS[subject]
    try:
        return model._default_manager.filter(pk=key).first()
    # Keys come from addresses: a wrong UUID, a word and a number without end are refused each in its own way.
    except (ValueError, ValidationError, OverflowError):
        return None


def row_within(institution: Institution, subject: str, key: str) -> Row | None:
    """Return a row of this body, or of one that was merged into it."""
    row = find_row(subject, key)
    return row if row is not None and standing_for(body_of(subject, row)) == institution else None


def given_rows(institutions: Iterable[Institution]) -> Iterator[FileRow]:
    """Yield all rows of these bodies as a file gives them."""
    for body in institutions:
        key = str(body.pk)
        yield FileRow("body", key, "", facts_of("body", body), "")
        for name in body.names.all():
            facts = facts_of("name", name)
            yield FileRow("name", name_key(key, facts), key, facts, "")
        for office in body.offices.all():
            yield FileRow("office", str(office.pk), key, facts_of("office", office), "")
            yield from (
                # Without a name and its page it would be a person without a source, which no file may bring
                # in.
                FileRow("holder", str(row.pk), str(office.pk), facts_of("holder", row), "")
                for row in office.holders.all()
                if row.taken_away_at is None
            )
        yield from (
            FileRow("channel", str(row.pk), key, facts_of("channel", row), "") for row in body.channels.all()
        )


def last_change(row: Row) -> Change | None:
    """Return the last change of a row by somebody of the network, of a body with its names; none for what the site came with."""
    rows = [row, *row.names.all()] if isinstance(row, Institution) else [row]
    changes = Change.objects.filter(subject_key__in=[str(row.pk) for row in rows]).exclude(act="verified")
    return changes.order_by("-at").first()
