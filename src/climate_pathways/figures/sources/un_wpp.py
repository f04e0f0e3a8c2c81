"""United Nations, World Population Prospects 2024: probabilistic projections."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from climate_pathways.core.checks import Row, ensure_columns, ensure_places, ensure_unit
from climate_pathways.core.countries import COUNTRIES, WORLD
from climate_pathways.core.provenance import Source
from climate_pathways.core.tables import Table
from climate_pathways.core.wording import mark
from climate_pathways.figures.sources.owid import Anchor, ensure_anchor
from climate_pathways.figures.sources.workbook import number_in, open_workbook, sheet_rows, year_columns

SOURCE = Source(
    id="un-wpp",
    title=mark("World Population Prospects 2024: probabilistic projections"),
    provider="United Nations, Population Division",
    licence="CC BY 3.0 IGO",
    url="https://population.un.org/wpp/",
    citation="United Nations, Department of Economic and Social Affairs, Population Division (2024), World "
    "Population Prospects 2024: probabilistic population projections.",
    edition="2024",
    files=("UN_PPP2024_Output_PopTot.xlsx",),
    note=mark("Bounds are the 80 % and 95 % prediction intervals."),
)

SHEETS = {
    "Median": "population_median",
    "Lower 80": "population_lower80",
    "Upper 80": "population_upper80",
    "Lower 95": "population_lower95",
    "Upper 95": "population_upper95",
}
HEADER_ROW = 17
WORLD_CODE = 900
UNIT = "thousands"


def read(path: Path) -> Table:
    """Read ``UN_PPP2024_Output_PopTot.xlsx``: thousand people → ``population_…``, million people."""
    workbook = open_workbook(path, needed=SHEETS)
    table = Table.from_rows(
        (row for sheet, variable in SHEETS.items() for row in _rows(path, workbook, sheet, variable)),
        source=SOURCE,
        units=dict.fromkeys(SHEETS.values(), "million people"),
        file=path,
    )
    ensure_places(set(table.places), (*COUNTRIES, WORLD), file=path)
    ensure_anchor(table, Anchor("Median", "KAZ", 2050, 15, 45), "population_median", file=path)
    return table


def _rows(path: Path, workbook: Any, sheet: str, variable: str) -> Iterator[Row]:
    # From the row above the header: its title alone says that the sheet counts in thousands.
    rows = sheet_rows(workbook, sheet, file=path, first_row=HEADER_ROW - 1, header_row=HEADER_ROW)
    _, titles = next(rows, (HEADER_ROW - 1, ()))
    title = " ".join(str(cell) for cell in titles if cell is not None)
    ensure_unit(title.rpartition("(")[2].rstrip(")"), UNIT, file=path, row=HEADER_ROW - 1, column=sheet)
    _, header = next(rows, (HEADER_ROW, ()))
    names = [str(cell) for cell in header]
    ensure_columns(names, ["Location code", "ISO3 Alpha-code"], file=path, row=HEADER_ROW)
    code, iso3 = header.index("Location code"), header.index("ISO3 Alpha-code")
    years = year_columns(header)
    for line, cells in rows:
        place = WORLD if cells[code] == WORLD_CODE else cells[iso3]
        if not place:
            continue
        for position, year in years.items():
            value = number_in(cells[position], file=path, row=line, column=f"{sheet} {year}")
            if value is not None:
                # The sheets count in thousands, the dictionary in millions.
                yield Row(str(place), variable, year, value / 1000, line)
