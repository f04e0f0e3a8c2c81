"""What all chart specifications share: their size, their look, and the frame for the press.

A specification is Vega-Lite as a plain dictionary.
"""

import textwrap
from dataclasses import dataclass
from typing import Any, NamedTuple

from climate_pathways.charts.colours import GRID, INK, MUTED, PAPER
from climate_pathways.core.ties import tied_spaces

Specification = dict[str, Any]


@dataclass(frozen=True)
class Size:
    """The plot's width and height in pixels, and how many legend columns fit."""

    width: int
    height: int
    legend_columns: int


class Sizes(NamedTuple):
    """One chart's sizes: for a wide page, for a phone, for the press."""

    wide: Size
    narrow: Size
    printed: Size


def config() -> dict[str, Any]:
    """Return the look all charts share."""
    return {
        # The one font that ships, and the only one that the converter is to know.
        "font": "DejaVu Sans",
        "view": {"stroke": None},
        "axis": {
            "labelColor": MUTED,
            "titleColor": MUTED,
            "gridColor": GRID,
            "domainColor": MUTED,
            "tickColor": MUTED,
            "labelFontSize": 12,
            "titleFontSize": 12,
            "titleFontWeight": "normal",
        },
        "legend": {"labelColor": INK, "labelFontSize": 12},
        "title": {
            "color": INK,
            "fontSize": 18,
            "fontWeight": "bold",
            "subtitleColor": MUTED,
            "subtitleFontSize": 12,
            "subtitlePadding": 6,
        },
    }


def wrap(text: str, width: int) -> list[str]:
    """Break a sentence into lines of at most ``width`` characters."""
    # A unit such as CO₂-equivalent stays in one piece.
    return textwrap.wrap(tied_spaces(text), width, break_on_hyphens=False)


def framed_map(specification: Specification, heading: str, note: str) -> Specification:
    """Return a map's specification with title, note and paper, for the press."""
    return {
        **specification,
        "padding": 16,
        "background": PAPER,
        "description": f"{heading}. {note}",
        "title": {"text": heading, "subtitle": note, "anchor": "start", "frame": "bounds", "offset": 14},
        "config": {**config(), **specification.get("config", {})},
    }
