"""The worked examples of the study, which anybody can follow with a pencil."""

from fractions import Fraction

from tamyr.decisions.logic.question import Rule
from tamyr.decisions.logic.results import Count, Pairwise, Purchases, Stages
from tamyr.decisions.tests.ballots import counted

COSTS = {"a": 6, "b": 4, "c": 5, "d": 3}
C1_TO_C12 = [f"c{number}" for number in range(1, 13)]
NESTED = (
    [["a", "b", "c1"]] * 2
    + [["a", "b", "c2"]] * 2
    + [C1_TO_C12] * 6
    + [C1_TO_C12[1:]] * 5
    + [C1_TO_C12[2:]] * 9
)


def rounds(result: Count) -> list[tuple[str, str, str]]:
    assert isinstance(result.found.detail, Purchases)
    return [(made.option, made.phase, str(made.value)) for made in result.found.detail.rounds]


def test_a_third_of_the_members_has_a_third_of_the_seats() -> None:
    result = counted(Rule("equal-shares", seats=3), "abcde", ["abc"] * 4 + ["de"] * 2)
    assert rounds(result) == [("a", "shares", "1/4"), ("b", "shares", "1/4"), ("d", "shares", "1/2")]


def test_what_is_left_is_completed_without_breaking_anybodys_claim() -> None:
    result = counted(Rule("equal-shares", seats=3), "abcd", ["d", "bc", "ac"])
    assert rounds(result) == [("c", "shares", "1/2"), ("d", "shares", "1"), ("a", "loads", "1/2")]


def test_equal_shares_of_countries_are_others_than_those_of_members() -> None:
    choices = ["abc"] * 4 + ["d", "e"]
    assert counted(Rule("equal-shares", seats=3), "abcde", choices).chosen == ("a", "b", "c")
    by_country = counted(
        Rule("equal-shares", seats=3, endowment="country"), "abcde", choices, voters="XXXXYZ"
    )
    assert by_country.chosen == ("a", "d", "e")
    assert isinstance(by_country.found.detail, Purchases)
    assert list(by_country.found.detail.weights.values()) == [Fraction(1, 2)] * 4 + [2, 2]


def test_grants_are_paid_until_nothing_fits() -> None:
    choices = ["ab", "ab", "ac", "bc", "cd", "d"]
    by_cost = counted(Rule("equal-shares", budget=12), COSTS, choices)
    assert rounds(by_cost) == [("a", "shares", "1/3"), ("d", "shares", "1/2")]
    by_win = counted(Rule("equal-shares", budget=12, satisfaction="one"), COSTS, choices)
    assert rounds(by_win) == [("b", "shares", "4/3"), ("d", "shares", "3/2"), ("c", "loads", "11/18")]


def test_a_cycle_of_majorities_ends_at_its_weakest() -> None:
    result = counted(Rule("schulze"), "abc", ["abc"] * 4 + ["bca"] * 3 + ["cab"] * 2)
    assert isinstance(result.found.detail, Pairwise)
    assert result.chosen == ("a",)
    assert result.found.detail.defeats == (("a", "b"), ("b", "c"))


def test_phragmen_is_proportional_less_far_than_equal_shares() -> None:
    options = ["a", "b", *C1_TO_C12]
    shares = counted(Rule("equal-shares", seats=12), options, NESTED)
    loads = counted(Rule("phragmen", seats=12), options, NESTED)
    assert sorted(shares.chosen) == sorted(["a", "b", *C1_TO_C12[2:]])
    assert sorted(loads.chosen) == sorted(C1_TO_C12)
    assert isinstance(shares.found.detail, Purchases) and shares.found.detail.proportional
    assert isinstance(loads.found.detail, Purchases) and loads.found.detail.proportional is False


def test_papers_of_the_excluded_go_on_or_are_exhausted() -> None:
    result = counted(Rule("stv", seats=2), "abcd", ["ab"] * 4 + ["ba"] + ["c"] * 2 + ["dc"] * 2)
    assert result.chosen == ("a", "c")
    detail = result.found.detail
    assert isinstance(detail, Stages)
    assert detail.quota == 4
    assert [(stage.act, stage.of, stage.elected) for stage in detail.stages] == [
        ("first", (), ("a",)),
        ("exclusion", ("b",), ()),
        ("exclusion", ("d",), ("c",)),
    ]
    assert detail.stages[1].exhausted == 1
    assert [(tie.options, tie.by, tie.decided) for tie in result.ties_broken] == [(("d", "c"), "seed", True)]
