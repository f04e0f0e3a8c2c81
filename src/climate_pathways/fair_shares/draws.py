"""The draws of a Monte-Carlo run: which level of each choice, and how many people.

Each choice has a stream of its own, seeded by the run's seed and the choice's name, so that a
new choice does not change the others. Levels are dealt like cards: equally often, shuffled.
"""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from climate_pathways.fair_shares.choices import CHOICES, EQUITY, POPULATION, PRINCIPLE, Parameters
from climate_pathways.figures.by_source import SIGMAS_95

Positions = NDArray[np.int64]


@dataclass(frozen=True)
class Draws:
    """``level``: choice → position among its levels, (draws,); ``counts``: choice → how many levels.

    ``people``: distance from the median projection in standard deviations, (countries, draws),
    independent between countries and held within the 95 % bounds.
    """

    level: Mapping[str, Positions]
    counts: Mapping[str, int]
    people: NDArray[np.float32]
    equity: tuple[str, ...]

    def __len__(self) -> int:
        return int(self.people.shape[1])

    def part(self, chosen: slice) -> "Draws":
        level = {name: positions[chosen] for name, positions in self.level.items()}
        return Draws(level, self.counts, self.people[:, chosen], self.equity)


def draw(parameters: Parameters, countries: int) -> Draws:
    """Return the draws of a run: the same for the same seed, number of draws and levels."""
    counts = {name: len(parameters.of(name)) for name in CHOICES}
    equity = tuple(name for name in EQUITY if name in parameters.principles)
    # One card at least: nothing can be dealt from an empty hand.
    counts[PRINCIPLE] = max(1, len(equity))
    level = {name: _dealt(name, count, parameters) for name, count in counts.items()}
    shape = (countries, parameters.draws)
    people = np.zeros(shape, dtype=np.float32)
    if parameters.of(POPULATION) != ("median",):
        people = stream(POPULATION + "-people", parameters.seed).standard_normal(shape, dtype=np.float32)
        # Whoever drew the median stays at distance zero from it.
        people *= level[POPULATION] == parameters.of(POPULATION).index("range")
        np.clip(people, -SIGMAS_95, SIGMAS_95, out=people)
    return Draws(level, counts, people, equity)


def stream(name: str, seed: int) -> np.random.Generator:
    # Seeded by the name too: a choice added later must not move the draws of those there are,
    # or every published figure would change.
    return np.random.Generator(np.random.PCG64([seed, zlib.crc32(name.encode())]))


def _dealt(name: str, count: int, parameters: Parameters) -> Positions:
    # Dealt, not thrown: few draws thrown by chance would favour one level.
    hand = np.arange(parameters.draws, dtype=np.int64) % count
    return stream(name, parameters.seed).permutation(hand)
