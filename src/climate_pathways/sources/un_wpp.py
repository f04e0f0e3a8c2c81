"""United Nations, World Population Prospects 2024: probabilistic projections."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from climate_pathways.countries import COUNTRIES, WORLD
from climate_pathways.errors import TableError
from climate_pathways.provenance import Source
from climate_pathways.quantities import conversion_factor
from climate_pathways.sources.owid import Anchor, ensure_anchor, place_of
from climate_pathways.sources.workbook import number_in, open_workbook, sheet_rows, year_columns
from climate_pathways.tables import Row, Table, ensure_places, ensure_unit, ensure_unit
from climate_pathways.wording import mark

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
    rows = sheet_rows(workbook, sheet, first_row=UNIT_ROW)
    _, above = next(rows, (UNIT_ROW, ()))
    unit = next((str(cell) for cell in above if cell), "")
    ensure_unit(unit, UNIT, file=path, row=UNIT_ROW, column=sheet)
    _, header = next(rows, (HEADER_ROW, ()))
    ensure_header([str(cell) for cell in header], file=path)
    code, iso3 = header.index("Location code"), header.index("ISO3 Alpha-code")
    years = year_columns(header)
    factor = conversion_factor("thousand people", "million people")
    for line, cells in rows:
        place = WORLD if cells[code] == WORLD_CODE else place_of(str(cells[iso3] or ""))
        if place is None:
            continue
        for position, year in years.items():
            value = number_in(cells[position], file=path, row=line, column=f"{sheet} {year}")
            if value is not None:
                yield Row(place, variable, year, value * factor, line)


def ensure_header(found: list[str], *, file: Path) -> None:
    """Raise where the codes or one of the years have no column."""
    for name in ("Location code", "ISO3 Alpha-code", *map(str, YEARS)):
        if name not in found:
            raise TableError(
                mark("the column “{missing}” is missing."),
                file=file, row=HEADER_ROW, value=", ".join(found)[:200],
                expected=mark("a header with the column “{missing}”. The provider may have renamed it."), missing=name,
            )  # fmt: skip
