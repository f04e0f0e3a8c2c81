"""The evidence that a demand quotes: frozen assessments, and the words that they say."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404
from django.urls import reverse

from climate_pathways.core.countries import COUNTRIES
from climate_pathways.core.errors import PathwaysError
from tamyr.demands.models import Demand
from tamyr.evidence.logic.assessed import short_answer, suggested_demands
from tamyr.evidence.queries import assessments
from tamyr.network.logic.country_names import country_name
from tamyr.shared.languages import BOUND_LANGUAGES, language


def suggestion_words(iso3: str, version: str, suggestion: str) -> dict[str, str]:
    """Return the words of a suggestion by language; one that never was is not found."""
    found = assessments.assessment(iso3, version)
    said = {
        code: {demand.id: demand.text for demand in suggested_demands(found, code)}.get(suggestion, "")
        for code in BOUND_LANGUAGES
    }
    if not all(said.values()):
        raise Http404
    return said


def answer_words(iso3: str, version: str) -> dict[str, str]:
    """Return what an assessment says in short, by language; nothing where this release cannot read that version."""
    try:
        found = assessments.assessment(iso3, version)
        said = {code: short_answer(found, code) for code in BOUND_LANGUAGES}
    except PathwaysError:
        # No reason to refuse the demand: it names the version that it quotes, and only the words are missing.
        return dict.fromkeys(BOUND_LANGUAGES, "")
    return {code: " ".join(filter(None, (answer.promised, answer.enough))) for code, answer in said.items()}


@dataclass(frozen=True)
class Suggestion:
    """A suggestion of a country's current assessment, to make a demand from."""

    iso3: str
    country: str
    version: str
    id: str
    text: str


def suggestions_of(iso3: str) -> list[Suggestion]:
    """Return what the current assessment of a country suggests; nothing where there is none."""
    version = assessments.current_versions().get(iso3)
    if version is None:
        return []
    said = suggested_demands(assessments.assessment(iso3, version), language())
    return [
        Suggestion(iso3, country_name(iso3, language()), version, demand.id, demand.text) for demand in said
    ]


@dataclass(frozen=True)
class Quotation:
    """What a demand quotes, as it was shown on the day on which it was quoted, and where it stands."""

    country: str
    version: str
    quoted_on: date
    words: str
    address: str
    is_current: bool


def quotes_of(demand: Demand) -> list[Quotation]:
    """Return what a demand quotes in the reader's language, country by country."""
    current = assessments.current_versions()
    return [
        Quotation(
            country=COUNTRIES[quote.iso3].name(language()),
            version=quote.assessment,
            quoted_on=quote.quoted_at.date(),
            words=quote.words_ru if language() == "ru" else quote.words_en,
            address=reverse("evidence:assessment_version", args=[quote.iso3, quote.assessment])
            + (f"#demand-{demand.suggestion}" if demand.suggestion else ""),
            is_current=current.get(quote.iso3) == quote.assessment,
        )
        for quote in demand.quotes.all()
    ]
