"""How near texts are in meaning, where the site has an encoder: it finds what shares no word.

An encoder makes a row of numbers of a text; two texts are as near as the cosine of theirs.
"""

import math
from array import array
from collections.abc import Hashable, Iterable, Mapping, Sequence
from operator import mul
from typing import TypeVar

from tamyr.priorities.logic.encoders import Encoder

Key = TypeVar("Key", bound=Hashable)

# All 28 pairs that were tried in two languages are nearer, none of 744 other couples of them is: docs/decisions/0052-an-encoder-if-wanted.md.
NEAR = 0.4
# The title and the first sentences: an encoder of sentences gains nothing from more, and takes long over it.
MOST_SIGNS = 400
MOST_KEPT = 2_000


class Meanings:
    """What texts mean to one encoder. It is remembered by this process alone: a row of numbers tells of its text."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._known: dict[str, array[float]] = {}

    def nearness(self, asked: str, others: Mapping[Key, str]) -> dict[Key, float]:
        """Return how near each of the others is to a text: 1 for the same, about 0 for what has nothing to do with it."""
        own, *rest = self._rows([text[:MOST_SIGNS] for text in (asked, *others.values())])
        return {key: sum(map(mul, own, row)) for key, row in zip(others, rest, strict=True)}

    def _rows(self, texts: Sequence[str]) -> list["array[float]"]:
        known = self._known
        unread = [text for text in dict.fromkeys(texts) if text not in known]
        if unread:
            if len(known) + len(unread) > MOST_KEPT:
                # All else goes at once: which text was asked for last is not kept.
                known = {text: known[text] for text in texts if text in known}
            rows = map(_of_length_one, self._encoder.encode(unread))
            # Another thread that reads the former ones keeps them.
            known = self._known = {**known, **dict(zip(unread, rows, strict=True))}
        return [known[text] for text in texts]


def _of_length_one(row: Iterable[float]) -> "array[float]":
    numbers = array("f", row)
    length = math.sqrt(sum(map(mul, numbers, numbers)))
    # A row of zeros points nowhere: it stays as it is, and is near to nothing.
    return array("f", (number / length for number in numbers)) if length else numbers
