"""How like two texts are: a cosine in which rare signals weigh more."""

import math
from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from tamyr.priorities.logic.similar.signals import CONCEPT, COUNTRY, NUMBER, STEM, WEIGHTS, Signal, Signals

Key = TypeVar("Key", bound=Hashable)
MOST_SHOWN = 3
MOST_WORDS = 4


@dataclass(frozen=True)
class Shared:
    """What matched, the weightiest first: concepts and countries by name, words and numbers as written."""

    concepts: tuple[str, ...]
    countries: tuple[str, ...]
    numbers: tuple[str, ...]
    words: tuple[str, ...]

    @property
    def is_by_sound(self) -> bool:
        """Whether only parts of words matched."""
        return not (self.concepts or self.countries or self.numbers or self.words)


@dataclass(frozen=True)
class Likeness(Generic[Key]):
    key: Key
    score: float
    shared: Shared


def most_like(
    asked: Signals, others: Mapping[Key, Signals], *, most: int = MOST_SHOWN
) -> list[Likeness[Key]]:
    """Return the texts most like one, the likest first; those that share nothing are left out."""
    weigh = _Weights(asked, others)
    own = weigh.length(asked)
    scored = []
    for key, signals in others.items():
        common = asked.found & signals.found
        if common and own:
            score = sum(weigh(signal) ** 2 for signal in common) / (own * weigh.length(signals))
            scored.append((score, key, common))
    scored.sort(key=lambda found: -found[0])
    return [Likeness(key, score, _shared(common, asked, weigh)) for score, key, common in scored[:most]]


class _Weights:
    """A signal's weight among these texts: what all of them say tells nothing."""

    def __init__(self, asked: Signals, others: Mapping[Key, Signals]) -> None:
        self.texts = len(others) + 1
        self.said = Counter(asked.found)
        for signals in others.values():
            self.said.update(signals.found)
        self.known: dict[Signal, float] = {}

    def __call__(self, signal: Signal) -> float:
        weight = self.known.get(signal)
        if weight is None:
            rarity = math.log((self.texts + 1) / (self.said[signal] + 1)) + 0.1
            weight = self.known[signal] = WEIGHTS[signal[0]] * rarity
        return weight

    def length(self, signals: Signals) -> float:
        return math.sqrt(sum(self(signal) ** 2 for signal in signals.found))


def _shared(common: frozenset[Signal], asked: Signals, weigh: _Weights) -> Shared:
    ranked = sorted(common, key=lambda signal: (-weigh(signal), signal))

    def of(kind: str) -> tuple[str, ...]:
        return tuple(name for found, name in ranked if found == kind)[:MOST_WORDS]

    concepts, countries = of(CONCEPT), of(COUNTRY)
    words = tuple(asked.written.get(stem, stem) for stem in of(STEM))
    # A concept says it in the reader's own language; the words beneath it would say it twice.
    return Shared(concepts, countries, of(NUMBER), () if concepts else words)
