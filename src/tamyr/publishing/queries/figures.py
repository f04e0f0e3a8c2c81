"""The map and the charts that pages take from the evidence room, always of the current edition."""

from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from climate_pathways.wording import LANGUAGES, SOURCE_LANGUAGE
from tamyr.evidence.logic.choices import DEFAULT_MEASURE, FIRST_YEARS, CountryChoice, RegionChoice
from tamyr.evidence.queries import standing as evidence

NOTHING_ASKED = QueryDict("")


def region_map(language: str) -> dict[str, Any] | None:
    """Return the region's map with its words, or None before figures are loaded."""
    try:
        stamp = evidence.current_stamp()
    except evidence.FiguresAbsent:
        return None
    choice = RegionChoice(measure=DEFAULT_MEASURE, sort=None, descending=False)
    return evidence.region_page(stamp, choice, _known(language))


def country_chart(iso3: str, chart: str, language: str) -> dict[str, Any] | None:
    """Return a chart of a country with words, drawings and downloads; None where there is none."""
    try:
        stamp = evidence.current_stamp()
    except evidence.FiguresAbsent:
        return None
    page = evidence.country_page(stamp, iso3, CountryChoice(since=FIRST_YEARS[0]), _known(language))
    found = next((one for one in page["figures"] if one["words"].id == chart), None)
    if found is None:
        return None
    origin = reverse("evidence:country", args=(iso3,))
    return {**found, "choices": [], "origin": f"{origin}#origin", "first_column": _("Year")}


def _known(language: str) -> str:
    return language if language in LANGUAGES else SOURCE_LANGUAGE
