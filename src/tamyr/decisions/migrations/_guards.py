"""What the database itself refuses once a decision is open, whoever asks it."""

from collections.abc import Iterator

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from tamyr.procedures.logic import changed, refusal

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
    yield from _refusal(vendor, "decisions_decision", "UPDATE", f"{frozen} AND {changed(vendor, DECISION)}")
    for table, columns in (("decisions_option", OPTION), ("decisions_seat", SEAT)):
        its_own = "EXISTS (SELECT 1 FROM decisions_decision WHERE id = NEW.decision_id AND opened_at IS NOT NULL)"
        yield from _refusal(vendor, table, "INSERT", its_own)
        yield from _refusal(vendor, table, "UPDATE", f"{changed(vendor, columns)} AND {its_own}")


def install(editor: BaseDatabaseSchemaEditor) -> None:
    for statement in statements(editor.connection.vendor):
        editor.execute(statement)


def _refusal(vendor: str, table: str, act: str, when: str) -> Iterator[str]:
    yield from refusal(vendor, f"{table}_frozen_{act.lower()}", table, act, when, MESSAGE)
