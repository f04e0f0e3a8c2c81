"""The Method of Equal Shares, completed by sequential Phragmén from the money left.

D. Peters, P. Skowron, "Proportionality and the limits of welfarism", EC 2020; with costs D. Peters, G. Pierczyński,
P. Skowron, "Proportional participatory budgeting with additive utilities", NeurIPS 2021. Weighted members pay in proportion
to their weight, so a weight of two is two members. On the completion: M. Brill, J. Peters, "Completing priceable
committees", AAAI 2024.

Every organisation is given its part of the seats (or of the budget). A proposal is paid for by its supporters, each the same
for its weight or all that it has; the one at the lowest price goes first. When nothing can be paid any more, all receive new
money at the same speed until the next one can.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from tamyr.decisions.logic.question import Ballot, Question
from tamyr.decisions.logic.results import Found
from tamyr.decisions.logic.rules.endowments import weights_of
from tamyr.decisions.logic.rules.phragmen import loads, purchases, race_of
from tamyr.decisions.logic.rules.purses import Purses, Queue, Race, Ratio, Step
from tamyr.decisions.logic.ties import Ties


def equal_shares(question: Question, ballots: Sequence[Ballot], ties: Ties) -> Found:
    weights = weights_of(question, ballots)
    whole = sum(weights.values(), Fraction(0))
    start = Fraction(question.total * whole.denominator, whole.numerator) if whole else Fraction(0)
    race = race_of(question, ballots, ties, weights, start)
    return purchases(question, ballots, race, weights, steps(race))


def steps(race: Race) -> Iterator[Step]:
    """Yield each choice just before it is paid for; options without supporters are never chosen."""
    if not race.weights:
        return
    supported = {option: rank for option, rank in race.ranks.items() if race.supporters[option]}
    purses, queue = Purses(race.weights, race.start), Queue(supported)
    bought, spent = [], 0
    if race.start:
        for step in _shares(race, purses, queue):
            yield step
            bought.append(step.option)
            spent += race.costs[step.option]
            _pay(race, step)
    left = {option: rank for option, rank in supported.items() if option not in set(bought)}
    yield from loads(race, purses, left, spent)


def _shares(race: Race, purses: Purses, queue: Queue) -> Iterator[Step]:
    spent = 0

    def value(option: int) -> Ratio | None:
        if spent + race.costs[option] > race.total:
            return None
        price = purses.price(race.supporters[option], race.costs[option])
        return price and (price[0], price[1] * purses.unit * race.satisfaction[option])

    while spent < race.total and (found := queue.least(value)) is not None:
        option, least, tied = found
        yield Step(option, "shares", least, tied, purses, spent)
        spent += race.costs[option]


def _pay(race: Race, step: Step) -> None:
    value = step.value * race.satisfaction[step.option] * step.purses.unit
    price = step.purses.whole((value.numerator, value.denominator))
    step.purses.change(race.supporters[step.option], lambda money: max(0, money - price))
