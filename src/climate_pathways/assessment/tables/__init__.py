"""An assessment's tables as plain text cells, ready for a page, a printed brief or a file."""

from typing import TYPE_CHECKING

from climate_pathways.core.face import lazy

if TYPE_CHECKING:
    from climate_pathways.assessment.shown_table import ShownTable
    from climate_pathways.assessment.tables.checklists import neutrality_table, quality_table
    from climate_pathways.assessment.tables.judgement import (
        criteria_table,
        principles_table,
        sensitivity_table,
    )
    from climate_pathways.assessment.tables.key_numbers import numbers_table, sources_table
    from climate_pathways.assessment.tables.promises import pledges_table, versions_table
else:
    __getattr__, __dir__ = lazy(__name__)

__all__ = [
    "ShownTable",
    "criteria_table",
    "neutrality_table",
    "numbers_table",
    "pledges_table",
    "principles_table",
    "quality_table",
    "sensitivity_table",
    "sources_table",
    "versions_table",
]
