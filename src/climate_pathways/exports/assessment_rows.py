"""Assessments to take away: rows for a spreadsheet, a workbook, rows in the layout of the IAMC.

All are made of the rows in ``assessment_numbers``, hold the same numbers, and are the same to the byte
for the same versions. ``Assessment.as_json`` is the whole; these are what people calculate with.
"""

import csv
import io
from collections.abc import Iterator, Sequence

from climate_pathways.assessment import numbers as all_rows
from climate_pathways.assessment.assessment import Assessment
from climate_pathways.assessment.numbers import CENTRAL, HIGHEST, LOWEST, Row
from climate_pathways.exports.iamc import PRINCIPLES, UNIT, quantile_name
from climate_pathways.figures.sources.iamc import KEYS

HEADER = (
    "place", "chapter", "item", "pledge", "principle", "year", "level", "value", "unit", "source",
    "method", "version",
)  # fmt: skip
# Texts that begin so would be computed by a spreadsheet instead of shown.
COMPUTED = ("=", "+", "-", "@", "\t", "\r", "\n")
PLEDGE_ENDS = {LOWEST: "Lowest reading", CENTRAL: "Central reading", HIGHEST: "Highest reading"}
FOOTINGS = {
    all_rows.TARGET: "Pledge|Without land use",
    all_rows.TARGET_WITH_LAND_USE: "Pledge|With land use",
}
Rows = list[tuple[object, ...]]


def assessment_rows(assessments: Sequence[Assessment]) -> Rows:
    """Return a header and one row per number of every assessment, each with unit, source and version."""
    return [
        HEADER,
        *(cells(assessment, row) for assessment in assessments for row in all_rows.rows(assessment)),
    ]


def cells(assessment: Assessment, row: Row) -> tuple[float | str, ...]:
    words = (row.item, row.pledge, row.principle)
    return (
        assessment.iso3, row.chapter, *(shown(word) for word in words), row.year or "", row.level,
        shown(row.value) if isinstance(row.value, str) else row.value,
        row.unit, row.source, row.method, assessment.version,
    )  # fmt: skip


def shown(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(COMPUTED) else text


# --- the layout of the IAMC -------------------------------------------------------------------


def iamc_rows(assessments: Sequence[Assessment]) -> Rows:
    """Return a header and rows with a column per year: fair shares by quantile, pledges with their range.

    ``sources.iamc.read`` and ``pyam`` read them. The model names the code's version, the scenario
    the assessment's. A year for which a row says nothing is empty.
    """
    parts = [(assessment, list(_by_variable(assessment))) for assessment in assessments]
    years = sorted({year for _, variables in parts for _, values in variables for year in values})
    rows: Rows = [(*KEYS, *years)]
    for assessment, variables in parts:
        model = f"Tamyr {assessment.made_of['code_version']}"
        head = (model, f"Assessment {assessment.version}", assessment.iso3)
        rows += [
            (*head, variable, UNIT, *(values.get(year, "") for year in years))
            for variable, values in variables
        ]
    return rows


def _by_variable(assessment: Assessment) -> Iterator[tuple[str, dict[int, float]]]:
    """Yield each variable's name with its values by year, Mt CO2e."""
    together: dict[str, dict[int, float]] = {}
    for row in all_rows.rows(assessment):
        name = _variable(row)
        if name and row.year and not isinstance(row.value, str):
            together.setdefault(name, {})[row.year] = row.value
    yield from together.items()


def _variable(row: Row) -> str:
    """Return a row's name in the layout of the IAMC; empty for what does not belong there."""
    if row.chapter == all_rows.SHARES and row.item == "share" and row.principle in PRINCIPLES:
        return f"{PRINCIPLES[row.principle]}|{quantile_name(float(row.level))}"
    if row.chapter == all_rows.PLEDGES and row.item in FOOTINGS:
        return f"{FOOTINGS[row.item]}|{row.pledge}|{PLEDGE_ENDS[row.level]}"
    return ""


def as_csv(rows: Rows) -> bytes:
    """Return rows as CSV in UTF-8."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()


def as_json(assessments: Sequence[Assessment]) -> str:
    """Return several assessments as one JSON array, each as ``Assessment.as_json`` writes it."""
    return f"[{','.join(assessment.as_json() for assessment in assessments)}]"
