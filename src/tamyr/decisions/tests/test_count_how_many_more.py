"""How many more supporters would have been enough: held against counting again with every set of further supporters."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations

import pytest

from tamyr.decisions.logic.counting import count
from tamyr.decisions.logic.explanations.not_chosen import not_chosen
from tamyr.decisions.logic.question import Ballot, Question, Rule, Voter
from tamyr.decisions.logic.results import Count, Purchases
from tamyr.decisions.logic.rules.equal_shares import steps
from tamyr.decisions.logic.rules.phragmen import race_of
from tamyr.decisions.logic.ties import stated_ties
from tamyr.decisions.tests.ballots import asked, cast, counted

RULES = (
    Rule("equal-shares", seats=2),
    Rule("equal-shares", seats=3, endowment="country"),
    Rule("phragmen", seats=2),
    Rule("phragmen", seats=3, endowment="country-capped"),
    Rule("equal-shares", budget=9),
    Rule("equal-shares", budget=9, satisfaction="one"),
    Rule("phragmen", budget=9),
)


def elections(number: int) -> Iterator[Count]:
    generator = random.Random(7)
    for turn in range(number):
        rule, voters = RULES[turn % len(RULES)], generator.randint(3, 7)
        options = "abcdef"[: generator.randint(3, 6)]
        costs = {option: generator.choice((2, 3, 3, 5)) for option in options}
        question = asked(rule, costs, "".join(generator.choice("XXYZ") for _ in range(voters)))
        likes = generator.choice((0.3, 0.5))
        choices = [
            "".join(option for option in options if generator.random() < likes) or "blank"
            for _ in range(voters)
        ]
        yield count(question, cast(question, choices), stated_ties(generator.sample(options, len(options))))


def with_supporters(result: Count, option: str, joining: Sequence[str]) -> Count:
    ballots = [
        replace(ballot, choice=tuple(sorted((*ballot.choice, option)))) if ballot.voter in joining else ballot
        for ballot in result.ballots
    ]
    return count(result.question, ballots, result.ties)


def fewest_voters(result: Count, option: str) -> int | None:
    others = [b.voter for b in result.ballots if not b.is_blank and option not in b.choice]
    for number in range(1, len(others) + 1):
        for joining in combinations(others, number):
            if option in with_supporters(result, option, joining).found.chosen:
                return number
    return None


def fewest_newcomers(result: Count, option: str) -> int | None:
    """Return how many further voters with the same share each, for this option alone, get it chosen."""
    detail = result.found.detail
    assert isinstance(detail, Purchases)
    for number in range(1, 12):
        new = [Voter(f"new{each}") for each in range(number)]
        question: Question = replace(result.question, voters=(*result.question.voters, *new))
        ballots = [*result.ballots, *(Ballot(voter.label, (option,)) for voter in new)]
        weights = {**detail.weights, **{voter.label: Fraction(1) for voter in new}}
        race = race_of(question, ballots, result.ties, weights, detail.start)
        place = [each.id for each in question.options].index(option)
        if place in [step.option for step in steps(race)]:
            return number
    return None


def compare(number: int) -> int:
    compared = 0
    for result in elections(number):
        for told in not_chosen(result):
            if result.found.detail.weights:  # type: ignore[union-attr]
                said = told.by_voters and told.by_voters.more
                assert said == fewest_voters(result, told.option), (result, told)
                said = told.by_newcomers and told.by_newcomers.more
                assert said == fewest_newcomers(result, told.option), (result, told)
                compared += 1
    return compared


def test_one_more_for_a_proposal_that_was_not_chosen() -> None:
    """In the first example one of the two members for d and e, had it approved c as well, would have made c the first."""
    result = counted(Rule("equal-shares", seats=3), "abcde", ["abc"] * 4 + ["de"] * 2)
    told = {each.option: each for each in not_chosen(result)}
    assert told["c"].by_voters and told["c"].by_voters.more == 1
    assert told["c"].by_voters.round == 1 and told["c"].by_voters.instead_of == "a"
    assert with_supporters(result, "c", ["v0004"]).chosen[0] == "c"


def test_an_option_that_nobody_supports_needs_one_where_there_is_room() -> None:
    result = counted(Rule("equal-shares", seats=3), "abc", ["ab"] * 2)
    assert result.chosen == ("a", "b")
    assert [(each.by_voters and each.by_voters.more) for each in not_chosen(result)] == [1]


@pytest.mark.parametrize(
    ("number", "compared"), [(30, 40), pytest.param(70, 100, marks=pytest.mark.whole)], ids=["few", "more"]
)
def test_the_number_is_that_of_counting_again(number: int, compared: int) -> None:
    assert compare(number) > compared


@pytest.mark.trial
@pytest.mark.timeout(900)
def test_the_number_is_that_of_counting_again_many_times() -> None:
    assert compare(1400) > 2500
