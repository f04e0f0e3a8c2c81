"""What simple approval would have chosen from the same ballots, and who would have got nothing."""

from collections.abc import Collection
from dataclasses import dataclass

from tamyr.decisions.logic.results import Count
from tamyr.decisions.logic.ties import claims


@dataclass(frozen=True)
class Comparison:
    """``chosen`` by simple approval; members without anything they approved, under each."""

    chosen: tuple[str, ...]
    without_a_win: int
    without_a_win_by_approval: int


def approval_would_choose(result: Count) -> tuple[str, ...]:
    """Return the options with the most supporters as far as they fit, ties by the same order, none without supporters."""
    question = result.question
    by, left, chosen = claims(question, result.ballots, result.ties), question.total, []
    for option in sorted(by, key=by.__getitem__):
        if by[option][0] and question.cost_of(option) <= left:
            chosen.append(option)
            left -= question.cost_of(option)
    return tuple(chosen)


def compared(result: Count) -> Comparison:
    """Compare the rule's choice with simple approval's; for rules of approval ballots."""
    chosen = approval_would_choose(result)
    without = _without(result, result.found.chosen)
    return Comparison(chosen, without, _without(result, chosen))


def _without(result: Count, chosen: Collection[str]) -> int:
    ballots = (ballot for ballot in result.ballots if not ballot.is_blank)
    return sum(not set(chosen).intersection(ballot.choice) for ballot in ballots)
