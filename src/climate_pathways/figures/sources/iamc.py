"""A user's own global paths, in the layout of the IAMC (pyam's columns), as CSV or as a workbook.

``Model, Scenario, Region, Variable, Unit``, then a column per year; or one year a row, with the
columns ``Year`` and ``Value``. Huppmann et al. (2021), pyam, Open Research Europe 1:74.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from climate_pathways.core.checks import Row, ensure_not_empty
from climate_pathways.core.countries import WORLD
from climate_pathways.core.errors import TableError
from climate_pathways.core.provenance import Source
from climate_pathways.core.quantities import conversion_factor
from climate_pathways.core.tables import Series, Table
from climate_pathways.core.wording import mark, to_figures
from climate_pathways.figures.sources.own_numbers import own_number, own_year, unit_of
from climate_pathways.figures.sources.own_tables import Line, Note, OwnTable, listed, on_sheet, read_own_table
from climate_pathways.figures.sources.text_files import File

KEYS = ("Model", "Scenario", "Region", "Variable", "Unit")
HEADS = {
    "Model": ("model", "модель"),
    "Scenario": ("scenario", "сценарий"),
    "Region": ("region", "регион"),
    "Variable": ("variable", "переменная", "показатель"),
    "Unit": ("unit", "units", "единица", "единицы", "единица измерения", "ед изм"),
    "Year": ("year", "год"),
    "Value": ("value", "значение"),
}
VARIABLE = "Emissions|Kyoto Gases"
UNIT = "Mt CO2e"
REGION = "World"
# The same variable with its set of warming potentials, as the IPCC's data bases name it.
POTENTIALS = re.compile(r" ?[\[(](\w+)[-_ ]?GWP[-_ ]?(?:100)?[\])]", re.IGNORECASE)
PREFERRED = "AR6"
# The world emitted about 55 Gt CO2e in 2019, by any source between 49 and 60: what is far from it has another unit.
SCALE_YEAR, SCALE_MT = 2019, (25_000.0, 110_000.0)
MOST_MT = 300_000.0
# Between neighbouring years no path changes a hundredfold but by a slip of the unit.
SLIP, SLIP_FROM_MT = 100, 1_000.0


@dataclass(frozen=True)
class OwnPaths(Mapping[str, Series]):
    """Global paths by name, Mt CO2e a year, with what was left out of the file or taken as understood."""

    series: Mapping[str, Series]
    file: str
    notes: tuple[Note, ...] = field(default=())

    def __getitem__(self, name: str) -> Series:
        return self.series[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.series)

    def __len__(self) -> int:
        return len(self.series)


def read(path: File, *, region: str = REGION, variable: str = VARIABLE) -> OwnPaths:
    """Read all paths of one region and variable, Mt CO2e a year, by name.

    Without further words these are the ``Emissions|Kyoto Gases`` of the World, whose size is then
    held against the known one. The name is model and scenario. Where a path stands with several sets
    of warming potentials, that of AR6 is taken. Raises ``TableError`` for a file without such a row,
    another unit, a head that only looks like a year, a cell that is not a number, a path or year that
    stands twice, and a size that no world has.
    """
    table = read_own_table(path, HEADS, KEYS)
    with on_sheet(table.sheet):
        years = {} if _is_long(table) else _year_columns(table, path)
        rows = [row for row in table.rows if _is_of(table, row, region, variable, path)]
        if not rows:
            raise _without_path(table, path, region, variable)
        chosen, notes = _of_one_set(table, rows, variable, path)
        series = {name: _series(name, lines, table, years, path) for name, lines in chosen.items()}
        if (region, variable) == (REGION, VARIABLE):
            for name, found in series.items():
                _ensure_scale(found, chosen[name], path)
    left = len(table.rows) - sum(len(lines) for lines in chosen.values())
    if left:
        text = mark("Rows of other regions, variables or warming potentials, left out: {count}.")
        notes = [Note(text, {"count": left}), *notes]
    return OwnPaths(series, path.name, (*notes, *table.notes))


def own(file: str) -> Source:
    """Return the source of figures that a user brought: named by the file, no licence known."""
    return Source(
        id="own", title=file, provider="", licence="", url="", citation=file, edition="", files=(file,)
    )


# --- which rows -----------------------------------------------------------------------------


def _is_long(table: OwnTable) -> bool:
    return "Year" in table.names and "Value" in table.names


def _year_columns(table: OwnTable, path: File) -> dict[int, int]:
    """Return {position: year}; raise for a head with a digit that is no year, and for a year twice."""
    years: dict[int, int] = {}
    known = set(table.names.values())
    for position, cell in enumerate(table.head.cells):
        if position in known or not (re.search(r"\d", cell) or _has_figures(table, position)):
            continue
        year = own_year(cell, file=path, row=table.head.number, column=cell.strip()[:40] or str(position + 1))
        if year in years.values():
            raise TableError(
                mark("the column stands twice in the header."),
                file=path,
                row=table.head.number,
                column=str(year),
                expected=mark("each column once."),
            )
        years[position] = year
    return years


def _has_figures(table: OwnTable, position: int) -> bool:
    """Tell whether a column without a known head holds numbers: they would be lost without a word."""
    cells = [row.cells[position].strip() for row in table.rows]
    return any(re.fullmatch(r"[-−+]?[\d., ]+", cell) for cell in cells if cell)


def _is_of(table: OwnTable, row: Line, region: str, variable: str, path: File) -> bool:
    for name in ("Region", "Variable"):
        if not table.cell(row, name):
            raise TableError(
                mark("the cell is empty."),
                file=path,
                row=row.number,
                column=name,
                expected=mark("a region such as World and a variable such as “{variable}” in every row."),
                variable=VARIABLE,
            )
    found = table.cell(row, "Variable")
    begins = found[: len(variable)].casefold() == variable.casefold()
    is_same = begins and (len(found) == len(variable) or POTENTIALS.fullmatch(found[len(variable) :]))
    return bool(is_same) and _is_region(table.cell(row, "Region"), region)


def _is_region(found: str, wanted: str) -> bool:
    names = {wanted.casefold()} | ({"мир", "весь мир", "wld", "global"} if wanted == REGION else set())
    return found.casefold() in names


def _without_path(table: OwnTable, path: File, region: str, variable: str) -> TableError:
    found = sorted({f"{table.cell(row, 'Region')}: {table.cell(row, 'Variable')}" for row in table.rows})
    return TableError(
        mark("there is no global path in it.") if found else mark("the file has a header but no figures."),
        file=path,
        row=table.rows[0].number if table.rows else None,
        column="Variable" if table.rows else None,
        value="; ".join(found)[:200] or None,
        expected=mark("a row with the region “{region}” and the variable “{variable}”, which is the total."),
        region=region,
        variable=variable,
    )


def _of_one_set(
    table: OwnTable, rows: list[Line], variable: str, path: File
) -> tuple[dict[str, list[Line]], list[Note]]:
    """Return the rows of each path, of one set of warming potentials, and what is to be said of the choice."""
    by_path: dict[str, dict[str, list[Line]]] = {}
    for row in rows:
        # A comma separates the values of a setting, so that no path’s name may hold one.
        name = f"{table.cell(row, 'Model')} {table.cell(row, 'Scenario')}".strip().replace(",", ";")
        named = POTENTIALS.fullmatch(table.cell(row, "Variable")[len(variable) :])
        by_path.setdefault(name, {}).setdefault(named[1].upper() if named else "", []).append(row)
    chosen: dict[str, list[Line]] = {}
    by_context: dict[str, list[str]] = {}
    for name, sets in by_path.items():
        if len(sets) > 1 and PREFERRED not in sets:
            raise TableError(
                mark("the path “{name}” stands with several sets of warming potentials: {sets}."),
                file=path,
                row=next(iter(sets.values()))[0].number,
                column="Variable",
                expected=mark("one of them, best AR6. Delete the rows of the others."),
                name=name,
                sets=", ".join(sorted(sets)),
            )
        # A set that stands alone is taken, whichever it is: a note says which.
        context = PREFERRED if PREFERRED in sets else next(iter(sets))
        chosen[name] = sets[context]
        by_context.setdefault(context, []).append(name)
    return chosen, [_of_potentials(context, names) for context, names in sorted(by_context.items())]


def _of_potentials(context: str, names: list[str]) -> Note:
    if context:
        text = mark("Warming potentials of “{name}”: {context}, as the file says.")
        return Note(text, {"name": listed(names), "context": context})
    text = mark("The file does not say which warming potentials “{name}” has; AR6 is assumed.")
    return Note(text, {"name": listed(names)})


# --- figures --------------------------------------------------------------------------------


def _series(name: str, lines: list[Line], table: OwnTable, years: Mapping[int, int], path: File) -> Series:
    # In the long layout a path has one row per year.
    if not _is_long(table) and len(lines) > 1:
        raise TableError(
            mark("the path “{name}” stands twice."),
            file=path,
            row=lines[1].number,
            column="Scenario",
            value=name[:80],
            expected=mark("one row of “{variable}” per model and scenario."),
            name=name,
            variable=VARIABLE,
        )
    rows = [row for line in lines for row in _rows(name, line, table, years, path)]
    ensure_not_empty(rows, file=path)
    found = Table.from_rows(
        rows, source=own(path.name), units={name: UNIT}, file=path, may_be_negative=[name]
    )
    return Series(WORLD, name, UNIT, found.source.id, found.year, found.value)


def _rows(name: str, line: Line, table: OwnTable, years: Mapping[int, int], path: File) -> Iterator[Row]:
    factor = conversion_factor(unit_of(table.cell(line, "Unit"), path, line.number, "Unit"), UNIT)
    columns = years
    if _is_long(table):
        year = own_year(table.cell(line, "Year"), file=path, row=line.number, column="Year")
        columns = {table.names["Value"]: year}
    for position, year in columns.items():
        column = table.head.cells[position].strip()
        value = own_number(line.cells[position], table.comma, file=path, row=line.number, column=column)
        if value is not None:
            yield Row(WORLD, name, year, value * factor, line.number)


def _ensure_scale(series: Series, lines: list[Line], path: File) -> None:
    """Raise where a path has a size that the world never had, or leaps as a slip of the unit does."""
    line = lines[0].number
    first, last = series.first_year, series.last_year
    now = float(np.interp(SCALE_YEAR, series.years, series.values)) if first <= SCALE_YEAR <= last else 0.0
    # What cannot be scaled at all is refused where it is scaled, with its reason.
    if now > 0 and not SCALE_MT[0] <= now <= SCALE_MT[1]:
        written = series.at(SCALE_YEAR)
        # Read between two columns it has decimals that nobody wrote.
        raise _implausible(series, SCALE_YEAR, to_figures(now) if written is None else written, line, path)
    for year, value in zip(series.years.tolist(), series.values.tolist(), strict=True):
        if now > 0 and abs(value) > MOST_MT:
            raise _implausible(series, year, value, line, path)
    if now > 0:
        _ensure_no_slip(series, line, path)


def _ensure_no_slip(series: Series, line: int, path: File) -> None:
    figures = list(zip(series.years.tolist(), series.values.tolist(), strict=True))
    for (before, middle), (_, after) in zip(pairwise(figures), figures[2:], strict=False):
        least = min(before[1], after)
        if least > SLIP_FROM_MT and 0 <= middle[1] < least / SLIP:
            raise _implausible(series, middle[0], middle[1], line, path)


def _implausible(series: Series, year: int, value: float, line: int, path: File) -> TableError:
    return TableError(
        mark(
            "“{name}” has {figure} Mt CO₂e in {year}, which no path of the world has: unit or figure may be wrong."
        ),
        file=path,
        row=line,
        column=str(year),
        expected=mark("about 55,000 Mt CO₂e in 2019, and no year a hundred times below its neighbours."),
        name=series.variable,
        figure=value,
        year=year,
    )
