"""What a position quotes of the evidence: each assessment as it was in the version that is quoted."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from climate_pathways.core.countries import COUNTRIES
from climate_pathways.core.errors import PathwaysError
from tamyr.evidence.logic.assessed import short_answer
from tamyr.evidence.queries import assessments
from tamyr.positions.models import Version
from tamyr.shared.languages import language


@dataclass(frozen=True)
class Quotation:
    """Two sentences of one version of a country's assessment, the day it was made, and where it stands.

    ``sentences`` is empty where this release cannot read that version: its address still can be given.
    """

    iso3: str
    country: str
    version: str
    made_on: date
    sentences: tuple[str, ...]
    address: str
    is_current: bool


def quotes_of(version: Version) -> list[Quotation]:
    """Return what a version of a position quotes, in the reader's language, country by country."""
    current = assessments.current_versions()
    return [_quoted(quote.iso3, quote.assessment, current) for quote in version.quotes.all()]


def _quoted(iso3: str, name: str, current: dict[str, str]) -> Quotation:
    stored = assessments.stored(iso3, name)
    sentences: tuple[str, ...]
    try:
        said = short_answer(assessments.assessment(iso3, name), language())
        sentences = tuple(sentence for sentence in (said.promised, said.enough) if sentence)
    except PathwaysError:
        sentences = ()
    return Quotation(
        iso3=iso3,
        country=COUNTRIES[iso3].name(language()),
        version=name,
        made_on=stored.made_at.date(),
        sentences=sentences,
        address=reverse("evidence:assessment_version", args=[iso3, name]),
        is_current=current.get(iso3) == name,
    )


def can_be_quoted() -> dict[str, str]:
    """Return the current assessments that a position may quote: country → version."""
    return assessments.current_versions()
