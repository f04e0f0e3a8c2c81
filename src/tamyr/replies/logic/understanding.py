"""A letter as it came → what stands in it and what it is, in one call that can be made apart."""

from dataclasses import dataclass

from tamyr.replies.logic.kinds import Classification, told
from tamyr.replies.logic.reading.letter import Letter
from tamyr.replies.logic.reading.reader import read


@dataclass(frozen=True)
class Understanding:
    """A letter, and what it is told to be: where it came to an address of people, and where to one of servers."""

    letter: Letter
    told: Classification
    told_at_bounces: Classification


def understood(raw: bytes, own_addresses: frozenset[str]) -> Understanding:
    # Both are told: which of our addresses it came to shows only outside, where the key is.
    letter = read(raw)
    return Understanding(letter, told(letter, own_addresses, False), told(letter, own_addresses, True))
