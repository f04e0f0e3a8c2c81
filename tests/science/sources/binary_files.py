"""Small files in the binary layouts of four providers, with invented, plausible figures."""

import os
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import h5py
import numpy as np
import openpyxl
import pytest
from numpy.typing import NDArray

from climate_pathways.core.countries import COUNTRIES
from climate_pathways.core.errors import TableError
from climate_pathways.figures.sources import primap

Cell = str | int | float | bytes | None
Cells = Sequence[Cell]
PAGE = b"<!DOCTYPE html>\n<html><body>503 Service Unavailable</body></html>"
SIZES = dict(zip(COUNTRIES, (0.03, 0.2, 0.3, 0.05, 1.0, 0.05, 0.03, 6.0, 0.05, 0.4, 1.0, 0.6), strict=True))

BESIDE = Path(__file__).parents[4] / "shared" / "data"
ORIGINAL_FILES = Path(os.environ.get("PATHWAYS_SOURCE_DATA") or BESIDE)
source_data = pytest.mark.source_data


def original(name: str) -> Path:
    """Return the provider's own file, or skip the test where this copy has none."""
    path = ORIGINAL_FILES / name
    if not path.is_file():
        pytest.skip(f"the provider's file {path.name} is not beside this copy of the repository")
    return path


def refusal(act: Callable[[Path], object], path: Path) -> TableError:
    """Return the error that reading ``path`` raises, which must name the file and no folder."""
    with pytest.raises(TableError) as caught:
        act(path)
    assert caught.value.file == path.name
    assert str(path.parent) not in str(caught.value)
    return caught.value


# --- PRIMAP: netCDF ---------------------------------------------------------------------------

HISTCR, HISTTP, CRF, NAI, EDGAR = range(5)
AREAS = [*COUNTRIES, "AOSIS", "EARTH", "LDC"]
CATEGORIES = ["0", "1", "1.A", "2", "4", "5", "M.0.EL", "M.AG", "M.LULUCF"]
PARTS = (330.0, 270.0, 230.0, 27.0, 7.0, 0.0, 340.0, 36.0, -10.0)
YEARS = (2018, 2019, 2020, 2021, 2022)
Figures = dict[str, NDArray[Any]]
Attributes = dict[str, dict[str, str]]


def days_of(years: Iterable[int]) -> NDArray[np.int64]:
    dates = np.array([f"{year}-01-01" for year in years], dtype="datetime64[D]")
    return (dates - np.datetime64("1750-01-01")).astype(np.int64)


def primap_gas(share: float) -> NDArray[np.float64]:
    """Return Gg by time, category, area, provenance and source, with what sources do not report."""
    sizes = [SIZES.get(area, 150.0) for area in AREAS]
    gas = np.empty((len(YEARS), len(CATEGORIES), len(AREAS), 1, 5))
    gas[:] = 1000 * share * np.array(PARTS)[:, None, None, None] * np.array(sizes)[:, None, None]
    for origin, reporting in ((CRF, ("KAZ", "RUS", "EARTH")), (NAI, ("MDA", "EARTH"))):
        gas[:, :, [area not in reporting for area in AREAS], :, origin] = np.nan
    gas[-1, ..., [CRF, NAI, EDGAR]] = np.nan
    gas[:, CATEGORIES.index("M.LULUCF"), ..., EDGAR] = np.nan
    gas[:, 0, ..., EDGAR] = gas[:, CATEGORIES.index("M.0.EL"), ..., EDGAR]
    return gas


def write_primap(path: Path, change: Callable[[Figures, Attributes], object] | None = None) -> Path:
    """Write the netCDF file; ``change`` may damage its figures and attributes before."""
    shares = {"CO2": 0.75, "CH4": 0.2 / 27.9, "N2O": 0.05 / 273, "FGASES (AR6GWP100)": 0.01}
    figures: Figures = {name: primap_gas(shares.get(name, 1.0)) for name in primap.ENTITIES}
    attributes = {name: {"units": f"{name} * gigagram / a"} for name in primap.ENTITIES}
    for name in primap.ENTITIES:
        if "(" in name:
            attributes[name] = {"units": "CO2 * gigagram / a", "gwp_context": name.split("(")[1][:-1]}
    figures["time"], attributes["time"] = days_of(YEARS), {"units": "days since 1750-01-01"}
    names = {primap.CATEGORY: CATEGORIES, primap.AREA: AREAS, primap.ORIGIN: list(primap.SOURCES)}
    figures |= {name: np.array(labels, dtype=object) for name, labels in names.items()}
    figures["provenance"] = np.array(["measured"], dtype=object)
    if change:
        change(figures, attributes)
    with h5py.File(path, "w") as file:
        for name, data in figures.items():
            kind = h5py.string_dtype() if data.dtype == object else data.dtype
            file.create_dataset(name, data=data, dtype=kind).attrs.update(attributes.get(name, {}))
    return path


