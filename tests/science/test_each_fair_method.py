"""What each principle of fair shares does that no other one does."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.science.small_world import (
    YEARS,
    World,
    able_to_pay,
    alike_but_in_income,
    converging,
    equal,
    kept,
    over_time,
    responsible,
    steady,
    worlds,
)

from climate_pathways.methods import (
    baseline,
    equal_cumulative_per_capita,
    grandfathering,
    lognormal_income,
)

# --- what each one promises -----------------------------------------------------------------


@given(world=worlds())
@steady
def test_equal_per_capita_gives_everyone_the_same(world: World) -> None:
    each = equal(world) / world.people
    np.testing.assert_allclose(each, np.broadcast_to(each[:, :1], each.shape), rtol=1e-9, atol=1e-12)


@given(world=worlds())
@steady
def test_convergence_starts_at_today_and_ends_equal(world: World) -> None:
    shares = converging(world)
    np.testing.assert_allclose(shares[0], kept(world)[0], rtol=1e-9, atol=1e-6)
    np.testing.assert_allclose(shares[3:], equal(world)[3:], rtol=1e-9, atol=1e-6)


@given(world=worlds())
@steady
def test_equal_over_time_gives_each_country_its_right_to_the_end(world: World) -> None:
    share = world.people.sum(axis=0) / world.people.sum(axis=(0, 1))
    all_time = np.trapezoid(world.path[:, 0], YEARS[:, 0, 0], axis=0) + world.past.sum(axis=(0, 1))
    right = share * all_time - world.past[0]
    received = np.trapezoid(over_time(world), YEARS[:, 0, 0], axis=0)
    debts_at_the_knots = equal_cumulative_per_capita.repayment(YEARS, 2022, np.full((1, 1, 1), 2050.0))
    assert np.trapezoid(debts_at_the_knots[:, 0, 0], YEARS[:, 0, 0]) == pytest.approx(1)
    np.testing.assert_allclose(received, right, rtol=1e-9, atol=1e-2)


def test_the_richer_of_two_equal_emitters_cuts_more() -> None:
    world = alike_but_in_income(1e3, 5e3, 2e4, 8e4)
    for principle in (responsible, able_to_pay):
        assert (np.diff(principle(world)[1, :, 0]) < 0).all()


def test_the_cut_grows_with_the_cube_root_of_income() -> None:
    world = alike_but_in_income(1e3, 8e3, 27e3, 64e3)
    cuts = 50 - able_to_pay(world)[1, :, 0]
    assert cuts / cuts[0] == pytest.approx([1, 2, 3, 4])


def test_a_sink_keeps_no_share_of_the_worlds_emissions() -> None:
    shares = grandfathering.present_share(np.array([-10.0, 30.0, 10.0])[None, :, None])
    assert shares[0, :, 0] == pytest.approx([0, 0.75, 0.25])


# --- incomes --------------------------------------------------------------------------------


def test_the_normal_curve_is_the_published_one() -> None:
    # Abramowitz and Stegun, Handbook of Mathematical Functions, table 26.1.
    known = {0.0: 0.5, 1.0: 0.8413447461, 1.96: 0.9750021049, -2.5: 0.0062096653}
    assert lognormal_income.normal_cdf(np.array(list(known))) == pytest.approx(list(known.values()), abs=1e-7)


@given(
    mean=st.floats(300, 150_000),
    gini=st.floats(15, 80),
    threshold=st.floats(0, 30_000),
    more=st.floats(1, 20_000),
)
@settings(max_examples=60)
def test_less_income_lies_above_a_higher_threshold(
    mean: float, gini: float, threshold: float, more: float
) -> None:
    low, high = (
        float(lognormal_income.share_above(np.array([mean]), np.array([gini]), bar)[0])
        for bar in (threshold, threshold + more)
    )
    assert 0 <= high <= low + 1e-7 <= 1 + 2e-7
    assert low >= 1 - threshold / mean - 1e-6


def test_income_above_a_threshold_agrees_with_drawn_incomes() -> None:
    """Against a million drawn incomes; Lorenz' σ for a Gini of 40 points is 0.7416."""
    sigma = float(lognormal_income.spread(np.array([40.0]))[0])
    assert sigma == pytest.approx(0.7416, abs=1e-4)
    drawn = np.random.default_rng(1).lognormal(np.log(10_000) - sigma**2 / 2, sigma, 1_000_000)
    above = np.clip(drawn - 7_500, 0, None).sum() / drawn.sum()
    share = lognormal_income.share_above(np.array([10_000.0]), np.array([40.0]), 7_500)
    assert share[0] == pytest.approx(above, abs=3e-3)


# --- a baseline carried on ------------------------------------------------------------------


def test_a_baseline_goes_on_as_it_did() -> None:
    years = np.arange(30)
    output = 1.03 ** years[None, :] * 100
    emissions = (output * 0.98 ** years[None, :])[:, :14]
    change = baseline.intensity_change(emissions, output[:, :14])
    assert change == pytest.approx([-0.02])
    full, none = (baseline.extend(emissions, output, change, factor) for factor in (1.0, 0.0))
    assert full[0, -1] == pytest.approx(output[0, -1] * 0.98**29)
    assert none[0, -1] == pytest.approx(output[0, -1] * 0.98**13)
    assert full[0, :14].tolist() == emissions[0].tolist()
