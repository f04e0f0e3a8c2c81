"""How like two texts are: a cosine in which rare signals weigh more."""

import math
from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from tamyr.priorities.logic.similar.meaning import NEAR
from tamyr.priorities.logic.similar.signals import CONCEPT, COUNTRY, NUMBER, STEM, WEIGHTS, Signal, Signals

Key = TypeVar("Key", bound=Hashable)
MOST_SHOWN = 3
MOST_WORDS = 4
# What words say beside meaning, where both are known: a name or a number in common still counts.
BESIDE_MEANING = 0.7
NOTHING_KNOWN: Mapping[Any, float] = {}


@dataclass(frozen=True)
class Match:
    """What matched, the weightiest first: concepts and countries by name, words and numbers as written.

    ``is_near``: an encoder finds the two near in meaning, whatever their words.
    """

    concepts: tuple[str, ...]
    countries: tuple[str, ...]
    numbers: tuple[str, ...]
    words: tuple[str, ...]
    is_near: bool = False

    @property
    def is_in_words(self) -> bool:
        """Whether whole words, names or numbers matched."""
        return bool(self.concepts or self.countries or self.numbers or self.words)


@dataclass(frozen=True)
class Likeness(Generic[Key]):
    key: Key
    score: float
    shared: Match


def most_like(
    asked: Signals,
    others: Mapping[Key, Signals],
    nearness: Mapping[Key, float] = NOTHING_KNOWN,
    *,
    most: int = MOST_SHOWN,
) -> list[Likeness[Key]]:
    """Return the texts most like one, the likest first; those that share nothing are left out.

    ``nearness`` says how near each is in meaning, where an encoder knows it.
    """
    # A text has a signal or has it not: the product of two weights is the square of one.
    squares = _squares(asked, others)
    own = _length(asked, squares)
    scored = []
    for key, signals in others.items():
        common, near = asked.found & signals.found, nearness.get(key, 0.0)
        if common or near >= NEAR:
            alike = (
                # Where something is common neither length is nothing.
                sum(map(squares.__getitem__, common)) / (own * _length(signals, squares)) if common else 0.0
            )
            # What is less near than ``NEAR`` adds to what shares words, but shows nothing by itself.
            scored.append((BESIDE_MEANING * alike + near, key, common))
    # Stable: of two that are equally like it the one with the lower number comes first.
    scored.sort(key=lambda found: -found[0])
    return [
        Likeness(key, score, _shared(common, asked, squares, is_near=nearness.get(key, 0.0) >= NEAR))
        for score, key, common in scored[:most]
    ]


def _squares(asked: Signals, others: Mapping[Key, Signals]) -> dict[Signal, float]:
    """Return the square of each signal's weight among these texts: what all of them say tells nothing."""
    said = Counter(asked.found)
    for signals in others.values():
        said.update(signals.found)
    texts = len(others) + 1
    # What all of them say still weighs a little: of two texts alone, whatever they share is said by all.
    rarities = [math.log((texts + 1) / (count + 1)) + 0.1 for count in range(texts + 1)]
    return {signal: (WEIGHTS[signal[0]] * rarities[count]) ** 2 for signal, count in said.items()}


def _length(signals: Signals, squares: Mapping[Signal, float]) -> float:
    return math.sqrt(sum(map(squares.__getitem__, signals.found)))


def _shared(
    common: frozenset[Signal], asked: Signals, squares: Mapping[Signal, float], *, is_near: bool
) -> Match:
    # By the signal too: a set has another order in each process, and the page would name now these
    # words, now those.
    ranked = sorted(common, key=lambda signal: (-squares[signal], signal))

    def of(kind: str) -> tuple[str, ...]:
        return tuple(signal[1:] for signal in ranked if signal[0] == kind)[:MOST_WORDS]

    concepts, countries = of(CONCEPT), of(COUNTRY)
    words = tuple(asked.written.get(stem, stem) for stem in of(STEM))
    # A concept says it in the reader's own language; the words beneath it would say it twice.
    return Match(concepts, countries, of(NUMBER), () if concepts else words, is_near)
