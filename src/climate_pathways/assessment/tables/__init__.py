"""An assessment's tables as plain text cells, ready for a page, a printed brief or a file."""

from typing import TYPE_CHECKING

from climate_pathways.core.face import lazy

if TYPE_CHECKING:
    from climate_pathways.assessment.shown_table import ShownTable
    from climate_pathways.assessment.tables.checklists import neutrality_table, quality_table
    from climate_pathways.assessment.tables.comparisons import comparisons_table
    from climate_pathways.assessment.tables.hot_air import hot_air_tables
    from climate_pathways.assessment.tables.judgement import (
        axes_table,
        criteria_table,
        measure_text,
        principles_table,
        results_table,
        sensitivity_table,
        turning_table,
    )
    from climate_pathways.assessment.tables.key_numbers import numbers_table, sources_table
    from climate_pathways.assessment.tables.methane import methane_tables
    from climate_pathways.assessment.tables.promises import pledges_table, versions_table
    from climate_pathways.assessment.tables.reading import (
        ReadingStep,
        own_amounts,
        questions_table,
        reading_steps,
    )
else:
    __getattr__, __dir__ = lazy(__name__)

__all__ = [
    "ReadingStep",
    "ShownTable",
    "axes_table",
    "comparisons_table",
    "criteria_table",
    "hot_air_tables",
    "measure_text",
    "methane_tables",
    "neutrality_table",
    "numbers_table",
    "own_amounts",
    "pledges_table",
    "principles_table",
    "quality_table",
    "questions_table",
    "reading_steps",
    "results_table",
    "sensitivity_table",
    "sources_table",
    "turning_table",
    "versions_table",
]
