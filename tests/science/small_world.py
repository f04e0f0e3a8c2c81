"""A world of few countries, and each principle of fair shares in it."""

from collections.abc import Callable
from functools import partial

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st

from climate_pathways.methods import (
    ability_to_pay,
    equal_cumulative_per_capita,
    equal_per_capita,
    grandfathering,
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


def alike_but_in_income(*incomes: float) -> World:
    """Return a world whose countries have one income each, and all else alike."""
    return World(
        np.full(5, 100.0), np.full((4, 5), 1e6), np.full(4, 50.0), np.full(4, 10.0), np.array(incomes)
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
