"""Small files in the providers' own layouts, made from plain rows."""

import csv
import io
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import h5py
import numpy as np
import openpyxl

Cell = str | int | float | None


@dataclass(frozen=True)
class Grid:
    """A header and rows; figures are floats, years and counts whole numbers."""

    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def with_rows(self, rows: Sequence[tuple[Cell, ...]]) -> "Grid":
        return replace(self, rows=tuple(rows))

    def renamed(self, column: str) -> "Grid":
        return replace(self, header=tuple("renamed" if name == column else name for name in self.header))

    def with_cell(self, column: str, value: Cell, row: int = 0) -> "Grid":
        cells = list(self.rows[row])
        cells[self.header.index(column)] = value
        return self.with_rows([*self.rows[:row], tuple(cells), *self.rows[row + 1 :]])

    def times(self, factor: float) -> "Grid":
        return self.with_rows(
            [tuple(cell * factor if isinstance(cell, float) else cell for cell in row) for row in self.rows]
        )


def as_csv(grid: Grid, delimiter: str = ",") -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\n").writerows([grid.header, *grid.rows])
    return text.getvalue().encode()


def as_wrapped_csv(grid: Grid) -> bytes:
    """Semicolons between cells, and each row but the header in quotation marks as a whole."""
    header, *rows = as_csv(grid, ";").decode().splitlines()
    return "\n".join([header, *(f'"{row}"' for row in rows), ""]).encode()


def as_world_bank_csv(grid: Grid) -> bytes:
    before = b'"Data Source","World Development Indicators",\n\n"Last Updated Date","2024-06-28",\n\n'
    return before + as_csv(grid)


def as_workbook(sheets: Sequence[str], grid: Grid, before: Sequence[str] = ()) -> bytes:
    """One sheet or several with equal contents; ``before`` are lines above the header."""
    workbook = openpyxl.Workbook(write_only=True)
    for name in sheets:
        sheet = workbook.create_sheet(name)
        for line in [*([text] for text in before), grid.header, *grid.rows]:
            sheet.append(line)
    target = io.BytesIO()
    workbook.save(target)
    return target.getvalue()


def as_database(
    table: str, grid: Grid, versions: dict[str, str], beside: Mapping[str, Grid] | None = None
) -> bytes:
    """Tables of figures and the table ``meta`` with the data's versions."""
    database = sqlite3.connect(":memory:")
    database.execute(f"CREATE TABLE meta ({', '.join(versions)})")
    database.execute(f"INSERT INTO meta VALUES ({', '.join('?' * len(versions))})", list(versions.values()))
    for name, figures in {table: grid, **(beside or {})}.items():
        database.execute(f"CREATE TABLE {name} ({', '.join(figures.header)})")
        places = ", ".join("?" * len(figures.header))
        database.executemany(f"INSERT INTO {name} VALUES ({places})", figures.rows)
    database.commit()
    content = database.serialize()
    database.close()
    return content


def as_netcdf(grid: Grid, origins: Sequence[str], units: dict[str, str]) -> bytes:
    """Rows of (area, category, year, one column per gas), the same for each of ``origins``."""
    gases = grid.header[3:]
    areas = list(dict.fromkeys(str(row[0]) for row in grid.rows))
    categories = list(dict.fromkeys(str(row[1]) for row in grid.rows))
    years = [int(row[2] or 0) for row in grid.rows if row[:2] == grid.rows[0][:2]]
    target = io.BytesIO()
    with h5py.File(target, "w") as file:
        for name, labels in (
            ("area (ISO3)", areas),
            ("category (IPCC2006_PRIMAP)", categories),
            ("SourceScen", list(origins)),
        ):
            file.create_dataset(name, data=labels, dtype=h5py.string_dtype())
        start = np.datetime64("1750-01-01")
        file["time"] = [int((np.datetime64(f"{year}-01-01") - start).astype(int)) for year in years]
        file["time"].attrs["units"] = "days since 1750-01-01"
        for position, gas in enumerate(gases, start=3):
            figures = np.full((len(years), len(categories), len(areas), 1, len(origins)), np.nan)
            for row in grid.rows:
                at = [index for index, year in enumerate(years) if year == row[2]]
                figures[at, categories.index(str(row[1])), areas.index(str(row[0]))] = row[position]
            file[gas] = figures
            file[gas].attrs["units"] = units.get(gas, "CO2 * gigagram / a")
    return target.getvalue()


def as_yaml(grid: Grid) -> bytes:
    """Rows of (source, scenario, unit, baseline_year, budget), one block per source."""
    *_, unit, year, _ = grid.header
    lines = ["rcb_data:"]
    for source in dict.fromkeys(row[0] for row in grid.rows):
        rows = [row for row in grid.rows if row[0] == source]
        lines += [
            f"  {source}:",
            f"    {year}: {rows[0][3]}",
            f'    {unit}: "{rows[0][2]}"',
            "    scenarios:",
        ]
        lines += [f'      "{row[1]}": {row[4]}' for row in rows]
    return "\n".join(lines).encode()
