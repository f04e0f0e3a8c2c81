"""Ranked choice: Schulze on margins decides, Split Cycle says why.

M. Schulze, "A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent single-winner election method",
Social Choice and Welfare 2011; W. H. Holliday, E. Pacuit, "Split Cycle: a new Condorcet-consistent voting method independent
of clones and immune to spoilers", Public Choice 2023. The winner of Schulze is never defeated in Split Cycle.
"""

from collections.abc import Sequence
from heapq import heapify, heappop, heappush
from itertools import groupby

from tamyr.decisions.logic.question import Ballot, Question
from tamyr.decisions.logic.results import Pairwise, RuleOutcome
from tamyr.decisions.logic.ties import Ties, claims

Matrix = list[list[int]]
Edge = tuple[int, int, int]
"""A margin, who has it, over whom."""


def schulze(question: Question, ballots: Sequence[Ballot], ties: Ties) -> RuleOutcome:
    names = tuple(option.id for option in question.options)
    place = {name: number for number, name in enumerate(names)}
    ranked = [
        [[place[option] for option in tier] for tier in ballot.choice]
        for ballot in ballots
        if not ballot.is_blank
    ]
    above = pairwise(len(names), ranked)
    strongest, defeats = strongest_paths(above)
    by = claims(question, ballots, ties)
    ranks = {place[name]: rank for rank, name in enumerate(sorted(names, key=by.__getitem__))}
    order, tied = schulze_order(strongest, ranks)
    detail = Pairwise(
        options=names,
        above=tuple(map(tuple, above)),
        strongest=tuple(map(tuple, strongest)),
        defeats=tuple((names[winner], names[loser]) for winner, loser in defeats),
        order=tuple(names[option] for option in order),
        tied=tuple(names[option] for option in tied),
    )
    # Without a ranking the lot alone would choose.
    return RuleOutcome(detail.order[:1] if ranked else (), detail)


def pairwise(number: int, ballots: Sequence[Sequence[Sequence[int]]]) -> Matrix:
    """Return how many ballots rank one option above another, unranked ones being last and tied.

    An option's counters lie side by side in one integer, so that a ballot adds to all of them at once.
    """
    # Room in each field for all ballots, so that none runs over into its neighbour.
    width = len(ballots).bit_length() + 1
    field = [1 << width * option for option in range(number)]
    everything, rows = sum(field), [0] * number
    for tiers in ballots:
        below = everything
        for tier in tiers:
            # The whole tier first: of two that are tied neither is above the other.
            for option in tier:
                below -= field[option]
            for option in tier:
                rows[option] += below
    mask = (1 << width) - 1
    return [[row >> width * option & mask for option in range(number)] for row in rows]


def strongest_paths(above: Matrix) -> tuple[Matrix, list[tuple[int, int]]]:
    """Return the strength of the widest path between each two, and Split Cycle's defeats.

    Majorities are laid in by falling margin: that at which one option first reaches another is the widest path's. A majority is
    a defeat unless its loser reaches its winner by majorities at least as strong.
    """
    number = len(above)
    strongest = [[0] * number for _ in above]
    reaches = [1 << option for option in range(number)]
    reached = [1 << option for option in range(number)]
    defeats = []
    edges = sorted(majorities(above), key=lambda edge: (-edge[0], edge[1:]))
    for margin, same in groupby(edges, key=lambda edge: edge[0]):
        laid = [(winner, loser) for _, winner, loser in same]
        # All of one margin before any is judged: of equals none goes first.
        for winner, loser in laid:
            if not reaches[winner] >> loser & 1:
                _lay(winner, loser, margin, strongest, reaches, reached)
        defeats += [(winner, loser) for winner, loser in laid if not reaches[loser] >> winner & 1]
    return strongest, sorted(defeats)


def majorities(above: Matrix) -> list[Edge]:
    return [
        (count - above[loser][winner], winner, loser)
        for winner, row in enumerate(above)
        for loser, count in enumerate(row)
        if count > above[loser][winner]
    ]


def _lay(
    winner: int, loser: int, margin: int, strongest: Matrix, reaches: list[int], reached: list[int]
) -> None:
    for start in _bits(reached[winner]):
        # What was reached before was reached by a path at least as wide.
        new = reaches[loser] & ~reaches[start]
        reaches[start] |= new
        for end in _bits(new):
            strongest[start][end] = margin
            reached[end] |= 1 << start


def _bits(number: int) -> list[int]:
    """Return the places of the ones."""
    found = []
    while number:
        lowest = number & -number
        found.append(lowest.bit_length() - 1)
        number ^= lowest
    return found


def schulze_order(strongest: Matrix, ranks: dict[int, int]) -> tuple[list[int], list[int]]:
    """Return all options, each before those it beats, ties by rank; and the winners that stood beside the first."""
    number = len(strongest)
    beaten = [
        [other for other in range(number) if strongest[option][other] > strongest[other][option]]
        for option in range(number)
    ]
    beaten_by = [0] * number
    for others in beaten:
        for other in others:
            beaten_by[other] += 1
    ready = [(ranks[option], option) for option in range(number) if not beaten_by[option]]
    heapify(ready)
    tied, order = [option for _, option in sorted(ready)[1:]], []
    while ready:
        _, option = heappop(ready)
        order.append(option)
        for other in beaten[option]:
            beaten_by[other] -= 1
            if not beaten_by[other]:
                heappush(ready, (ranks[other], other))
    return order, tied
