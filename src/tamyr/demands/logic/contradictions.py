"""Demands that ask for different numbers of the same thing."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Asked:
    """A demand's number: of what, in which year, and of which country, empty where of the whole region."""

    key: Hashable
    subject: str
    year: int | None
    iso3: str
    value: Decimal


def contradictions(asked: Asked, others: Iterable[Asked]) -> list[Asked]:
    """Return the demands whose number is another one, of the same thing in the same place.

    What is asked of the whole region is asked of each of its countries.
    """
    return [
        other
        for other in others
        if other.key != asked.key
        and (other.subject, other.year) == (asked.subject, asked.year)
        and (other.iso3 == asked.iso3 or not (other.iso3 and asked.iso3))
        and other.value != asked.value
    ]
