"""What is left of a carbon budget, for figures whose answer is worked out by hand."""

import pytest
from tests.science.test_methods import series
from tests.science.worked_out import figures, near, of

from climate_pathways.core.errors import PathwaysError
from climate_pathways.core.tables import Series
from climate_pathways.methods import (
    carbon_budget,
)

EMITTED = {2019: 40_000.0, 2020: 38_000.0, 2021: 41_000.0, 2022: 42_000.0}


def budget(gigatonnes: float = 400.0, year: int = 2020) -> Series:
    return series({year: gigatonnes}, unit="Gt CO2", variable="budget", source="ipcc")


def world(emitted: dict[int, float] | None = None) -> Series:
    return series(emitted or EMITTED, unit="Mt CO2", variable="co2", source="gcp")


@pytest.mark.parametrize(
    ("today", "left", "flags"),
    [
        (2020, 400.0, ()),
        (2021, 362.0, ()),
        (2023, 279.0, ()),
        (2024, 237.0, ("last-figures-stand-for-today",)),
        (2025, 195.0, ("last-figures-stand-for-today",)),
    ],
)
def test_what_is_left_of_a_budget(today: int, left: float, flags: tuple[str, ...]) -> None:
    told = carbon_budget.remaining(budget(), world(), today=today)
    assert (told.value, told.unit, told.flags) == (near(left), "Gt CO2", flags)
    assert (told.since, told.year, told.sources) == (2020, today, ("ipcc", "gcp"))
    assert figures(told) == {"whole": 400, "start": 2020, "used": near(400 - left)}


def test_figures_that_end_the_year_before_the_budget_stand_for_every_year() -> None:
    told = carbon_budget.remaining(budget(), world({2018: 1.0, 2019: 40_000.0}), today=2022)
    assert told.value == near(320) and told.flags == ("last-figures-stand-for-today",)


@pytest.mark.parametrize(
    ("today", "emitted"),
    [(2019, EMITTED), (2022, {2021: 1.0, 2022: 1.0}), (2022, {2017: 1.0, 2018: 1.0})],
)
def test_a_budget_that_the_figures_do_not_reach_is_refused(today: int, emitted: dict[int, float]) -> None:
    with pytest.raises(PathwaysError, match="counts from 2020"):
        carbon_budget.remaining(budget(), world(emitted), today=today)


def test_a_budget_that_is_used_up_says_so() -> None:
    assert carbon_budget.remaining(budget(121.0), world(), today=2023).flags == ("used-up",)
    assert carbon_budget.remaining(budget(121.1), world(), today=2023).flags == ()
    over = carbon_budget.remaining(budget(100.0), world(), today=2024)
    assert over.value == near(-63) and over.flags == ("last-figures-stand-for-today", "used-up")
    assert of(carbon_budget.years_left(over, 0.5, world())).value == 0


def test_a_persons_part_and_how_long_a_countrys_lasts() -> None:
    left = carbon_budget.remaining(budget(), world(), today=2020)
    each = carbon_budget.per_person(left, 8e9)
    assert (each.value, each.unit, each.since) == (near(50), "t CO2/person", 2020)
    assert carbon_budget.per_person(left, 1.0).value == near(4e11)
    country = series({2021: 100.0, 2022: 200.0}, unit="Mt CO2", source="gcp+own")
    lasts = of(carbon_budget.years_left(left, 0.01, country))
    assert (lasts.value, lasts.unit, lasts.sources) == (near(20), "year", ("ipcc", "gcp", "own"))
    assert figures(lasts) == {"part": 0.01, "now": 200}
    for now in (0.0, -5.0):
        assert carbon_budget.years_left(left, 0.01, series({2022: now}, unit="Mt CO2")) is None
    for people in (0.0, -1.0, float("nan")):
        with pytest.raises(PathwaysError, match="shared by people"):
            carbon_budget.per_person(left, people)
