"""What was changed in the entry of a body, in words, for the network's people."""

from collections.abc import Iterator
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tamyr.addressees.models import Change, Institution
from tamyr.addressees.pages.words import (
    BODY_WORDS,
    FIELD_WORDS,
    KNOWN_WORDS,
    LETTER_WORDS,
    LEVEL_WORDS,
    OFFICE_WORDS,
    SUBJECT_WORDS,
    WAY_WORDS,
    languages_words,
)
from tamyr.addressees.queries.directory import family_of
from tamyr.network.logic.country_names import country_name
from tamyr.network.models import Visitor
from tamyr.network.queries.members import members_visible_to
from tamyr.shared.languages import language

SHOWN_CHANGES = 50
CODES = {"level": LEVEL_WORDS, "status": KNOWN_WORDS, "letter": LETTER_WORDS, "way": WAY_WORDS}
DAYS = ("founded_on", "dissolved_on", "source_seen_on", "from_on", "until_on")


def history(institution: Institution, visitor: Visitor) -> list[dict[str, object]]:
    """Return the latest changes in words, with the names of those organisations alone that this reader may know of."""
    rows = list(Change.objects.filter(institution__in=family_of(institution))[:SHOWN_CHANGES])
    members = {row.member_id for row in rows if row.member_id}
    # Not the member of each row: it may have gone into hiding since, and its name would tell what it works on.
    known = members_visible_to(visitor).prefetch_related("words").in_bulk(list(members))
    return [
        {
            "change": row,
            "member": known.get(row.member_id),
            "subject": SUBJECT_WORDS[row.subject],
            "values": list(_values(row)),
        }
        for row in rows
    ]


def _values(change: Change) -> Iterator[tuple[str, str, str]]:
    """Yield the label, the former and the new words of each value; nothing of one that was and stays empty."""
    for name, after in change.after.items():
        was, becomes = (in_words(change.subject, name, value) for value in (change.before.get(name), after))
        if was or becomes:
            # By its code where this release has no such field any more: history is not written anew.
            yield str(FIELD_WORDS.get(name, name)), was, becomes or "–"


def in_words(subject: str, name: str, value: object) -> str:
    """Say what a field of a row holds, as history and previews show it."""
    words = CODES.get(name)
    if name == "kind":
        words = BODY_WORDS if subject == "body" else OFFICE_WORDS
    if words is not None and isinstance(value, str):
        return str(words.get(value, value))
    if name == "iso3" and value:
        return country_name(str(value), language())
    if name in ("language", "languages") and isinstance(value, str):
        return languages_words(value.split())
    if name in DAYS and isinstance(value, str) and value:
        return date_format(date.fromisoformat(value))
    return _said(value)


def _said(value: object) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{code}: {text}" for code, text in value.items())
    if isinstance(value, list):
        return "; ".join(f"{field['name']}: {field['limit']}" for field in value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return "" if value is None else str(value)
