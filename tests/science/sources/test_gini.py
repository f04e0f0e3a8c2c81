"""Gini coefficients of surveys and of Gapminder are each country's own, or the file is refused."""

import csv
from pathlib import Path

import pytest
from tests.science.sources.binary_files import original, refusal, source_data
from tests.science.sources.examples import BY_NAME, GINI, SURVEYS
from tests.science.sources.layouts import Grid, as_csv

from climate_pathways.core.countries import COUNTRIES
from climate_pathways.figures.sources import gapminder, world_bank_gini

BROKEN = "gapminder/gini_2100.csv"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "gini.csv"


def written(path: Path, grid: Grid) -> Path:
    path.write_bytes(as_csv(grid))
    return path


def test_reads_points_by_country_and_year(path: Path) -> None:
    series = gapminder.read_gini(written(path, GINI)).series("KAZ", "gini")
    assert series is not None and (series.unit, series.years.tolist()) == ("Gini points", [2018, 2019, 2020])


def test_surveys_keep_their_years(path: Path) -> None:
    rows = [row for row in SURVEYS.rows if row[1:3] not in [("TKM", 2019), ("TKM", 2020)]]
    series = world_bank_gini.read(written(path, SURVEYS.with_rows(rows))).series("TKM", "gini")
    assert series is not None and series.years.tolist() == [2018]


def test_refuses_countries_that_carry_the_one_before_them(path: Path) -> None:
    rows = list(GINI.rows)
    for position in (5, 6, 7):
        rows[position] = (rows[position][0], *rows[4][1:])
    error = refusal(gapminder.read_gini, written(path, GINI.with_rows(rows)))
    assert "KAZ carries the values of GEO" in str(error) and "3 in all" in str(error)
    assert (error.row, error.column, error.value) == (7, "gini", rows[4][3])


def test_refuses_a_file_of_constants(path: Path) -> None:
    header = ("geo", *map(str, range(2014, 2021)))
    rows = tuple((row[0], *([row[1]] * 7)) for row in GINI.rows)
    error = refusal(gapminder.read_gini, written(path, Grid(header, rows)))
    assert "the same in every year" in str(error) and error.row == 2


@pytest.mark.parametrize("value", [0.3, 0.0, 101.0, -3.0])
@pytest.mark.parametrize("name", ["gapminder.read_gini", "world_bank_gini.read"])
def test_refuses_what_is_not_in_points(name: str, value: float, path: Path) -> None:
    example = BY_NAME[name]
    error = refusal(example.act, written(path, example.grid.with_cell(example.figure, value, row=2)))
    assert "not a Gini coefficient in points" in str(error)
    assert (error.row, error.column, error.value) == (4, example.figure, value)


def test_refuses_a_country_twice(path: Path) -> None:
    error = refusal(gapminder.read_gini, written(path, GINI.with_cell("geo", "arm", row=1)))
    assert "stands twice" in str(error) and (error.row, error.column) == (3, "geo")


def test_gapminders_own_places_are_left_out(path: Path) -> None:
    rows = [*GINI.rows, ("hos", 40.0, 40.0, 40.0), ("world", 60.0, 61.0, 62.0)]
    assert set(gapminder.read_gini(written(path, GINI.with_rows(rows))).places) == {*COUNTRIES, "FRA"}


@pytest.mark.parametrize("code", ["", "WB", "kaz", "Kazakhstan"])
def test_a_survey_without_a_countrys_code_is_refused(code: str, path: Path) -> None:
    error = refusal(world_bank_gini.read, written(path, SURVEYS.with_cell("Country Code", code, row=1)))
    assert (error.row, error.column, error.value) == (3, "Country Code", code)


# --- the real files -------------------------------------------------------------------------


def broken(years: range) -> Grid:
    """Return the broken file's figures in the layout of the whole one."""
    figures: dict[str, dict[str, str]] = {}
    with original(BROKEN).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            figures.setdefault(row["country"], {})[row["time"]] = row["gini_2100"]
    rows = ((place, *(known[str(year)] for year in years)) for place, known in figures.items())
    return Grid(("geo", *map(str, years)), tuple(rows))


@source_data
def test_gapminders_broken_file_is_refused(path: Path) -> None:
    error = refusal(gapminder.read_gini, written(path, broken(range(1990, 2101))))
    assert "the place before it" in str(error) and "118 in all" in str(error)
    error = refusal(gapminder.read_gini, written(path, broken(range(1990, 2027))))
    assert "the place before it" in str(error)


@source_data
def test_gapminders_broken_file_as_it_lies_there_is_refused() -> None:
    assert "geo" in str(refusal(gapminder.read_gini, original(BROKEN)))


@source_data
@pytest.mark.parametrize(
    ("place", "survey", "gini", "smooth"),
    [
        ("UKR", 2020, 25.6, 25.0),
        ("KAZ", 2021, 29.2, 26.9),
        ("RUS", 2021, 35.1, 37.7),
        ("TKM", 1998, 40.8, 46.4),
    ],
)
def test_surveys_and_the_smooth_series(place: str, survey: int, gini: float, smooth: float) -> None:
    surveys = world_bank_gini.read(original("gini-2026/wdi-gini-2026-03.csv")).series(place, "gini")
    assert surveys is not None and (surveys.last_year, surveys.at(survey)) == (survey, gini)
    series = gapminder.read_gini(original(f"gini-2026/{gapminder.GINI_FILE}")).series(place, "gini")
    assert series is not None and (series.first_year, series.last_year) == (1990, 2026)
    assert series.at(2020) == smooth
