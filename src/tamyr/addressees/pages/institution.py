"""What the page of a body shows: its names, where it stands, offices over time, roads for each kind of letter."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from climate_pathways.core.countries import COUNTRIES
from tamyr.addressees.logic.kinds import LETTERS
from tamyr.addressees.models import Channel, Holder, Institution, InstitutionName, Office
from tamyr.addressees.models.known import SourcedRow, holding_on
from tamyr.addressees.pages.history import history
from tamyr.addressees.pages.words import (
    BODY_WORDS,
    KNOWN_WORDS,
    LETTER_WORDS,
    LEVEL_WORDS,
    OFFICE_WORDS,
    WAY_WORDS,
    languages_words,
)
from tamyr.addressees.queries.directory import (
    channels_within,
    family_of,
    family_to,
    holder_of,
    institutions_visible_to,
    may_be_named_to,
    name_of,
    offices_of,
)
from tamyr.addressees.rules import may_keep
from tamyr.network.logic.country_names import country_name
from tamyr.network.models import Visitor
from tamyr.shared.languages import language


@dataclass(frozen=True)
class NameShown:
    row: InstitutionName
    days: str


@dataclass(frozen=True)
class HolderShown:
    row: Holder
    name: str
    days: str
    known: str


@dataclass(frozen=True)
class OfficeShown:
    row: Office
    title: str
    kind: str
    days: str
    known: str
    holders: list[HolderShown]


@dataclass(frozen=True)
class ChannelShown:
    """A road in words: which, whether the law takes it, what the letter needs, what is dangerous about it."""

    row: Channel
    way: str
    lawful: str
    address: str
    is_link: bool
    languages: str
    known: str
    has_ended: bool
    office: str


@dataclass(frozen=True)
class LetterShown:
    name: str
    channels: list[ChannelShown]


def institution_page(body: Institution, visitor: Visitor, address: str) -> dict[str, object]:
    """Return all that the page of a body shows this reader."""
    name = body.name_on(visitor.on)
    return {
        "body": body,
        "name": name,
        "others": other_names(body, visitor.on),
        "former": former_names(body, visitor.on),
        "facts": facts_shown(body),
        "known": known_words(body),
        "relatives": relatives(body, visitor),
        "offices": offices_shown(body, visitor),
        "letters": letters_shown(body, visitor),
        "keeps": may_keep(visitor),
        # Who changed an entry, and for which organisation, is for the network alone to know.
        "history": history(body, visitor) if visitor.is_in_network else [],
        "organisation": structured(body, address, visitor.on),
        # Written out: the pages of terms stand in a room that comes after this one.
        "terms": f"/{language()}/demands/terms/{body.iso3.lower()}/" if body.iso3 in COUNTRIES else "",
        "crumbs": [(_("Addressees"), reverse("addressees:institutions")), (name, "")],
    }


def days_words(row: Any) -> str:
    """Say since when and until when a dated row holds, as far as that is known."""
    words = {
        "first": date_format(row.from_on) if row.from_on else "",
        "last": date_format(row.until_on) if row.until_on else "",
    }
    if row.from_on and row.until_on:
        return _("from %(first)s until %(last)s") % words
    if row.from_on:
        return _("since %(first)s") % words
    return _("until %(last)s") % words if row.until_on else ""


def known_words(row: SourcedRow) -> str:
    """Say how a row is known, and on which day its page was seen."""
    said = str(KNOWN_WORDS[row.status])
    if row.source_seen_on and row.status != "unverified":
        return _("%(how)s, %(day)s") % {"how": said, "day": date_format(row.source_seen_on)}
    return said


def channel_shown(row: Channel, visitor: Visitor) -> ChannelShown:
    lawful = {
        True: _("The law takes it"),
        False: _("The law does not take it"),
        None: _("Whether the law takes it is not known"),
    }
    return ChannelShown(
        row,
        str(WAY_WORDS[row.way]),
        lawful[row.is_lawful],
        f"mailto:{row.value}" if row.way in ("email", "signed_email") else row.value,
        # Nothing else becomes a link: people type these, and a browser would follow javascript: as well.
        row.way in ("email", "signed_email") or row.value.startswith(("https://", "http://")),
        languages_words(row.language_codes),
        known_words(row),
        row.until_on is not None and row.until_on <= visitor.on,
        row.office.title if row.office and may_be_named_to(row.office, visitor) else "",
    )


def letters_shown(institution: Institution, visitor: Visitor) -> list[LetterShown]:
    """Return the roads by kind of letter; those for no kind in particular last."""
    names = {**LETTER_WORDS, "": _("For no kind of letter in particular")}
    # Not ``family_of``: of a body that stands for this one to the network alone, the world is told no road.
    family = family_to(institution, visitor)
    holding = holding_on(visitor.on)
    # What is over comes last.
    roads = [*channels_within(family, holding), *channels_within(family, ~holding)]
    # What no public page says is for the network alone.
    known = [road for road in roads if may_be_named_to(road, visitor)]
    found = []
    for code in (*LETTERS, ""):
        shown = [channel_shown(road, visitor) for road in known if road.letter == code]
        found += [LetterShown(str(names[code]), shown)] if shown else []
    return found


def offices_shown(institution: Institution, visitor: Visitor) -> list[OfficeShown]:
    return [_office(office, visitor.on) for office in offices_of(institution, visitor)]


def _office(office: Office, on: date) -> OfficeShown:
    now = holder_of(office, on)
    # Whoever holds it today stands first, then the latest: where no first day is known, the two databases disagree.
    by_day = sorted(office.holders.all(), key=lambda row: row.from_on or date.min, reverse=True)
    holders = sorted(by_day, key=lambda row: row != now)
    return OfficeShown(
        office,
        office.title,
        str(OFFICE_WORDS[office.kind]),
        days_words(office),
        known_words(office),
        [_holder(row) for row in holders],
    )


def _holder(row: Holder) -> HolderShown:
    name = row.name or _("a name that was taken away")
    return HolderShown(row, name, days_words(row), "" if row.taken_away_at else known_words(row))


def former_names(institution: Institution, on: date) -> list[NameShown]:
    rows = [row for row in institution.names.all() if row.until_on is not None and row.until_on <= on]
    return [NameShown(row, days_words(row)) for row in rows]


def other_names(institution: Institution, on: date) -> list[InstitutionName]:
    """Return its names of today in other languages than the reader's."""
    shown = institution.name_on(on)
    return [row for row in institution.names.all() if row.holds_on(on) and row.name != shown]


