"""A draft as its form shows it, so that of two who write it at once none overwrites the other."""

from tamyr.decisions.logic.file.canonical import sha256_of
from tamyr.decisions.models import Decision, Election

SAID = (
    *(
        "question_en",
        "question_ru",
        "words_en",
        "words_ru",
        "authoritative",
        "rule",
        "outside",
        "is_practice",
    ),
    *("closes_at", "zone", "extension", "extension_days", "recusal", "scope", "scope_code", "circle"),
)
OF_AN_OPTION = ("title_en", "title_ru", "cost", "theme", "country", "concerns")


def draft_sha(decision: Decision) -> str:
    """Return the hash of what a draft says, as the database has it."""
    of_it = Decision.objects.filter(pk=decision.pk)
    rows = (
        *of_it.values_list(*SAID),
        *of_it.order_by("named__member").values_list("named__member"),
        *decision.options.order_by("place").values_list(*OF_AN_OPTION),
        *Election.objects.filter(decision=decision).values_list("ballots_from", "codes_until"),
    )
    return sha256_of([[str(value) for value in row] for row in rows])
