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
    squares = _squares(asked, others)
    own = _length(asked, squares)
    scored = []
    for key, signals in others.items():
        common = asked.found & signals.found
        if common:
            score = sum(map(squares.__getitem__, common)) / (own * _length(signals, squares))
            scored.append((score, key, common))
    scored.sort(key=lambda found: -found[0])
    return [Likeness(key, score, _shared(common, asked, squares)) for score, key, common in scored[:most]]


def _squares(asked: Signals, others: Mapping[Key, Signals]) -> dict[Signal, float]:
    """Return the square of each signal's weight among these texts: what all of them say tells nothing."""
    said = Counter(asked.found)
    for signals in others.values():
        said.update(signals.found)
    texts = len(others) + 1
    rarities = [math.log((texts + 1) / (count + 1)) + 0.1 for count in range(texts + 1)]
    return {signal: (WEIGHTS[signal[0]] * rarities[count]) ** 2 for signal, count in said.items()}


def _length(signals: Signals, squares: Mapping[Signal, float]) -> float:
    return math.sqrt(sum(map(squares.__getitem__, signals.found)))


def _shared(common: frozenset[Signal], asked: Signals, squares: Mapping[Signal, float]) -> Shared:
    ranked = sorted(common, key=lambda signal: (-squares[signal], signal))

    def of(kind: str) -> tuple[str, ...]:
        return tuple(signal[1:] for signal in ranked if signal[0] == kind)[:MOST_WORDS]

    concepts, countries = of(CONCEPT), of(COUNTRY)
    words = tuple(asked.written.get(stem, stem) for stem in of(STEM))
    # A concept says it in the reader's own language; the words beneath it would say it twice.
    return Shared(concepts, countries, of(NUMBER), () if concepts else words)
