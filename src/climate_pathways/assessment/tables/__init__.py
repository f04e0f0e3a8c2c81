"""An assessment's tables as plain text cells, ready for a page, a printed brief or a file."""

from climate_pathways.assessment.shown_table import NONE, ShownTable
from climate_pathways.assessment.tables.judgement import criteria_table, principles_table, sensitivity_table
from climate_pathways.assessment.tables.key_numbers import numbers_table, sources_table
from climate_pathways.assessment.tables.promises import documents_table, pledges_table, versions_table

__all__ = [
    "NONE",
    "ShownTable",
    "criteria_table",
    "documents_table",
    "numbers_table",
    "pledges_table",
    "principles_table",
    "sensitivity_table",
    "sources_table",
    "versions_table",
]
