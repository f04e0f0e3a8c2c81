"""The charts of an assessment, each with its words and its sizes."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

import pytest

from climate_pathways.assessment.assessment import Assessment
from climate_pathways.charts import intervals as row_charts
from climate_pathways.charts import pathway as pathway_charts
from climate_pathways.charts.captions import Words, gap_words, pathway_words, principle_words
from climate_pathways.charts.specification import Size, Specification
from climate_pathways.core.wording import LANGUAGES

All = Mapping[str, Assessment]


class Picture(NamedTuple):
    """A kind of picture of one country: its drawing, its words, and its sizes."""

    draw: Callable[..., Specification]
    words: Callable[[Assessment, str], Words]
    sizes: tuple[Size, Size, Size]


WAY_SIZES = (
    pathway_charts.PATHWAY_SIZES.wide,
    pathway_charts.PATHWAY_SIZES.narrow,
    pathway_charts.PATHWAY_SIZES.printed,
)
ROW_SIZES = row_charts.ROW_SIZES
PICTURES = {
    "way": Picture(pathway_charts.pathway_chart, pathway_words, WAY_SIZES),
    "principles": Picture(row_charts.principle_chart, principle_words, ROW_SIZES),
    "gaps": Picture(row_charts.gap_chart, gap_words, ROW_SIZES),
}
every_picture = pytest.mark.parametrize("kind", PICTURES)
every_language = pytest.mark.parametrize("language", LANGUAGES)
