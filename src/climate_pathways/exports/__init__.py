"""What people take away: rows, workbooks, data frames, the layout of the IAMC."""

from typing import TYPE_CHECKING

from climate_pathways.core.face import lazy

if TYPE_CHECKING:
    from climate_pathways.exports.circumstances import context_rows
    from climate_pathways.exports.frames import (
        gaps_frame,
        panel_frame,
        results_frame,
        to_pandas,
        to_pyam,
        to_xarray,
    )
    from climate_pathways.exports.iamc import assessment_iamc_rows, iamc_rows, write_iamc_csv
    from climate_pathways.exports.rows import (
        as_csv,
        as_json,
        assessment_rows,
        hot_air_rows,
        methane_rows,
        panel_rows,
        result_rows,
        row_licence,
        with_licences_in,
    )
    from climate_pathways.exports.workbook import write_workbook
else:
    __getattr__, __dir__ = lazy(__name__)

__all__ = [
    "as_csv",
    "as_json",
    "assessment_iamc_rows",
    "assessment_rows",
    "context_rows",
    "gaps_frame",
    "hot_air_rows",
    "iamc_rows",
    "methane_rows",
    "panel_frame",
    "panel_rows",
    "result_rows",
    "results_frame",
    "row_licence",
    "to_pandas",
    "to_pyam",
    "to_xarray",
    "with_licences_in",
    "write_iamc_csv",
    "write_workbook",
]
