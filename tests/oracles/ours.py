"""What this site answers to the instances that libraries are asked."""

from fractions import Fraction
from typing import Any

from tamyr.decisions.logic.counting import count
from tamyr.decisions.logic.question import Ballot, Choice, Option, Question, Rule, Voter
from tamyr.decisions.logic.results import Count, Pairwise, Purchases, Stages
from tamyr.decisions.logic.ties import stated_ties
from tests.oracles.instances import Instance

RULES = {
    "shares": "equal-shares",
    "shares-by-cost": "equal-shares",
    "shares-by-win": "equal-shares",
    "completed": "equal-shares",
    "loads": "phragmen",
    "loads-by-cost": "phragmen",
    "loads-2": "phragmen",
    "schulze": "schulze",
    "stv": "stv",
}


def agrees(rule: str, given: Instance, answer: Any) -> bool:
    """Whether a library's answer is ours; one that would have drawn a lot says nothing."""
    if answer is None:
        return True
    if RULES[rule] == "schulze":
        return bool(_pairwise(_ranked(rule, given), given["options"]) == answer)
    if RULES[rule] == "stv":
        return bool(sorted(map(int, _ranked(rule, given).chosen)) == answer)
    rounds = _rounds(rule, given)
    if rule.startswith("shares"):
        return bool([option for option, phase in rounds if phase == "shares"] == answer)
    chosen = [option for option, _phase in rounds]
    if rule == "loads-by-cost":
        # The library ends where any of those tied is too dear: what it chose so far must be ours.
        chosen = chosen[: len(answer)]
    return bool(sorted(chosen) == answer)


def is_on_the_edge(given: Instance) -> bool:
    """Whether an STV count met a quota exactly, or a tie, after papers were divided.

    There the library, which cuts values off after five decimals, sees 5.99999 instead of 6.
    """
    detail = _ranked("stv", given).found.detail
    assert isinstance(detail, Stages)
    divided = False
    for stage in detail.stages:
        is_met = any(stage.totals[option] == detail.quota for option in stage.elected)
        if divided and (stage.tied or is_met):
            return True
        divided = divided or stage.act == "surplus"
        if stage.act == "surplus" and is_met:
            return True
    return False


def _rounds(rule: str, given: Instance) -> list[tuple[int, str]]:
    result = approvals_counted(rule, given)
    assert isinstance(result.found.detail, Purchases)
    return [(int(made.option), made.phase) for made in result.found.detail.rounds]


def approvals_counted(rule: str, given: Instance) -> Count:
    """Count approvals; a ballot that stands for several voters is one of so much weight."""
    has_costs = rule in ("shares-by-cost", "shares-by-win", "loads-by-cost")
    satisfaction = {"shares-by-cost": "cost", "shares-by-win": "one"}.get(rule)
    said = Rule(
        RULES[rule],
        seats=None if has_costs else given["total"],
        budget=given["total"] if has_costs else None,
        satisfaction=satisfaction,
    )
    options = tuple(Option(str(number), cost) for number, cost in enumerate(given["costs"]))
    voters = tuple(Voter(f"{n:05}", weight=Fraction(copies)) for n, copies in enumerate(given["copies"]))
    choices: list[Choice] = [tuple(map(str, ballot)) or "blank" for ballot in given["ballots"]]
    question = Question(said, options, voters)
    return count(question, _cast(voters, choices), stated_ties([str(option) for option in given["lots"]]))


def _ranked(rule: str, given: Instance) -> Count:
    options = tuple(Option(str(number)) for number in range(given["options"]))
    voters = tuple(Voter(f"{number:05}") for number in range(len(given["ballots"])))
    choices: list[Choice] = [
        tuple(tuple(sorted(map(str, tier))) for tier in ballot) for ballot in given["ballots"]
    ]
    said = Rule(rule, seats=given["seats"] if rule == "stv" else None)
    ties = stated_ties([option.id for option in options])
    return count(Question(said, options, voters), _cast(voters, choices), ties)


def _cast(voters: tuple[Voter, ...], choices: list[Choice]) -> list[Ballot]:
    return [Ballot(voter.label, choice) for voter, choice in zip(voters, choices, strict=True)]


def _pairwise(result: Count, options: int) -> list[Any]:
    detail = result.found.detail
    assert isinstance(detail, Pairwise)
    winners = sorted(int(option) for option in (detail.order[0], *detail.tied))
    defeats = sorted([int(winner), int(loser)] for winner, loser in detail.defeats)
    undefeated = sorted(set(range(options)) - {loser for _winner, loser in defeats})
    above = detail.above
    margins = [above[a][b] - above[b][a] for a in range(options) for b in range(options) if a < b]
    return [winners, undefeated, defeats, margins]
