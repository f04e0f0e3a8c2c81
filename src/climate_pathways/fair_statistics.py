"""Statistics of all draws at once: quantiles, sums over years, what each choice explains.

Values have the shape (years, countries, draws). Work goes year by year, so that it stays in the
processor's caches, and on all cores: NumPy lets go of Python's lock while it computes.
"""

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from climate_pathways.choices import CHOICES, POPULATION, PRINCIPLE
from climate_pathways.fair_draws import Draws
from climate_pathways.fair_result import LEVELS, OVERALL

WORKERS = min(4, os.cpu_count() or 1)
Values = NDArray[np.float32]
Parts = NDArray[np.float64]


def side_by_side(act: Callable[[int], None], parts: Iterable[int]) -> None:
    """Do independent parts, each of which writes to a place of its own."""
    with ThreadPoolExecutor(WORKERS) as pool:
        for _ in pool.map(act, parts):
            pass


def trapezoid_weights(years: Parts) -> Parts:
    """Return what each year counts in the sum over all years of a path straight between them."""
    gaps = np.diff(years)
    return 0.5 * (np.append(gaps, 0.0) + np.insert(gaps, 0, 0.0))


def quantiles(values: Values) -> Values:
    """Return the quantiles at ``LEVELS`` over the last axis; sorts ``values`` in place."""
    side_by_side(lambda first: values[first].sort(axis=-1), range(len(values)))
    count = values.shape[-1]
    place = np.array(LEVELS) * (count - 1)
    below = np.floor(place).astype(int)
    above = np.minimum(below + 1, count - 1)
    share = (place - below).astype(np.float32)
    between = np.asarray(values[..., below] * (1 - share) + values[..., above] * share, dtype=np.float32)
    # Rounding may turn the order of two neighbours that are all but equal.
    return np.asarray(np.maximum.accumulate(between, axis=-1))


@dataclass(frozen=True)
class Explained:
    """Which draws took which level of the choices that matter to a principle.

    ``members``: one column per level, 1 where a draw took it; ``columns``: choice → its columns.
    """

    members: Values
    columns: dict[str, slice]
    people: Values

    @classmethod
    def of(cls, name: str, draws: Draws) -> "Explained":
        principles = draws.equity if name == OVERALL else (name,)
        columns: dict[str, slice] = {}
        taken, begin = [np.zeros((len(draws), 0), dtype=np.float32)], 0
        for choice, count in draws.counts.items():
            if count > 1 and _matters(choice, name, principles):
                taken.append(np.eye(count, dtype=np.float32)[draws.level[choice]])
                columns[choice] = slice(begin, begin + count)
                begin += count
        return cls(np.concatenate(taken, axis=1), columns, draws.people)

    def contributions(self, values: Values) -> dict[str, Parts]:
        """Return the part of the variance that each choice alone explains: (years, countries).

        First-order Sobol index. For a choice: the variance of the means of its levels (Saltelli et
        al. 2008, Global Sensitivity Analysis, 1.2.6), less what chance alone would show. For the
        population, which differs by country: the squared correlation with the country's own.
        """
        names = [*self.columns, *([POPULATION] if self.people.any() else [])]
        found = {name: np.zeros(values.shape[:2]) for name in names}
        counts = np.maximum(self.members.sum(axis=0), 1)

        def one_year(year: int) -> None:
            centred = values[year] - values[year].mean(axis=-1, keepdims=True)
            variance = np.einsum("cn,cn->c", centred, centred).astype(np.float64)
            between = (centred @ self.members).astype(np.float64) ** 2 / counts
            for choice, columns in self.columns.items():
                levels = columns.stop - columns.start
                found[choice][year] = self._part(between[:, columns].sum(axis=-1), variance, levels - 1)
            if POPULATION in found:
                moved = np.einsum("cn,cn->c", centred, self.people).astype(np.float64)
                size = np.einsum("cn,cn->c", self.people, self.people).astype(np.float64)
                found[POPULATION][year] = self._part(moved**2 / size, variance, 1)

        side_by_side(one_year, range(len(values)))
        return found

    def _part(self, explained: Parts, variance: Parts, freedom: int) -> Parts:
        share = np.divide(explained, variance, out=np.zeros_like(variance), where=variance > 0)
        by_chance = freedom / len(self.members)
        return np.clip((share - by_chance) / (1 - by_chance) if by_chance < 1 else share, 0.0, 1.0)


def _matters(choice: str, name: str, principles: tuple[str, ...]) -> bool:
    if choice == PRINCIPLE:
        return name == OVERALL
    return any(CHOICES[choice].concerns(principle) for principle in principles)
