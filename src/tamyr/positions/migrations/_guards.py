"""What the database itself refuses once a position's words are bound by their hash, whoever asks it.

SQLite drops a table's triggers whenever a migration makes the table anew: a migration that
alters one of these tables installs them again after it.
"""

from collections.abc import Iterator

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

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
    yield from _trigger(
        vendor, "positions_version", "UPDATE", f"OLD.text_hash <> '' AND {_changed(vendor, VERSION)}"
    )
    for table, columns, bound in (
        ("positions_clause", CLAUSE, _BOUND),
        ("positions_clausetext", TEXT, _BOUND_TEXT),
    ):
        yield from _trigger(vendor, table, "INSERT", f"EXISTS ({bound})")
        yield from _trigger(vendor, table, "UPDATE", f"{_changed(vendor, columns)} AND EXISTS ({bound})")


def install(editor: BaseDatabaseSchemaEditor) -> None:
    for statement in statements(editor.connection.vendor):
        # No parameters: the percent signs of LIKE are not places for any.
        editor.execute(statement, params=None)


def _changed(vendor: str, columns: tuple[str, ...]) -> str:
    differs = "IS DISTINCT FROM" if vendor == "postgresql" else "IS NOT"
    return "(" + " OR ".join(f"OLD.{column} {differs} NEW.{column}" for column in columns) + ")"


def _trigger(vendor: str, table: str, act: str, when: str) -> Iterator[str]:
    name = f"{table}_bound_{act.lower()}"
    if vendor == "sqlite":
        yield f"DROP TRIGGER IF EXISTS {name}"
        yield (
            f"CREATE TRIGGER {name} BEFORE {act} ON {table} WHEN {when} "
            f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        )
        return
    yield (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {when} THEN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'check_violation'; END IF; "
        "RETURN NEW; END $$"
    )
    yield f"DROP TRIGGER IF EXISTS {name} ON {table}"
    yield f"CREATE TRIGGER {name} BEFORE {act} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
