"""What the database itself refuses once a decision is open, whoever asks it.

SQLite drops a table's triggers whenever a migration makes the table anew: a migration that
alters one of these tables installs them again after it.
"""

from collections.abc import Iterator

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

MESSAGE = "a decision that is open does not change"
DECISION = (
    "number",
    "question_en",
    "question_ru",
    "words_en",
    "words_ru",
    "authoritative",
    "rule",
    "outside",
    "is_practice",
    "opened_at",
    "closes_at",
    "zone",
    "question_sha256",
    "electorate_sha256",
    "tie_committed",
)
OPTION = ("decision_id", "code", "place", "title_en", "title_ru", "cost")
SEAT = ("decision_id", "member_id", "country_id", "label", "key", "opened_as")


def statements(vendor: str) -> Iterator[str]:
    """Yield what installs the triggers on a database of this kind."""
    frozen = "OLD.opened_at IS NOT NULL"
    yield from _trigger(vendor, "decisions_decision", "UPDATE", f"{frozen} AND {_changed(vendor, DECISION)}")
    for table, columns in (("decisions_option", OPTION), ("decisions_seat", SEAT)):
        its_own = "EXISTS (SELECT 1 FROM decisions_decision WHERE id = NEW.decision_id AND opened_at IS NOT NULL)"
        yield from _trigger(vendor, table, "INSERT", its_own)
        yield from _trigger(vendor, table, "UPDATE", f"{_changed(vendor, columns)} AND {its_own}")


def install(editor: BaseDatabaseSchemaEditor) -> None:
    for statement in statements(editor.connection.vendor):
        editor.execute(statement)


def _changed(vendor: str, columns: tuple[str, ...]) -> str:
    differs = "IS DISTINCT FROM" if vendor == "postgresql" else "IS NOT"
    return "(" + " OR ".join(f"OLD.{column} {differs} NEW.{column}" for column in columns) + ")"


def _trigger(vendor: str, table: str, act: str, when: str) -> Iterator[str]:
    name = f"{table}_frozen_{act.lower()}"
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
