from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from climate_pathways.charts import DrawingStore, for_page
from climate_pathways.charts.map import (
    BORDER_COLOUR,
    CONTEXT_COLOUR,
    MISSING_COLOUR,
    finish_map,
    map_specification,
    spaced_colours,
)
from climate_pathways.core.countries import COUNTRIES
from tamyr.network.logic.country_names import country_name
from tamyr.network.logic.directory import BANDS

DRAWINGS = DrawingStore(settings.DATA_DIR / "drawings")
SIZES = {"wide": (720, 440), "narrow": (360, 300)}


@dataclass(frozen=True)
class Band:
    """One line of the map's legend."""

    name: str
    colour: str


@dataclass(frozen=True)
class MemberMap:
    wide: str
    narrow: str
    legend: tuple[Band, ...]


def member_map(listed: Mapping[str, int], address: str, language: str) -> MemberMap:
    """Return the region with each country shaded by how many members are listed, as a link to them."""
    # Drawings are kept by what they show: nobody is given one
    # that was drawn for somebody who sees more members.
    counts = tuple((iso3, listed.get(iso3, 0)) for iso3 in COUNTRIES)
    return _drawn(counts, address, language)


@lru_cache(maxsize=16)
def _drawn(counts: tuple[tuple[str, int], ...], address: str, language: str) -> MemberMap:
    with translation.override(language):
        colours = spaced_colours(len(BANDS) + 1)
        legend = zip(_band_names(), (*colours, MISSING_COLOUR), strict=True)
        drawings = {name: _svg(dict(counts), address, language, size) for name, size in SIZES.items()}
        title = _("Members listed here, by country")
        shown = {
            name: for_page(svg, title, f"chart map chart-{name}", keep_roles=True)
            for name, svg in drawings.items()
        }
        return MemberMap(**shown, legend=tuple(Band(name, colour) for name, colour in legend))


def _svg(counts: dict[str, int], address: str, language: str, size: tuple[int, int]) -> str:
    drawing_language = language if language in ("ru", "en") else "en"
    specification = map_specification(
        # Nought would take the colour of the first band, which begins at one.
        {iso3: count or None for iso3, count in counts.items()},
        colours=spaced_colours(len(BANDS) + 1),
        missing_colour=MISSING_COLOUR,
        context_colour=CONTEXT_COLOUR,
        border_colour=BORDER_COLOUR,
        thresholds=BANDS,
        labels={iso3: _label(iso3, count, language) for iso3, count in counts.items()},
        links={iso3: f"{address}?country={iso3}" for iso3, count in counts.items() if count},
        width=size[0],
        height=size[1],
        title="",
        description=_("Members listed here, by country"),
    )
    return finish_map(DRAWINGS.svg(specification, drawing_language, keep_roles=True))


def _label(iso3: str, count: int, language: str) -> str:
    words = ngettext("%(count)d member listed", "%(count)d members listed", count) % {"count": count}
    return f"{country_name(iso3, language)}: {words}"


def _band_names() -> list[str]:
    few, some, many = BANDS
    return [
        _("1 to %(most)d members listed") % {"most": few - 1},
        _("%(least)d to %(most)d") % {"least": few, "most": some - 1},
        _("%(least)d to %(most)d") % {"least": some, "most": many - 1},
        _("%(least)d and more") % {"least": many},
        _("none listed"),
    ]
