"""EDGAR, the Global Carbon Budget and the LULUCF Data Hub of 2025: countries alone, or a sentence."""

from pathlib import Path

import pytest
from tests.science.sources.binary_files import original, refusal, source_data
from tests.science.sources.examples import BY_NAME, COUNTRIES, EDGAR_2025, FOSSIL_CO2, LAND_USE
from tests.science.sources.layouts import Cell, Grid, as_csv

from climate_pathways.core.countries import COUNTRIES as TWELVE
from climate_pathways.core.countries import WORLD
from climate_pathways.figures.sources import edgar_2025, gcb_2025, global_carbon_budget, lulucf_hub

ROWS_EACH = 9


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "figures.csv"


def written(path: Path, grid: Grid) -> Path:
    path.write_bytes(as_csv(grid))
    return path


# --- EDGAR ----------------------------------------------------------------------------------


def test_edgars_groups_ships_and_planes_are_left_out(path: Path) -> None:
    rows = list(EDGAR_2025.rows)
    for group in edgar_2025.NOT_COUNTRIES:
        rows += [(group, *row[1:]) for row in EDGAR_2025.rows[:ROWS_EACH]]
    table = edgar_2025.read(written(path, EDGAR_2025.with_rows(rows)))
    assert set(table.places) == set(COUNTRIES)
    series = table.series("KAZ", "ghg_excl_lulucf")
    assert series is not None and (series.unit, series.at(2020)) == ("Mt CO2e", 330.0)


def test_edgars_land_use_is_left_to_the_hub(path: Path) -> None:
    row = ("KAZ", "Kazakhstan", edgar_2025.LAND_USE, edgar_2025.LAND_USE, -5.0, -5.0, -5.0)
    table = edgar_2025.read(written(path, EDGAR_2025.with_rows([*EDGAR_2025.rows, row])))
    assert set(table.variables) == set(edgar_2025.VARIABLES.values())


@pytest.mark.parametrize(
    ("column", "value"),
    [("iso", "EU28"), ("iso", "kaz"), ("sector_lv2", "Energy | Heat"), ("sector_lv2", "")],
)
def test_edgar_names_what_it_does_not_know(column: str, value: Cell, path: Path) -> None:
    error = refusal(edgar_2025.read, written(path, EDGAR_2025.with_cell(column, value, row=2)))
    assert (error.row, error.column, error.value) == (4, column, value)


def test_edgars_sectors_must_add_up(path: Path) -> None:
    error = refusal(edgar_2025.read, written(path, EDGAR_2025.with_cell("2019", 9.0, row=3)))
    assert "the sectors of ARM in 2019 do not add up" in str(error)
    assert (error.row, error.column) == (ROWS_EACH + 1, "2019")


def test_edgar_refuses_a_country_with_its_neighbours_figures(path: Path) -> None:
    first = EDGAR_2025.rows[:ROWS_EACH]
    rows = [*first, *(("AZE", *row[1:]) for row in first), *EDGAR_2025.rows[2 * ROWS_EACH :]]
    assert "AZE carries the values of ARM" in str(
        refusal(edgar_2025.read, written(path, EDGAR_2025.with_rows(rows)))
    )


# --- the Global Carbon Budget ---------------------------------------------------------------


def test_the_budget_keeps_the_twelve_and_the_world(path: Path) -> None:
    rows = [*FOSSIL_CO2.rows, ("EU27", 2e3, 2e3, 2e3), ("OECD", 9e3, 9e3, 9e3), ("Africa", 1e3, 1e3, 1e3)]
    table = gcb_2025.read_territorial(written(path, FOSSIL_CO2.with_rows(rows)))
    assert set(table.places) == {*TWELVE, WORLD}


def test_three_countries_have_no_consumption_based_figures(path: Path) -> None:
    rows = [row for row in FOSSIL_CO2.rows if row[0] not in ("Moldova", "Turkmenistan", "Uzbekistan")]
    assert len(gcb_2025.read_consumption(written(path, FOSSIL_CO2.with_rows(rows))).places) == 10
    assert "no figures for MDA" in str(
        refusal(gcb_2025.read_territorial, written(path, FOSSIL_CO2.with_rows(rows)))
    )


