"""What a rule promises, held against every group and every set of a small election; and what must not change a result."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations

import pytest

from tamyr.decisions.logic.counting import count
from tamyr.decisions.logic.explanations.payments import payments
from tamyr.decisions.logic.explanations.ranked import duels, exclusions
from tamyr.decisions.logic.explanations.satisfaction import wins, wins_by_country
from tamyr.decisions.logic.explanations.thresholds import more_yes, shortfall
from tamyr.decisions.logic.question import Ballot, Question, Rule, Voter
from tamyr.decisions.logic.results import Count, Pairwise, Purchases, Stages
from tamyr.decisions.logic.ties import stated_ties
from tamyr.decisions.tests.ballots import asked, cast, counted

Groups = list[set[str]]


def elections(number: int, rule: str, *, weighed: bool = False) -> Iterator[Count]:
    generator = random.Random(13)
    for _ in range(number):
        letters = "abcdefg"[: generator.randint(2, 7)]
        size = generator.randint(2, 8)
        voters = [
            Voter(f"v{each}", "XXYZ"[each % 4], Fraction(generator.randint(1, 3)) if weighed else Fraction(1))
            for each in range(size)
        ]
        question = asked(Rule(rule, seats=generator.randint(1, len(letters))), letters, voters)
        likes = generator.choice((0.25, 0.45))
        choices = [
            [option for option in letters if generator.random() < likes] or "blank" for _ in range(size)
        ]
        yield count(question, cast(question, choices), stated_ties(letters))


def approved(result: Count) -> Groups:
    return [set(map(str, ballot.choice)) for ballot in result.ballots if not ballot.is_blank]


def cohesive(result: Count) -> Iterator[tuple[int, Groups]]:
    """Yield every ℓ and group that agrees on ℓ options and is large enough for ℓ seats."""
    ballots, seats = approved(result), result.question.total
    for level in range(1, seats + 1):
        for agreed in combinations(result.question.option, level):
            group = [ballot for ballot in ballots if ballot.issuperset(agreed)]
            if group and len(group) * seats >= level * len(ballots):
                yield level, group


def breaks_ejr(result: Count) -> bool:
    """Whether some part of a cohesive group that is entitled to ℓ has nobody with ℓ wins."""
    chosen, voters = set(result.chosen), len(approved(result))
    for level, group in cohesive(result):
        poor = [ballot for ballot in group if len(ballot & chosen) < level]
        if poor and len(poor) * result.question.total >= level * voters:
            return True
    return False


def breaks_pjr(result: Count) -> bool:
    """Whether some part of a cohesive group that is entitled to ℓ has fewer than ℓ wins all together."""
    chosen, voters = set(result.chosen), len(approved(result))
    for level, group in cohesive(result):
        for few in combinations(chosen, min(level - 1, len(chosen))):
            poor = [ballot for ballot in group if ballot & chosen <= set(few)]
            if len(chosen) >= level - 1 and poor and len(poor) * result.question.total >= level * voters:
                return True
    return False


def check_prices(result: Count) -> None:
    """Every choice is paid for exactly, by its supporters, within one purse that was the same for all."""
    detail = result.found.detail
    assert isinstance(detail, Purchases)
    made = payments(result)
    times = [round_.value for round_ in detail.rounds if round_.phase == "loads"]
    purse = detail.start + max(times, default=Fraction(0))
    spent = dict.fromkeys(detail.weights, Fraction(0))
    choice = {ballot.voter: ballot.choice for ballot in result.ballots}
    for option, paid in zip(result.found.chosen, made, strict=True):
        assert sum(each.paid for each in paid) == 1
        for each in paid:
            assert option in choice[each.voter] and each.paid >= 0
            spent[each.voter] += each.paid
    for voter, paid_by_it in spent.items():
        assert paid_by_it <= detail.weights[voter] * purse
    for option in set(result.question.option) - set(result.found.chosen):
        supporters = [voter for voter in detail.weights if option in choice[voter]]
        assert sum(detail.weights[voter] * purse - spent[voter] for voter in supporters) <= 1


@pytest.mark.parametrize("weighed", [False, True])
def test_equal_shares_are_proportional_and_paid_for(weighed: bool) -> None:
    for result in elections(60, "equal-shares", weighed=weighed):
        assert isinstance(result.found.detail, Purchases)
        if result.found.detail.weights:
            assert result.found.detail.proportional
            check_prices(result)
            assert weighed or not (breaks_ejr(result) or breaks_pjr(result))


def test_phragmen_is_proportional_for_groups_and_paid_for() -> None:
    for result in elections(60, "phragmen"):
        if approved(result):
            check_prices(result)
            assert not breaks_pjr(result)


def test_simple_approval_would_break_what_is_promised() -> None:
    """The checks above notice a result that is not proportional."""
    result = counted(Rule("equal-shares", seats=3), "abcde", ["abc"] * 4 + ["de"] * 2)
    forged = replace(result, found=replace(result.found, chosen=("a", "b", "c")))
    assert breaks_ejr(forged) and breaks_pjr(forged)


@pytest.mark.trial
@pytest.mark.timeout(600)
def test_rules_are_proportional_many_times() -> None:
    for result in elections(2000, "equal-shares"):
        if approved(result):
            check_prices(result)
            assert not (breaks_ejr(result) or breaks_pjr(result))


# --- what must not change a result ------------------------------------------------------------


def renamed(result: Count) -> tuple[Question, list[Ballot]]:
    voters = [replace(voter, label=f"z{voter.label[::-1]}") for voter in result.question.voters]
    ballots = [replace(ballot, voter=f"z{ballot.voter[::-1]}") for ballot in reversed(result.ballots)]
    return replace(result.question, voters=tuple(reversed(voters))), ballots


def seven_times_heavier(result: Count) -> tuple[Question, list[Ballot]]:
    voters = [replace(voter, weight=voter.weight * 7) for voter in result.question.voters]
    return replace(result.question, voters=tuple(voters)), list(result.ballots)


def with_a_blank_ballot(result: Count) -> tuple[Question, list[Ballot]]:
    voters = (*result.question.voters, Voter("zz"))
    return replace(result.question, voters=voters), [*result.ballots, Ballot("zz", "blank")]


@pytest.mark.parametrize("rule", ["equal-shares", "phragmen"])
@pytest.mark.parametrize("change", [renamed, seven_times_heavier, with_a_blank_ballot])
def test_what_is_not_an_opinion_changes_nothing(
    rule: str, change: Callable[[Count], tuple[Question, list[Ballot]]]
) -> None:
    for result in elections(25, rule, weighed=True):
        question, ballots = change(result)
        assert count(question, ballots, result.ties).chosen == result.chosen


@pytest.mark.parametrize("rule", ["equal-shares", "phragmen"])
def test_a_weight_of_two_is_two_members(rule: str) -> None:
    compared = 0
    for result in elections(25, rule, weighed=True):
        clones = [
            (f"{voter.label}-{copy}", voter)
            for voter in result.question.voters
            for copy in range(int(voter.weight))
        ]
        choice = {ballot.voter: ballot.choice for ballot in result.ballots}
        question = replace(
            result.question, voters=tuple(replace(v, label=label, weight=Fraction(1)) for label, v in clones)
        )
        # Clones would add to the number of supporters, by which ties are decided: elections without ties are compared.
        ballots = [Ballot(label, choice[voter.label]) for label, voter in clones]
        again = count(question, ballots, result.ties)
        if not result.ties_broken and not again.ties_broken:
            assert again.chosen == result.chosen
            compared += 1
    assert compared > 5


def rankings(number: int) -> Iterator[tuple[Question, list[Ballot], Sequence[str]]]:
    generator = random.Random(17)
    for _ in range(number):
        letters, size = "abcde"[: generator.randint(2, 5)], generator.randint(2, 15)
        choices = [generator.sample(letters, generator.randint(1, len(letters))) for _ in range(size)]
        question = asked(Rule("schulze"), letters, size)
        yield question, cast(question, choices), letters


def test_the_winner_of_schulze_is_defeated_by_nobody() -> None:
    for question, ballots, letters in rankings(60):
        result = count(question, ballots, stated_ties(letters))
        detail = result.found.detail
        assert isinstance(detail, Pairwise)
        assert result.chosen[0] not in {loser for _winner, loser in detail.defeats}
        for duel in duels(result):
            assert duel.strength >= duel.strength_back
            assert bool(duel.chain) == (duel.strength > 0)
            assert not duel.is_defeat or duel.for_winner - duel.for_other > duel.strength_back


def test_no_vote_is_lost_and_solid_groups_have_their_seats() -> None:
    generator = random.Random(19)
    for question, ballots, letters in rankings(60):
        seats = generator.randint(1, len(letters))
        result = count(replace(question, rule=Rule("stv", seats=seats)), ballots, stated_ties(letters))
        detail = result.found.detail
        assert isinstance(detail, Stages) and len(result.chosen) == seats
        for stage in detail.stages:
            assert sum(stage.totals.values()) + stage.exhausted == detail.valid
        assert all(each.behind is None or each.behind >= 0 for each in exclusions(result))
        for size in range(1, len(letters)):
            for group in map(set, combinations(letters, size)):
                solid = sum(
                    len(b.choice) >= size and {tier[0] for tier in b.choice[:size]} == group for b in ballots
                )
                assert len(group & set(result.chosen)) >= min(solid // detail.quota, size)


# --- explanations -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("yes", "no", "share", "above", "expected"),
    [
        (30, 12, Fraction(3, 4), False, 6),
        (3, 1, Fraction(3, 4), False, 0),
        (3, 1, Fraction(3, 4), True, 1),
        (1, 1, Fraction(1), False, None),
        (0, 0, Fraction(1, 2), False, 1),
    ],
)
def test_how_many_more_yes_reach_the_share(
    yes: int, no: int, share: Fraction, above: bool, expected: int | None
) -> None:
    assert more_yes(yes, no, share, above=above) == expected


def test_what_a_decision_lacked() -> None:
    rule = Rule("approval", share=Fraction(3, 4), countries=3)
    lacked = shortfall(counted(rule, "a", ["yes", "yes", "no", "blank"], voters="XXYZ"))
    assert (lacked.more_yes, lacked.silent, lacked.countries) == (1, 1, 2)


def test_small_countries_are_shown_together() -> None:
    result = counted(Rule("equal-shares", seats=1), "ab", ["a", "a", "a", "b", "b"], voters="XXXYZ")
    # Two would be recognised: they join the only group there is.
    assert [(group.name, group.voters) for group in wins_by_country(result)] == [("", 5)]
    assert [each.chosen for each in wins(result)] == [1, 1, 1, 0, 0]
