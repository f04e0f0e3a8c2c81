"""A reader of the common reporting tables gets each country's totals as it reported them, or a sentence."""

import csv
from pathlib import Path

import pytest
from tests.science.sources.binary_files import original, refusal, source_data
from tests.science.sources.examples import CRT, CRT_LEVELS
from tests.science.sources.layouts import Cell, Grid, as_csv

from climate_pathways.core.tables import Table
from climate_pathways.figures.sources.unfccc_crt import REPORTING, read

FILE = "inventories/crt-national-inventories-10-countries.csv"
TOTALS = "inventories/crt-national-inventories-totals-all-countries.csv"
LEAVES = len(CRT_LEVELS)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / Path(FILE).name


def written(path: Path, grid: Grid) -> Path:
    path.write_bytes(as_csv(grid))
    return path


def figure(table: Table, place: str, variable: str, year: int) -> float | None:
    series = table.series(place, variable)
    return series.at(year) if series else None


def test_adds_up_sectors_and_gases_of_a_country(path: Path) -> None:
    table = read(written(path, CRT))
    assert table.places == REPORTING
    levels = {"crt_energy": 260.0, "crt_industry": 20, "crt_agriculture": 30, "crt_waste": 8}
    levels |= {"ghg_excl_lulucf_ar5": 318.1, "ghg_lulucf_ar5": -10, "ghg_incl_lulucf_ar5": 308.1}
    for variable, level in (levels | {"ch4_excl_lulucf_ar5": 58}).items():
        series = table.series("KAZ", variable)
        assert series is not None and series.unit == "Mt CO2e"
        assert series.at(2020) == pytest.approx(level * 1.004), variable


def test_the_year_of_submission_stands_at_the_last_inventory_year(path: Path) -> None:
    series = read(written(path, CRT)).series("RUS", "inventory_submission")
    assert series is not None
    assert (series.unit, series.years.tolist(), series.values.tolist()) == ("year", [2020], [2024])


def test_a_year_that_was_not_reported_is_absent_and_not_zero(path: Path) -> None:
    grid = CRT
    for row in range(LEAVES):
        grid = grid.with_cell("2019", "", row)
    series = read(written(path, grid)).series("ARM", "ghg_excl_lulucf_ar5")
    assert series is not None and series.years.tolist() == [2018, 2020]


def test_a_year_without_a_sector_has_no_total(path: Path) -> None:
    waste = list(CRT_LEVELS).index(("5.A.", "Waste", "ch4"))
    table = read(written(path, CRT.with_cell("2018", "", waste)))
    assert figure(table, "ARM", "ghg_excl_lulucf_ar5", 2018) is None
    assert figure(table, "ARM", "ghg_incl_lulucf_ar5", 2018) is None
    assert figure(table, "ARM", "crt_energy", 2018) is not None


def test_land_use_without_its_main_row_is_no_sum(path: Path) -> None:
    forest = list(CRT_LEVELS).index(("4.A.", "Land use, land-use change and forestry", "co2"))
    rest = ("ARM", "ARM-CRT-2024", 2024, "4.B.", CRT.rows[forest][4], "", "", "co2", 1.0, 1.1, 1.2)
    table = read(written(path, CRT.with_rows([*CRT.rows, rest]).with_cell("2019", "", forest)))
    assert figure(table, "ARM", "ghg_lulucf_ar5", 2018) is not None
    assert figure(table, "ARM", "ghg_lulucf_ar5", 2019) is None
    assert figure(table, "ARM", "ghg_incl_lulucf_ar5", 2019) is None
    assert figure(table, "ARM", "ghg_excl_lulucf_ar5", 2019) is not None


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("iso", "EU27"),
        ("iso", "Kazakhstan"),
        ("sector_code", "7.A."),
        ("sector_code", ""),
        ("sector_lv1", "Agriculture"),
        ("gas", "co"),
        ("year_submission", "last year"),
        ("year_submission", 2020),
        ("year_submission", 2050),
    ],
)
def test_names_what_it_does_not_know(path: Path, column: str, value: Cell) -> None:
    error = refusal(read, written(path, CRT.with_cell(column, value, row=1)))
    assert (error.row, error.column, str(error.value)) == (3, column, str(value))


