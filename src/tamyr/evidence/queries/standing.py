from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import urljoin

from django.conf import settings
from django.http import Http404
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from climate_pathways.charts.drawing import DrawingStore, for_page
from climate_pathways.charts.map import classes as map_classes
from climate_pathways.charts.map.classes import MapWords
from climate_pathways.charts.map.specification import finish_map, map_specification
from climate_pathways.charts.panels.chart import NARROW, WIDE, country_card, panel_chart
from climate_pathways.charts.panels.words import alternative
from climate_pathways.charts.specification import Size, framed_map
from climate_pathways.core.countries import COUNTRIES
from climate_pathways.core.naming import REGION
from climate_pathways.core.panels import Panel
from climate_pathways.figures.standing import Standing
from tamyr.evidence.logic.choices import FIRST_YEARS, CountryChoice, Measure, RegionChoice
from tamyr.evidence.logic.comparison import comparison, ordered, table_columns
from tamyr.evidence.logic.country import country_words
from tamyr.evidence.logic.figures import LONG_CHART, Figure, figures, shown_panel
from tamyr.evidence.logic.measures import measure_choices
from tamyr.evidence.logic.references import sources_used
from tamyr.evidence.logic.region import map_words, region_words
from tamyr.evidence.models import AssessmentVersion, Edition

DRAWINGS = DrawingStore(settings.DATA_DIR / "drawings")
SIZES: Mapping[str, Size] = {"wide": WIDE, "narrow": NARROW}
MAP_SIZES = {"wide": (720, 440), "narrow": (360, 300)}
IMAGE_FORMS = ("svg", "png")


class FiguresAbsent(Exception):
    """No edition of the figures has been loaded into the database."""


class Stamp(NamedTuple):
    """Names what the pages show: it changes when figures, the code that made them or assessments change."""

    edition_id: int
    digest: str
    code_version: str
    assessments: tuple[tuple[str, str], ...]

    def version(self, iso3: str) -> str | None:
        return dict(self.assessments).get(iso3)


def current_stamp() -> Stamp:
    """Return the stamp of the current edition; raise ``FiguresAbsent`` before the first loading."""
    edition = Edition.objects.filter(is_current=True).order_by().values_list("pk", "digest", "code_version")
    versions = AssessmentVersion.objects.filter(is_current=True).order_by()
    # In one question, since every page asks it; a country's code is no digest.
    found = list(edition.union(versions.values_list("pk", "iso3", "version"), all=True))
    editions = [row for row in found if row[1] not in COUNTRIES]
    if not editions:
        raise FiguresAbsent
    assessed = sorted((iso3, version) for _, iso3, version in found if iso3 in COUNTRIES)
    return Stamp(*editions[0], tuple(assessed))


# An edition is frozen, so each process reads it once; the stamp in the key makes a new one seen.
@lru_cache(maxsize=2)
def edition_at(stamp: Stamp) -> Edition:
    return Edition.objects.get(pk=stamp.edition_id)


@lru_cache(maxsize=2)
def standings(stamp: Stamp) -> dict[str, Standing]:
    """Return the standings of the countries and the region, by code."""
    return {profile.iso3: profile.read() for profile in edition_at(stamp).profiles.all()}


# --- pages ----------------------------------------------------------------------------------


@lru_cache(maxsize=64)
def region_page(stamp: Stamp, choice: RegionChoice, language: str) -> dict[str, Any]:
    edition, everything = edition_at(stamp), standings(stamp)
    measures = measure_choices(everything, language)
    listed = sources_used(everything[REGION], edition.source_by_id(), language)
    rows = ordered(comparison(everything, language), choice.sort, descending=choice.descending)
    return {
        "edition": edition,
        "has_assessments": bool(stamp.assessments),
        "words": region_words(everything, choice.measure, listed, language),
        "map": map_drawings(everything, choice.measure, language),
        "map_query": f"?measure={choice.measure.slug}",
        "measures": [
            Choice(measure.label, f"?measure={measure.slug}#map", measure.slug == choice.measure.slug)
            for measure in measures
        ],
        "columns": table_columns(
            measures, _("Country"), choice.measure, choice.sort, descending=choice.descending
        ),
        "rows": [
            {"name": row.name, "href": reverse("evidence:country", args=(row.iso3,)), "cells": row.cells}
            for row in rows
        ],
        "sources": listed,
    }


@lru_cache(maxsize=64)
def country_page(stamp: Stamp, iso3: str, choice: CountryChoice, language: str) -> dict[str, Any]:
    edition, standing = edition_at(stamp), standings(stamp)[iso3]
    listed = sources_used(standing, edition.source_by_id(), language)
    return {
        "edition": edition,
        "country": COUNTRIES[iso3],
        "crumbs": crumbs(COUNTRIES[iso3].name(language)),
        "words": country_words(standing, listed, language),
        "figures": [
            figure(standing, words, choice, language) for words in figures(standing, choice.since, language)
        ],
        "sources": listed,
    }


