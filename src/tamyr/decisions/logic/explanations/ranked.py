"""Why a ranked option lost, or a candidate was excluded, in the numbers of the count itself.

No "so many more would have changed it": margins of victory of these rules are hard to compute, and a wrong number is worse than
none.
"""

from collections import deque
from dataclasses import dataclass
from fractions import Fraction

from tamyr.decisions.logic.results import Count, Pairwise, Stages


@dataclass(frozen=True)
class Duel:
    """The winner against another: how many ranked which one higher, the strongest chain of majorities, and how strong each way's is.

    The chain names its options from its first to its last; empty: there is none. ``is_defeat``: no chain of majorities at least as
    strong leads back.
    """

    winner: str
    other: str
    for_winner: int
    for_other: int
    chain: tuple[str, ...]
    strength: int
    strength_back: int
    is_defeat: bool


def duels(result: Count) -> tuple[Duel, ...]:
    """Return the winner of a ranked choice against each other option, in the order of the result."""
    detail = result.found.detail
    assert isinstance(detail, Pairwise), "only of ranked choices"
    return tuple(_duel(detail, detail.order[0], other) for other in detail.order[1:])


def _duel(detail: Pairwise, winner: str, other: str) -> Duel:
    first, second = detail.options.index(winner), detail.options.index(other)
    return Duel(
        winner=winner,
        other=other,
        for_winner=detail.above[first][second],
        for_other=detail.above[second][first],
        chain=chain(detail, winner, other),
        strength=detail.strongest[first][second],
        strength_back=detail.strongest[second][first],
        is_defeat=(winner, other) in detail.defeats,
    )


def chain(detail: Pairwise, start: str, end: str) -> tuple[str, ...]:
    """Return the shortest of the strongest chains of majorities from one option to another."""
    first, last = detail.options.index(start), detail.options.index(end)
    strength = detail.strongest[first][last]
    if not strength:
        return ()
    before, waiting = {first: first}, deque([first])
    while last not in before:
        here = waiting.popleft()
        for other in range(len(detail.options)):
            margin = detail.above[here][other] - detail.above[other][here]
            # No step is weaker than the whole: the first way that is found is a strongest one, and the
            # shortest of them.
            if margin >= strength and other not in before:
                before[other] = here
                waiting.append(other)
    path = [last]
    while path[-1] != first:
        path.append(before[path[-1]])
    return tuple(detail.options[option] for option in reversed(path))


@dataclass(frozen=True)
class Exclusion:
    """When a candidate left the count: its votes just before, and how far the next one was ahead."""

    candidate: str
    stage: int
    votes: Fraction
    behind: Fraction | None
    act: str


def exclusions(result: Count) -> tuple[Exclusion, ...]:
    """Return the candidates that were excluded, in that order; ``act`` is ``exclusion`` or ``full-country``."""
    detail = result.found.detail
    assert isinstance(detail, Stages), "only of STV"
    found, gone = [], set[str]()
    for number, stage in enumerate(detail.stages):
        if stage.act in ("exclusion", "full-country"):
            # There is one: each count begins with the stage of first choices, which excludes nobody.
            before = detail.stages[number - 1]
            elected = {option for done in detail.stages[:number] for option in done.elected}
            for candidate in stage.of:
                others = set(before.totals) - gone - elected - {candidate}
                ahead = min((before.totals[other] for other in others), default=None)
                behind = None if ahead is None else ahead - before.totals[candidate]
                found.append(Exclusion(candidate, number + 1, before.totals[candidate], behind, stage.act))
            gone.update(stage.of)
    return tuple(found)
