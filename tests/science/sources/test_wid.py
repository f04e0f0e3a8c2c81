"""A reader of the inequality database gets Gini points by country and year, or a sentence."""

from pathlib import Path

import pytest
from tests.science.sources.binary_files import (
    PAGE,
    Cell,
    original,
    refusal,
    source_data,
    wid_rows,
    write_workbook,
)

from climate_pathways.core.countries import COUNTRIES
from climate_pathways.figures.sources.wid import read

CODE, YEAR, GINI = 2, 4, 5


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "WID-20NOV2025.xlsx"


def damaged(path: Path, row: int, position: int, value: Cell) -> Path:
    rows = wid_rows()
    rows[row - 1][position] = value
    return write_workbook(path, {"Sheet1": rows})


def test_reads_points_by_country_and_year(path: Path) -> None:
    table = read(write_workbook(path, {"Sheet1": wid_rows()}))
    assert table.places == tuple(sorted(COUNTRIES))
    series = table.series("KAZ", "gini")
    assert series is not None
    assert (series.unit, series.at(2022), series.at(2023)) == ("Gini points", 48.25, 48.25)


def test_leaves_out_a_year_without_a_figure(path: Path) -> None:
    series = read(damaged(path, 2, GINI, None)).series("ARM", "gini")
    assert series is not None and series.years.tolist() == [2023]


@pytest.mark.parametrize(
    ("position", "value", "column", "says"),
    [
        (GINI, "n/a", "gini", "this is not a number"),
        (GINI, 0.48, "gini", "this is not a Gini coefficient in points"),
        (GINI, 148.0, "gini", "this is not a Gini coefficient in points"),
        (GINI, -3.0, "gini", "this is not a Gini coefficient in points"),
        (YEAR, "about 2022", "year", "this is not a year"),
        (YEAR, 2022.5, "year", "this is not a year"),
        (YEAR, None, "year", "this is not a year"),
        (YEAR, 20220, "gini", "this year is out of range"),
        (CODE, None, "c3", "the country’s code is missing"),
    ],
)
def test_names_row_column_and_value_of_a_bad_cell(
    path: Path, position: int, value: Cell, column: str, says: str
) -> None:
    error = refusal(read, damaged(path, 6, position, value))
    assert says in str(error)
    assert (error.row, error.column) == (6, column)
    assert error.value in (value, str(value))


def test_refuses_a_year_twice(path: Path) -> None:
    error = refusal(read, damaged(path, 3, YEAR, 2022))
    assert "the year 2022 of ARM stands twice" in str(error)
    assert (error.row, error.column, error.value) == (3, "gini", 2022)


@pytest.mark.parametrize(("position", "name"), [(CODE, "c3"), (YEAR, "year"), (GINI, "gini")])
def test_refuses_a_renamed_column(path: Path, position: int, name: str) -> None:
    error = refusal(read, damaged(path, 1, position, "renamed"))
    assert f"the column “{name}” is missing" in str(error) and error.row == 1


def test_refuses_a_file_without_one_of_the_twelve(path: Path) -> None:
    rows = [row for row in wid_rows() if row[CODE] != "TKM"]
    assert "no figures for TKM" in str(refusal(read, write_workbook(path, {"Sheet1": rows})))


def test_refuses_another_sheet_a_web_page_and_a_file_cut_off(path: Path) -> None:
    content = write_workbook(path, {"Data": wid_rows()}).read_bytes()
    assert "the sheet “Sheet1” is missing" in str(refusal(read, path))
    path.write_bytes(PAGE)
    assert "this is a web page" in str(refusal(read, path))
    path.write_bytes(content[: len(content) // 2])
    assert "not a whole Excel workbook" in str(refusal(read, path))


@source_data
def test_reads_the_providers_own_file() -> None:
    table = read(original("gini/WID-20NOV2025.xlsx"))
    series = table.series("RUS", "gini")
    assert series is not None and series.at(2023) == pytest.approx(55.82, abs=0.01)
    assert (series.first_year, series.last_year, len(table.places)) == (1980, 2023, 215)