# --- United Nations and World Inequality Database: Excel --------------------------------------


def write_workbook(path: Path, sheets: Mapping[str, Iterable[Cells]]) -> Path:
    workbook = openpyxl.Workbook(write_only=True)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    workbook.save(path)
    return path


UN_HEADER = [
    "Index",
    "Variant",
    "Region, subregion, country or area *",
    "Notes",
    "Location code",
    "ISO3 Alpha-code",
    "ISO2 Alpha-code",
    "SDMX code**",
    "Type",
    "Parent code",
]


def un_sheets(last: int = 2100) -> dict[str, list[list[Cell]]]:
    """Return five sheets to the ``last`` year: row 16 the unit, 17 the header, 18 the World, 20–31 the countries."""
    bounds = {"Lower 95": 0.7, "Lower 80": 0.8, "Median": 1.0, "Upper 80": 1.2, "Upper 95": 1.3}
    return {name: _un_sheet(name, factor, last) for name, factor in bounds.items()}


def _un_sheet(name: str, factor: float, last: int) -> list[list[Cell]]:
    years = range(2024, last + 1)
    title = "Total population, both sexes combined, as of 1 July (thousands)"
    rows: list[list[Cell]] = [[] for _ in range(15)]
    rows += [[title], [*UN_HEADER, *years]]
    rows.append([1, f"{name} PI", "World", "", 900, "", "", 1, "World", 0, *[8e6 * factor] * len(years)])
    rows.append(
        [2, f"{name} PI", "SDG regions", "a", 1828, "", "", "", "Label/Separator", 900, *["..."] * len(years)]
    )
    for index, (code, size) in enumerate(SIZES.items(), start=3):
        people = [20_000.5 * size * factor] * len(years)
        rows.append([index, f"{name} PI", code.title(), "", 1, code, "", 1, "Country/Area", 900, *people])
    return rows


def wid_rows() -> list[list[Cell]]:
    """Return the sheet: the header, two years of each country, and empty rows below."""
    rows: list[list[Cell]] = [["id", "country", "c3", "c2", "year", "gini", "source"]]
    for index, code in enumerate(COUNTRIES, start=1):
        rows.extend([index, code.title(), code, code[:2], year, 48.25, "WID.world"] for year in (2022, 2023))
    rows.extend([None] * 7 for _ in range(3))
    return rows


# --- Climate Equity Reference: SQLite ---------------------------------------------------------

CORE = (
    "iso3",
    "year",
    "fossil_CO2_MtC",
    "LULCF_MtC",
    "NonCO2_MtCe",
    "vol_rdxn_MtC",
    "gdp_blnUSDMER",
    "gini",
    "pop_person",
    "ppp2mer",
)


def cerp_tables() -> dict[str, tuple[Cells, list[list[Cell]]]]:
    """Return the tables by name: the header and the rows; in ``core`` two years of each country."""
    core: list[list[Cell]] = [
        [code, year, 75 * size, -3 * size, 20 * size, "", 200 * size, 49.0, 1.9e7 * size, 1.2]
        for code, size in SIZES.items()
        for year in (2020, 2035)
    ]
    paths: list[list[Cell]] = [
        [year, "1.5LowEnergyDemand", part, value]
        for part, value in (("fossil", 9.0), ("lulucf", -0.3), ("nonco2", 3.0))
        for year in (2020, 2035)
    ]
    return {
        "core": (CORE, core),
        "pathways": (("year", "pathway", "source", "emergpath_GtC"), paths),
        "meta": (("data_version", "pathways_version"), [["7.4", "7.4"]]),
    }


def write_database(path: Path, tables: dict[str, tuple[Cells, list[list[Cell]]]]) -> Path:
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as database, database:
        for name, (header, rows) in tables.items():
            database.execute(f"CREATE TABLE {name} ({', '.join(str(column) for column in header)})")
            database.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(header))})", rows)
    return path
