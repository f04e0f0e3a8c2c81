import json
from collections.abc import Sequence
from uuid import UUID

from tamyr.network.logic.member_entry import Value
from tamyr.network.logic.register.table import COLUMNS, Table
from tamyr.network.models import RegisterImport, Visitor
from tamyr.network.queries.register.cells import DATES
from tamyr.network.queries.register.plan import as_coordinator, register_for
from tamyr.safety.models import Proposal, is_sealed, name_of
from tamyr.safety.queries import waiting_proposal

IMPORT = "network.import"
ALWAYS_THERE = {"name_ru", "name_en", "story_ru", "story_en"}


def imports_visible_to(visitor: Visitor) -> "list[RegisterImport]":
    """Return the open imports of this person: nobody else may see what they uploaded."""
    if visitor.person is None:
        return []
    kept = RegisterImport.objects.filter(
        person=visitor.person, applied_at__isnull=True, expires_at__gt=visitor.at
    )
    # A list shows no row of them: whole tables would be fetched for their days alone.
    return list(kept.defer("table"))


def find_import(visitor: Visitor, key: UUID) -> RegisterImport | None:
    """Return an import of this person, also one that is applied, or one that waits for a second coordinator.

    None for old ones and for what somebody else has only looked at.
    """
    found = RegisterImport.objects.filter(pk=key).first()
    if found is None or is_sealed(found.table):
        return None
    if found.person != visitor.person and not proposal_of(found, visitor):
        return None
    return found if found.applied_at or found.is_open_at(visitor.at) else None


def table_of(kept: RegisterImport) -> Table:
    return Table.from_json(json.loads(kept.table))


def proposal_of(kept: RegisterImport, visitor: Visitor) -> Proposal | None:
    """Return the proposal by which an import waits for its second person."""
    return waiting_proposal(kind=IMPORT, about=name_of(kept), at=visitor.at)


def register_rows(visitor: Visitor) -> list[Sequence[str]]:
    """Return the register as coordinators see it, as a table whose first row is its head."""
    # Not as they see it themselves: a coordinator who is a delegate
    # too would take their sealed member out with it.
    entries = register_for(as_coordinator(visitor)).entries
    in_order = sorted(entries.items(), key=lambda item: (str(item[1]["country"]), item[0]))
    used = {column for column in COLUMNS if any(entry.get(column) for entry in entries.values())}
    columns = [
        column
        for column in COLUMNS
        if not column.startswith(("name_", "story_")) or column in used | ALWAYS_THERE
    ]
    rows = ([_cell(slug, column, entry) for column in columns] for slug, entry in in_order)
    return [columns, *rows]


def _cell(slug: str, column: str, entry: dict[str, Value]) -> str:
    if column == "id":
        return slug
    value = entry[DATES.get(column, column)]
    return value if isinstance(value, str) else "; ".join(value)