def test_refuses_rows_of_two_submissions(path: Path) -> None:
    error = refusal(read, written(path, CRT.with_cell("year_submission", 2025)))
    assert "several submissions: 2024, 2025" in str(error) and error.column == "year_submission"


def test_refuses_a_large_row_that_ends_before_the_others(path: Path) -> None:
    error = refusal(read, written(path, CRT.with_cell("2020", "")))
    assert "ARM has no figure in 2020" in str(error)
    assert (error.row, error.column) == (2, "2020")


def test_refuses_a_country_that_carries_the_one_before_it(path: Path) -> None:
    first, second = CRT.rows[:LEAVES], CRT.rows[LEAVES : 2 * LEAVES]
    copies = [(*row[:8], *other[8:]) for row, other in zip(second, first, strict=True)]
    error = refusal(read, written(path, CRT.with_rows([*first, *copies, *CRT.rows[2 * LEAVES :]])))
    assert "AZE carries the values of ARM" in str(error) and error.row == LEAVES + 2


def test_refuses_figures_that_never_change(path: Path) -> None:
    header = (*CRT.header[:8], *map(str, range(2014, 2021)))
    rows = [(*row[:8], *([row[8]] * 7)) for row in CRT.rows]
    error = refusal(read, written(path, Grid(header, tuple(rows))))
    assert "the same in every year" in str(error) and error.value is not None


@pytest.mark.parametrize("name", ["2018", "about 2019", "2O19", "20190", ""])
def test_refuses_a_column_that_is_not_the_next_year(path: Path, name: str) -> None:
    header = tuple(name if column == "2019" else column for column in CRT.header)
    error = refusal(read, written(path, Grid(header, CRT.rows)))
    assert error.row == 1 and error.value is not None


# --- the real file --------------------------------------------------------------------------


@source_data
@pytest.mark.parametrize(
    ("place", "variable", "year", "expected"),
    [
        ("RUS", "ghg_incl_lulucf_ar5", 1990, 2427.2),
        ("UKR", "ghg_incl_lulucf_ar5", 1990, 916.4),
        ("UZB", "ghg_excl_lulucf_ar5", 2022, 209.6),
        ("MDA", "ghg_incl_lulucf_ar5", 2022, 13.4),
        ("BLR", "ghg_incl_lulucf_ar5", 1990, 126.2),
        ("UKR", "inventory_submission", 2024, 2026),
        ("KAZ", "inventory_submission", 2022, 2024),
    ],
)
def test_figures_that_the_countries_print_themselves(
    place: str, variable: str, year: int, expected: float
) -> None:
    assert figure(read(original(FILE)), place, variable, year) == pytest.approx(expected, abs=0.05)


@source_data
def test_azerbaijan_has_four_years() -> None:
    series = read(original(FILE)).series("AZE", "ghg_excl_lulucf_ar5")
    assert series is not None and series.years.tolist() == [1990, 2020, 2021, 2022]


@source_data
def test_sums_are_the_collectors_own_totals() -> None:
    table = read(original(FILE))
    columns = {
        "Agriculture": "crt_agriculture",
        "Energy": "crt_energy",
        "Industrial processes and product use": "crt_industry",
        "Land use, land-use change and forestry": "ghg_lulucf_ar5",
        "Waste": "crt_waste",
        "total_excl_lulucf": "ghg_excl_lulucf_ar5",
        "total_incl_lulucf": "ghg_incl_lulucf_ar5",
    }
    with original(TOTALS).open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["iso"] in REPORTING]
    assert len(rows) > 300
    forests_missing = {*range(1991, 1995), *range(1996, 2000)}
    for row in rows:
        partial = row["iso"] == "ARM" and int(row["year"]) in forests_missing
        for column, variable in columns.items():
            ours = figure(table, row["iso"], variable, int(row["year"]))
            if partial and variable in ("ghg_lulucf_ar5", "ghg_incl_lulucf_ar5"):
                assert ours is None
                continue
            assert ours == pytest.approx(float(row[column]), abs=1e-3), (row["iso"], row["year"], column)
