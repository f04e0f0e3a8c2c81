"""A provider may change the unit of one column alone, or lose its end: both are noticed."""

from pathlib import Path

import pytest
from tests.science.sources.examples import BY_NAME, FUELS, OWID_CO2, SHARES, Example, write
from tests.science.sources.layouts import as_wrapped_csv

from climate_pathways.core.countries import COUNTRIES
from climate_pathways.core.errors import TableError
from climate_pathways.figures.sources import climate_watch, ember, energy_institute, jones, owid_co2

WITHOUT_ANCHOR = {"land_use_change_co2"}
CHECKED = {
    "jones.read_by_gas": tuple(jones.GASES),
    "climate_watch.read_sectors": tuple(climate_watch.SECTORS),
    "global_carbon_budget.read_by_fuel": tuple(FUELS),
    "owid_co2.read": tuple(name for name in owid_co2.COLUMNS if name not in WITHOUT_ANCHOR),
    "ember.read_shares": tuple(SHARES),
    "ember.read_generation": tuple(f"{name}{ember.SUFFIX}" for name in ember.GENERATION),
    "energy_institute.read_energy": tuple(energy_institute.ENERGY),
    "energy_institute.read_fossil": tuple(energy_institute.FOSSIL),
}
# Tonnes of carbon for CO2, of methane for CO2e, tonnes for kilotonnes, fractions for percentages.
# What is nearest to the truth is noticed last.
FACTORS = (12 / 44, *(pytest.param(factor, marks=pytest.mark.whole) for factor in (1 / 28, 1e3, 0.01)))


def refusal(example: Example, content: bytes, folder: Path) -> TableError:
    write(folder, {**example.beside, example.file: content})
    with pytest.raises(TableError) as caught:
        example.read_from(folder)
    assert caught.value.file == Path(example.file).name
    assert caught.value.in_language("ru") != caught.value.in_language("en")
    return caught.value


@pytest.mark.parametrize(
    ("name", "column"), [(name, column) for name, columns in CHECKED.items() for column in columns]
)
@pytest.mark.parametrize("factor", FACTORS)
def test_one_column_in_another_unit_is_refused(name: str, column: str, factor: float, tmp_path: Path) -> None:
    example = BY_NAME[name]
    at = example.grid.header.index(column)
    rows = [(*row[:at], float(row[at] or 0) * factor, *row[at + 1 :]) for row in example.grid.rows]
    error = refusal(example, example.encode(example.grid.with_rows(rows)), tmp_path)
    assert error.column == column or "add up to" in str(error)


@pytest.mark.parametrize("fuel", ["Coal", "Gas"])
def test_shares_without_a_large_part_are_less_than_a_whole(fuel: str, tmp_path: Path) -> None:
    example = BY_NAME["ember.read_shares"]
    error = refusal(example, example.encode(example.grid.with_cell(fuel, 0.0)), tmp_path)
    assert "less than a whole" in str(error) and "ARM, 2018" in str(error)
    assert isinstance(error.value, float) and error.value < ember.LEAST_SHARES_ADD_UP_TO


def test_shares_are_read_where_the_provider_leaves_large_parts_out(tmp_path: Path) -> None:
    example = BY_NAME["ember.read_shares"]
    grid = example.grid.with_cell("Coal", "").with_cell("Gas", "").with_cell("Hydropower", 0.06)
    write(tmp_path, {example.file: example.encode(grid)})
    shares = example.read_from(tmp_path)
    assert shares.series("ARM", "elec_share_hydro").at(2018) == 0.06
    assert shares.series("ARM", "elec_share_coal").at(2018) is None


# --- the CO2 data set with rows in quotation marks ------------------------------------------


def test_a_wrapped_row_cut_off_in_its_last_figure_is_refused(tmp_path: Path) -> None:
    error = refusal(BY_NAME["owid_co2.read"], as_wrapped_csv(OWID_CO2)[:-3], tmp_path)
    assert "cut off" in str(error) and error.row == len(OWID_CO2.rows) + 1


def test_a_data_set_cut_off_before_the_world_is_refused(tmp_path: Path) -> None:
    example = BY_NAME["owid_co2.read"]
    rows = [row for row in OWID_CO2.rows if row[0] != "World"]
    error = refusal(example, example.encode(OWID_CO2.with_rows(rows)), tmp_path)
    assert "no figures for WORLD" in str(error)


@pytest.mark.parametrize("name", ["owid_co2.read", "jones.read_total", "ndc_registry.read"])
def test_nothing_but_a_byte_order_mark_is_refused(name: str, tmp_path: Path) -> None:
    assert "missing" in str(refusal(BY_NAME[name], b"\xef\xbb\xbf", tmp_path))


# --- places, budgets, cells -----------------------------------------------------------------


@pytest.mark.parametrize("place", ["hos", "world", "cheb1"])
def test_gapminders_own_places_are_left_out(place: str, tmp_path: Path) -> None:
    example = BY_NAME["gapminder.read_population"]
    grid = example.grid.with_rows([*example.grid.rows, (place, 2020, 800.0)])
    write(tmp_path, {example.file: example.encode(grid)})
    assert set(example.read_from(tmp_path).places) == {*COUNTRIES, "FRA"}


@pytest.mark.parametrize("year", ["2023.5", ".inf", ".nan", "20230"])
def test_a_budget_from_no_year_is_refused(year: str, tmp_path: Path) -> None:
    example = BY_NAME["rcbs.read"]
    content = example.content().replace(b"baseline_year: 2023", f"baseline_year: {year}".encode(), 1)
    error = refusal(example, content, tmp_path)
    assert "this is not a year" in str(error) and error.column == "one_2023: baseline_year"


def test_rare_line_breaks_inside_a_cell_do_not_end_the_row(tmp_path: Path) -> None:
    example = BY_NAME["ndc_registry.read"]
    title = "Kazakhstan\u2028First\u0085NDC"
    grid = example.grid.with_cell("title", title, row=0)
    write(tmp_path, {example.file: example.encode(grid)})
    assert example.read_from(tmp_path)[0].title == title
