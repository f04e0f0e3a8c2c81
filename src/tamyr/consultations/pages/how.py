"""How one takes part, by country and with international bodies: in words, and as a table to take away."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from climate_pathways.core.countries import COUNTRIES
from tamyr.consultations.logic.participation import INTERNATIONAL, SUBJECTS, Fact, Place, all_places
from tamyr.consultations.pages.words import SUBJECT_WORDS
from tamyr.demands.logic.following import law_for
from tamyr.demands.pages.country import Row, aarhus_words, row
from tamyr.demands.pages.words import known_words
from tamyr.network.logic.country_names import countries_by_name, country_name
from tamyr.shared.answers import worded
from tamyr.shared.languages import language

BODY_WORDS = {
    "EU": gettext_lazy("European Union"),
    "UNFCCC": gettext_lazy("UN climate convention (UNFCCC)"),
    "AARHUS": gettext_lazy("Aarhus Convention"),
}


@dataclass(frozen=True)
class FactShown:
    """A fact with its sources and the day on which its page was seen."""

    row: Row
    seen_on: date


@dataclass(frozen=True)
class Subject:
    """One question about a place, and what is known; nothing says that it is not known."""

    code: str
    name: str
    facts: tuple[FactShown, ...]


@dataclass(frozen=True)
class Line:
    """A place in the list of all: how many of the questions have an answer, and whether it warns."""

    code: str
    name: str
    calls: tuple[FactShown, ...]
    unknown: str
    warns: bool


def place_name(code: str) -> str:
    return country_name(code, language()) if code in COUNTRIES else str(BODY_WORDS[code])


def in_order() -> list[str]:
    """Return countries by their names, then the international bodies."""
    return [*(code for code, _name in countries_by_name(COUNTRIES, language())), *INTERNATIONAL]


def lines() -> list[Line]:
    return [_line(all_places()[code]) for code in in_order()]


def _line(place: Place) -> Line:
    unknown = ", ".join(_lower(str(SUBJECT_WORDS[subject])) for subject in place.unknown)
    calls = tuple(map(_shown, place.about("calls")))
    return Line(place.code.lower(), place_name(place.code), calls, unknown, bool(place.about("warning")))


def _lower(words: str) -> str:
    # Of questions alone, none of which begins with a name.
    return words[:1].lower() + words[1:]


def _shown(fact: Fact) -> FactShown:
    return FactShown(row(fact.known, language()), fact.seen_on)


def subjects_of(place: Place) -> list[Subject]:
    """Return every question about a place, those without an answer too; warnings are shown apart."""
    return [
        Subject(code, str(SUBJECT_WORDS[code]), tuple(map(_shown, place.about(code))))
        for code in SUBJECTS[:-1]
    ]


def warnings_of(place: Place) -> list[FactShown]:
    return [_shown(fact) for fact in place.about("warning")]


def aarhus_of(code: str) -> Row | None:
    """Return how a country stands to the Aarhus Convention, as the law of letters has it."""
    law = law_for(code)
    return row(law.aarhus.known, language(), words=aarhus_words(law)) if law else None


def table_rows(places: Iterable[Place]) -> Iterator[tuple[object, ...]]:
    """Yield every fact as a row, and a row that says “not known” for each question without one."""
    yield (_("place"), _("name"), _("subject"), _("words"), _("status"), _("sources"), _("looked_up"))
    for place in places:
        name = place_name(place.code)
        for fact in place.facts:
            words, sources = fact.known.remark(language()), " ".join(fact.known.sources)
            seen = fact.seen_on.isoformat()
            status = worded(fact.known.status, known_words(fact.known.status))
            yield (place.code, name, _about(fact.subject), words, status, sources, seen)
        for subject in place.unknown:
            yield (place.code, name, _about(subject), _("not known"), "", "", "")


def _about(subject: str) -> str:
    return worded(subject, SUBJECT_WORDS[subject])
