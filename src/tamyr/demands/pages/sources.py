"""From what a demand is made: the clause or suggestion that an address names, and lists of both to choose from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import Http404

from climate_pathways.core.countries import COUNTRIES
from tamyr.demands.models import Source
from tamyr.demands.queries.evidence import Suggestion, suggestion_words, suggestions_of
from tamyr.evidence.queries.assessments import current_versions
from tamyr.network.logic.country_names import countries_by_name
from tamyr.network.models import Visitor
from tamyr.positions.pages.public import Line, public_page
from tamyr.positions.queries.positions import adopted_for, adopted_version, find_position
from tamyr.positions.queries.texts import find_place, title_of
from tamyr.shared.languages import bound_language, language


@dataclass(frozen=True)
class StartingPoint:
    """What a demand would come from: its words as they stand, and what a form begins with."""

    source: Source
    heading: str = ""
    words: str = ""
    initial: Mapping[str, Any] = field(default_factory=dict)


def source_asked(visitor: Visitor, asked: Mapping[str, str]) -> StartingPoint:
    """Return what an address names; nothing but a question where it names neither clause nor suggestion."""
    if asked.get("position"):
        return _clause(visitor, asked["position"], asked.get("clause", ""))
    if asked.get("assessment"):
        return _suggestion(asked.get("country", "").upper(), asked["assessment"], asked.get("suggestion", ""))
    # Of the languages that can bind: the page may be read in another one.
    return StartingPoint(Source(), initial={"authoritative": bound_language()})


def _clause(visitor: Visitor, number: str, code: str) -> StartingPoint:
    # isdigit alone takes ² for a digit, which int() does not; no number of ours is longer.
    if not number.isascii() or not number.isdigit() or len(number) > len("99999"):
        raise Http404
    version = adopted_version(find_position(visitor, int(number)))
    place = find_place(version, code) if version else None
    if version is None or place is None:
        raise Http404
    initial = {"authoritative": version.position.authoritative, "ask": place.authoritative.text}
    words = place.best(language()).text
    return StartingPoint(Source(version=version, code=code), title_of(version)[0], words, initial)


def _suggestion(iso3: str, version: str, suggestion: str) -> StartingPoint:
    if iso3 not in COUNTRIES:
        raise Http404
    words = suggestion_words(iso3, version, suggestion)
    initial = {"authoritative": bound_language(), "iso3": iso3, "ask": words[bound_language()]}
    source = Source(assessment=version, suggestion=suggestion)
    return StartingPoint(source, COUNTRIES[iso3].name(language()), words[bound_language()], initial)


@dataclass(frozen=True)
class AdoptedPosition:
    number: int
    title: str
    lines: tuple[Line, ...]


def clauses_to_ask_from(visitor: Visitor) -> list[AdoptedPosition]:
    """Return the clauses of every adopted position that a visitor may read."""
    pages = [public_page(version, visitor) for version in adopted_for(visitor)]
    return [
        AdoptedPosition(
            page.position.number, page.title, tuple(line for line in page.lines if not line.is_heading)
        )
        for page in pages
    ]


@dataclass(frozen=True)
class Countries:
    """Countries with an assessment, and what that of the chosen one suggests."""

    options: list[tuple[str, str]]
    chosen: str
    suggestions: list[Suggestion]


def countries_to_ask_from(asked: str) -> Countries:
    assessed = current_versions()
    chosen = asked.upper() if asked.upper() in assessed else ""
    options = countries_by_name(assessed, language())
    return Countries(options, chosen, suggestions_of(chosen) if chosen else [])
