"""World Inequality Database: Gini coefficients of pre-tax national income."""

from collections.abc import Iterator
from pathlib import Path

from climate_pathways.core.checks import Row, ensure_columns, ensure_places
from climate_pathways.core.countries import COUNTRIES
from climate_pathways.core.provenance import Source
from climate_pathways.core.tables import Table
from climate_pathways.core.wording import mark
from climate_pathways.figures.sources.gini import ensure_points
from climate_pathways.figures.sources.workbook import number_in, open_workbook, place_in, sheet_rows, year_in

SOURCE = Source(
    id="wid",
    title=mark("Gini coefficient of pre-tax national income"),
    provider="World Inequality Database (WID.world)",
    licence=mark("Unclear: pages of WID.world name CC BY-NC-SA 4.0"),
    url="https://wid.world",
    citation="WID.world (2025), World Inequality Database, World Inequality Lab, Paris; downloaded 20 November 2025.",
    edition="2025-11-20",
    files=("WID-20NOV2025.xlsx",),
    note=mark(
        "Pre-tax national income: higher than the Gini coefficients of household surveys. The database publishes no "
        "terms of use that we could find; its pages name a licence without commercial use."
    ),
)
SHEET = "Sheet1"


def read(path: Path) -> Table:
    """Read the workbook's columns ``c3``, ``year`` and ``gini`` → ``gini``, points from 0 to 100."""
    # No anchor as elsewhere: `ensure_points` refuses fractions, the one other unit of a Gini coefficient.
    table = Table.from_rows(_rows(path), source=SOURCE, units={"gini": "Gini points"}, file=path)
    ensure_places(set(table.places), COUNTRIES, file=path)
    return table


def _rows(path: Path) -> Iterator[Row]:
    rows = sheet_rows(open_workbook(path, needed=[SHEET]), SHEET, file=path)
    _, header = next(rows, (1, ()))
    names = [str(cell) for cell in header]
    ensure_columns(names, ["c3", "year", "gini"], file=path)
    # Of the sheet's two codes the one of three letters, as all other tables have it.
    place, year, gini = (names.index(name) for name in ("c3", "year", "gini"))
    for line, cells in rows:
        value = number_in(cells[gini], file=path, row=line, column="gini")
        if value is None:
            continue
        ensure_points(value, file=path, row=line, column="gini")
        where = place_in(cells[place], file=path, row=line, column="c3")
        when = year_in(cells[year], file=path, row=line, column="year")
        yield Row(where, "gini", when, value, line)
