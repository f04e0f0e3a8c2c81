"""What the preview of a file shows of each row."""

from collections.abc import Iterable

from tamyr.addressees.logic.rows import Given
from tamyr.addressees.models import Institution
from tamyr.addressees.pages.history import in_words
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
        "values": [_value(row, name) for name in names],
    }


def _value(row: PlannedRow, name: str) -> tuple[object, str, str]:
    """Return the label, the former and the new words of a field."""
    was, becomes = (
        in_words(row.given.subject, name, said.get(name)) for said in (row.before, row.given.facts)
    )
    return FIELD_WORDS[name], was, becomes or "–"
