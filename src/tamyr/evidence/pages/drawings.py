"""Charts and maps as pages and newsrooms get them, drawn once and kept on disk."""

from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.http import Http404
from django.urls import reverse
from django.utils import translation

from climate_pathways.assessment import Assessment
from climate_pathways.charts import DrawingStore, Size, Specification, for_page
from climate_pathways.charts.map import (
    BORDER_COLOUR,
    CONTEXT_COLOUR,
    MISSING_COLOUR,
    MapWords,
    finish_map,
    framed_map,
    map_specification,
)
from climate_pathways.charts.panels import NARROW, WIDE, alternative, country_card, panel_chart
from climate_pathways.core.countries import COUNTRIES
from climate_pathways.core.panels import Panel
from climate_pathways.figures import Standing
from tamyr.evidence.logic.choices import Measure
from tamyr.evidence.logic.figures import shown_panel
from tamyr.evidence.logic.region import map_words
from tamyr.evidence.pages.links import IMAGE_FORMS
from tamyr.evidence.queries.standing import Stamp, standings

DRAWINGS = DrawingStore(settings.DATA_DIR / "drawings")
Draw = Callable[[Size], Specification]
# The narrow one for the phones that pages are made for first, which are 360 wide.
MAP_SIZES = {"wide": (720, 440), "narrow": (360, 300)}


def on_page(draw: Draw, sizes: tuple[Size, Size], label: str, language: str) -> dict[str, str]:
    """Return a picture as SVG for the page, once wide and once narrow."""
    return {
        form: for_page(DRAWINGS.svg(draw(size), language), label, f"chart chart-{form}")
        for form, size in zip(("wide", "narrow"), sizes, strict=True)
    }


def for_the_press(spec: Specification, language: str, form: str, *, keep_roles: bool = False) -> bytes:
    """Return a picture as ``svg`` or ``png``; raise ``Http404`` for another form."""
    if form not in IMAGE_FORMS:
        raise Http404
    if form == "png":
        return DRAWINGS.png(spec, language)
    return DRAWINGS.svg(spec, language, keep_roles=keep_roles).encode("utf-8")


# --- a country's charts -----------------------------------------------------------------------


def chart_on_page(standing: Standing, panel_id: str, since: int, language: str) -> dict[str, str]:
    panel = shown_panel(standing, panel_id, since)
    label = alternative(panel, standing.iso3, language)
    return on_page(
        lambda size: panel_chart(panel, standing.iso3, language, size=size), (WIDE, NARROW), label, language
    )


def panel_at(stamp: Stamp, iso3: str, chart_id: str, since: int) -> Panel:
    """Return a country's panel; raise ``Http404`` where the country has none of this kind."""
    standing = standings(stamp)[iso3]
    if chart_id not in standing.panels:
        raise Http404
    return shown_panel(standing, chart_id, since)


def chart_file(panel: Panel, iso3: str, language: str, form: str) -> bytes:
    """Return a chart with title and source as ``svg`` or ``png``."""
    return for_the_press(panel_chart(panel, iso3, language, size=WIDE, framed=True), language, form)


def share_card(standing: Standing, language: str) -> bytes:
    """Return the picture shown where a country's address is shared."""
    # ``CARD`` is as wide as previews want it: at the press’s double scale readers would only wait longer.
    return DRAWINGS.png(country_card(standing, language), language, scale=1.0)


# --- the map ----------------------------------------------------------------------------------


def map_on_page(words: MapWords, links: Mapping[str, str], language: str) -> dict[str, str]:
    """Return the map of a measure as SVG for the page, each country a link."""
    return {
        name: for_page(
            # With the names of its marks, unlike other pictures: each
            # country is a link, which is read aloud by it.
            finish_map(DRAWINGS.svg(_map(words, size, links=links), language, keep_roles=True)),
            words.title,
            f"chart map chart-{name}",
            keep_roles=True,
        )
        for name, size in MAP_SIZES.items()
    }


def country_links(language: str) -> dict[str, str]:
    """Return the address of each country's page."""
    # An address begins with a language: that of the map, which
    # is kept, and not of whoever asked for it first.
    with translation.override(language):
        return {iso3: reverse("evidence:country", args=(iso3,)) for iso3 in COUNTRIES}


def map_file(
    everything: Mapping[str, Standing],
    measure: Measure,
    assessments: Mapping[str, Assessment],
    language: str,
    form: str,
) -> bytes:
    """Return the map with title, legend and sources as ``svg`` or ``png``."""
    return map_for_the_press(map_words(everything, measure, assessments, language), language, form)


def map_for_the_press(words: MapWords, language: str, form: str) -> bytes:
    spec = _map(words, MAP_SIZES["wide"], legend=words.legend)
    return for_the_press(framed_map(spec, words.title, words.note), language, form, keep_roles=True)


def _map(
    words: MapWords,
    size: tuple[int, int],
    *,
    links: Mapping[str, str] | None = None,
    legend: tuple[str, ...] = (),
) -> dict[str, Any]:
    return map_specification(
        words.values,
        colours=words.colours,
        missing_colour=MISSING_COLOUR,
        context_colour=CONTEXT_COLOUR,
        border_colour=BORDER_COLOUR,
        thresholds=words.thresholds,
        labels=words.labels,
        links=links,
        width=size[0],
        height=size[1],
        title="",
        description=words.title,
        legend=legend,
    )
