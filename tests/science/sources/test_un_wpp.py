"""A reader of the United Nations' projections gets five variants, or a sentence about the damage."""

from pathlib import Path

import pytest
from tests.science.sources.binary_files import (
    PAGE,
    Cell,
    original,
    refusal,
    source_data,
    un_sheets,
    write_workbook,
)

from climate_pathways.core.countries import COUNTRIES, WORLD
from climate_pathways.core.tables import Table
from climate_pathways.figures.sources.un_wpp import read

UNIT_ROW, HEADER_ROW, ARMENIA_ROW, KAZAKHSTAN_ROW = 16, 17, 20, 24
CODE, ISO3, FIRST_YEAR = 4, 5, 10
# By Kazakhstan's figure of this year the reader knows the unit: what is damaged need not go on.
ANCHORED = 2050


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "UN_PPP2024_Output_PopTot.xlsx"


def damaged(path: Path, sheet: str, row: int, position: int, value: Cell) -> Path:
    """Write the workbook with another value in one cell; ``row`` counts from one, as Excel does."""
    sheets = un_sheets(ANCHORED)
    sheets[sheet][row - 1][position] = value
    return write_workbook(path, sheets)


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Table:
    """What is read of a whole workbook."""
    return read(write_workbook(tmp_path_factory.mktemp("un") / "UN_PPP2024_Output_PopTot.xlsx", un_sheets()))


def test_reads_median_and_bounds_in_million_people(table: Table) -> None:
    assert set(table.places) == {*COUNTRIES, WORLD}
    found = {}
    for name in table.variables:
        series = table.series("KAZ", name)
        assert series is not None
        assert (series.unit, series.first_year, series.last_year, len(series)) == (
            "million people",
            2024,
            2100,
            77,
        )
        found[name.removeprefix("population_")] = series.at(2050)
    assert found == pytest.approx(
        {"median": 20.0005, "lower80": 16.0004, "upper80": 24.0006, "lower95": 14.00035, "upper95": 26.00065}
    )


def test_the_world_is_location_900(table: Table) -> None:
    series = table.series(WORLD, "population_median")
    assert series is not None and series.at(2100) == pytest.approx(8000)


@pytest.mark.parametrize(
    ("row", "position", "value", "says", "found"),
    [
        (UNIT_ROW, 0, "Total population (millions)", "the unit has changed", "millions"),
        (HEADER_ROW, ISO3, "ISO3", "the column “ISO3 Alpha-code” is missing", None),
        (HEADER_ROW, CODE, "Code", "the column “Location code” is missing", None),
        (HEADER_ROW, FIRST_YEAR + 1, 2024, "the year 2024 of ARM stands twice", 2024),
        (KAZAKHSTAN_ROW, FIRST_YEAR, "n/a", "this is not a number", "n/a"),
        (KAZAKHSTAN_ROW, FIRST_YEAR, True, "this is not a number", "True"),
        (KAZAKHSTAN_ROW, FIRST_YEAR, -5.0, "this value cannot be negative", -0.005),
        (KAZAKHSTAN_ROW, FIRST_YEAR + 26, 20e6, "the figure for KAZ in 2050", 20_000.0),
        (ARMENIA_ROW, ISO3, "", "there are no figures for ARM", None),
        (18, CODE, 901, "there are no figures for WORLD", None),
    ],
)
def test_refuses_a_damaged_sheet(
    path: Path, row: int, position: int, value: Cell, says: str, found: object
) -> None:
    sheets = un_sheets(ANCHORED)
    for rows in sheets.values():
        rows[row - 1][position] = value
    error = refusal(read, write_workbook(path, sheets))
    assert says in str(error)
    assert found is None or error.value == (pytest.approx(found) if isinstance(found, float) else found)


def test_names_sheet_row_and_year_of_a_bad_cell(path: Path) -> None:
    error = refusal(read, damaged(path, "Upper 80", KAZAKHSTAN_ROW, FIRST_YEAR + 6, "twenty"))
    assert (error.row, error.column, error.value) == (KAZAKHSTAN_ROW, "Upper 80 2030", "twenty")
    assert "a plain decimal number" in str(error)


@pytest.mark.parametrize(("row", "position"), [(UNIT_ROW, 0), (HEADER_ROW, ISO3)])
def test_names_the_row_of_a_changed_unit_or_header(path: Path, row: int, position: int) -> None:
    assert refusal(read, damaged(path, "Lower 95", row, position, "changed")).row == row


def test_a_country_twice_is_refused(path: Path) -> None:
    error = refusal(read, damaged(path, "Median", ARMENIA_ROW, ISO3, "KAZ"))
    assert "the year 2024 of KAZ stands twice" in str(error)
    assert (error.row, error.column) == (KAZAKHSTAN_ROW, "population_median")


def test_refuses_a_workbook_without_a_sheet(path: Path) -> None:
    sheets = {name: rows for name, rows in un_sheets(ANCHORED).items() if name != "Upper 95"}
    error = refusal(read, write_workbook(path, sheets))
    assert "the sheet “Upper 95” is missing" in str(error)
    assert error.value == "Lower 95, Lower 80, Median, Upper 80"


def test_refuses_a_web_page_and_a_file_cut_off(path: Path) -> None:
    path.write_bytes(PAGE)
    assert "this is a web page" in str(refusal(read, path))
    content = write_workbook(path, un_sheets(ANCHORED)).read_bytes()
    path.write_bytes(content[: len(content) // 2])
    assert "not a whole Excel workbook" in str(refusal(read, path))


@source_data
def test_reads_the_providers_own_file() -> None:
    table = read(original("population/UN_PPP2024_Output_PopTot.xlsx"))
    people = table.series("KAZ", "population_median")
    world = table.series(WORLD, "population_upper95")
    assert people is not None and people.at(2100) == pytest.approx(33.67, abs=0.01)
    assert world is not None and world.at(2024) == pytest.approx(8164.76, abs=0.01)
    assert len(table.places) == 238