def test_a_renamed_country_is_missed(path: Path) -> None:
    grid = FOSSIL_CO2.with_cell("country", "Russian Federation", row=7)
    assert "no figures for RUS" in str(refusal(gcb_2025.read_territorial, written(path, grid)))


def test_carbon_in_place_of_carbon_dioxide_is_noticed(path: Path) -> None:
    error = refusal(gcb_2025.read_territorial, written(path, FOSSIL_CO2.times(12 / 44)))
    assert "the unit may have changed" in str(error)


# --- the LULUCF Data Hub --------------------------------------------------------------------


def test_the_hub_gives_net_totals_of_countries(path: Path) -> None:
    rows = list(LAND_USE.rows)
    for group in lulucf_hub.GROUPS:
        rows += [(group, *row[1:]) for row in LAND_USE.rows[:3]]
    table = lulucf_hub.read(written(path, LAND_USE.with_rows(rows)))
    assert (set(table.places), table.variables) == (set(COUNTRIES), ("co2_lulucf",))
    series = table.series("KAZ", "co2_lulucf")
    assert series is not None and (series.unit, series.at(2020)) == ("Mt CO2", -60.0)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("Gas", "CO2e"),
        ("Version", "V4.0 (NGHGI 2026)"),
        ("Category", "NET"),
        ("ISO3", "WORLD"),
        ("ISO3", ""),
    ],
)
def test_the_hub_names_what_it_does_not_know(column: str, value: Cell, path: Path) -> None:
    error = refusal(lulucf_hub.read, written(path, LAND_USE.with_cell(column, value, row=4)))
    assert (error.row, error.column, error.value) == (6, column, value)


@pytest.mark.parametrize(("place", "refused"), [("KGZ", False), ("TKM", True)])
def test_a_constant_series_is_refused_unless_the_note_says_so(place: str, refused: bool, path: Path) -> None:
    header = (*LAND_USE.header[:4], *map(str, range(2015, 2021)))
    rows = [(*row[:4], *row[4:], *row[4:]) for row in LAND_USE.rows]
    rows = [(*row[:4], *([row[4]] * 6)) if row[0] == place else row for row in rows]
    grid = Grid(header, tuple(rows))
    if refused:
        error = refusal(lulucf_hub.read, written(path, grid))
        assert f"the figure of {place} is the same in every year" in str(error)
    else:
        assert place in lulucf_hub.read(written(path, grid)).places


def test_a_sink_that_became_a_source_is_noticed(path: Path) -> None:
    error = refusal(lulucf_hub.read, written(path, LAND_USE.times(-1)))
    assert "outside any plausible range" in str(error)


# --- the real files -------------------------------------------------------------------------


@source_data
def test_the_budget_is_that_of_our_world_in_data() -> None:
    ours = gcb_2025.read_territorial(original(BY_NAME["gcb_2025.read_territorial"].file))
    theirs = global_carbon_budget.read_total(original("owid/annual-co2-emissions-per-country.csv"))
    for place in (*TWELVE, WORLD):
        ours_2022, theirs_2022 = ours.series(place, "co2_fossil"), theirs.series(place, "co2_fossil")
        assert ours_2022 is not None and theirs_2022 is not None
        assert ours_2022.at(2022) == pytest.approx(theirs_2022.at(2022), rel=1e-3), place


@source_data
def test_the_hubs_note_names_what_stands_still() -> None:
    table = lulucf_hub.read(original(BY_NAME["lulucf_hub.read"].file))
    since = {"KGZ": 2000, "TKM": 2005, "ARM": 2017}
    for place, year in since.items():
        series = table.series(place, "co2_lulucf")
        assert series is not None and len(set(series.between(year, 2023).values.tolist())) == 1
    series = table.series("AZE", "co2_lulucf")
    assert series is not None and len(set(series.between(2000, 2020).values.tolist())) == 1


@source_data
def test_edgar_reaches_2024() -> None:
    table = edgar_2025.read(original(BY_NAME["edgar_2025.read"].file))
    for place in TWELVE:
        series = table.series(place, "ghg_excl_lulucf")
        assert series is not None and (series.first_year, series.last_year) == (1990, 2024)
