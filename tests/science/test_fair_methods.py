"""Each principle of fair shares: adds up to the path, never rises with a stricter one, knows no units."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.science.small_world import (
    COUNTRIES,
    DRAWS,
    PRINCIPLES,
    YEARS,
    World,
    cuts,
    steady,
    worlds,
)

from climate_pathways.core.errors import PathwaysError
from climate_pathways.methods import (
    ability_to_pay,
    baseline,
    equal_cumulative_per_capita,
    equal_per_capita,
    grandfathering,
    lognormal_income,
    per_capita_convergence,
    responsibility_capability,
)
from climate_pathways.methods.shares import Array

every_principle = pytest.mark.parametrize("principle", PRINCIPLES.values(), ids=PRINCIPLES.keys())


# --- what holds for all ---------------------------------------------------------------------


@every_principle
@given(world=worlds())
@steady
def test_shares_add_up_to_the_global_path(principle: Callable[[World], Array], world: World) -> None:
    shares = principle(world)
    assert shares.shape == (5, COUNTRIES, DRAWS)
    np.testing.assert_allclose(shares.sum(axis=1), world.path[:, 0], rtol=1e-9, atol=1e-4)


@every_principle
@given(world=worlds(), cut=cuts())
@steady
def test_a_stricter_path_never_raises_a_share(
    principle: Callable[[World], Array], world: World, cut: Array
) -> None:
    assert (principle(world.stricter(cut)) <= principle(world) + 1e-4).all()


@every_principle
@given(world=worlds(), exponent=st.integers(-6, 6))
@steady
def test_shares_do_not_depend_on_the_unit(
    principle: Callable[[World], Array], world: World, exponent: int
) -> None:
    factor = 10.0**exponent
    there_and_back = principle(world.times(factor)) / factor
    np.testing.assert_allclose(there_and_back, principle(world), rtol=1e-9, atol=1e-4)


@every_principle
@given(world=worlds(), people=st.integers(-6, 3), money=st.integers(-3, 3))
@steady
def test_shares_do_not_depend_on_how_people_and_money_are_counted(
    principle: Callable[[World], Array], world: World, people: int, money: int
) -> None:
    other = principle(world.in_other_units(10.0**people, 10.0**money))
    np.testing.assert_allclose(other, principle(world), rtol=1e-9, atol=1e-4)


@every_principle
@given(world=worlds(), order=st.permutations(range(COUNTRIES)))
@steady
def test_shares_do_not_depend_on_the_order_of_countries(
    principle: Callable[[World], Array], world: World, order: list[int]
) -> None:
    np.testing.assert_allclose(
        principle(world.reordered(order)), principle(world)[:, order], rtol=1e-9, atol=1e-4
    )


@every_principle
@given(world=worlds(), part=st.floats(0.05, 0.95))
@steady
def test_a_country_that_falls_in_two_has_the_same_share_as_before(
    principle: Callable[[World], Array], world: World, part: float
) -> None:
    before, after = principle(world), principle(world.with_the_first_divided(part))
    np.testing.assert_allclose(after[:, :2].sum(axis=1), before[:, 0], rtol=1e-9, atol=1e-4)
    np.testing.assert_allclose(after[:, 2:], before[:, 1:], rtol=1e-9, atol=1e-4)


# --- refusals -------------------------------------------------------------------------------

HALF, NOBODY = np.full((1, 1, 1), 0.5), np.zeros((5, COUNTRIES, 1))
SOME = np.ones((5, COUNTRIES, 1))
REFUSALS: dict[str, tuple[Callable[[], object], str]] = {
    "nobody lives": (lambda: equal_per_capita.allocate(SOME[:, :1], NOBODY), "population"),
    "a missing population": (lambda: equal_per_capita.allocate(SOME[:, :1], SOME * np.nan), "population"),
    "only sinks": (lambda: grandfathering.present_share(-SOME), "emissions"),
    "convergence in the past": (
        lambda: per_capita_convergence.allocate(
            SOME[:, :1],
            SOME,
            SOME[:1],
            years=YEARS,
            start_year=2022,
            convergence_year=np.full((1, 1, 1), 2020.0),
        ),
        "2020",
    ),
    "repayment in the past": (
        lambda: equal_cumulative_per_capita.repayment(YEARS, 2022, np.full((1, 1, 1), 2022.0)),
        "2022",
    ),
    "a weight above one": (lambda: responsibility_capability.index(SOME, SOME, 3 * HALF), "1.5"),
    "nobody is responsible": (lambda: responsibility_capability.index(NOBODY, SOME, HALF), "responsibility"),
    "a baseline with a hole": (
        lambda: responsibility_capability.allocate(SOME[:, :1], SOME * np.inf, SOME / 4),
        "baseline",
    ),
    "no income": (lambda: ability_to_pay.ability(NOBODY), "GDP per person"),
    "a Gini of zero": (lambda: lognormal_income.spread(np.array([30.0, 0.0])), "0 points"),
    "a missing Gini": (lambda: lognormal_income.spread(np.array([np.nan])), "nan"),
    "a negative threshold": (
        lambda: lognormal_income.share_above(np.array([1e4]), np.array([40.0]), -1),
        "−1",
    ),
    "a mean of zero": (
        lambda: lognormal_income.share_above(np.array([0.0]), np.array([40.0]), 1),
        "positive",
    ),
    "a short baseline": (lambda: baseline.intensity_change(np.ones((1, 5)), np.ones((1, 5))), "5 years"),
    "a trend many times over": (
        lambda: baseline.extend(np.ones((1, 2)), np.ones((1, 4)), np.zeros(1), 7.0),
        "7",
    ),
}


@pytest.mark.parametrize(("act", "named"), REFUSALS.values(), ids=REFUSALS.keys())
def test_refuses_what_makes_no_sense_by_name(act: Callable[[], object], named: str) -> None:
    with pytest.raises(PathwaysError) as caught:
        act()
    assert named in str(caught.value)
