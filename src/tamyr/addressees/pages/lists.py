"""What the list of bodies shows of each, and which rows a file for this reader holds."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from tamyr.addressees.logic.rows import FileRow
from tamyr.addressees.models import Institution, Office
from tamyr.addressees.pages.institution import known_words
from tamyr.addressees.pages.words import BODY_WORDS, LETTER_WORDS
from tamyr.addressees.queries.directory import institutions_visible_to, offices_within, standing_to
from tamyr.network.logic.country_names import country_name
from tamyr.network.models import Visitor
from tamyr.shared.languages import language


@dataclass(frozen=True)
class Card:
    row: Institution
    name: str
    place: str
    kind: str
    # The kinds of letters for which a road is known that the law is not known to refuse.
    letters: str
    is_over: bool


def card(row: Institution, on: date) -> Card:
    roads = [road for road in row.channels.all() if road.holds_on(on) and road.is_lawful is not False]
    codes = dict.fromkeys(road.letter for road in roads if road.letter)
    return Card(
        row,
        row.name_on(on),
        country_name(row.iso3, language()) if row.iso3 else "",
        str(BODY_WORDS[row.kind]),
        "; ".join(str(LETTER_WORDS[code]) for code in codes),
        row.dissolved_on is not None and row.dissolved_on <= on,
    )


@dataclass(frozen=True)
class OfficeLine:
    """An office, of which body it is, and how that is known."""

    row: Office
    body: str
    address: str
    known: str


@dataclass(frozen=True)
class ForTheConvention:
    """Who in a country is known to be its focal point at the UNFCCC, and who leads on climate by its NDC."""

    focal_points: list[OfficeLine]
    leading: list[OfficeLine]


def for_the_convention(iso3: str, visitor: Visitor) -> ForTheConvention:
    rows = offices_within(institutions_visible_to(visitor).filter(iso3=iso3), visitor.on)
    if not visitor.is_in_network:
        rows = rows.exclude(source_url="")
    return ForTheConvention(
        *([_line(row, visitor) for row in rows if row.kind == kind] for kind in ("focal_point", "climate"))
    )


def _line(row: Office, visitor: Visitor) -> OfficeLine:
    body = standing_to(row.institution, visitor)
    address = reverse("addressees:institution", args=[body.number])
    return OfficeLine(row, body.name_on(visitor.on), address, known_words(row))


def with_source(rows: Iterable[FileRow], visitor: Visitor) -> Iterator[FileRow]:
    """Yield what this reader may take away: the world what a public page says, the network all."""
    # Rows come after the ones that they hang on: what is left out takes along whatever follows of it.
    hidden: set[str] = set()
    for row in rows:
        is_bare = row.subject != "name" and not row.facts["source_url"]
        if visitor.is_in_network or not (is_bare or row.of in hidden):
            if row.subject == "channel" and row.facts["office"] in hidden:
                continue
            yield row
        else:
            hidden.add(row.key)
