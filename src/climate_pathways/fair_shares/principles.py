"""Each principle on a chunk of draws: what it looks up in the tables, and what it makes of the world's path."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from climate_pathways.fair_shares import lookup as tables_of
from climate_pathways.fair_shares.choices import Parameters
from climate_pathways.fair_shares.draws import Draws
from climate_pathways.fair_shares.lookup import Tables, combine
from climate_pathways.methods import (
    ability_to_pay,
    equal_cumulative_per_capita,
    equal_per_capita,
    grandfathering,
    per_capita_convergence,
    responsibility_capability,
)

Array = NDArray[np.floating]
LEVEL = 20_000.0


@dataclass(frozen=True)
class Chunk:
    """One chunk of draws with the levels of each choice looked up."""

    tables: Tables
    parameters: Parameters
    draws: Draws
    years: slice

    def take(self, table: Array, names: Sequence[str]) -> Array:
        return table[..., combine(names, self.draws.level, self.draws.counts)]

    def level(self, name: str) -> Array:
        return np.array(self.parameters.of(name), dtype=np.float64)[self.draws.level[name]][None, None, :]

    @property
    def time(self) -> Array:
        return self.tables.years[self.years, None, None]

    @property
    def start(self) -> int:
        return int(self.tables.years[0])

    @cached_property
    def path(self) -> Array:
        return self.take(self.tables.path[self.years], tables_of.PATHS)

    @cached_property
    def emissions(self) -> Array:
        return self.take(self.tables.emissions, tables_of.EMISSIONS)

    @cached_property
    def people(self) -> Array:
        away, part = self.draws.people, self.years
        # The projection is lopsided: the way up and the way down have spreads of their own.
        spread = np.where(away > 0, self.tables.more[part], self.tables.fewer[part])
        return self.tables.people[part] + away * spread

    @cached_property
    def person_years(self) -> Array:
        away = self.draws.people
        # One draw holds for all years of a country, so that its spreads add up over the years.
        spread = np.where(away > 0, self.tables.more_years, self.tables.fewer_years)
        return self.take(self.tables.person_years, tables_of.PERSON_YEARS) + away * spread

    @cached_property
    def baseline(self) -> Array:
        """Return emissions now, plus the growth of the part without land use."""
        growth = self.take(self.tables.growth[self.years], tables_of.GROWTH)
        return self.emissions + (growth - 1) * self.take(self.tables.emissions_without, tables_of.EMISSIONS)


def _equal_per_capita(at: Chunk, path: Array) -> Array:
    return equal_per_capita.allocate(path, at.people)


def _convergence(at: Chunk, path: Array) -> Array:
    return per_capita_convergence.allocate(
        path,
        at.people,
        at.emissions,
        years=at.time,
        start_year=at.start,
        convergence_year=at.level("convergence_year"),
    )


def _cumulative(at: Chunk, path: Array) -> Array:
    return equal_cumulative_per_capita.allocate(
        path,
        at.person_years,
        at.take(at.tables.past, tables_of.PAST_EMISSIONS),
        years=at.time,
        start_year=at.start,
        repayment_year=at.level("repayment_year"),
    )


def _responsibility(at: Chunk, path: Array) -> Array:
    index = responsibility_capability.index(
        at.take(at.tables.responsibility, tables_of.RESPONSIBILITY),
        at.take(at.tables.capability[at.years], tables_of.CAPABILITY),
        at.level("responsibility_weight"),
    )
    return responsibility_capability.allocate(path, at.baseline, index)


def _ability(at: Chunk, path: Array) -> Array:
    ability = at.take(at.tables.ability[at.years], tables_of.ABILITY)
    return ability_to_pay.allocate(path, at.baseline, ability)


def _grandfathering(at: Chunk, path: Array) -> Array:
    return grandfathering.allocate(path, at.emissions)


ALLOCATIONS: Mapping[str, Callable[[Chunk, Array], Array]] = {
    equal_per_capita.METHOD: _equal_per_capita,
    per_capita_convergence.METHOD: _convergence,
    equal_cumulative_per_capita.METHOD: _cumulative,
    responsibility_capability.METHOD: _responsibility,
    ability_to_pay.METHOD: _ability,
    grandfathering.METHOD: _grandfathering,
}


def principle_lines(
    principles: Sequence[str], tables: Tables, parameters: Parameters, draws: Draws, years: slice
) -> dict[str, tuple[Array, Array]]:
    """Return each principle as a line over the world's level: two arrays, (years, countries, draws).

    The first is what a country gets where the world emits nothing, in Mt CO2e, the second its part of each
    tonne. Every principle is such a line, so that many global paths on the same draws cost what two do.
    """
    chunk = Chunk(tables, parameters, draws, years)
    # Two levels of the world's size: the difference of small ones would lose digits.
    near = np.full((len(tables.years[years]), 1, len(draws)), LEVEL)
    found: dict[str, tuple[Array, Array]] = {}
    for principle in principles:
        low, high = ALLOCATIONS[principle](chunk, near), ALLOCATIONS[principle](chunk, 2 * near)
        found[principle] = (2 * low - high, (high - low) / LEVEL)
    return found


def path_of_draws(tables: Tables, parameters: Parameters, draws: Draws, years: slice) -> Array:
    """Return the world's path of each draw, Mt CO2e: (years, 1, draws)."""
    return Chunk(tables, parameters, draws, years).path
