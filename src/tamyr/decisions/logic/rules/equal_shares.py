"""The Method of Equal Shares, completed by sequential Phragmén from the money left.

D. Peters, P. Skowron, "Proportionality and the limits of welfarism", EC 2020; with costs D. Peters, G. Pierczyński,
P. Skowron, "Proportional participatory budgeting with additive utilities", NeurIPS 2021. Weighted members pay in proportion
to their weight, so a weight of two is two members. On the completion: M. Brill, J. Peters, "Completing priceable
committees", AAAI 2024.

Every organisation is given its part of the seats (or of the budget). A proposal is paid for by its supporters, each the same
for its weight or all that it has; the one at the lowest price goes first. When nothing can be paid any more, all receive new
money at the same speed until the next one can.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from math import lcm

from tamyr.decisions.logic.question import Ballot, Question
from tamyr.decisions.logic.results import RuleOutcome
from tamyr.decisions.logic.rules.endowments import weights_of
from tamyr.decisions.logic.rules.phragmen import loads, purchases, race_of
from tamyr.decisions.logic.rules.purses import Purses, Queue, Race, Ratio, Step
from tamyr.decisions.logic.ties import Ties


def equal_shares(question: Question, ballots: Sequence[Ballot], ties: Ties) -> RuleOutcome:
    weights = weights_of(question, ballots)
    # Summed as integers over one denominator: a sum of fractions is brought to lowest terms at each step.
    scale = lcm(*{weight.denominator for weight in weights.values()})
    whole = Fraction(sum(w.numerator * (scale // w.denominator) for w in weights.values()), scale)
    # Shared among those who cast a ballot: what is for the silent would be left over.
    start = Fraction(question.total * whole.denominator, whole.numerator) if whole else Fraction(0)
    race = race_of(question, ballots, ties, weights, start)
    return purchases(question, ballots, race, weights, steps(race))


def steps(race: Race) -> Iterator[Step]:
    """Yield each choice just before it is paid for; options without supporters are never chosen."""
    if not race.weights:
        return
    purses, spent = Purses(race.weights, race.start), 0
    ranks = {option: rank for option, rank in race.ranks.items() if race.supporters[option]}
    bearing = {option: purses.bearing(race.supporters[option]) for option in ranks}
    bounds: dict[int, Ratio] | None = None
    if race.start:
        bounds = {}
        for step in _shares(race, purses, ranks, bearing, bounds):
            yield step
            # After the step was handed out: whoever looks at it reads the purses as they were before.
            _pay(race, step)
            del ranks[step.option]
            spent += race.costs[step.option]
    yield from loads(race, purses, ranks, bearing, spent, bounds)


def _shares(
    race: Race,
    purses: Purses,
    ranks: Mapping[int, int],
    bearing: Mapping[int, int],
    too_dear: dict[int, Ratio],
) -> Iterator[Step]:
    """Yield what is bought; ``too_dear`` takes up the others, each with a time before which it cannot be paid."""
    spent, costs, supporters = 0, race.costs, race.supporters

    def value(option: int) -> Ratio | None:
        # Neither bought nor kept for the new money: what does not fit now never will.
        if spent + costs[option] > race.total:
            return None
        left, borne_by = purses.price(supporters[option], costs[option], bearing[option])
        if not borne_by:
            # Money only falls: what is missing now is missing at the end.
            too_dear[option] = left, bearing[option] * purses.unit
            return None
        return left, borne_by * purses.unit * race.satisfaction[option]

    queue = Queue(_least_prices(race, purses, bearing, too_dear), ranks)
    while spent < race.total and (found := queue.least(value)) is not None:
        option, least, tied = found
        yield Step(option, "shares", least, tied, purses, spent)
        spent += costs[option]


def _least_prices(
    race: Race, purses: Purses, bearing: Mapping[int, int], too_dear: dict[int, Ratio]
) -> dict[int, Ratio]:
    """Return the price of each option where its supporters all pay the same, which is the least; none if that is too dear at the start."""
    prices, money = {}, purses.amount[0]
    for option, borne_by in bearing.items():
        cost = race.costs[option] * purses.scale
        missing = cost * purses.unit - borne_by * money
        if missing > 0:
            too_dear[option] = missing, borne_by * purses.unit
        else:
            prices[option] = cost, borne_by * race.satisfaction[option]
    return prices


def _pay(race: Race, step: Step) -> None:
    value = step.value * race.satisfaction[step.option] * step.purses.unit
    price = step.purses.whole((value.numerator, value.denominator))
    step.purses.change(race.supporters[step.option], lambda money: max(0, money - price))
