"""What a database itself refuses once something is bound, whoever asks it: the words of its triggers.

SQLite drops a table's triggers whenever a migration makes the table anew: a migration that
alters such a table installs them again after it.
"""

from collections.abc import Iterable, Iterator


def changed(vendor: str, columns: tuple[str, ...]) -> str:
    """Return the condition that one of these columns is about to change."""
    # Each database has its own word for a comparison in which two empty values are equal; with ``<>`` an
    # empty column could be filled.
    differs = "IS DISTINCT FROM" if vendor == "postgresql" else "IS NOT"
    return "(" + " OR ".join(f"OLD.{column} {differs} NEW.{column}" for column in columns) + ")"


def refusal(vendor: str, name: str, table: str, act: str, when: str, message: str) -> Iterator[str]:
    """Yield what lets a database of this kind refuse an act on a table in a case, with a message."""
    if vendor == "sqlite":
        yield f"DROP TRIGGER IF EXISTS {name}"
        yield (
            f"CREATE TRIGGER {name} BEFORE {act} ON {table} WHEN {when} "
            f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
        )
        return
    yield (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {when} THEN RAISE EXCEPTION '{message}' USING ERRCODE = 'check_violation'; END IF; "
        # To return nothing would call a deletion off without a word, and of a deleted row there is no new one.
        f"RETURN {'OLD' if act == 'DELETE' else 'NEW'}; END $$"
    )
    yield f"DROP TRIGGER IF EXISTS {name} ON {table}"
    yield f"CREATE TRIGGER {name} BEFORE {act} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"


def removals(statements: Iterable[str]) -> Iterator[str]:
    """Yield of the statements of ``refusal`` those that take its triggers away, for the way back of a migration."""
    return (statement for statement in statements if statement.startswith("DROP TRIGGER"))
