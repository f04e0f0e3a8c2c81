"""Each principle of fair shares: adds up to the path, never rises with a stricter one, knows no units."""

from collections.abc import Callable
from functools import partial

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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

YEARS = np.array([2022.0, 2030.0, 2040.0, 2050.0, 2100.0])[:, None, None]
COUNTRIES, DRAWS = 4, 10
# Of ten draws each: a hundred worlds.
steady = settings(max_examples=10)


class World:
    """Four countries, five years, one draw or several: everything that the principles ask for."""

    def __init__(self, path: Array, people: Array, emitted: Array, past: Array, income: Array) -> None:
        self.path = path.reshape(len(YEARS), 1, -1)
        self.people = people.reshape(COUNTRIES, len(YEARS), -1).swapaxes(0, 1)
        self.emitted, self.past = (level.reshape(1, COUNTRIES, -1) for level in (emitted, past))
        self.income = income.reshape(1, COUNTRIES, -1) * np.ones((len(YEARS), 1, 1))

    def stricter(self, cut: Array) -> "World":
        other = object.__new__(World)
        other.__dict__ = {**self.__dict__, "path": self.path - cut[:, None]}
        return other

    def times(self, factor: float) -> "World":
        """The same world with emissions counted in another unit."""
        other = object.__new__(World)
        scaled = {name: factor * getattr(self, name) for name in ("path", "emitted", "past")}
        other.__dict__ = {**self.__dict__, **scaled}
        return other

    def in_other_units(self, people: float, money: float) -> "World":
        """The same world with people counted in thousands, say, and incomes in another money."""
        other = object.__new__(World)
        other.__dict__ = {**self.__dict__, "people": people * self.people, "income": money * self.income}
        return other

    def reordered(self, order: list[int]) -> "World":
        other = object.__new__(World)
        turned = {name: getattr(self, name)[:, order] for name in ("people", "emitted", "past", "income")}
        other.__dict__ = {**self.__dict__, **turned}
        return other

    def with_the_first_divided(self, part: float) -> "World":
        """The same world after its first country fell into two that are alike in everything but size."""
        other = object.__new__(World)
        divided = {}
        for name in ("people", "emitted", "past"):
            whole = getattr(self, name)
            first = whole[:, :1]
            divided[name] = np.concatenate([part * first, (1 - part) * first, whole[:, 1:]], axis=1)
        income = np.concatenate([self.income[:, :1], self.income], axis=1)
        other.__dict__ = {**self.__dict__, **divided, "income": income}
        return other


def worlds() -> st.SearchStrategy[World]:
    """Return worlds by a number: drawn one by one, their values would take ten times as long as the tests."""
    return st.integers(0, 2**32 - 1).map(world_of)


def world_of(number: int) -> World:
    of = partial(spread_out, np.random.default_rng(number))
    emitted = of((COUNTRIES, DRAWS), -500, 15_000)
    emitted[0] = np.maximum(emitted[0], 2.0)
    return World(
        path=of((5, DRAWS), -20_000, 60_000),
        people=of((COUNTRIES, 5, DRAWS), 1e4, 1.5e9),
        emitted=emitted,
        past=of((COUNTRIES, DRAWS), 1, 500_000),
        income=of((COUNTRIES, DRAWS), 300, 150_000),
    )


def spread_out(random: np.random.Generator, shape: tuple[int, ...], low: float, high: float) -> Array:
    values = random.uniform(low, high, shape)
    # The edges break more than the middle does: one value in eight stands on one of them.
    edges = random.choice([low, high, min(max(0.0, low), high)], shape)
    return np.where(random.random(shape) < 1 / 8, edges, values)


def cuts() -> st.SearchStrategy[Array]:
    """Return by how much each year of each draw may be stricter."""
    return st.integers(0, 2**32 - 1).map(
        lambda number: spread_out(np.random.default_rng(number), (len(YEARS), DRAWS), 0, 40_000)
    )


def equal(world: World) -> Array:
    return equal_per_capita.allocate(world.path, world.people)


def kept(world: World) -> Array:
    return grandfathering.allocate(world.path, world.emitted)


def converging(world: World) -> Array:
    return per_capita_convergence.allocate(
        world.path,
        world.people,
        world.emitted,
        years=YEARS,
        start_year=2022,
        convergence_year=np.full((1, 1, 1), 2050.0),
    )


def over_time(world: World) -> Array:
    return equal_cumulative_per_capita.allocate(
        world.path,
        world.people.sum(axis=0, keepdims=True),
        world.past,
        years=YEARS,
        start_year=2022,
        repayment_year=np.full((1, 1, 1), 2050.0),
    )


def responsible(world: World) -> Array:
    able = world.income * world.people
    index = responsibility_capability.index(world.past, able, np.full((1, 1, 1), 0.5))
    return responsibility_capability.allocate(world.path, world.emitted * np.ones_like(able), index)


def able_to_pay(world: World) -> Array:
    before = world.emitted * np.ones_like(world.people)
    return ability_to_pay.allocate(world.path, before, ability_to_pay.ability(world.income))


PRINCIPLES: dict[str, Callable[[World], Array]] = {
    "equal_per_capita": equal,
    "per_capita_convergence": converging,
    "equal_cumulative_per_capita": over_time,
    "responsibility_capability": responsible,
    "ability_to_pay": able_to_pay,
    "grandfathering": kept,
}
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
    world = World(
        np.full(5, 100.0),
        np.full((4, 5), 1e6),
        np.full(4, 50.0),
        np.full(4, 10.0),
        np.array([1e3, 5e3, 2e4, 8e4]),
    )
    for principle in (responsible, able_to_pay):
        assert (np.diff(principle(world)[1, :, 0]) < 0).all()


def test_the_cut_grows_with_the_cube_root_of_income() -> None:
    world = World(
        np.full(5, 100.0),
        np.full((4, 5), 1e6),
        np.full(4, 50.0),
        np.full(4, 10.0),
        np.array([1e3, 8e3, 27e3, 64e3]),
    )
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
