"""The charts of a country's standing: one panel of figures each, with its words."""

from typing import TYPE_CHECKING

from climate_pathways.core.face import lazy

if TYPE_CHECKING:
    from climate_pathways.charts.legends import panel_legend
    from climate_pathways.charts.panels.chart import NARROW, WIDE, country_card, panel_chart
    from climate_pathways.charts.panels.words import CHARTS, alternative, caption, note, title
else:
    __getattr__, __dir__ = lazy(__name__)

__all__ = [
    "CHARTS",
    "NARROW",
    "WIDE",
    "alternative",
    "caption",
    "country_card",
    "note",
    "panel_chart",
    "panel_legend",
    "title",
]
