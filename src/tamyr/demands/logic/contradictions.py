"""Demands that ask for different numbers of the same thing."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class DemandTarget:
    """A demand's number: of what, in which year, and of which country, empty where of the whole region."""

    key: Hashable
    subject: str
    year: int | None
    iso3: str
    value: Decimal


# A later year that asks for less of these falls back behind an earlier one; of emissions, one that asks for more.
RISING, FALLING = ("cut", "renewables", "methane", "forests"), ("emissions",)
WHOLE_CUT, NO_EMISSIONS = Decimal(100), Decimal(0)


def contradictions(asked: DemandTarget, others: Iterable[DemandTarget]) -> list[DemandTarget]:
    """Return the demands whose number cannot stand beside this one, of the same thing in the same place.

    What is asked of the whole region is asked of each of its countries.
    """
    return [
        other
        for other in others
        # A demand that is planned anew stands among the others as it is now, and is none of them.
        if other.key != asked.key
        and (other.iso3 == asked.iso3 or not (other.iso3 and asked.iso3))
        and (_is_another_number(asked, other) or _is_another_way_to_nothing(asked, other))
    ]


def neutral_in(asked: DemandTarget) -> int | None:
    """Return the year from which a country would emit nothing more, whichever number says it."""
    if asked.subject == "neutrality":
        return int(asked.value)
    is_all = asked.subject == "cut" and asked.value >= WHOLE_CUT
    return asked.year if is_all or (asked.subject == "emissions" and asked.value <= NO_EMISSIONS) else None


def _is_another_number(one: DemandTarget, other: DemandTarget) -> bool:
    if one.subject != other.subject:
        return False
    # Both are None where the number is itself a year: two such numbers contradict each other.
    if one.year == other.year:
        return one.value != other.value
    if one.year is None or other.year is None:
        return False
    sooner, later = sorted((one, other), key=lambda asked: asked.year or 0)
    if one.subject in RISING:
        return later.value < sooner.value
    return one.subject in FALLING and later.value > sooner.value


def _is_another_way_to_nothing(one: DemandTarget, other: DemandTarget) -> bool:
    first, second = neutral_in(one), neutral_in(other)
    return first is not None and second is not None and first != second
