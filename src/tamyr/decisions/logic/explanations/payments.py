"""Who paid what for each choice of equal shares or Phragmén, and what each had left."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from tamyr.decisions.logic.results import Count, Purchases
from tamyr.decisions.logic.rules.equal_shares import steps
from tamyr.decisions.logic.rules.phragmen import race_of
from tamyr.decisions.logic.rules.purses import Race, Step


@dataclass(frozen=True)
class Payment:
    """``left`` is what remains of the voter's own money; once new money comes in, all of it is given."""

    voter: str
    paid: Fraction
    left: Fraction


def payments(result: Count) -> tuple[tuple[Payment, ...], ...]:
    """Return, for each round, what each supporter paid; a round's payments sum to the option's cost, or to one."""
    race, replayed = replay(result)
    voters = tuple(_purchases(result).weights)
    return tuple(
        tuple(_payment(voters[member], race, step, member) for member in race.supporters[step.option])
        for step in replayed
    )


def replay(result: Count) -> tuple[Race, Iterator[Step]]:
    """Return the election and its choices again, each with the purses as they are just before it."""
    detail = _purchases(result)
    race = race_of(result.question, result.ballots, result.ties, detail.weights, detail.start)
    return race, steps(race)


def _purchases(result: Count) -> Purchases:
    assert isinstance(result.found.detail, Purchases), "only of equal shares and Phragmén"
    return result.found.detail


def _payment(voter: str, race: Race, step: Step, member: int) -> Payment:
    weight = race.weights[member]
    money = Fraction(step.purses.amount[step.purses.group[member]], step.purses.unit)
    if step.phase == "loads":
        return Payment(voter, weight * (step.value + money), Fraction(0))
    paid = min(money, step.value * race.satisfaction[step.option])
    return Payment(voter, weight * paid, weight * (money - paid))
