"""What readers of text files promise beyond the common faults: units, conversions, editions."""

from datetime import date
from pathlib import Path

import pytest
from tests.science.sources.examples import BY_NAME, OWID_CO2, Example, write
from tests.science.sources.layouts import Cell, Grid, as_wrapped_csv

from climate_pathways.core.countries import COUNTRIES, WORLD
from climate_pathways.core.errors import PathwaysError, TableError
from climate_pathways.figures.sources import ndc_registry, rcbs, ssp


def read(example: Example, folder: Path, grid: Grid | None = None) -> object:
    """Read an example with other rows than its own."""
    content = example.encode(grid or example.grid)
    write(folder, {**example.beside, example.file: content})
    return example.read_from(folder)


def refusal(name: str, folder: Path, column: str, value: Cell, row: int = 1) -> TableError:
    """Return what a reader says of one bad cell, checked to name the value in both languages."""
    example = BY_NAME[name]
    with pytest.raises(TableError) as caught:
        read(example, folder, example.grid.with_cell(column, value, row=row))
    error = caught.value
    assert error.file == Path(example.file).name
    assert error.in_language("ru") != error.in_language("en")
    assert str(value)[:20] in error.in_language("ru") and str(value)[:20] in error.in_language("en")
    return error


@pytest.mark.parametrize(
    ("name", "place", "variable", "value", "unit"),
    [
        ("jones.read_by_gas", "KAZ", "ghg_ch4", 63.0, "Mt CO2e"),
        ("jones.read_total", WORLD, "ghg", 51750.0, "Mt CO2e"),
        ("climate_watch.read_sectors", "KAZ", "sector_electricity_heat", 100.0, "Mt CO2e"),
        ("global_carbon_budget.read_total", "RUS", "co2_fossil", 1680.0, "Mt CO2"),
        ("global_carbon_budget.read_per_person", "KAZ", "co2_fossil_per_person", 14.5, "t CO2/person"),
        ("owid_co2.read", "KAZ", "co2_land_use", -6.0, "Mt CO2"),
        ("ember.read_generation", "KAZ", "elec_coal", 73.0, "TWh"),
        ("energy_institute.read_energy", WORLD, "energy_primary", 112500.0, "TWh"),
        ("owid_population.read", "KAZ", "population", 1.9e7, "person"),
        ("world_bank.read", WORLD, "gdp_ppp_current", 7.5e13, "int$ current"),
        ("gapminder.read_gdp_per_person", "KAZ", "gdp_per_person", 3e4, "int$ 2021/person"),
    ],
)
def test_converts_to_our_units(
    name: str, place: str, variable: str, value: float, unit: str, tmp_path: Path
) -> None:
    example = BY_NAME[name]
    write(tmp_path, {**example.beside, example.file: example.content()})
    series = example.read_from(tmp_path).series(place, variable)
    assert series.unit == unit and series.at(2020) == pytest.approx(value)


@pytest.mark.parametrize(
    ("name", "column", "value"),
    [
        ("owid_co2.read_codebook", "unit", "tonnes"),
        ("world_bank.read", "Indicator Name", "GDP (current US$)"),
        ("world_bank.read", "Indicator Code", "NY.GDP.MKTP.CD"),
        ("ssp.read", "Unit", "Gt CO2/yr"),
    ],
)
def test_notices_a_unit_in_other_words(name: str, column: str, value: str, tmp_path: Path) -> None:
    error = refusal(name, tmp_path, column, value)
    assert "the unit has changed" in str(error)
    assert error.value == value and error.row is not None and error.column


def test_shares_add_up_to_no_more_than_a_whole(tmp_path: Path) -> None:
    example = BY_NAME["ember.read_shares"]
    with pytest.raises(TableError, match="more than a whole"):
        read(example, tmp_path, example.grid.with_cell("Gas", 60.0))


def test_reads_an_edition_with_each_row_in_quotation_marks(tmp_path: Path) -> None:
    example = BY_NAME["owid_co2.read"]
    write(tmp_path, {**example.beside, example.file: as_wrapped_csv(OWID_CO2)})
    assert example.read_from(tmp_path).series("KAZ", "ghg_owid").at(2020) == pytest.approx(340)


# --- scenarios ------------------------------------------------------------------------------


@pytest.fixture
def scenarios(tmp_path: Path) -> list[ssp.IamcSeries]:
    example = BY_NAME["ssp.read"]
    write(tmp_path, {example.file: example.content()})
    return ssp.read(tmp_path / example.file)


def test_scenarios_keep_the_providers_units(scenarios: list[ssp.IamcSeries]) -> None:
    nitrous = next(series for series in scenarios if series.variable == "Emissions|N2O")
    assert (nitrous.model, nitrous.scenario, nitrous.unit) == ("IMAGE", "ssp119", "kt N2O/yr")
    assert nitrous.years.tolist() == [2018, 2019, 2020] and nitrous.values[-1] == 10700


