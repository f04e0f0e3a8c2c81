"""The rounded release of PRIMAP-hist gives totals with the potentials it names, or a sentence."""

from pathlib import Path

import pytest
from tests.science.sources.binary_files import original, refusal, source_data
from tests.science.sources.examples import BY_NAME, COUNTRIES, PER_YEAR
from tests.science.sources.layouts import Grid, as_csv

from climate_pathways.figures.sources import primap, unfccc_crt
from climate_pathways.figures.sources.primap_rounded import TOTAL, read_reported, read_third_party

REPORTED = BY_NAME["primap_rounded.read_reported"]
INVENTORIES = "inventories/crt-national-inventories-10-countries.csv"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "primap.csv"


def written(path: Path, grid: Grid) -> Path:
    path.write_bytes(as_csv(grid))
    return path


def test_reads_totals_and_gases_in_megatonnes(path: Path) -> None:
    table = read_reported(written(path, REPORTED.grid))
    assert set(table.places) == set(COUNTRIES)
    levels = {"ghg_excl_lulucf_ar5": 330, "co2_excl_lulucf": 240, "ch4_excl_lulucf_ar5": 2.1 * 28}
    for variable, level in levels.items():
        series = table.series("KAZ", variable)
        assert series is not None and series.unit == "Mt CO2e"
        assert series.at(2020) == pytest.approx(level)


def test_leaves_out_the_group_whose_code_looks_like_a_countrys(path: Path) -> None:
    rows = [*REPORTED.grid.rows, ("LDC", 2020, 1e6, 1e5, 1e3, 1e2)]
    assert "LDC" not in read_reported(written(path, REPORTED.grid.with_rows(rows))).places
    rows = [*PER_YEAR.rows, ("LDC", 1e3, 1e3, 1e3)]
    assert "LDC" not in read_third_party(written(path, PER_YEAR.with_rows(rows))).places


def test_refuses_a_total_with_other_potentials_than_it_names(path: Path) -> None:
    error = refusal(read_reported, written(path, REPORTED.grid.with_cell(TOTAL, 8e3, row=1)))
    assert "the warming potentials may have changed" in str(error) and "AR5GWP100" in str(error)
    assert (error.row, error.column, error.value) == (3, TOTAL, 8e3)


def test_refuses_a_total_in_another_set_by_its_column(path: Path) -> None:
    header = tuple(name.replace("ar5", "ar6") for name in REPORTED.grid.header)
    error = refusal(read_reported, written(path, Grid(header, REPORTED.grid.rows)))
    assert TOTAL in str(error) and error.row == 1


@pytest.mark.parametrize("code", ["EU27", "G20", "EARTH", "kaz", ""])
def test_refuses_a_code_that_is_no_countrys(code: str, path: Path) -> None:
    error = refusal(read_third_party, written(path, PER_YEAR.with_cell("iso3", code, row=3)))
    assert (error.row, error.column, error.value) == (5, "iso3", code)


def test_refuses_a_country_with_its_neighbours_figures(path: Path) -> None:
    rows = [*PER_YEAR.rows[:6], ("KGZ", *PER_YEAR.rows[5][1:]), *PER_YEAR.rows[7:]]
    error = refusal(read_third_party, written(path, PER_YEAR.with_rows(rows)))
    assert "KGZ carries the values of KAZ" in str(error) and error.row == 8


# --- the real files -------------------------------------------------------------------------


def figure(file: str, place: str, variable: str, year: int) -> float:
    acts = {"inventories/primap-hist-2.6.1-HISTCR": read_reported, INVENTORIES: unfccc_crt.read}
    act = next(act for start, act in acts.items() if file.startswith(start))
    series = act(original(file)).series(place, variable)
    value = series.at(year) if series else None
    assert value is not None
    return value


@source_data
def test_the_release_moved_since_2_5() -> None:
    before = primap.read(original("primap/primap-hist-v2.5-and-inventories-2018-2022.nc"))["primap-histcr"]
    series = before.series("UKR", "ghg_excl_lulucf_ar5")
    assert series is not None and series.at(2022) == pytest.approx(254.7, rel=0.02)
    assert figure(REPORTED.file, "UKR", "ghg_excl_lulucf_ar5", 2022) == 239


@source_data
@pytest.mark.parametrize(
    ("place", "apart"),
    [("UKR", 0.01), ("KAZ", 0.01), ("UZB", 0.01), ("TJK", 0.01), ("GEO", 0.01), ("RUS", 0.02)],
)
def test_the_year_2022_is_that_of_the_inventories(place: str, apart: float) -> None:
    ours = figure(REPORTED.file, place, "ghg_excl_lulucf_ar5", 2022)
    assert ours == pytest.approx(figure(INVENTORIES, place, "ghg_excl_lulucf_ar5", 2022), rel=apart)


@source_data
@pytest.mark.parametrize("place", ["ARM", "AZE", "MDA"])
def test_the_year_2022_is_extrapolated_where_the_note_says_so(place: str) -> None:
    ours = figure(REPORTED.file, place, "ghg_excl_lulucf_ar5", 2022)
    reported = figure(INVENTORIES, place, "ghg_excl_lulucf_ar5", 2022)
    assert abs(ours / reported - 1) > 0.04


@source_data
def test_the_history_begins_in_1880() -> None:
    series = read_reported(original(REPORTED.file)).series("RUS", "ghg_excl_lulucf_ar5")
    assert series is not None and (series.first_year, series.last_year, len(series)) == (1880, 2023, 144)
