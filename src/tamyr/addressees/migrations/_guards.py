"""What the database itself refuses: what somebody changed of a body is not written over afterwards."""

from collections.abc import Iterator

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from tamyr.procedures.logic.triggers import changed, refusal

MESSAGE = "what was changed of a body stays on record"
# Without “by” and “member”: an account that is closed is forgotten here too.
CHANGE = ("institution_id", "act", "subject", "subject_key", "before", "after", "at")


def statements(vendor: str) -> Iterator[str]:
    """Yield what installs the triggers on a database of this kind."""
    when = changed(vendor, CHANGE)
    yield from refusal(vendor, "addressees_change_kept", "addressees_change", "UPDATE", when, MESSAGE)


def install(editor: BaseDatabaseSchemaEditor) -> None:
    for statement in statements(editor.connection.vendor):
        editor.execute(statement, params=None)
