"""A user's own global paths: one row per scenario, in the layout of the IAMC (pyam's columns).

``Model, Scenario, Region, Variable, Unit``, then a column per year, as CSV or as a workbook's
first sheet (or its sheet ``data``). Huppmann et al. (2021), pyam, Open Research Europe 1:74.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from climate_pathways.core.checks import Row, ensure_columns, ensure_not_empty
from climate_pathways.core.countries import WORLD
from climate_pathways.core.errors import TableError
from climate_pathways.core.provenance import Source
from climate_pathways.core.quantities import conversion_factor
from climate_pathways.core.tables import Series, Table
from climate_pathways.core.wording import mark
from climate_pathways.figures.sources.text_files import File, parse_number, read_csv
from climate_pathways.figures.sources.workbook import open_workbook, sheet_rows

KEYS = ("Model", "Scenario", "Region", "Variable", "Unit")
VARIABLE = "Emissions|Kyoto Gases"
UNIT = "Mt CO2e"
# The spellings of CO2-equivalents that scenario data bases use.
UNITS = re.compile(r"(kt|Mt|Gt) ?CO2(?:-?e|-?eq|-?equiv)\.?(?:/yr|/a|/year| ?\* ?a ?\*\* ?-1)?")
REGION = "World"
SHEET = "data"


def read(path: File, *, region: str = REGION, variable: str = VARIABLE) -> dict[str, Series]:
    """Read all paths of one region and variable (and its variants), Mt CO2e a year, by name.

    Without further words these are the ``Emissions|Kyoto Gases`` of the World. The name is model and
    scenario. Raises ``TableError`` for a file without such a row, another
    unit, a cell that is not a number, or a path that stands twice.
    """
    by_scenario: dict[str, Series] = {}
    for line, cells in _rows(path):
        if cells["Region"] != region or not cells["Variable"].startswith(variable):
            continue
        # A comma separates the values of a setting, so that no path’s name may hold one.
        name = f"{cells['Model']} {cells['Scenario']}".strip().replace(",", ";")
        if name in by_scenario:
            raise TableError(
                mark("the path “{name}” stands twice."),
                file=path,
                row=line,
                column="Scenario",
                value=name[:80],
                expected=mark("one row of “{variable}” per model and scenario."),
                name=name,
                variable=variable,
            )
        by_scenario[name] = _series(name, cells, path, line)
    if not by_scenario:
        raise TableError(
            mark("there is no global path in it."),
            file=path,
            expected=mark("a row with the region “{region}” and the variable “{variable}”."),
            region=region,
            variable=variable,
        )
    return by_scenario


def _series(name: str, cells: dict[str, str], path: File, line: int) -> Series:
    unit = UNITS.fullmatch(cells["Unit"].strip())
    if unit is None:
        raise TableError(
            mark("the unit is not one of CO₂-equivalents per year."),
            file=path,
            row=line,
            column="Unit",
            value=cells["Unit"],
            expected=mark("“Mt CO2-equiv/yr”, or the same with kt or Gt."),
        )
    factor = conversion_factor(f"{unit[1]} CO2e", UNIT)
    rows = [
        Row(WORLD, name, int(column), value * factor, line)
        for column, text in cells.items()
        if column.isdigit() and (value := parse_number(text, file=path, row=line, column=column)) is not None
    ]
    ensure_not_empty(rows, file=path)
    table = Table.from_rows(
        rows, source=own(path.name), units={name: UNIT}, file=path, may_be_negative=[name]
    )
    return Series(WORLD, name, UNIT, table.source.id, table.year, table.value)


def own(file: str) -> Source:
    """Return the source of figures that a user brought: named by the file, no licence known."""
    return Source(
        id="own", title=file, provider="", licence="", url="", citation=file, edition="", files=(file,)
    )


def _rows(path: File) -> Iterator[tuple[int, dict[str, str]]]:
    if path.suffix.lower() != ".xlsx":
        yield from read_csv(path, KEYS)
        return
    workbook = open_workbook(path, needed=())
    sheet = SHEET if SHEET in workbook.sheetnames else workbook.sheetnames[0]
    rows = sheet_rows(workbook, sheet, file=path)
    _, header = next(rows, (1, ()))
    names = [_text(cell) for cell in header]
    ensure_columns(names, KEYS, file=path)
    for line, cells in rows:
        yield line, _named(names, cells)


def _named(names: Sequence[str], cells: Sequence[Any]) -> dict[str, str]:
    return {name: _text(cell) for name, cell in zip(names, cells, strict=False) if name}


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
