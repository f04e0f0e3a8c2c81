"""What the database itself refuses once a position's words are bound by their hash, whoever asks it."""

from collections.abc import Iterator

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from tamyr.procedures.logic.triggers import changed, refusal, removals

MESSAGE = "the words of a position that are bound do not change"
VERSION = ("position_id", "number", "text_hash", "bound", "opened_at")
CLAUSE = ("version_id", "code", "place", "kind", "came_from", "removed_at")
TEXT = ("clause_id", "language", "text", "sha", "source_sha", "is_machine")
_BOUND = "SELECT 1 FROM positions_version v WHERE v.id = NEW.version_id AND v.text_hash <> ''"
_BOUND_TEXT = (
    "SELECT 1 FROM positions_version v JOIN positions_clause c ON c.version_id = v.id "
    "WHERE c.id = NEW.clause_id AND ' ' || v.bound || ' ' LIKE '% ' || NEW.language || ' %'"
)


def statements(vendor: str) -> Iterator[str]:
    """Yield what installs the triggers on a database of this kind."""
    yield from _refusal(
        vendor, "positions_version", "UPDATE", f"OLD.text_hash <> '' AND {changed(vendor, VERSION)}"
    )
    for table, columns, bound in (
        ("positions_clause", CLAUSE, _BOUND),
        ("positions_clausetext", TEXT, _BOUND_TEXT),
    ):
        yield from _refusal(vendor, table, "INSERT", f"EXISTS ({bound})")
        yield from _refusal(vendor, table, "UPDATE", f"{changed(vendor, columns)} AND EXISTS ({bound})")


def install(editor: BaseDatabaseSchemaEditor) -> None:
    for statement in statements(editor.connection.vendor):
        # No parameters: the percent signs of LIKE are not places for any.
        editor.execute(statement, params=None)


def withdraw(editor: BaseDatabaseSchemaEditor) -> None:
    """Take the triggers away on the way back: SQLite makes no table anew that a trigger of another asks."""
    for statement in removals(statements(editor.connection.vendor)):
        editor.execute(statement)


def _refusal(vendor: str, table: str, act: str, when: str) -> Iterator[str]:
    yield from refusal(vendor, f"{table}_bound_{act.lower()}", table, act, when, MESSAGE)
