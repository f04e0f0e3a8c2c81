"""How much of what they approved the organisations of a country got."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from tamyr.decisions.logic.results import Count, Purchases

SMALLEST_GROUP = 3
"""Groups smaller than so many organisations are shown together: a number of one is that one's ballot."""
OTHERS = ""


@dataclass(frozen=True)
class Wins:
    """One organisation's: of what it approved, how much was chosen, and how much could have been."""

    voter: str
    chosen: int
    possible: int


@dataclass(frozen=True)
class GroupWins:
    """A country's organisations together, or all the small ones under the name ``""``."""

    name: str
    voters: int
    mean: Fraction
    without_any: int


def wins(result: Count) -> tuple[Wins, ...]:
    picked = set(result.found.chosen)
    return tuple(
        Wins(ballot.voter, len(picked.intersection(ballot.choice)), min(len(picked), len(ballot.choice)))
        for ballot in result.ballots
        if not ballot.is_blank
    )


def wins_by_country(result: Count) -> tuple[GroupWins, ...]:
    """Return the mean of chosen options that an organisation approved, weighted as the count weighs, by country."""
    assert isinstance(result.found.detail, Purchases), "only of equal shares and Phragmén"
    by_country: dict[str, list[Wins]] = {}
    for one in wins(result):
        by_country.setdefault(result.question.voter[one.voter].country or OTHERS, []).append(one)
    weights = result.found.detail.weights
    return tuple(_group(name, of, weights) for name, of in _merged(by_country))


def _merged(groups: Mapping[str, list[Wins]]) -> Iterable[tuple[str, list[Wins]]]:
    large = {name: of for name, of in groups.items() if name != OTHERS and len(of) >= SMALLEST_GROUP}
    small = [one for name, of in groups.items() if name not in large for one in of]
    if 0 < len(small) < SMALLEST_GROUP and large:
        # Alone they would still be recognised: the smallest large group joins them.
        small += large.pop(min(large, key=lambda name: (len(large[name]), name)))
    return [*sorted(large.items()), *([(OTHERS, small)] if small else [])]


def _group(name: str, of: list[Wins], weights: Mapping[str, Fraction]) -> GroupWins:
    whole = sum((weights[one.voter] for one in of), Fraction(0))
    got = sum((weights[one.voter] * one.chosen for one in of), Fraction(0))
    return GroupWins(name, len(of), got / whole, sum(one.chosen == 0 for one in of))
