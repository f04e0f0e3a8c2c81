"""How much of what they approved the organisations of a country got, and what was paid for each theme."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from tamyr.decisions.logic.explanations.payments import payments
from tamyr.decisions.logic.results import Count, Purchases

SMALLEST_GROUP = 3
"""Groups smaller than so many organisations are shown together: a number of one is that one's ballot."""
OTHERS = ""


@dataclass(frozen=True)
class Wins:
    """One organisation's: of what it approved, how much was chosen."""

    voter: str
    chosen: int


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
        Wins(ballot.voter, len(picked.intersection(ballot.choice)))
        for ballot in result.ballots
        if not ballot.is_blank
    )


def wins_by_country(result: Count) -> tuple[GroupWins, ...]:
    """Return the mean of chosen options that an organisation approved, weighted as the count weighs, by country."""
    assert isinstance(result.found.detail, Purchases), "only of equal shares and Phragmén"
    by_country: dict[str, list[Wins]] = {}
    for voter_wins in wins(result):
        by_country.setdefault(result.question.voter[voter_wins.voter].country or OTHERS, []).append(
            voter_wins
        )
    weights = result.found.detail.weights
    return tuple(_group(name, of, weights) for name, of in _merged(by_country))


@dataclass(frozen=True)
class ThemePaid:
    """What was paid for the options of a theme, of all there is; small groups of payers are together under ``""``."""

    name: str
    paid: Fraction
    options: int
    payers: int


def paid_by_theme(result: Count) -> tuple[ThemePaid, ...]:
    """Return what was paid for chosen options of each theme; an option of several counts in equal parts.

    Themes that fewer than three organisations paid for are shown together.
    """
    detail = result.found.detail
    assert isinstance(detail, Purchases), "only of equal shares and Phragmén"
    found: dict[str, tuple[Fraction, set[str], set[str]]] = {}
    for made, paid in zip(detail.rounds, payments(result), strict=True):
        themes = result.question.option[made.option].themes or (OTHERS,)
        payers = {payment.voter for payment in paid if payment.paid}
        for theme in themes:
            before, options, voters = found.get(theme, (Fraction(0), set(), set()))
            share = Fraction(result.question.cost_of(made.option), len(themes))
            found[theme] = before + share, options | {made.option}, voters | payers
    shown = {name: of for name, of in found.items() if name and len(of[2]) >= SMALLEST_GROUP}
    rest = [of for name, of in found.items() if name not in shown]
    merged = [
        ThemePaid(name, paid, len(options), len(voters)) for name, (paid, options, voters) in shown.items()
    ]
    if rest:
        bought = {option for _paid, options, _voters in rest for option in options}
        payers = {voter for _paid, _options, voters in rest for voter in voters}
        merged.append(ThemePaid(OTHERS, sum((of[0] for of in rest), Fraction(0)), len(bought), len(payers)))
    return tuple(sorted(merged, key=lambda theme: (theme.name == OTHERS, -theme.paid, theme.name)))


def _merged(groups: Mapping[str, list[Wins]]) -> Iterable[tuple[str, list[Wins]]]:
    large = {name: of for name, of in groups.items() if name != OTHERS and len(of) >= SMALLEST_GROUP}
    small = [voter_wins for name, of in groups.items() if name not in large for voter_wins in of]
    if 0 < len(small) < SMALLEST_GROUP and large:
        # Alone they would still be recognised: the smallest large group joins them.
        small += large.pop(min(large, key=lambda name: (len(large[name]), name)))
    return [*sorted(large.items()), *([(OTHERS, small)] if small else [])]


def _group(name: str, of: list[Wins], weights: Mapping[str, Fraction]) -> GroupWins:
    whole = sum((weights[voter_wins.voter] for voter_wins in of), Fraction(0))
    got = sum((weights[voter_wins.voter] * voter_wins.chosen for voter_wins in of), Fraction(0))
    return GroupWins(name, len(of), got / whole, sum(voter_wins.chosen == 0 for voter_wins in of))
