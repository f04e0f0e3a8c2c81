"""What neutrality asks of each year, and how long a fair share lasts."""

import json

import numpy as np
import pytest

from climate_pathways.assessment.budget_left import carbon_budget_left, years_left
from climate_pathways.assessment.neutrality import pathway_to_zero
from climate_pathways.core.errors import PathwaysError
from climate_pathways.core.tables import Series
from climate_pathways.fair_shares import allocation as fair_shares
from climate_pathways.fair_shares.choices import Parameters
from climate_pathways.fair_shares.result import FairShares
from climate_pathways.figures import inputs as fair_inputs


def series(values: dict[int, float], unit: str = "Mt CO2e") -> Series:
    return Series(
        "KAZ", "ghg", unit, "example", np.array(sorted(values)), np.array([values[y] for y in sorted(values)])
    )


def flat(level: float = 340.0, last: int = 2022) -> Series:
    return series(dict.fromkeys(range(1990, last + 1), level))


def test_the_straight_path_cuts_the_same_each_year() -> None:
    pathway = pathway_to_zero(flat(340.0), today=2026, neutral_by=2060)
    values = {name: (result.value, result.unit) for name, result in pathway.results.items()}
    expected = {
        "yearly_cut": (10, "Mt CO2e/year"),
        "yearly_cut_percent": (100 / 34, "%/year"),
        "budget": (340 * 34 / 2, "Mt CO2e"),
        "trend": (0, "%/year"),
        "trend_mt": (0, "Mt CO2e/year"),
        "turn": (10, "Mt CO2e/year"),
    }
    assert set(values) == set(expected)
    for name, (value, unit) in values.items():
        assert unit == expected[name][1] and value == pytest.approx(expected[name][0])
    assert pathway.flags == ("last-figures-stand-for-today",)
    assert all(result.sources == ("example",) and result.steps for result in pathway.results.values())
    json.dumps(pathway.as_dict(), allow_nan=False)


def test_the_unit_of_the_figures_does_not_matter() -> None:
    in_tonnes = pathway_to_zero(
        series(dict.fromkeys(range(2010, 2023), 3.4e8), "t CO2e"), today=2022, neutral_by=2056
    )
    assert in_tonnes.results["yearly_cut"].value == pytest.approx(10) and in_tonnes.flags == ()


def test_a_rising_trend_makes_the_turn_larger_than_the_cut() -> None:
    rising = series({year: 300 * 1.02 ** (year - 2012) for year in range(2012, 2023)})
    pathway = pathway_to_zero(rising, today=2022, neutral_by=2050)
    assert "rising" in pathway.flags
    assert pathway.results["turn"].value > pathway.results["yearly_cut"].value


def test_without_a_trend_there_is_no_turn() -> None:
    pathway = pathway_to_zero(series({2022: 300.0}), today=2022, neutral_by=2050)
    assert "no-trend" in pathway.flags and set(pathway.results) == {
        "yearly_cut",
        "yearly_cut_percent",
        "budget",
    }


@pytest.mark.parametrize("level", [0.0, -5.0])
def test_a_sink_is_neutral_already(level: float) -> None:
    pathway = pathway_to_zero(flat(level), today=2022, neutral_by=2050)
    assert "already-neutral" in pathway.flags
    assert all(result.value == 0 for result in pathway.results.values())


@pytest.mark.parametrize(
    ("figures", "today", "neutral_by", "named"),
    [
        (flat(), 2026, 2026, "2026"),
        (flat(), 2026, 2020, "2020"),
        (flat(), 2026, 9999, "9999"),
        (flat(), 2020, 2050, "2022"),
        (series({}), 2026, 2050, "KAZ"),
    ],
)
def test_refuses_years_that_make_no_sense(figures: Series, today: int, neutral_by: int, named: str) -> None:
    with pytest.raises(PathwaysError, match=named):
        pathway_to_zero(figures, today=today, neutral_by=neutral_by)


@pytest.fixture(scope="module")
def shares() -> FairShares:
    return fair_shares.fair_shares(fair_inputs.load(), Parameters(draws=200), only=("KAZ", "TJK"))


def test_years_left_are_ordered_and_never_negative(shares: FairShares) -> None:
    left = years_left(shares, "KAZ", today=2026)
    assert set(left) == set(shares.quantiles)
    assert all(0 <= years.low <= years.median <= years.high for years in left.values())
    assert left["equal_cumulative_per_capita"].flags == ("used-up",)
    assert left["grandfathering"].median > left["equal_per_capita"].median > 0


def test_each_year_of_waiting_takes_one_year_away(shares: FairShares) -> None:
    now, later = (years_left(shares, "KAZ", today=year)["grandfathering"].median for year in (2022, 2026))
    assert now - later == pytest.approx(4)


def test_a_country_below_its_share_has_many_years_left(shares: FairShares) -> None:
    assert years_left(shares, "TJK", today=2026)["equal_per_capita"].median > 40


def test_refuses_a_day_before_the_figures(shares: FairShares) -> None:
    with pytest.raises(PathwaysError, match="2020"):
        years_left(shares, "KAZ", today=2020)


def test_an_equal_share_of_a_carbon_budget_lasts_less_where_more_is_emitted() -> None:
    budget = Series("WORLD", "budget", "Gt CO2", "rcbs", np.array([2023]), np.array([250.0]))
    world = Series("WORLD", "co2", "Mt CO2", "gcb", np.array([2022, 2023]), np.array([40e3, 40e3]))
    heavy, light = (
        carbon_budget_left(
            budget, world, series({2023: level}, "Mt CO2"), people=2e7, everyone=8e9, today=2024
        )
        for level in (300.0, 30.0)
    )
    assert heavy["world_left"].value == pytest.approx(210) and heavy["per_person"].value == pytest.approx(
        26.25
    )
    assert heavy["budget_years_left"].value == pytest.approx(1.75)
    assert light["budget_years_left"].value == pytest.approx(17.5)


def test_refuses_shares_that_end_early() -> None:
    early = Parameters(draws=10, years=(2030, 2035))
    short = fair_shares.fair_shares(fair_inputs.load(), early, only=("KAZ",))
    with pytest.raises(PathwaysError, match="2035"):
        years_left(short, "KAZ", today=2026)
