"""How many stand somewhere without their names, said by country only where that tells of nobody."""

from collections.abc import Mapping
from dataclasses import dataclass

SMALLEST = 3


@dataclass(frozen=True)
class UnnamedSignatures:
    """Signatures without names: ``total`` is None where they are fewer than three, ``elsewhere`` those of merged countries."""

    total: int | None
    by_country: tuple[tuple[str, int], ...]
    elsewhere: int


def total_of(named: int, counted: UnnamedSignatures | None) -> int | None:
    """Return how many stand there; None where the number would tell of one who hides."""
    if counted is None:
        return named
    return named + counted.total if counted.total is not None else None


def unnamed(signed: Mapping[str, int], could_sign: Mapping[str, int]) -> UnnamedSignatures | None:
    """Return what may be said of ``signed``, counts of unnamed signatures by country; None where there are none.

    A country stands alone if three signed there and somebody who could have did not (``could_sign``: all
    who are not named); what is left over is at least three again.
    """
    total = sum(signed.values())
    if not total:
        return None
    # Not even the sum: beside a list of all who could have signed, one or two are found by leaving out.
    if total < SMALLEST:
        return UnnamedSignatures(None, (), 0)
    shown = {
        country: count
        for country, count in signed.items()
        # Where all who could did, the number names each of them.
        if count >= SMALLEST and could_sign.get(country, 0) > count
    }
    # The rest would be a small group itself, to be had by subtraction:
    # the smallest country joins it until it is none.
    while 0 < total - sum(shown.values()) < SMALLEST and shown:
        del shown[min(shown, key=lambda country: (shown[country], country))]
    return UnnamedSignatures(total, tuple(sorted(shown.items())), total - sum(shown.values()))