def facts_shown(institution: Institution) -> list[tuple[str, str]]:
    """Return what is known of a body in pairs of a label and words."""
    place = (
        country_name(institution.iso3, language()) if institution.iso3 else _("of no country: international")
    )
    found = [
        (_("Country"), place),
        (_("Level"), str(LEVEL_WORDS[institution.level])),
        (_("Kind"), str(BODY_WORDS[institution.kind])),
        (_("Languages"), languages_words(institution.language_codes)),
        (_("Founded on"), date_format(institution.founded_on) if institution.founded_on else ""),
        (_("Dissolved on"), date_format(institution.dissolved_on) if institution.dissolved_on else ""),
    ]
    return [(label, words) for label, words in found if words]


def relatives(institution: Institution, visitor: Visitor) -> dict[str, list[tuple[str, str]]]:
    """Return the bodies above, below and merged into this one, as pairs of an address and a name."""
    rows = institutions_visible_to(visitor)
    # By what this reader may read of: a body that no public page names is no relative for the world.
    above = rows.filter(children=institution)
    below = rows.filter(parent__in=family_of(institution), merged_into=None)
    merged = rows.filter(merged_into=institution)
    return {
        name: [_linked(row, visitor.on) for row in found]
        for name, found in (("above", above), ("below", below))
    } | {"merged": [(str(row.number), row.name_on(visitor.on)) for row in merged]}


def _linked(row: Institution, on: date) -> tuple[str, str]:
    return reverse("addressees:institution", args=[row.number]), row.name_on(on)


def structured(institution: Institution, address: str, on: date) -> dict[str, object]:
    """Return a body as schema.org describes one; of persons nothing."""
    names = [row.name for row in institution.names.all() if row.holds_on(on)]
    facts: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "GovernmentOrganization" if institution.iso3 else "Organization",
        "@id": address,
        "name": name_of(institution, language(), on),
        "alternateName": [name for name in names if name != name_of(institution, language(), on)],
    }
    optional = {
        "url": institution.website,
        "foundingDate": institution.founded_on.isoformat() if institution.founded_on else "",
        "dissolutionDate": institution.dissolved_on.isoformat() if institution.dissolved_on else "",
        "knowsLanguage": institution.language_codes,
    }
    return facts | {name: value for name, value in optional.items() if value}