def dataset(page: Mapping[str, Any], address: str, language: str) -> dict[str, Any]:
    """Describe the figures of a country's page to search engines, by schema.org's vocabulary."""
    words, edition = page["words"], page["edition"]
    table = reverse("evidence:country_csv", args=(page["country"].iso3,))
    return {
        "@type": "Dataset",
        "name": words.name,
        "description": words.headline,
        "url": address,
        "inLanguage": language,
        "isAccessibleForFree": True,
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "dateModified": edition.figures_on.isoformat(),
        "version": edition.digest,
        "spatialCoverage": words.name,
        "distribution": {
            "@type": "DataDownload",
            "encodingFormat": "text/csv",
            "contentUrl": urljoin(address, table),
        },
    }


def crumbs(here: str) -> list[tuple[str, str]]:
    """Return the way down to a page as (label, address); the page itself has no address."""
    return [(_("All twelve countries"), reverse("evidence:region")), (here, "")]


class Choice(NamedTuple):
    """One of several views of the same thing, as a link."""

    label: str
    href: str
    is_current: bool


def figure(standing: Standing, words: Figure, choice: CountryChoice, language: str) -> dict[str, Any]:
    """Return a chart for the page: words, drawings, and where to take it away."""
    is_long = words.id == LONG_CHART
    years = [
        Choice(_("since %(year)s") % {"year": year}, f"?since={year}#{words.id}", year == choice.since)
        for year in FIRST_YEARS
    ]
    return {
        "words": words,
        "drawn": page_drawings(standing, words.id, choice.since, language),
        "choices": years if is_long else [],
        "downloads": downloads(standing.iso3, words.id, f"?since={choice.since}" if is_long else ""),
    }


def downloads(iso3: str, chart_id: str, query: str) -> list[tuple[str, str]]:
    """Return (label, address) of a chart's files."""
    pictures = [
        (form.upper(), reverse("evidence:chart_file", args=(iso3, chart_id, form)))
        for form in reversed(IMAGE_FORMS)
    ]
    files = [*pictures, ("CSV", reverse("evidence:chart_csv", args=(iso3, chart_id)))]
    return [(label, address + query) for label, address in files]


# --- drawings -------------------------------------------------------------------------------


def page_drawings(standing: Standing, panel_id: str, since: int, language: str) -> dict[str, str]:
    """Return a chart as SVG for the page, once wide and once narrow."""
    panel = shown_panel(standing, panel_id, since)
    words = alternative(panel, standing.iso3, language)
    return {
        name: for_page(
            DRAWINGS.svg(panel_chart(panel, standing.iso3, language, size=size), language),
            words,
            f"chart chart-{name}",
        )
        for name, size in SIZES.items()
    }


def map_drawings(everything: Mapping[str, Standing], measure: Measure, language: str) -> dict[str, str]:
    """Return the map of a measure as SVG for the page, each country a link."""
    words = map_words(everything, measure, language)
    return {
        name: for_page(
            finish_map(DRAWINGS.svg(_map(words, language, size, legend=()), language)),
            words.title,
            f"chart map chart-{name}",
            keep_roles=True,
        )
        for name, size in MAP_SIZES.items()
    }


def _map(words: MapWords, language: str, size: tuple[int, int], *, legend: tuple[str, ...]) -> dict[str, Any]:
    with translation.override(language):
        links = {iso3: reverse("evidence:country", args=(iso3,)) for iso3 in COUNTRIES}
    return map_specification(
        words.values,
        colours=words.colours,
        missing_colour=map_classes.MISSING_COLOUR,
        context_colour=map_classes.CONTEXT_COLOUR,
        border_colour=map_classes.BORDER_COLOUR,
        thresholds=words.thresholds,
        labels=words.labels,
        links=None if legend else links,
        width=size[0],
        height=size[1],
        title="",
        description=words.title,
        legend=legend,
    )


def map_file(measure: Measure, language: str, form: str) -> bytes:
    """Return the map with title, legend and sources as ``svg`` or ``png``, for the press."""
    words = map_words(standings(current_stamp()), measure, language)
    spec = _map(words, language, MAP_SIZES["wide"], legend=words.legend)
    return _draw(framed_map(spec, words.title, words.note), language, form)


def panel(iso3: str, chart_id: str, since: int) -> Panel:
    """Return a country's panel; raise ``Http404`` where the country has none of this kind."""
    standing = standings(current_stamp())[iso3]
    if chart_id not in standing.panels:
        raise Http404
    return shown_panel(standing, chart_id, since)


def chart_file(iso3: str, chart_id: str, since: int, language: str, form: str) -> bytes:
    """Return a chart with title and source as ``svg`` or ``png``, for the press."""
    return _draw(
        panel_chart(panel(iso3, chart_id, since), iso3, language, size=WIDE, framed=True), language, form
    )


def _draw(spec: dict[str, Any], language: str, form: str) -> bytes:
    if form not in IMAGE_FORMS:
        raise Http404
    if form == "png":
        return DRAWINGS.png(spec, language)
    return DRAWINGS.svg(spec, language).encode("utf-8")


def share_card(standing: Standing, language: str) -> bytes:
    """Return the picture shown where a country's address is shared."""
    return DRAWINGS.png(country_card(standing, language), language, scale=1.0)
