"""The region map: its outlines and boundary policy, its classes and words, its drawing."""

from typing import TYPE_CHECKING

from climate_pathways.core.face import lazy

if TYPE_CHECKING:
    from climate_pathways.charts.map.classes import (
        BORDER_COLOUR,
        CAUTION_COLOUR,
        CONTEXT_COLOUR,
        MISSING_COLOUR,
        MapWords,
        spaced_colours,
        words_for_axis,
        words_for_map,
    )
    from climate_pathways.charts.map.specification import finish_map, map_specification
    from climate_pathways.charts.specification import framed_map
else:
    __getattr__, __dir__ = lazy(__name__)

__all__ = [
    "BORDER_COLOUR",
    "CAUTION_COLOUR",
    "CONTEXT_COLOUR",
    "MISSING_COLOUR",
    "MapWords",
    "finish_map",
    "framed_map",
    "map_specification",
    "spaced_colours",
    "words_for_axis",
    "words_for_map",
]
