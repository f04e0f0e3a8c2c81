"""The numbers of an assessment’s pictures as tables in words, one file per chapter."""

from typing import TYPE_CHECKING

from climate_pathways.core.face import lazy

if TYPE_CHECKING:
    from climate_pathways.charts.tables.countries import (
        ComparedRow,
        SharedStep,
        axis_column,
        compared_rows,
        compared_sentence,
        shared_steps,
    )
    from climate_pathways.charts.tables.gaps import gaps_table
    from climate_pathways.charts.tables.pathway import pathway_table
else:
    __getattr__, __dir__ = lazy(__name__)

__all__ = [
    "ComparedRow",
    "SharedStep",
    "axis_column",
    "compared_rows",
    "compared_sentence",
    "gaps_table",
    "pathway_table",
    "shared_steps",
]
