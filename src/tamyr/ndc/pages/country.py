"""The page of one country's NDC, and the list of the countries."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from climate_pathways.assessment import Assessment
from climate_pathways.core.countries import COUNTRIES
from climate_pathways.core.errors import PathwaysError
from tamyr.evidence.queries.assessments import (
    AssessmentsAbsent,
    assessment,
    current_assessments,
    current_version,
)
from tamyr.ndc.pages.criteria import CriterionRow, criteria_rows
from tamyr.ndc.pages.moves import demand_beside
from tamyr.ndc.pages.versions import Row, ShownVersion, evidence_address, rows_of, shown_versions
from tamyr.ndc.queries.demands import demands_with_a_number
from tamyr.network.logic.country_names import countries_by_name
from tamyr.network.models import Visitor
from tamyr.shared.languages import language


@dataclass(frozen=True)
class CountryPage:
    """A country's NDC: versions side by side with our demands, and criteria with the network's answers.

    ``rows``: targets, and whatever a demand speaks of; ``themes``: the other aims.
    """

    iso3: str
    name: str
    versions: list[ShownVersion]
    rows: list[Row]
    themes: list[Row]
    criteria: list[CriterionRow]
    criteria_of: str
    version: str
    evidence: str


def country_page(iso3: str, visitor: Visitor) -> CountryPage:
    """Return a country's page; raise ``AssessmentsAbsent`` before the first computing."""
    found = current_of(iso3)
    demands = [demand_beside(demand, found, language()) for demand in demands_with_a_number(visitor, iso3)]
    rows = rows_of(found, demands, language())
    criteria = criteria_rows(found, visitor, language())
    return CountryPage(
        iso3=iso3,
        name=COUNTRIES[iso3].name(language()),
        versions=shown_versions(found, language()),
        rows=[row for row in rows if row.is_foremost],
        themes=[row for row in rows if not row.is_foremost],
        criteria=criteria,
        # All of them are read of one document: see ``criteria_rows``.
        criteria_of=criteria[0].said.document,
        version=found.version,
        evidence=evidence_address(found),
    )


def current_of(iso3: str) -> Assessment:
    """Return a country's current assessment; raise ``AssessmentsAbsent`` where this release has none to read."""
    try:
        return assessment(iso3, current_version(iso3))
    except PathwaysError:
        raise AssessmentsAbsent from None


@dataclass(frozen=True)
class CountryLine:
    iso3: str
    name: str
    newest: ShownVersion
    count: int


def country_lines() -> list[CountryLine]:
    """Return the countries whose NDC can be looked at, by name; none before the first computing."""
    try:
        found = current_assessments()
    except (AssessmentsAbsent, PathwaysError):
        return []
    return [_line(iso3, name, found[iso3]) for iso3, name in countries_by_name(found, language())]


def _line(iso3: str, name: str, found: Assessment) -> CountryLine:
    versions = shown_versions(found, language())
    return CountryLine(iso3, name, versions[0], len(versions))


def crumbs(iso3: str = "", *here: str) -> list[tuple[str, str]]:
    """Return the way down: the workbench, a country, and what stands behind it."""
    way = [(_("NDC workbench"), reverse("ndc:countries"))]
    if iso3:
        way.append((COUNTRIES[iso3].name(language()), reverse("ndc:country", args=[iso3])))
    way.extend((words, "") for words in here)
    # The last one is the page itself and has no address.
    return [*way[:-1], (way[-1][0], "")]
