"""The map and the charts that pages take from the evidence room, always of the current edition."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from climate_pathways.core.wording import LANGUAGES, SOURCE_LANGUAGE
from tamyr.evidence.logic.choices import DEFAULT_MEASURE, FIRST_YEARS, CountryChoice, RegionChoice
from tamyr.evidence.pages.country import country_page
from tamyr.evidence.pages.region import region_page
from tamyr.evidence.queries.standing import FiguresAbsent, current_stamp

SENTENCES = 2


def region_map(language: str) -> dict[str, Any] | None:
    """Return the region's map with its words, or None before figures are loaded."""
    try:
        stamp = current_stamp()
    except FiguresAbsent:
        return None
    choice = RegionChoice(measure=DEFAULT_MEASURE, sort=DEFAULT_MEASURE, descending=True)
    page = region_page(stamp, choice, _known(language))
    return {**page, **_measured(page), "named": _named(page["words"].summary[:SENTENCES])}


def _measured(page: dict[str, Any]) -> dict[str, Any]:
    """Return what the map shows as a list, the highest first, and the year it is of."""
    at = next(n for n, cell in enumerate(page["rows"][0]["cells"]) if cell.measure == DEFAULT_MEASURE)
    # The first head is that of the names, which are no cells.
    column = page["columns"][at + 1]
    amounts = [
        (row["href"], row["name"], row["cells"][at].text, row["cells"][at].year) for row in page["rows"]
    ]
    return {"measure": column, "amounts": amounts}


def _named(sentences: Iterable[Any]) -> dict[str, str]:
    """Return the sources of a few sentences by what they are called on the region's page."""
    return {note.id: note.name for sentence in sentences for note in sentence.references}


def country_chart(iso3: str, chart: str, language: str) -> dict[str, Any] | None:
    """Return a chart of a country with words, drawings and downloads; None where there is none."""
    try:
        stamp = current_stamp()
    except FiguresAbsent:
        return None
    page = country_page(stamp, iso3, CountryChoice(since=FIRST_YEARS[0]), _known(language))
    found = next((figure for figure in page["figures"] if figure["words"].id == chart), None)
    if found is None:
        return None
    origin = reverse("evidence:country", args=(iso3,))
    words = replace(found["words"], title=f"{page['country'].name(_known(language))}: {found['words'].title}")
    # The links to other years are relative to the country’s page: here they would ask this page for a year.
    return {**found, "words": words, "choices": [], "origin": f"{origin}#origin", "first_column": _("Year")}


def _known(language: str) -> str:
    return language if language in LANGUAGES else SOURCE_LANGUAGE
