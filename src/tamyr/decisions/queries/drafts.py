"""By what a form knows whether a draft is as it was when somebody opened it."""

from tamyr.decisions.logic.file.canonical import sha256_of
from tamyr.decisions.models import Decision, Election

DRAFTED = (
    "question_en", "question_ru", "words_en", "words_ru", "authoritative", "closes_at", "zone", "outside",
    "is_practice", "extension", "extension_days", "recusal", "rule",
)  # fmt: skip
OPTION = ("title_en", "title_ru", "cost", "theme", "country_id", "concerns_id")
TERMS = ("codes_until", "ballots_from")


def mark_of_draft(decision: Decision) -> str:
    """Return the hash of all that the form of a draft holds, as the database has it now."""
    kept = Decision.objects.get(pk=decision.pk)
    drafted = [str(getattr(kept, name)) for name in DRAFTED]
    options = [list(map(str, option)) for option in kept.options.order_by("place").values_list(*OPTION)]
    terms = [list(map(str, row)) for row in Election.objects.filter(decision=kept).values_list(*TERMS)]
    return sha256_of([drafted, kept.whose.mark, options, terms])
