"""Count a decision by its rule."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from tamyr.decisions.logic.explanations.proportionality import holds_ejr_plus
from tamyr.decisions.logic.question import Ballot, Question, check_ballots
from tamyr.decisions.logic.results import (
    Count,
    Pairwise,
    Purchases,
    Quorum,
    Reason,
    RuleOutcome,
    Stages,
    TieBreak,
)
from tamyr.decisions.logic.rules.approval import approval
from tamyr.decisions.logic.rules.consent import consent
from tamyr.decisions.logic.rules.equal_shares import equal_shares
from tamyr.decisions.logic.rules.gradients import gradients
from tamyr.decisions.logic.rules.phragmen import phragmen
from tamyr.decisions.logic.rules.schulze import schulze
from tamyr.decisions.logic.rules.stv import stv
from tamyr.decisions.logic.set_up import check_question
from tamyr.decisions.logic.ties import Ties, claims, decided_by

RULES: dict[str, Callable[[Question, Sequence[Ballot], Ties], RuleOutcome]] = {
    "equal-shares": equal_shares,
    "phragmen": phragmen,
    "approval": approval,
    "consent": consent,
    "gradients": gradients,
    "schulze": schulze,
    "stv": stv,
}


def count(question: Question, ballots: Sequence[Ballot], ties: Ties) -> Count:
    """Return the result of a decision; raise ``Refusal`` for a question or a ballot that cannot be counted.

    Nothing depends on the order of the ballots. No ballot, or none but blank ones: failed, and not divided by zero; consent
    alone may rest on silence.
    """
    check_question(question)
    check_ballots(question, ballots)
    ballots = tuple(sorted(ballots, key=lambda ballot: ballot.voter))
    taken_part = quorum(question, ballots)
    found = _checked(question, ballots, RULES[question.rule.name](question, ballots, ties))
    if _rests_on_nothing(question, ballots):
        reasons: tuple[Reason, ...] = (Reason("no-ballots", {"blank": taken_part.blank}),)
    else:
        reasons = found.failures
    if not taken_part.is_reached:
        values = {"cast": taken_part.cast, "base": taken_part.base, "needed": taken_part.needed}
        # Beside the others and not in their place: readers learn whether more
        # voters alone would have been enough.
        reasons = (Reason("quorum", values), *reasons)
    broken = tuple(_ties_broken(question, ballots, ties, found))
    return Count(question, ballots, ties, taken_part, found, reasons, broken)


def _checked(question: Question, ballots: Sequence[Ballot], found: RuleOutcome) -> RuleOutcome:
    """Return what was found, with the answer whether it is proportional, where that can be said."""
    detail = found.detail
    if not isinstance(detail, Purchases) or question.has_budget:
        return found
    holds = holds_ejr_plus(found.chosen, ballots, detail.weights, question.total)
    return replace(found, detail=replace(detail, proportional=holds))


def quorum(question: Question, ballots: Sequence[Ballot]) -> Quorum:
    """Return who took part: all entitled at the close, without inactive ones that stayed away, and without recused ones."""
    blank = sum(ballot.is_blank for ballot in ballots)
    if question.roll is not None:
        return Quorum(len(ballots), blank, question.roll.base, question.rule.quorum)
    voted = {ballot.voter for ballot in ballots}
    # Whoever was inactive and came after all is counted on both sides, so
    # that no ballot ever harms the quorum.
    base = [voter for voter in question.voters if voter.state == "entitled" or voter.label in voted]
    silence = len(base) - len(voted) if question.rule.silence else 0
    return Quorum(len(voted) + silence, blank, len(base), question.rule.quorum)


def _rests_on_nothing(question: Question, ballots: Sequence[Ballot]) -> bool:
    return not question.rule.silence and all(ballot.is_blank for ballot in ballots)


def _ties_broken(
    question: Question, ballots: Sequence[Ballot], ties: Ties, found: RuleOutcome
) -> Iterator[TieBreak]:
    by = claims(question, ballots, ties)
    chosen, detail = set(found.chosen), found.detail
    if isinstance(detail, Stages):
        tied = [
            ((stage.of[0], *stage.tied), "seed" if stage.drawn else "earlier-stage")
            for stage in detail.stages
            if stage.tied
        ]
    else:
        tied = [
            ((first, *others), decided_by(by[first], min(by[other] for other in others)))
            for first, others in _same_value(found)
        ]
    for among, how in tied:
        yield TieBreak(among, how, len({option in chosen for option in among}) > 1)


def _same_value(found: RuleOutcome) -> Iterator[tuple[str, Sequence[str]]]:
    detail = found.detail
    if isinstance(detail, Purchases):
        yield from ((made.option, made.tied) for made in detail.rounds if made.tied)
    elif isinstance(detail, Pairwise) and detail.tied and found.chosen:
        yield detail.order[0], detail.tied
