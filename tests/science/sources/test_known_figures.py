"""Figures looked up by hand in the providers' files, and files that must agree with each other."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest
from tests.science.sources.examples import BY_NAME

from climate_pathways.core.countries import COUNTRIES, WORLD
from climate_pathways.core.tables import Table

pytestmark = pytest.mark.source_data

PLACES = (*COUNTRIES, WORLD)

KNOWN: Mapping[str, tuple[str, int, Mapping[str, float]]] = {
    "jones.read_by_gas": (
        "KAZ",
        2020,
        {"ghg_n2o": 11.837396, "ghg_ch4": 62.922096, "ghg_co2": 269.95702},
    ),
    "jones.read_total": ("RUS", 2022, {"ghg": 2289.5654}),
    "climate_watch.read_sectors": (
        "UZB",
        2022,
        {
            "sector_agriculture": 39.43,
            "sector_land_use": -3.37,
            "sector_waste": 1.27,
            "sector_buildings": 28.72,
            "sector_industry": 6.11,
            "sector_manufacturing": 14.82,
            "sector_transport": 18.58,
            "sector_electricity_heat": 49.64,
            "sector_fugitive": 25.48,
            "sector_other_fuel": 2.75,
            "sector_bunkers": 0.48,
        },
    ),
    "global_carbon_budget.read_total": ("UKR", 1990, {"co2_fossil": 706.5257}),
    "global_carbon_budget.read_by_fuel": (
        "BLR",
        2019,
        {
            "co2_other_industry": 1.129363,
            "co2_flaring": 0.006348,
            "co2_cement": 2.276054,
            "co2_gas": 36.684908,
            "co2_oil": 17.973446,
            "co2_coal": 4.100521,
        },
    ),
    "global_carbon_budget.read_per_person": ("TKM", 2024, {"co2_fossil_per_person": 10.808675}),
    "owid_co2.read": (
        "GEO",
        2021,
        {
            "population": 3788450,
            "gdp_ppp": 64053444608,
            "co2_land_use": -8.112,
            "ghg_owid": 10.962,
            "ghg_owid_excl_lulucf": 14.005,
            "ch4_owid": 3.171,
            "n2o_owid": 1.674,
            "energy_primary": 78.297,
        },
    ),
    "ember.read_shares": (
        "TJK",
        2022,
        {"elec_share_coal": 5.956259, "elec_share_gas": 1.3494649, "elec_share_hydro": 92.694275},
    ),
    "ember.read_generation": ("GEO", 2021, {"elec_wind": 0.08, "elec_hydro": 10.18, "elec_gas": 2.38}),
    "energy_institute.read_energy": (
        "BLR",
        2021,
        {
            "energy_primary": 305.647,
            "energy_share_fossil": 94.331,
            "energy_share_renewables": 0.92,
            "energy_coal": 9.897,
            "energy_oil": 90.806,
            "energy_gas": 187.617,
            "energy_nuclear": 14.514,
            "energy_hydro": 0.898,
            "energy_renewables": 2.813,
            "energy_solar": 0.444,
            "energy_wind": 0.481,
        },
    ),
    "energy_institute.read_per_person": ("MDA", 2021, {"energy_per_person": 14385.653}),
    "energy_institute.read_fossil": (
        "AZE",
        2023,
        {"energy_gas": 151.2159, "energy_coal": 0.000777778, "energy_oil": 71.342064},
    ),
    "owid_population.read": ("ARM", 2021, {"population": 2790971}),
    "world_bank.read": ("KGZ", 2022, {"gdp_ppp_current": 45841712522.3783}),
    "gapminder.read_gdp_per_person": ("KAZ", 2050, {"gdp_per_person": 57041.1308}),
    "gapminder.read_gini": ("KGZ", 2020, {"gini": 26.8}),
    "world_bank_gini.read": ("UZB", 2023, {"gini": 34.5}),
    "primap_rounded.read_reported": (
        "KAZ",
        2022,
        {"ghg_excl_lulucf_ar5": 350, "co2_excl_lulucf": 274, "ch4_excl_lulucf_ar5": 56.84},
    ),
    "primap_rounded.read_third_party": ("UKR", 2022, {"ghg_excl_lulucf": 197}),
    "edgar_2025.read": (
        "KAZ",
        2024,
        {"ghg_excl_lulucf": 329.2495, "edgar_power": 130.5602, "edgar_waste": 5.8803},
    ),
    "gcb_2025.read_territorial": ("KAZ", 2022, {"co2_fossil": 274.3456}),
    "gcb_2025.read_consumption": ("ARM", 2023, {"co2_consumption": 7.6738}),
    "lulucf_hub.read": ("KGZ", 2023, {"co2_lulucf": -10.367}),
    "gapminder.read_population": ("TKM", 1991, {"population": 3855894}),
}


@cache
def table(name: str, folder: Path) -> Table:
    found = BY_NAME[name].read_from(folder)
    assert isinstance(found, Table)
    return found


@pytest.mark.parametrize("name", KNOWN)
def test_known_figures_of_each_file(name: str, real_figures: Path) -> None:
    place, year, figures = KNOWN[name]
    for variable, figure in figures.items():
        series = table(name, real_figures).series(place, variable)
        assert series is not None
        assert series.at(year) == pytest.approx(figure, rel=1e-6), variable


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    ("parts", "whole", "variable"),
    [
        ("jones.read_by_gas", "jones.read_total", "ghg"),
        ("global_carbon_budget.read_by_fuel", "global_carbon_budget.read_total", "co2_fossil"),
    ],
)
def test_gases_and_fuels_add_up_to_the_total(
    parts: str, whole: str, variable: str, place: str, real_figures: Path
) -> None:
    total = table(whole, real_figures).series(place, variable)
    split = table(parts, real_figures)
    assert total is not None and len(total) > 100
    for year in range(1990, total.last_year + 1):
        series = [split.series(place, name) for name in split.variables]
        summed = sum((part.at(year) or 0.0) for part in series if part is not None)
        assert summed == pytest.approx(total.at(year), rel=1e-5), year


@pytest.mark.parametrize("place", ["AZE", "BLR", "GEO", "RUS", "TJK", "UKR", WORLD])
def test_electricity_shares_are_the_shares_of_generation(place: str, real_figures: Path) -> None:
    """In 2015, before the editions of the two files part: a column taken for another shows here."""
    generation = table("ember.read_generation", real_figures)
    shares = table("ember.read_shares", real_figures)
    amounts = {name: generation.series(place, name) for name in generation.variables}
    terawatt_hours = {name: (amount.at(2015) or 0.0) if amount else 0.0 for name, amount in amounts.items()}
    for name, amount in terawatt_hours.items():
        share = shares.series(place, name.replace("elec_", "elec_share_"))
        found = (share.at(2015) or 0.0) if share else 0.0
        assert found == pytest.approx(100 * amount / sum(terawatt_hours.values()), abs=1.0), name


def test_turkmenistans_gdp_ends_before_2020(real_figures: Path) -> None:
    series = table("world_bank.read", real_figures).series("TKM", "gdp_ppp_current")
    assert series is not None and series.last_year < 2020


def test_small_statistics_have_no_split_by_fuel(real_figures: Path) -> None:
    fossil = table("energy_institute.read_fossil", real_figures)
    energy = table("energy_institute.read_energy", real_figures)
    for place in ("ARM", "GEO", "KGZ", "MDA", "TJK"):
        assert place not in fossil.places
        assert energy.series(place, "energy_gas") is None
        assert energy.series(place, "energy_primary") is not None


@pytest.mark.parametrize("place", ["ARM", "BLR", "KGZ", "RUS", "UKR", "UZB", "FRA", "BRA", "IND"])
def test_the_data_sets_total_without_land_use_is_without_agriculture_too(
    place: str, real_figures: Path
) -> None:
    """What the total leaves out of methane and nitrous oxide is as much as agriculture emits."""
    data_set = table("owid_co2.read", real_figures)
    kept = figure(data_set, place, "ghg_owid_excl_lulucf")
    kept -= figure(table("global_carbon_budget.read_total", real_figures), place, "co2_fossil")
    left_out = figure(data_set, place, "ch4_owid") + figure(data_set, place, "n2o_owid") - kept
    agriculture = figure(table("climate_watch.read_sectors", real_figures), place, "sector_agriculture")
    assert left_out == pytest.approx(agriculture, rel=0.1, abs=0.5)


def figure(table: Table, place: str, variable: str, year: int = 2020) -> float:
    series = table.series(place, variable)
    value = series.at(year) if series else None
    assert value is not None
    return value
