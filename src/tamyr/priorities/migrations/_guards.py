"""What the database itself refuses of a round and its proposals once members vote on them."""

from collections.abc import Iterator

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from tamyr.procedures.logic.triggers import changed, refusal, removals

VOTED_ON = "what is voted on does not change"
ROUND = (
    "number",
    "title_en",
    "title_ru",
    "words_en",
    "words_ru",
    "scope",
    "scope_code",
    "circle_id",
    "authors",
    "proposers",
    "is_public",
    "most_per_member",
    "seats",
    "balance",
    "outside",
    "choose_days",
    "opened_at",
    "collects_until",
    "closes_at",
)
# What was chosen is written beside them after the vote.
PROPOSAL = (
    "round_id",
    "place",
    "code",
    "stage",
    "member_id",
    "theme",
    "country_id",
    "text_sha256",
    "merged_into_id",
)
# The words are encrypted, and written anew under another key from time to time: their hash stands for them.
WORDING = ("proposal_id", "language", "version", "sha256", "of_sha256", "member_id")
QUOTE = ("proposal_id", "iso3", "version", "facts", "facts_sha256", "quoted_at", "dropped_at")
_ROUND = "SELECT 1 FROM priorities_round r WHERE r.id = {row}.round_id AND r.texts_sha256 <> ''"
_PROPOSAL = (
    "SELECT 1 FROM priorities_proposal p JOIN priorities_round r ON r.id = p.round_id "
    "WHERE p.id = {row}.proposal_id AND r.texts_sha256 <> ''"
)


def statements(vendor: str) -> Iterator[str]:
    """Yield what installs the triggers on a database of this kind."""
    bound = f"OLD.texts_sha256 <> '' AND {changed(vendor, ROUND)}"
    yield from refusal(
        vendor, "priorities_round_voted_on_update", "priorities_round", "UPDATE", bound, VOTED_ON
    )
    for table, columns, is_bound in (
        ("priorities_proposal", PROPOSAL, _ROUND),
        ("priorities_wording", WORDING, _PROPOSAL),
        ("priorities_quote", QUOTE, _PROPOSAL),
    ):
        new, old = (f"EXISTS ({is_bound.format(row=row)})" for row in ("NEW", "OLD"))
        moved = f"{changed(vendor, columns)} AND ({new} OR {old})"
        for act, when in (("INSERT", new), ("UPDATE", moved)):
            yield from refusal(vendor, f"{table}_voted_on_{act.lower()}", table, act, when, VOTED_ON)


def install(editor: BaseDatabaseSchemaEditor) -> None:
    for statement in statements(editor.connection.vendor):
        editor.execute(statement)


def withdraw(editor: BaseDatabaseSchemaEditor) -> None:
    """Take the triggers away on the way back: SQLite makes no table anew that a trigger of another asks."""
    for statement in removals(statements(editor.connection.vendor)):
        editor.execute(statement)
