"""Statistics of all draws of one year at once: quantiles, budgets, what each choice explains.

Values of a year have the shape (countries, draws).
"""

import os
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from climate_pathways.fair_shares.choices import CHOICES, POPULATION, PRINCIPLE
from climate_pathways.fair_shares.draws import Draws
from climate_pathways.fair_shares.result import LEVELS, OVERALL

WORKERS = min(4, os.cpu_count() or 1)
# A product of more numbers than this is shared out by the library to threads of its own, which wait for each
# other while ours work: three times the processor, and sums that depend on how many cores there are.
OWN_THREAD = 2**18
Values = NDArray[np.float32]
Parts = NDArray[np.float64]


def side_by_side(act: Callable[[int], None], parts: Iterable[int]) -> None:
    """Do independent parts, each of which writes to a place of its own, on all cores.

    Threads suffice: NumPy lets go of Python's lock while it computes.
    """
    with ThreadPoolExecutor(WORKERS) as pool:
        # Going through the answers raises what a thread raised; unread, its error would be lost.
        for _ in pool.map(act, parts):
            pass


def trapezoid_weights(years: Parts) -> Parts:
    """Return what each year counts in the sum over all years of a path straight between them."""
    gaps = np.diff(years)
    return 0.5 * (np.append(gaps, 0.0) + np.insert(gaps, 0, 0.0))


def quantiles(values: Values) -> Values:
    """Return the quantiles at ``LEVELS`` over the last axis; sorts ``values`` in place."""
    values.sort(axis=-1)
    count = values.shape[-1]
    place = np.array(LEVELS) * (count - 1)
    below = np.floor(place).astype(int)
    above = np.minimum(below + 1, count - 1)
    share = (place - below).astype(np.float32)
    between = np.asarray(values[..., below] * (1 - share) + values[..., above] * share, dtype=np.float32)
    # Rounding may turn the order of two neighbours that are all but equal.
    return np.asarray(np.maximum.accumulate(between, axis=-1))


class VarianceDecomposition:
    """Which draws took which level of the choices that matter to a principle."""

    def __init__(self, name: str, draws: Draws, people: Values) -> None:
        principles = draws.equity if name == OVERALL else (name,)
        choices = [c for c, count in draws.counts.items() if count > 1 and _matters(c, name, principles)]
        self.draws = len(draws)
        self.people = people
        # One column per level of each choice, 1 where a draw took it: one product serves all.
        taken = [np.eye(draws.counts[c])[draws.level[c]] for c in choices]
        self.members = np.concatenate([np.zeros((len(draws), 0)), *taken], axis=1)
        self.ends = np.cumsum([part.shape[1] for part in taken], dtype=int).tolist()
        self.names = (*choices, *([POPULATION] if people.any() else []))

    def contributions(self, values: Values) -> Parts:
        """Return the part of the variance that each of ``names`` alone explains: (names, countries).

        First-order Sobol index. For a choice: the variance of the means of its levels (Saltelli et
        al. 2008, Global Sensitivity Analysis, 1.2.6), less what chance alone would show. For the
        population, which differs by country: the squared correlation with the country's own.
        """
        centred = values - values.mean(axis=-1, keepdims=True)
        variance = np.einsum("cn,cn->c", centred, centred).astype(np.float64)
        counts = np.maximum(self.members.sum(axis=0), 1)
        between = _by_level(centred, self.members) ** 2 / counts
        parts = [
            self._part(between[:, begin:end].sum(axis=-1), variance, end - begin - 1)
            for begin, end in pairwise([0, *self.ends])
        ]
        if len(self.names) > len(self.ends):
            moved = np.einsum("cn,cn->c", centred, self.people).astype(np.float64)
            size = np.einsum("cn,cn->c", self.people, self.people).astype(np.float64)
            parts.append(self._part(moved**2 / size, variance, 1))
        return np.array(parts).reshape(len(self.names), len(values))

    def _part(self, explained: Parts, variance: Parts, freedom: int) -> Parts:
        # Draws that are all equal have nothing to explain: zero by zero counts as zero.
        share = np.divide(explained, variance, out=np.zeros_like(variance), where=variance > 0)
        # A choice without any effect would seem to explain one draw’s worth per degree of freedom.
        by_chance = freedom / self.draws
        return np.clip((share - by_chance) / (1 - by_chance) if by_chance < 1 else share, 0.0, 1.0)


def _by_level(centred: Values, members: Parts) -> Parts:
    """Return the sums over the draws of each level: (countries, levels)."""
    rows, columns = len(centred), members.shape[1]
    step = max(1, OWN_THREAD // max(1, rows * columns))
    sums = np.zeros((rows, columns))
    for begin in range(0, len(members), step):
        # In double precision, or a country's third figure would depend on how many are reported beside it.
        sums += centred[:, begin : begin + step].astype(np.float64) @ members[begin : begin + step]
    return sums


def _matters(choice: str, name: str, principles: tuple[str, ...]) -> bool:
    if choice == PRINCIPLE:
        return name == OVERALL
    return any(CHOICES[choice].concerns(principle) for principle in principles)


@dataclass
class PrincipleStatistics:
    """One principle's statistics, filled year by year.

    ``quantiles``: (years, countries, LEVELS); ``explained``: (years, names, countries);
    ``budgets``: the sum so far, (countries, draws); ``kept``: country → (years, draws).
    """

    by: VarianceDecomposition
    weights: Parts
    quantiles: Values
    explained: Parts
    budgets: Values
    kept: dict[str, Values]
    rows: Mapping[str, int]

    @classmethod
    def empty(
        cls, name: str, draws: Draws, people: Values, years: Parts, rows: Mapping[str, int]
    ) -> "PrincipleStatistics":
        """Return nothing collected yet; ``people``: of the countries reported, (countries, draws)."""
        by = VarianceDecomposition(name, draws, people)
        countries, count = people.shape
        return cls(
            by=by,
            weights=trapezoid_weights(years),
            quantiles=np.empty((len(years), countries, len(LEVELS)), np.float32),
            explained=np.empty((len(years), len(by.names), countries)),
            budgets=np.zeros((countries, count), np.float32),
            kept={iso3: np.empty((len(years), count), np.float32) for iso3 in rows},
            rows=rows,
        )

    def weigh(self, years: range, values: Values) -> None:
        """Add a block of years, (years, countries, draws), to the budgets."""
        # In single precision, or the sum would be computed in double for the whole block.
        weights = self.weights[years.start : years.stop].astype(np.float32)
        self.budgets += np.einsum("t,tcn->cn", weights, values)

    def add(self, year: int, values: Values) -> None:
        """Take in a year; ``values`` are sorted on the way and of no use afterwards."""
        for iso3, row in self.rows.items():
            self.kept[iso3][year] = values[row]
        # Before the quantiles: sorting takes the values away from the draws that they belong to.
        self.explained[year] = self.by.contributions(values)
        self.quantiles[year] = quantiles(values)

    def contributions(self) -> dict[str, Parts]:
        """Return choice → (years, countries), without the base year."""
        return {name: self.explained[1:, number] for number, name in enumerate(self.by.names)}
