"""A reader of the Climate Equity Reference database gets history and baseline, or a sentence."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from tests.science.sources.binary_files import (
    CORE,
    PAGE,
    Cell,
    cerp_tables,
    original,
    refusal,
    source_data,
    write_database,
)

from climate_pathways.core.countries import COUNTRIES, WORLD
from climate_pathways.core.tables import Table
from climate_pathways.figures.sources.cerp import read, read_pathways


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cerc-coredb.sql3"


def damaged(path: Path, column: str, value: Cell, row: int = 9) -> Path:
    """Write the database with another value in a cell of ``core``; row 9 is Kazakhstan in 2020."""
    tables = cerp_tables()
    tables["core"][1][row - 1][CORE.index(column)] = value
    return write_database(path, tables)


def figure(table: Table, place: str, variable: str, year: int = 2020) -> float | None:
    series = table.series(place, variable)
    return series.at(year) if series else None


@pytest.mark.parametrize(
    ("variable", "expected", "unit"),
    [
        ("co2_fossil_baseline", 275.0, "Mt CO2"),
        ("co2_land_use_baseline", -11.0, "Mt CO2"),
        ("non_co2_baseline", 73.3333, "Mt CO2e"),
        ("gdp_market", 200.0, "billion US$ 2010s"),
        ("ppp_to_mer", 1.2, "PPP/MER"),
        ("gini", 49.0, "Gini points"),
        ("population", 1.9e7, "person"),
    ],
)
def test_turns_carbon_into_carbon_dioxide(path: Path, variable: str, expected: float, unit: str) -> None:
    table = read(write_database(path, cerp_tables()))
    assert figure(table, "KAZ", variable) == pytest.approx(expected, rel=1e-5)
    assert table.units[variable] == unit
    assert table.places == tuple(sorted(COUNTRIES))


@pytest.mark.parametrize("nothing", [None, ""])
def test_leaves_out_null_and_empty_text(path: Path, nothing: Cell) -> None:
    table = read(damaged(path, "LULCF_MtC", nothing))
    assert figure(table, "KAZ", "co2_land_use_baseline") is None
    assert figure(table, "KAZ", "co2_land_use_baseline", 2035) == pytest.approx(-11.0)


def test_keeps_a_zero(path: Path) -> None:
    assert figure(read(damaged(path, "LULCF_MtC", 0)), "KAZ", "co2_land_use_baseline") == 0
    tables = cerp_tables()
    tables["pathways"][1][2][3] = 0.0
    assert figure(read_pathways(write_database(path, tables)), WORLD, "1.5LowEnergyDemand|lulucf") == 0


def test_reads_global_pathways_by_name_and_part(path: Path) -> None:
    table = read_pathways(write_database(path, cerp_tables()))
    assert table.places == (WORLD,)
    assert {name: figure(table, WORLD, name) for name in table.variables} == pytest.approx(
        {
            "1.5LowEnergyDemand|fossil": 33.0,
            "1.5LowEnergyDemand|lulucf": -1.1,
            "1.5LowEnergyDemand|nonco2": 11.0,
        }
    )
    assert set(table.units.values()) == {"Gt CO2e"}


def test_reads_text_as_latin_1(path: Path) -> None:
    write_database(path, cerp_tables())
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("UPDATE pathways SET pathway = CAST(x'32B043' AS TEXT)")
    assert "2°C|fossil" in read_pathways(path).variables


def test_leaves_the_file_as_it_was(path: Path) -> None:
    before = write_database(path, cerp_tables()).read_bytes()
    path.chmod(0o444)
    read(path)
    assert path.read_bytes() == before
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize(
    ("column", "value", "says", "named"),
    [
        ("fossil_CO2_MtC", "n/a", "this is not a number", "fossil_CO2_MtC"),
        ("pop_person", b"\x00\x01", "this is not a number", "pop_person"),
        ("year", "about 2020", "this is not a year", "year"),
        ("year", None, "this is not a year", "year"),
        ("year", 20200, "this year is out of range", None),
        ("iso3", None, "the country’s code is missing", "iso3"),
        ("fossil_CO2_MtC", -75.0, "this value cannot be negative", "co2_fossil_baseline"),
        ("gdp_blnUSDMER", -1.0, "this value cannot be negative", "gdp_market"),
    ],
)
def test_names_row_and_column_of_a_bad_cell(
    path: Path, column: str, value: Cell, says: str, named: str | None
) -> None:
    error = refusal(read, damaged(path, column, value))
    assert says in str(error)
    assert error.row == 9
    assert named is None or error.column == named


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("fossil_CO2_MtC", 75e3),
        ("NonCO2_MtCe", 20e3),
        ("gdp_blnUSDMER", 0.2),
        ("gini", 0.49),
        ("pop_person", 19e3),
    ],
)
def test_notices_a_unit_that_changed_in_silence(path: Path, column: str, value: float) -> None:
    error = refusal(read, damaged(path, column, value))
    assert "KAZ in 2020 is outside any plausible range" in str(error) and error.column == column


def test_refuses_a_year_twice(path: Path) -> None:
    error = refusal(read, damaged(path, "year", 2020, row=10))
    assert "the year 2020 of KAZ stands twice" in str(error)
    assert (error.row, error.value) == (10, 2020)


def test_refuses_a_file_without_one_of_the_twelve(path: Path) -> None:
    tables = cerp_tables()
    tables["core"][1][:] = [row for row in tables["core"][1] if row[0] != "MDA"]
    assert "no figures for MDA" in str(refusal(read, write_database(path, tables)))


@pytest.mark.parametrize("table", ["core", "meta"])
def test_refuses_a_database_without_a_table(path: Path, table: str) -> None:
    tables = cerp_tables()
    del tables[table]
    assert f"the table “{table}” is missing" in str(refusal(read, write_database(path, tables)))


def test_refuses_a_renamed_column(path: Path) -> None:
    tables = cerp_tables()
    header = ["renamed" if name == "gini" else name for name in CORE]
    tables["core"] = (header, tables["core"][1])
    error = refusal(read, write_database(path, tables))
    assert "the column “gini” is missing" in str(error) and "renamed" in str(error.value)


def test_refuses_another_version_than_the_one_cited(path: Path) -> None:
    tables = cerp_tables()
    tables["meta"][1][0][:] = ["7.5", "7.3"]
    write_database(path, tables)
    assert "Found: '7.5'" in str(refusal(read, path)) and "“7.4”" in str(refusal(read, path))
    assert refusal(read_pathways, path).value == "7.3"


def test_refuses_a_damaged_pathway(path: Path) -> None:
    tables = cerp_tables()
    tables["pathways"][1][1][3] = "n/a"
    error = refusal(read_pathways, write_database(path, tables))
    assert (error.row, error.column, error.value) == (2, "emergpath_GtC", "n/a")


def test_refuses_a_web_page_and_a_file_cut_off(path: Path) -> None:
    path.write_bytes(PAGE)
    assert "this is a web page" in str(refusal(read, path))
    content = write_database(path, cerp_tables()).read_bytes()
    for length in (50, 5000, len(content) - 4096):
        path.write_bytes(content[:length])
        assert "not a whole SQLite database" in str(refusal(read, path))


@source_data
def test_reads_the_providers_own_file() -> None:
    path = original("cerp/cerc-coredb.sql3")
    table, paths = read(path), read_pathways(path)
    assert figure(table, "KAZ", "co2_fossil_baseline", 2035) == pytest.approx(309.84, abs=0.01)
    assert figure(table, "RUS", "co2_land_use_baseline", 2022) == pytest.approx(313.3, abs=0.1)
    assert len(table.places) == 197
    assert figure(paths, WORLD, "1.5Cmarkerpathway|fossil", 2035) == pytest.approx(13.606, abs=0.001)
