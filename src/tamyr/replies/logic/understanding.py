"""A letter as it came → what stands in it and what it is, in one call that can be made apart."""

from dataclasses import dataclass

from tamyr.replies.logic.kinds import Told, told
from tamyr.replies.logic.reading.letter import Letter
from tamyr.replies.logic.reading.reader import read


@dataclass(frozen=True)
class Understood:
    """A letter, and what it is told to be: where it came to an address of people, and where to one of servers."""

    letter: Letter
    told: Told
    told_at_bounces: Told


def understood(raw: bytes, own_addresses: frozenset[str]) -> Understood:
    # Both are told: which of our addresses it came to shows only outside, where the key is.
    letter = read(raw)
    return Understood(letter, told(letter, own_addresses, False), told(letter, own_addresses, True))