@pytest.mark.parametrize(
    ("context", "methane", "nitrous"), [("AR4GWP100", 25, 298), ("AR6GWP100", 27.9, 273)]
)
def test_kyoto_gases_add_up_by_the_named_potentials(
    context: str, methane: float, nitrous: float, scenarios: list[ssp.IamcSeries]
) -> None:
    total = ssp.kyoto_total(scenarios, "ssp119", context=context)
    of_three = 39700 + 359 * methane + 10.7 * nitrous
    assert (total.place, total.unit, total.source) == (WORLD, "Mt CO2e", "ssp")
    # Twenty F-gases of 10 kt each add about two gigatonnes.
    assert of_three + 500 < (total.at(2020) or 0) < of_three + 3000


def test_a_scenario_that_is_not_there_is_named(scenarios: list[ssp.IamcSeries]) -> None:
    with pytest.raises(PathwaysError) as caught:
        ssp.kyoto_total(scenarios, "ssp999", context="AR6GWP100")
    assert "ssp999" in str(caught.value) and "ssp119, ssp126" in str(caught.value)


def test_a_set_without_a_gas_is_refused(scenarios: list[ssp.IamcSeries]) -> None:
    with pytest.raises(PathwaysError, match="SARGWP100"):
        ssp.kyoto_total(scenarios, "ssp119", context="SARGWP100")


# --- regions, budgets, registry -------------------------------------------------------------


def test_regions_by_country_and_scheme(tmp_path: Path) -> None:
    found = read(BY_NAME["regions.read"], tmp_path)
    assert isinstance(found, dict) and set(COUNTRIES) <= set(found)
    assert found["KAZ"]["annexi_ar6"] == "Non-Annex I"
    assert "eu_ar6" not in found["KAZ"] and "m49code" not in found["KAZ"]


@pytest.mark.parametrize("code", ["kaz", "KZ", "Kazakhstan", "K4Z"])
def test_a_code_that_is_no_country_is_refused(code: str, tmp_path: Path) -> None:
    error = refusal("regions.read", tmp_path, "iso3c", code)
    assert (error.row, error.column, error.value) == (3, "iso3c", code)


def test_budgets_by_source_and_scenario(tmp_path: Path) -> None:
    found = read(BY_NAME["rcbs.read"], tmp_path)
    assert isinstance(found, list) and len(found) == 4
    assert found[0] == rcbs.RemainingBudget("one_2023", 2023, "1.5p50", 250.0)


@pytest.mark.parametrize(
    ("column", "value", "says"),
    [
        ("unit", "Mt * CO2", "the unit has changed"),
        ("scenario", "1.5 degrees", "not a limit of warming"),
        ("budget", "plenty", "not a number"),
        ("baseline_year", "soon", "not a number"),
    ],
)
def test_a_budget_that_is_none_is_refused(column: str, value: str, says: str, tmp_path: Path) -> None:
    assert says in str(refusal("rcbs.read", tmp_path, column, value, row=0))


@pytest.mark.parametrize(
    "content", ["- 1\n- 2\n", "rcb_data:\n", "rcb_data: 5\n", "rcb_data: {a: 1}\n", "other: {}\n"]
)
def test_budgets_in_another_order_are_refused(content: str, tmp_path: Path) -> None:
    file = tmp_path / "rcbs.yaml"
    file.write_text(content)
    with pytest.raises(TableError) as caught:
        rcbs.read(file)
    assert caught.value.file == "rcbs.yaml" and caught.value.in_language("ru") != str(caught.value)


def test_documents_of_the_registry(tmp_path: Path) -> None:
    found = read(BY_NAME["ndc_registry.read"], tmp_path)
    assert isinstance(found, list)
    document = next(listed for listed in found if listed.iso3 == "KAZ")
    assert document == ndc_registry.NdcDocument(
        iso3="KAZ",
        title="Kaz First NDC",
        kind="NDC",
        language="English",
        version="1",
        status="Active",
        submitted_on=date(2021, 10, 12),
        url="https://unfccc.int/KAZ.pdf",
        file_name="KAZ.pdf",
    )


def test_an_addendum_needs_no_date(tmp_path: Path) -> None:
    example = BY_NAME["ndc_registry.read"]
    grid = example.grid.with_cell("fileType", "Addendum").with_cell("submissionDate", "")
    found = read(example, tmp_path, grid)
    assert isinstance(found, list) and found[0].submitted_on is None


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("submissionDate", ""),
        ("submissionDate", "12/10/2021"),
        ("submissionDate", "2021-02-30"),
        ("submissionDate", "0021-10-12"),
        ("code", "KZ"),
        ("fileType", "Letter"),
        ("status", "Draft"),
        ("encodedAbsUrl", "javascript:alert(1)"),
    ],
)
def test_a_document_with_a_bad_cell_is_refused(column: str, value: str, tmp_path: Path) -> None:
    error = refusal("ndc_registry.read", tmp_path, column, value)
    assert (error.row, error.column, error.value) == (3, column, value)
