"""What the preview of a file shows of each row."""

import json
from collections.abc import Iterable
from hashlib import sha256

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tamyr.addressees.logic.rows import FileRow
from tamyr.addressees.models import Institution
from tamyr.addressees.pages.history import in_words
from tamyr.addressees.pages.words import FIELD_WORDS, SUBJECT_WORDS
from tamyr.addressees.queries.plan import Plan, PlannedRow

SHOWN = 200
# By the key of each new body of a file, what may be the same.
Alike = dict[str, list[Institution | FileRow]]


def preview(plan: Plan, alike: Alike) -> dict[str, object]:
    """Return what a file would change, as far as a page shows it."""
    # What may be here already comes first: nobody takes it without having seen it.
    planned = sorted((*plan.new, *plan.changed), key=lambda row: row.given.key not in alike)
    # However many they are: each is to be seen before it is said to be another body.
    most = max(SHOWN, len(alike))
    return {
        "plan": plan,
        "alike": alike,
        "rows": [row_shown(row, alike.get(row.given.key, ())) for row in planned[:most]],
        "unshown": max(0, len(planned) - most),
        "alike_sha": sha_of(alike),
        "looked": [(sha_of(alike), _("yes"))],
        "problems": plan.problems[:SHOWN],
    }


def sha_of(alike: Alike) -> str:
    """Return a mark of which bodies may be the same as which."""
    said = sorted((key, [_key_of(other) for other in others]) for key, others in alike.items())
    return sha256(json.dumps(said).encode()).hexdigest()


def _key_of(other: Institution | FileRow) -> str:
    return other.key if isinstance(other, FileRow) else str(other.pk)


def row_shown(row: PlannedRow, alike: Iterable[Institution | FileRow]) -> dict[str, object]:
    """Return a row in words: what it is, where it stands, each value before and after, and what may be the same."""
    facts = row.given.facts
    names = (
        row.changed
        if not row.is_new
        else [name for name, value in facts.items() if value not in ("", None, [], {})]
    )
    return {
        "subject": SUBJECT_WORDS[row.given.subject],
        "place": row.given.place,
        "is_new": row.is_new,
        "here": [other for other in alike if isinstance(other, Institution)],
        "in_file": [other.place for other in alike if isinstance(other, FileRow)],
        "values": [_value(row, name) for name in names],
    }


def _value(row: PlannedRow, name: str) -> tuple[object, str, str]:
    """Return the label, the former and the new words of a field."""
    was, becomes = (
        in_words(row.given.subject, name, said.get(name)) for said in (row.before, row.given.facts)
    )
    return FIELD_WORDS[name], was, becomes or "–"


def taken_words(plan: Plan) -> str:
    count = len(plan.new) + len(plan.changed)
    return ngettext("Taken: %(count)d row.", "Taken: %(count)d rows.", count) % {"count": count}
