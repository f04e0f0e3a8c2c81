"""What the preview of a file shows of each row."""

from collections.abc import Iterable

from tamyr.addressees.logic.rows import Given
from tamyr.addressees.models import Institution
from tamyr.addressees.pages.words import FIELD_WORDS, SUBJECT_WORDS
from tamyr.addressees.queries.plan import PlannedRow


def row_shown(row: PlannedRow, alike: Iterable[Institution | Given]) -> dict[str, object]:
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
        "in_file": [other.place for other in alike if isinstance(other, Given)],
        "values": [(FIELD_WORDS[name], _said(row.before.get(name)), _said(facts[name])) for name in names],
    }


def _said(value: object) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{code}: {text}" for code, text in value.items())
    if isinstance(value, list):
        return "; ".join(f"{field['name']}: {field['limit']}" for field in value)
    return "" if value is None else str(value)
