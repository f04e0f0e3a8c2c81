from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from babel import Locale
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tamyr.network.logic.country_names import country_name
from tamyr.network.logic.member_entry import LANGUAGES, Difference, Value
from tamyr.network.models import Member, MembershipChange, Visitor
from tamyr.network.models.members import Status
from tamyr.network.models.vocabularies import Theme
from tamyr.network.queries.people import people_visible_to
from tamyr.safety.models import AuditLine, ExposureLevel, opened_json
from tamyr.shared.languages import language

# The lines are encrypted, so none can be searched for: the latest are opened one by one, and no more.
LINES_LOOKED_THROUGH = 200


def entry_of(member: Member) -> dict[str, Value]:
    """Return everything the register shows of a member, as one flat set of values."""
    profile = member.profile
    words = {
        f"{kind}_{code}": texts.get(code, "")
        for code in LANGUAGES
        for kind, texts in (("name", profile["names"]), ("story", profile["stories"]))
    }
    return {
        "country": member.country_id,
        "status": member.status,
        "joined_on": member.joined_on.isoformat(),
        "left_on": member.left_on.isoformat() if member.left_on else "",
        # Also while a lock hides it: saving anything else would make the lock’s level its people’s choice.
        "exposure": member.chosen_exposure,
        "site": profile["site"],
        "themes": sorted(profile["themes"]),
        **words,
    }


def language_name(code: str, language: str) -> str:
    """Return a language's name as it stands in a list; its code where nobody knows it."""
    return str(Locale.parse(language).languages.get(code, code))


def label_of(name: str, language: str) -> str:
    """Return what a value of an entry is called."""
    kind, _sign, code = name.partition("_")
    if kind == "name":
        return _("Name: %(language)s") % {"language": language_name(code, language)}
    if kind == "story":
        return _("About it: %(language)s") % {"language": language_name(code, language)}
    return {
        "country": _("Country"),
        "status": _("Status"),
        "joined_on": _("Joined on"),
        "left_on": _("Left on"),
        "exposure": _("Who may see this member"),
        "site": _("Site"),
        "themes": _("Themes"),
    }[name]


def words_of(name: str, value: Value, language: str) -> str:
    """Return a value of an entry as people say it."""
    if not value:
        return pgettext("an empty value", "nothing")
    if name == "themes":
        return ", ".join(str(Theme(code).label) for code in value)
    if name == "country":
        return country_name(str(value), language)
    if name.endswith("_on"):
        return date_format(date.fromisoformat(str(value)))
    if name in ("status", "exposure"):
        return str((Status if name == "status" else ExposureLevel)(str(value)).label)
    return str(value)


@dataclass(frozen=True)
class Change:
    """When an entry was last changed, and by whom if that may be known."""

    at: datetime
    by: str


@dataclass(frozen=True)
class ToldDifference:
    """A value that somebody else changed, in words."""

    label: str
    before: str
    theirs: str
    mine: str
    is_clash: bool


def last_change_of(member: Member, visitor: Visitor) -> Change | None:
    """Return who changed a member last; None where that is longer ago than the last acts kept in sight."""
    about = f"{member._meta.label_lower}:{member.pk}"
    for line in AuditLine.objects.order_by("-n")[:LINES_LOOKED_THROUGH]:
        body = opened_json(line.body, {})
        if body.get("about") == about and body.get("act") in ("member.changed", "member.registered"):
            person = people_visible_to(visitor).filter(pk=body["actor"]).first() if body["actor"] else None
            return Change(datetime.fromisoformat(body["at"]), person.shown_name if person else "")
    return None


@dataclass(frozen=True)
class ToldChange:
    """A change of status or dates, in words; a name stands only where it may be known."""

    at: datetime
    changes: tuple[str, ...]
    proposed_by: str
    confirmed_by: str


def membership_history(member: Member, visitor: Visitor, most: int = 50) -> list[ToldChange]:
    """Return what a member's status and dates were before each change, the latest first."""
    rows = list(member.membership_changes.select_related("proposed_by", "confirmed_by")[:most])
    involved = {key for row in rows for key in (row.proposed_by_id, row.confirmed_by_id) if key}
    names = {person.pk: person.shown_name for person in people_visible_to(visitor).filter(pk__in=involved)}
    unnamed = _("somebody of the network")
    return [
        ToldChange(
            at=row.at,
            changes=tuple(_changes_of(row)),
            # An account that was closed reads like one that may not be known: neither tells which it is.
            proposed_by=names.get(row.proposed_by_id, unnamed) if row.proposed_by_id else unnamed,
            confirmed_by=names.get(row.confirmed_by_id, unnamed) if row.confirmed_by_id else "",
        )
        for row in rows
    ]


def _changes_of(row: MembershipChange) -> Iterator[str]:
    for name in ("status", "joined_on", "left_on"):
        before, after = (
            value.isoformat() if isinstance(value, date) else value or ""
            for value in (getattr(row, f"{name}_before"), getattr(row, name))
        )
        if before != after:
            told = (label_of(name, language()), words_of(name, before, language()))
            yield "{}: {} → {}".format(*told, words_of(name, after, language()))


def tell(difference: Difference, language: str) -> ToldDifference:
    name = difference.name
    before, theirs, mine = (
        words_of(name, value, language) for value in (difference.before, difference.theirs, difference.mine)
    )
    return ToldDifference(label_of(name, language), before, theirs, mine, difference.is_clash)
