"""Every number of an assessment as a row, and the names of chapters, levels and units."""

from typing import TYPE_CHECKING

from climate_pathways.core.face import lazy

if TYPE_CHECKING:
    from climate_pathways.assessment.numbers.chapters import rows
    from climate_pathways.assessment.numbers.promises import promised_rows
    from climate_pathways.assessment.numbers.row import (
        AIMS,
        ASKED,
        CENTRAL,
        CHAPTERS,
        CRITERIA,
        DOCUMENTS,
        FACTS,
        FLAGS,
        GAPS,
        HIGHEST,
        LOWEST,
        MT,
        NEUTRALITY,
        PLEDGES,
        PROMISED,
        RATING,
        REPORTED,
        SERIES,
        SHARES,
        STANDING,
        TARGET,
        TARGET_WITH_LAND_USE,
        VERSIONS,
        YEARS_LEFT,
        YEARS_UNIT,
        Row,
    )
    from climate_pathways.assessment.numbers.shares import share_spans
else:
    __getattr__, __dir__ = lazy(__name__)

__all__ = [
    "AIMS",
    "ASKED",
    "CENTRAL",
    "CHAPTERS",
    "CRITERIA",
    "DOCUMENTS",
    "FACTS",
    "FLAGS",
    "GAPS",
    "HIGHEST",
    "LOWEST",
    "MT",
    "NEUTRALITY",
    "PLEDGES",
    "PROMISED",
    "RATING",
    "REPORTED",
    "SERIES",
    "SHARES",
    "STANDING",
    "TARGET",
    "TARGET_WITH_LAND_USE",
    "VERSIONS",
    "YEARS_LEFT",
    "YEARS_UNIT",
    "Row",
    "promised_rows",
    "rows",
    "share_spans",
]
