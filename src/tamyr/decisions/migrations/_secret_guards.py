"""What the database itself refuses, so that the phases of a secret ballot cannot overlap."""

from collections.abc import Iterator

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import CreateModel
from django.db.migrations.state import ProjectState

from tamyr.procedures.logic.triggers import changed, refusal, removals

FIXED = ("decision_id", "ballots_from", "codes_until")
SHUFFLED = "EXISTS (SELECT 1 FROM decisions_election WHERE decision_id = NEW.decision_id AND shuffled_at IS NOT NULL)"
OPENED = "EXISTS (SELECT 1 FROM decisions_decision WHERE id = NEW.decision_id AND opened_at IS NOT NULL)"


def statements(vendor: str) -> Iterator[str]:
    """Yield what installs the triggers on a database of this kind."""
    for table, act, name, when, message in (
        ("decisions_election", "INSERT", "late", OPENED, "what is open does not turn secret"),
        ("decisions_election", "UPDATE", "fixed", f"{changed(vendor, FIXED)} AND {OPENED}", "it is open"),
        (
            "decisions_election",
            "UPDATE",
            "shuffled_once",
            f"OLD.shuffled_at IS NOT NULL AND {changed(vendor, ('shuffled_at', 'codes'))}",
            "the codes were shuffled already",
        ),
        ("decisions_seat", "UPDATE", "issued_once", "OLD.issued AND NOT NEW.issued", "it has its code"),
        ("decisions_issuedcode", "INSERT", "late", SHUFFLED, "no code is given out after the shuffle"),
        ("decisions_secretballot", "INSERT", "late", SHUFFLED, "no code is added after the shuffle"),
        ("decisions_candidate", "INSERT", "late", OPENED, "nobody stands after the opening"),
    ):
        yield from refusal(vendor, f"{table}_{name}", table, act, when, message)


def remove(editor: BaseDatabaseSchemaEditor) -> None:
    """Take the triggers away before SQLite makes a table anew that others of them ask; they are installed again after."""
    if editor.connection.vendor == "sqlite":
        withdraw(editor)


def withdraw(editor: BaseDatabaseSchemaEditor) -> None:
    for statement in removals(statements(editor.connection.vendor)):
        editor.execute(statement)


def install(editor: BaseDatabaseSchemaEditor) -> None:
    for statement in statements(editor.connection.vendor):
        editor.execute(statement)


class CreateInOrder(CreateModel):
    """Make a table whose rows lie in the order of their key alone: SQLite would number them as they came."""

    def database_forwards(
        self, app_label: str, editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        if editor.connection.vendor != "sqlite":
            super().database_forwards(app_label, editor, from_state, to_state)
            return
        model = to_state.apps.get_model(app_label, self.name)
        statement, values = editor.table_sql(model)
        editor.execute(f"{statement} WITHOUT ROWID", values or None)
        editor.deferred_sql.extend(editor._model_indexes_sql(model))  # type: ignore[attr-defined]
