"""Gradients of agreement: eight levels, counted and never averaged.

S. Kaner and others, "Facilitator's guide to participatory decision-making", 3rd edition, 2014: 1 full support, 2 a minor point,
3 reservations, 4 neutral, 5 needs more talk, 6 dislikes but supports, 7 serious disagreement, 8 cannot accept. Levels 1, 2, 3
and 6 support; neutral counts for the quorum only.
"""

from collections.abc import Sequence
from fractions import Fraction

from tamyr.decisions.logic.question import WORDS, Ballot, Question
from tamyr.decisions.logic.results import Levels, Reason, RuleOutcome
from tamyr.decisions.logic.rules.approval import passes
from tamyr.decisions.logic.ties import Ties, countries_of

SUPPORTING = ("1", "2", "3", "6")
NEUTRAL = "4"
OPPOSED = ("7", "8")


def gradients(question: Question, ballots: Sequence[Ballot], _ties: Ties) -> RuleOutcome:
    spoken = [ballot for ballot in ballots if not ballot.is_blank]
    opposed = [ballot.voter for ballot in spoken if ballot.choice in OPPOSED]
    levels = Levels(
        counts=_histogram(spoken),
        by_country={
            country: _histogram(
                [ballot for ballot in spoken if question.voter[ballot.voter].country == country]
            )
            for country in sorted(countries_of(question, (ballot.voter for ballot in spoken)))
        },
        opposed_countries=tuple(sorted(countries_of(question, opposed))),
    )
    failures = _failures(question, spoken, levels, len(opposed))
    return RuleOutcome(() if failures else (question.options[0].id,), levels, tuple(failures))


def _histogram(ballots: Sequence[Ballot]) -> tuple[int, ...]:
    return tuple(sum(ballot.choice == level for ballot in ballots) for level in WORDS["gradients"])


def _failures(question: Question, spoken: Sequence[Ballot], levels: Levels, opposed: int) -> list[Reason]:
    rule, needed = question.rule, question.rule.share or Fraction(0)
    yes = sum(ballot.choice in SUPPORTING for ballot in spoken)
    # Level 5 stands here too: who needs more talk does not support it yet, and is not neutral.
    no = sum(ballot.choice not in (*SUPPORTING, NEUTRAL) for ballot in spoken)
    reached = Fraction(yes, yes + no) if yes or no else None
    failures = []
    if reached is None or not passes(reached, needed, bool(rule.above)):
        values: dict[str, int | Fraction] = {
            "yes": yes,
            "no": no,
            "needed": needed,
            "reached": reached or Fraction(0),
        }
        failures.append(Reason("share", values))
    if rule.opposed is not None and opposed > rule.opposed:
        failures.append(Reason("opposed", {"found": opposed, "most": rule.opposed}))
    found = len(levels.opposed_countries)
    if rule.opposed_countries is not None and found > rule.opposed_countries:
        failures.append(Reason("opposed-countries", {"found": found, "most": rule.opposed_countries}))
    return failures
