"""Remaining carbon budgets: published sentences about them, recomputed from the published budgets."""

import numpy as np
import pytest

from climate_pathways.core.errors import PathwaysError
from climate_pathways.core.tables import Series
from climate_pathways.exports.reproductions.carbon_budgets import BUDGET_YEARS, GERMAN_BUDGET
from climate_pathways.figures.snapshot import snapshot
from climate_pathways.figures.snapshot.pathways import Pathways
from climate_pathways.methods import carbon_budget, equal_per_capita, total
from tests.reproductions.agreement import agrees


@pytest.fixture(scope="module")
def paths() -> Pathways:
    return snapshot.pathways(snapshot.shipped())


@pytest.fixture(scope="module")
def world_co2() -> Series:
    """Fossil CO2 and land use of the World, Mt CO2."""
    parts = [
        snapshot.region().series("WORLD", *pair)
        for pair in (("gcb", "co2_fossil"), ("owid-co2", "co2_land_use"))
    ]
    return total.add([part for part in parts if part], place="WORLD", variable="co2")


def test_lamboll_2023_six_years_for_one_and_a_half_degrees(paths: Pathways, world_co2: Series) -> None:
    """Lamboll et al. (2023), abstract: "around 250 GtCO2 as of January 2023, equal to around six
    years of current CO2 emissions". Tolerance: half a year, the rounding of "around six"."""
    left = carbon_budget.remaining(paths.budgets()["lamboll_2023|1.5p50"], world_co2, today=2023)
    agrees(BUDGET_YEARS, "left", left.value)
    at_the_time = world_co2.between(1990, 2022)
    years = carbon_budget.years_left(left, 1.0, at_the_time)
    assert years is not None
    agrees(BUDGET_YEARS, "years", years.value)


def test_germanys_equal_share_is_the_councils(paths: Pathways, world_co2: Series) -> None:
    """SRU (2022): 3.1 Gt CO2 from 2022 for 1.5 °C with 50 %. The budget of 2020 and what the world
    emitted in 2016–2019 are shared by the population of 2016; Germany's emissions since are taken off."""
    figures = snapshot.load(snapshot.shipped())
    places = ("DEU", "WORLD")
    people = [figures.series(place, "owid-population", "population") for place in places]
    germany = figures.series("DEU", "gcb", "co2_fossil")
    assert germany is not None and people[0] is not None and people[1] is not None
    ours, everyone = float(people[0].at(2016) or 0), float(people[1].at(2016) or 0)
    budget = paths.budgets()["ar6_2020|1.5p50"].values[-1] + world_co2.between(2016, 2019).values.sum() / 1000
    shared = equal_per_capita.allocate(
        np.full((1, 1, 1), budget), np.array([ours, everyone - ours])[None, :, None]
    )
    emitted = germany.between(2016, 2021).values.sum() / 1000
    agrees(GERMAN_BUDGET, "left", float(shared[0, 0, 0] - emitted))


def test_ar6_four_hundred_gigatonnes_are_fifty_tonnes_each(paths: Pathways, world_co2: Series) -> None:
    """AR6 WGI, table SPM.2: 400 Gt CO2 from 2020 for 1.5 °C with 67 %; for eight billion people 50 t
    each (as Carbon Independent puts it). Tolerance: 2 t; in 2020 there were 7.84 billion."""
    left = carbon_budget.remaining(paths.budgets()["ar6_2020|1.5p66"], world_co2, today=2020)
    people = snapshot.region().series("WORLD", "owid-population", "population")
    assert people is not None
    each = carbon_budget.per_person(left, float(people.at(2020) or 0))
    assert each.unit == "t CO2/person" and each.value == pytest.approx(50, abs=2)


def test_three_years_of_emissions_lead_from_one_budget_to_the_next(
    paths: Pathways, world_co2: Series
) -> None:
    """Forster et al. (2023) publish 250 Gt from 2023 after AR6's 500 Gt from 2020. Emissions of three
    years (about 120 Gt) explain half of the difference; the rest is new science (warming to date
    and the effect of other gases). So ours is higher, by 100 to 160 Gt."""
    carried = carbon_budget.remaining(paths.budgets()["ar6_2020|1.5p50"], world_co2, today=2023)
    newer = carbon_budget.remaining(paths.budgets()["forster_2023|1.5p50"], world_co2, today=2023)
    assert 100 <= carried.value - newer.value <= 160


def test_years_without_figures_count_as_the_last_one(paths: Pathways) -> None:
    flat = Series("WORLD", "co2", "Mt CO2", "example", np.arange(2000, 2024), np.full(24, 40_000.0))
    left = carbon_budget.remaining(paths.budgets()["lamboll_2023|1.5p50"], flat, today=2026)
    assert left.value == pytest.approx(247 - 3 * 40) and left.flags == ("last-figures-stand-for-today",)
    gone = carbon_budget.remaining(paths.budgets()["lamboll_2023|1.5p66"], flat, today=2026)
    years = carbon_budget.years_left(gone, 0.5, flat)
    assert "used-up" in gone.flags and years is not None and years.value == 0


@pytest.mark.parametrize("today", [1990, 2022])
def test_refuses_a_day_before_the_budget(today: int, paths: Pathways, world_co2: Series) -> None:
    with pytest.raises(PathwaysError, match="2023"):
        carbon_budget.remaining(paths.budgets()["lamboll_2023|1.5p50"], world_co2, today=today)


def test_refuses_a_budget_for_nobody(paths: Pathways, world_co2: Series) -> None:
    left = carbon_budget.remaining(paths.budgets()["lamboll_2023|1.5p50"], world_co2, today=2024)
    with pytest.raises(PathwaysError, match="people"):
        carbon_budget.per_person(left, 0)


def test_a_sink_uses_nothing_up(paths: Pathways, world_co2: Series) -> None:
    left = carbon_budget.remaining(paths.budgets()["lamboll_2023|1.5p50"], world_co2, today=2024)
    sink = Series("BTN", "co2", "Mt CO2", "example", np.array([2022]), np.array([-5.0]))
    assert carbon_budget.years_left(left, 0.1, sink) is None
