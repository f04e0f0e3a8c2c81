"""What the database itself refuses of the events of a letter: they are added, never changed and never deleted."""

from collections.abc import Iterator

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from tamyr.procedures.logic.triggers import changed, refusal, removals

TABLE = "demands_event"
MESSAGE = "what happened to a letter is not changed or deleted; another event corrects it"
# Not member and by: who leaves the network is forgotten.
EVENT = (
    "id", "form_key", "delivery_id", "kind", "happened_on", "at", "reason", "until", "number", "letter", "to_id",
    "ground", "replaces_id",
)  # fmt: skip
# Words are encrypted, and written anew under another key from time to time: their hash stands for them.
SEALED_EVENT = (
    *(column for column in EVENT if column not in ("reason", "ground")),
    "words_sha",
    "expected_by",
    "late_after",
    "by_law",
    "by_calendar",
)
# The example network goes with all that is marked as its own; SQLite keeps a key without its hyphens.
KEYS = {"sqlite": "replace(e.key, '-', '') = OLD.id", "postgresql": "e.key = CAST(OLD.id AS text)"}
EXAMPLE = "SELECT 1 FROM network_examplerow e WHERE e.label = 'demands.Event' AND {key}"


def statements(vendor: str, columns: tuple[str, ...] = SEALED_EVENT) -> Iterator[str]:
    """Yield what installs the triggers on a database of this kind; ``columns`` are those that it has by then."""
    yield from refusal(vendor, f"{TABLE}_changed", TABLE, "UPDATE", changed(vendor, columns), MESSAGE)
    is_example = EXAMPLE.format(key=KEYS[vendor])
    yield from refusal(vendor, f"{TABLE}_deleted", TABLE, "DELETE", f"NOT EXISTS ({is_example})", MESSAGE)


def install(editor: BaseDatabaseSchemaEditor, columns: tuple[str, ...] = SEALED_EVENT) -> None:
    for statement in statements(editor.connection.vendor, columns):
        editor.execute(statement, params=None)


def withdraw(editor: BaseDatabaseSchemaEditor) -> None:
    """Take the triggers away while what they keep is written in another form."""
    for statement in removals(statements(editor.connection.vendor)):
        editor.execute(statement)
