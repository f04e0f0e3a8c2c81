"""Charts as specifications, their words, legends and rows, and drawings made of them."""

from typing import TYPE_CHECKING

from climate_pathways.core.face import lazy

if TYPE_CHECKING:
    from climate_pathways.charts.captions import (
        Words,
        gap_words,
        pathway_words,
        principle_words,
        region_words,
    )
    from climate_pathways.charts.csv_rows import GAPS, PRINCIPLES, WAY
    from climate_pathways.charts.drawing import (
        DrawingStore,
        converter,
        draw_png,
        draw_svg,
        font_folder,
        for_page,
    )
    from climate_pathways.charts.intervals import ROW_SIZES, gap_chart, principle_chart, region_chart
    from climate_pathways.charts.legends import LegendItem
    from climate_pathways.charts.pathway import PATHWAY_SIZES, pathway_chart
    from climate_pathways.charts.specification import Size, Specification
else:
    __getattr__, __dir__ = lazy(__name__)

__all__ = [
    "GAPS",
    "PATHWAY_SIZES",
    "PRINCIPLES",
    "ROW_SIZES",
    "WAY",
    "DrawingStore",
    "LegendItem",
    "Size",
    "Specification",
    "Words",
    "converter",
    "draw_png",
    "draw_svg",
    "font_folder",
    "for_page",
    "gap_chart",
    "gap_words",
    "pathway_chart",
    "pathway_words",
    "principle_chart",
    "principle_words",
    "region_chart",
    "region_words",
]
