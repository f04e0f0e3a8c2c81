"""What the database itself refuses once a decision is open, whoever asks it."""

from collections.abc import Iterator

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from tamyr.procedures.logic.triggers import changed, refusal, removals

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
EXTENSION = ("extension", "extension_days", "previous_id")
# The close moves once, later, together with the moment at which two agreed to it.
EXTENDED = (
    "(OLD.extended_at IS NULL AND NEW.extended_at IS NOT NULL AND OLD.extension <> '' "
    "AND NEW.closes_at > OLD.closes_at)"
)
SCOPE = ("scope", "scope_code", "circle_id")
OPTION = ("decision_id", "code", "place", "title_en", "title_ru", "cost")
SEAT = ("decision_id", "member_id", "country_id", "label", "key", "opened_as")


TABLES = (("decisions_option", OPTION), ("decisions_seat", SEAT))
NAMED = ("decisions_namedvoter", ("decision_id", "member_id"))


def statements(
    vendor: str,
    decision: tuple[str, ...],
    tables: tuple[tuple[str, tuple[str, ...]], ...],
    *,
    may_extend: bool,
) -> Iterator[str]:
    """Yield what installs the triggers on a database of this kind; ``decision`` are the columns that it has by then, ``tables`` those beside it."""
    frozen = "OLD.opened_at IS NOT NULL"
    moved = changed(vendor, decision)
    if may_extend:
        kept = tuple(column for column in decision if column != "closes_at")
        clock = changed(vendor, ("closes_at", "extended_at"))
        moved = f"({changed(vendor, kept)} OR ({clock} AND NOT {EXTENDED}))"
    yield from _refusal(vendor, "decisions_decision", "UPDATE", f"{frozen} AND {moved}")
    for table, columns in tables:
        its_own = "EXISTS (SELECT 1 FROM decisions_decision WHERE id = NEW.decision_id AND opened_at IS NOT NULL)"
        yield from _refusal(vendor, table, "INSERT", its_own)
        yield from _refusal(vendor, table, "UPDATE", f"{changed(vendor, columns)} AND {its_own}")


def install(
    editor: BaseDatabaseSchemaEditor,
    decision: tuple[str, ...] = DECISION,
    tables: tuple[tuple[str, tuple[str, ...]], ...] = TABLES,
    *,
    may_extend: bool = False,
) -> None:
    for statement in statements(editor.connection.vendor, decision, tables, may_extend=may_extend):
        editor.execute(statement)


def install_with_extension(editor: BaseDatabaseSchemaEditor) -> None:
    """Install what holds since a decision may be extended once, and its options have a theme and a country."""
    decision = (*DECISION, *SCOPE, *EXTENSION)
    option = ("decisions_option", (*OPTION, "theme", "country_id"))
    install(editor, decision, (option, ("decisions_seat", SEAT), NAMED), may_extend=True)


def install_with_recusal(editor: BaseDatabaseSchemaEditor) -> None:
    """Install what holds since a decision may say who recuses by itself, and its options whom they concern."""
    decision = (*DECISION, *SCOPE, *EXTENSION, "recusal")
    option = ("decisions_option", (*OPTION, "theme", "country_id", "concerns_id"))
    seat = ("decisions_seat", (*SEAT, "barred_by_rule"))
    install(editor, decision, (option, seat, NAMED), may_extend=True)


def remove(editor: BaseDatabaseSchemaEditor) -> None:
    """Take the triggers away before SQLite makes a table anew that others of them ask; they are installed again after."""
    if editor.connection.vendor == "sqlite":
        for table, act in (
            ("decisions_decision", "update"),
            *((table, act) for table, _columns in (*TABLES, NAMED) for act in ("insert", "update")),
        ):
            editor.execute(f"DROP TRIGGER IF EXISTS {table}_frozen_{act}")


def withdraw(
    editor: BaseDatabaseSchemaEditor, tables: tuple[tuple[str, tuple[str, ...]], ...] = (*TABLES, NAMED)
) -> None:
    """Take the triggers away on the way back, on any database: they name columns that are about to go."""
    for statement in removals(statements(editor.connection.vendor, DECISION, tables, may_extend=False)):
        editor.execute(statement)


def _refusal(vendor: str, table: str, act: str, when: str) -> Iterator[str]:
    yield from refusal(vendor, f"{table}_frozen_{act.lower()}", table, act, when, MESSAGE)
