"""Sequential Phragmén: all receive money at the same speed, and the next proposal is the first that its supporters can pay.

L. E. Phragmén, "Sur une méthode nouvelle pour réaliser, dans les élections, la représentation proportionnelle des partis",
1894; M. Brill, R. Freeman, S. Janson, M. Lackner, "Phragmén's voting methods and justified representation", Mathematical
Programming 2024. With costs an option that no longer fits is left out for good.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from tamyr.decisions.logic.question import Ballot, Question
from tamyr.decisions.logic.results import Purchases, Reason, Round, RuleOutcome
from tamyr.decisions.logic.rules.endowments import weights_of
from tamyr.decisions.logic.rules.purses import Purses, Queue, Race, Ratio, Step
from tamyr.decisions.logic.ties import Ties, approvals, claims_of_approved


def phragmen(question: Question, ballots: Sequence[Ballot], ties: Ties) -> RuleOutcome:
    weights = weights_of(question, ballots)
    race = race_of(question, ballots, ties, weights, Fraction(0))
    ranks = {option: rank for option, rank in race.ranks.items() if race.supporters[option]}
    purses = Purses(race.weights, race.start)
    bearing = {option: purses.bearing(race.supporters[option]) for option in ranks}
    chosen = loads(race, purses, ranks, bearing, 0) if race.weights else iter(())
    return purchases(question, ballots, race, weights, chosen)


def race_of(
    question: Question,
    ballots: Sequence[Ballot],
    ties: Ties,
    weights: Mapping[str, Fraction],
    start: Fraction,
) -> Race:
    """Return the election in numbers: members in the order of ``weights``, options in that of the question."""
    members = {voter: number for number, voter in enumerate(weights)}
    cast = [(members[ballot.voter], ballot) for ballot in ballots if not ballot.is_blank]
    supporters = approvals(question, cast)
    stated = [(number, question.voter[voter].country) for voter, number in members.items()]
    by = claims_of_approved(supporters, {number: country for number, country in stated if country}, ties)
    place = {option: number for number, option in enumerate(supporters)}
    has_budget = question.has_budget
    costs = {number: option.cost if has_budget else 1 for number, option in enumerate(question.options)}
    is_counted_by_cost = has_budget and question.rule.satisfaction != "one"
    return Race(
        weights=tuple(weights.values()),
        supporters=dict(enumerate(supporters.values())),
        costs=costs,
        total=question.total,
        ranks={place[option]: rank for rank, option in enumerate(sorted(place, key=by.__getitem__))},
        satisfaction=costs if is_counted_by_cost else dict.fromkeys(costs, 1),
        start=start,
    )


def purchases(
    question: Question,
    ballots: Sequence[Ballot],
    race: Race,
    weights: Mapping[str, Fraction],
    chosen: Iterator[Step],
) -> RuleOutcome:
    names = [option.id for option in question.options]
    rounds = tuple(
        Round(names[step.option], step.phase, step.value, tuple(names[tied] for tied in step.tied))
        for step in chosen
    )
    spent = sum(question.cost_of(made.option) for made in rounds)
    picked = tuple(made.option for made in rounds)
    remarks, failures = [], []
    # Where nobody cast a ballot that says something, ``count`` says so itself.
    if weights and not rounds:
        failures.append(Reason("no-support", {}))
    if rounds and not question.has_budget and len(rounds) < question.total:
        remarks.append(Reason("seats-left-empty", {"number": question.total - len(rounds)}))
    detail = Purchases(rounds, dict(weights), race.start, spent)
    return RuleOutcome(picked, detail, tuple(failures), tuple(remarks))


def loads(
    race: Race,
    purses: Purses,
    ranks: Mapping[int, int],
    bearing: Mapping[int, int],
    spent: int,
    bounds: Mapping[int, Ratio] | None = None,
) -> Iterator[Step]:
    """Yield the choices of sequential Phragmén: a load is money, negative. What no longer fits is left out for good.

    ``bounds`` are times before which an option cannot be paid, of all that may still fit; without them nobody has any money yet.
    """
    costs, supporters = race.costs, race.supporters
    if bounds is None:
        bounds = {option: (costs[option] * purses.scale, bearing[option]) for option in ranks}

    def value(option: int) -> Ratio | None:
        if spent + costs[option] > race.total:
            return None
        borne, borne_by = purses.time(supporters[option], costs[option], bearing[option])
        return borne, borne_by * purses.unit

    queue = Queue(bounds, ranks)
    while spent < race.total and (found := queue.least(value)) is not None:
        option, time, tied = found
        yield Step(option, "loads", time, tied, purses, spent)
        exact = time * purses.unit
        # All that supporters had by now is paid: from here on their money counts from this moment.
        load = -purses.whole((exact.numerator, exact.denominator))
        purses.change(race.supporters[option], lambda _money, load=load: load)  # type: ignore[misc]
        spent += race.costs[option]
