"""What a count says at its edges: nobody, nothing, everybody the same, exactly enough."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from tamyr.decisions.logic.counting import count
from tamyr.decisions.logic.question import Rule, Voter, read_choice
from tamyr.decisions.logic.refusals import Refusal
from tamyr.decisions.logic.results import Count, Objections, Purchases, Stages
from tamyr.decisions.logic.rules.endowments import shares_of_countries
from tamyr.decisions.logic.ties import (
    ballots_sha256,
    claims,
    commitment_of,
    drawn_ties,
    stated_ties,
)
from tamyr.decisions.tests.ballots import asked, cast, counted

APPROVING = (Rule("equal-shares", seats=4), Rule("phragmen", seats=4))
THREE_QUARTERS = Rule("approval", share=Fraction(3, 4), countries=2, quorum=Fraction(1, 2))
EVERY_RULE = (
    Rule("equal-shares", seats=1),
    Rule("phragmen", seats=1),
    THREE_QUARTERS,
    Rule("consent"),
    Rule("gradients", share=Fraction(1, 2)),
    Rule("schulze"),
    Rule("stv", seats=1),
)


def reasons(result: Count) -> list[str]:
    return [reason.code for reason in result.reasons]


@pytest.mark.parametrize("rule", EVERY_RULE, ids=lambda rule: rule.name)
def test_no_ballots_and_blank_ballots_decide_nothing(rule: Rule) -> None:
    assert "no-ballots" in reasons(counted(rule, "a", [], voters=3))
    blank = counted(rule, "a", ["blank", "blank"])
    assert reasons(blank) == ["no-ballots"] and blank.chosen == ()


@pytest.mark.parametrize("rule", EVERY_RULE, ids=lambda rule: rule.name)
def test_one_member_and_one_option(rule: Rule) -> None:
    answer = {"approval": "yes", "consent": "consent", "gradients": "1"}.get(rule.name, "a")
    result = counted(replace(rule, countries=None), "a", [answer])
    assert (result.outcome, result.chosen) == ("adopted", ("a",))


@pytest.mark.parametrize("rule", APPROVING, ids=lambda rule: rule.name)
def test_parties_have_seats_by_their_voters(rule: Rule) -> None:
    """Five voters against three share four seats three to one."""
    result = counted(rule, "abcdwxyz", ["abcd"] * 5 + ["wxyz"] * 3)
    assert sum(option in "abcd" for option in result.chosen) == 3
    even = counted(replace(rule, seats=8), "abcdewxyz", ["abcde"] * 5 + ["wxyz"] * 3)
    assert sum(option in "abcde" for option in even.chosen) == 5


@pytest.mark.parametrize("rule", APPROVING, ids=lambda rule: rule.name)
def test_all_alike_is_decided_by_the_published_order(rule: Rule) -> None:
    result = counted(rule, "abcdef", ["abcdef"] * 3)
    assert result.chosen == tuple("abcd")
    assert [tie.by for tie in result.ties_broken] == ["seed"] * 4
    assert all(tie.decided for tie in result.ties_broken)


def test_of_the_same_price_the_one_of_more_countries_goes_first() -> None:
    result = counted(Rule("phragmen", seats=1), "ab", ["a", "a", "b", "b"], voters="XXXY")
    assert result.chosen == ("b",)
    assert [(tie.options, tie.by) for tie in result.ties_broken] == [(("b", "a"), "countries")]


def test_what_nobody_supports_is_never_chosen() -> None:
    result = counted(Rule("equal-shares", seats=3), "abc", ["a", "a"])
    assert result.chosen == ("a",)
    assert [(remark.code, dict(remark.values)) for remark in result.found.remarks] == [
        ("seats-left-empty", {"number": 2})
    ]


def test_a_cost_that_takes_all_and_one_that_takes_more() -> None:
    rule = Rule("equal-shares", budget=10)
    assert counted(rule, {"a": 10, "b": 11}, ["ab", "ab"]).chosen == ("a",)
    too_dear = counted(rule, {"b": 11}, ["b", "b"])
    assert (too_dear.chosen, reasons(too_dear)) == ((), ["no-support"])


def test_a_vast_weight_is_counted_exactly() -> None:
    voters = [Voter("heavy", weight=Fraction(27_720)), Voter("light", weight=Fraction(1, 7))]
    result = counted(Rule("equal-shares", seats=2), "ab", ["a", "b"], voters=voters)
    assert isinstance(result.found.detail, Purchases)
    assert [(made.option, made.phase) for made in result.found.detail.rounds] == [
        ("a", "shares"),
        ("b", "loads"),
    ]


def test_countries_share_by_a_cap() -> None:
    """Eleven countries of 9, 8, 7, 6, 5, 4, 4, 3, 2, 1 and 1 members."""
    members = dict(zip("ABCDEFGHIJK", (9, 8, 7, 6, 5, 4, 4, 3, 2, 1, 1), strict=True))

    def part(cap: int | None, country: str) -> float:
        shares = shares_of_countries(members, None if cap is None else Fraction(cap))
        assert sum(shares[each] * members[each] for each in members) == 50
        return round(float(100 * shares[country] * members[country] / 50), 1)

    assert (part(None, "J"), part(None, "A")) == (9.1, 9.1)
    assert (part(2, "J"), part(2, "A")) == (4.0, 10.5)
    assert (part(3, "J"), part(3, "A")) == (6.0, 9.8)
    assert (part(1, "J"), part(1, "A")) == (2.0, 18.0)


@pytest.mark.parametrize(
    ("yes", "no", "voters", "expected"),
    [
        (3, 1, "XYYX", []),
        (2, 1, "XYY", ["share"]),
        (3, 1, "XXXY", ["countries"]),
        (0, 0, "XXXY", ["no-ballots", "quorum"]),
        (1, 0, "XXXY", ["countries", "quorum"]),
    ],
)
def test_yes_of_three_quarters_from_two_countries(
    yes: int, no: int, voters: str, expected: list[str]
) -> None:
    result = counted(THREE_QUARTERS, "a", ["yes"] * yes + ["no"] * no, voters=voters)
    assert sorted(reasons(result)) == sorted(expected)


def test_whoever_is_inactive_or_stays_out_is_not_waited_for() -> None:
    rule = Rule("approval", share=Fraction(1, 2), quorum=Fraction(1, 2))
    states = ["entitled", "entitled", "entitled", "inactive", "recused"]
    voters = [Voter(f"v{number}", state=state) for number, state in enumerate(states)]
    result = counted(rule, "a", ["yes", "blank"], voters=voters)
    assert (result.quorum.cast, result.quorum.base, result.quorum.needed) == (2, 3, 2)
    assert result.outcome == "adopted"
    awake = counted(rule, "a", ["yes", "blank", "no", "yes"], voters=voters)
    assert (awake.quorum.cast, awake.quorum.base) == (4, 4)


def test_an_open_objection_stops_and_others_are_named() -> None:
    choices = ["consent", "aside", "answered", "overruled"]
    adopted = counted(Rule("consent"), "a", choices)
    assert adopted.outcome == "adopted"
    assert isinstance(adopted.found.detail, Objections) and adopted.found.detail.of["aside"] == ("v0001",)
    stopped = counted(Rule("consent"), "a", [*choices, "objection"])
    assert reasons(stopped) == ["objections"]


def test_silence_counts_only_where_it_was_said() -> None:
    voters = 4
    quiet = Rule("consent", silence=True, quorum=Fraction(1))
    assert counted(quiet, "a", [], voters=voters).outcome == "adopted"
    assert reasons(counted(replace(quiet, silence=None), "a", ["consent"], voters=voters)) == ["quorum"]


def test_gradients_are_counted_by_level_and_never_averaged() -> None:
    rule = Rule("gradients", share=Fraction(1, 2), opposed=1, opposed_countries=1)
    assert counted(rule, "a", ["1", "6", "4", "8"], voters="XXYY").outcome == "adopted"
    assert reasons(counted(rule, "a", ["1", "1", "7", "8"], voters="XXXY")) == [
        "opposed",
        "opposed-countries",
    ]
    assert reasons(counted(rule, "a", ["4", "4"], voters="XY")) == ["share"]
    assert reasons(counted(rule, "a", ["1", "5", "5"], voters="XYY")) == ["share"]


@pytest.mark.parametrize(
    ("seats", "choices", "chosen", "acts"),
    [
        (1, ["ab", "ab", "bc", "c", "c"], {"c"}, ["first", "exclusion"]),
        (3, ["ab", "b"], {"a", "b", "c"}, ["first", "fill"]),
        (2, ["a", "a", "a"], {"a", "b"}, ["first", "surplus", "exclusion", "fill"]),
    ],
)
def test_stv_with_one_seat_with_as_many_as_stand_and_with_exhausted_papers(
    seats: int, choices: Sequence[str], chosen: set[str], acts: list[str]
) -> None:
    result = counted(Rule("stv", seats=seats), "abc", choices)
    detail = result.found.detail
    assert isinstance(detail, Stages)
    assert set(result.chosen) == chosen
    assert [stage.act for stage in detail.stages] == acts
    for stage in detail.stages:
        assert sum(stage.totals.values()) + stage.exhausted == detail.valid, "no vote is lost"


def test_a_country_has_no_more_seats_than_it_may() -> None:
    question = asked(Rule("stv", seats=2, most_per_country=1), "abc", 9)
    of = {"a": ("KAZ",), "b": ("KAZ",), "c": ("GEO",)}
    question = replace(
        question, options=tuple(replace(each, countries=of[each.id]) for each in question.options)
    )
    result = count(question, cast(question, ["ab"] * 7 + ["c"] * 2), stated_ties("abc"))
    assert result.chosen == ("a", "c")


@pytest.mark.parametrize(
    ("rule", "options", "code"),
    [
        (Rule("equal-shares", seats=0), "a", "not-positive"),
        (Rule("equal-shares"), "a", "seats-or-budget"),
        (Rule("equal-shares", seats=1, budget=1), "a", "seats-or-budget"),
        (Rule("equal-shares", budget=5), {"a": 0}, "not-positive"),
        (Rule("equal-shares", seats=1, cap=Fraction(2)), "a", "unfit-cap"),
        (Rule("majority"), "a", "unknown-rule"),
        (Rule("schulze", seats=2), "a", "not-of-this-rule"),
        (Rule("schulze"), "", "no-options"),
        (Rule("stv"), "a", "missing"),
        (Rule("approval"), "a", "missing"),
        (Rule("approval", share=Fraction(3, 2)), "a", "not-a-share"),
        (Rule("consent"), "ab", "one-text-only"),
        (Rule("equal-shares", seats=1, endowment="country"), "a", "country-missing"),
    ],
)
def test_a_question_that_cannot_be_counted_is_refused(rule: Rule, options: Any, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        count(asked(rule, options, 2), [], stated_ties(list(options)))
    assert refused.value.code == code


def test_an_electorate_with_somebody_twice_is_refused() -> None:
    question = asked(Rule("schulze"), "ab", [Voter("v0000"), Voter("v0000")])
    with pytest.raises(Refusal, match="named-twice"):
        count(question, [], stated_ties("ab"))


@pytest.mark.parametrize(
    ("rule", "said", "code"),
    [
        (Rule("equal-shares", seats=1), [], "empty"),
        (Rule("equal-shares", seats=1), ["z"], "unknown-option"),
        (Rule("equal-shares", seats=1), ["a", "a"], "named-twice"),
        (Rule("equal-shares", seats=1), "yes", "not-a-list"),
        (Rule("schulze"), [["a"], ["a"]], "named-twice"),
        (Rule("schulze"), [["a"], []], "empty"),
        (Rule("stv", seats=1), [["a", "b"]], "tied-ranks"),
        (Rule("approval", share=Fraction(1, 2)), "maybe", "unknown-answer"),
        (Rule("gradients", share=Fraction(1, 2)), "9", "unknown-answer"),
    ],
)
def test_an_answer_that_the_rule_does_not_know_is_refused(rule: Rule, said: object, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_choice(asked(rule, "ab", 1), "v0000", said)
    assert refused.value.code == code


def test_who_stays_out_of_an_option_may_not_approve_it_and_keeps_its_share() -> None:
    voters = [Voter("v0000", recused_from=("a",)), Voter("v0001")]
    question = asked(Rule("equal-shares", seats=2), "abc", voters)
    with pytest.raises(Refusal, match="recused-from"):
        read_choice(question, "v0000", ["a", "b"])
    result = count(question, cast(question, ["b", "a"]), stated_ties("abc"))
    assert set(result.chosen) == {"a", "b"}


def test_the_order_of_ties_follows_from_the_secret_and_the_ballots() -> None:
    secret, question = "5" * 64, asked(Rule("stv", seats=1), "abcdef", 2)
    first, second = (cast(question, choices) for choices in (["ab", "cd"], ["ab", "ce"]))
    drawn = drawn_ties("d-1", secret, "abcdef", first)
    assert drawn == drawn_ties("d-1", secret, "abcdef", first[::-1]), "not from their order"
    assert drawn.commitment == commitment_of(secret)
    orders = {
        tuple(sorted(by, key=by.__getitem__))
        for ties in (
            drawn,
            drawn_ties("d-2", secret, "abcdef", first),
            drawn_ties("d-1", "6" * 64, "abcdef", first),
            drawn_ties("d-1", secret, "abcdef", second),
        )
        for by in [claims(question, first, ties)]
    }
    assert len(orders) == 4
    assert ballots_sha256(["blank", ("a",)]) == ballots_sha256([("a",), "blank"])
    with pytest.raises(Refusal, match="not-a-secret"):
        commitment_of("short")


def test_an_objection_is_decided_over_by_the_share_that_was_stated_and_silence_does_not_help() -> None:
    rule = Rule("consent", silence=True, fallback="3/4")
    enough = counted(rule, "a", ["consent"] * 3 + ["objection", "aside"], 9)
    assert (enough.outcome, [remark.code for remark in enough.found.remarks]) == ("adopted", ["overruled"])
    short = counted(rule, "a", ["consent"] * 2 + ["objection"], 9)
    assert (short.outcome, [reason.code for reason in short.reasons]) == ("failed", ["not-overruled"])
    with pytest.raises(Refusal, match="not-a-share"):
        counted(Rule("consent", fallback="1/2"), "a", ["consent"])
