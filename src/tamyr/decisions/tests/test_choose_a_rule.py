"""Three questions propose a rule, and a small example of it is counted before the reader's eyes."""

from itertools import product

import pytest
from bin.decision_rules import PAGE, page

from tamyr.decisions.logic.examples import EXAMPLES, Sentence, counted_example, sentences
from tamyr.decisions.logic.guide import QUESTIONS, next_question, proposed_rule
from tamyr.decisions.logic.question import RULE_NAMES, Rule
from tamyr.decisions.logic.refusals import Refusal
from tamyr.decisions.logic.set_up import check_rule


def told(sentence: Sentence) -> str:
    return sentence.text % sentence.values


def ways() -> list[dict[str, str]]:
    """Return every sequence of answers that leads to a rule."""
    found: list[dict[str, str]] = []
    open_ways: list[dict[str, str]] = [{}]
    while open_ways:
        answers = open_ways.pop()
        question = next_question(answers)
        if question is None:
            found.append(answers)
        else:
            open_ways += [{**answers, question.code: answer} for answer in question.answers]
    return found


def test_at_most_three_questions_lead_to_a_rule_that_can_be_counted() -> None:
    rules = {}
    for answers in ways():
        assert len(answers) <= 3
        rule = proposed_rule(answers, seats=3, budget=100, countries=11)
        check_rule(rule)
        rules[rule.name] = rule
    assert rules.keys() == set(RULE_NAMES) - {"phragmen"}
    asked = {code for answers in ways() for code in answers}
    assert asked == {question.code for question in QUESTIONS}


def test_countries_are_asked_for_only_where_they_count() -> None:
    yes = {"subject": "text", "agreement": "majority", "countries": "yes"}
    assert proposed_rule(yes, countries=11).countries == 6
    assert proposed_rule(yes | {"countries": "no"}, countries=11).countries is None


def test_an_answer_that_is_not_offered_is_refused() -> None:
    with pytest.raises(Refusal, match="unknown-answer"):
        next_question({"subject": "war"})


def test_every_rule_has_an_example_that_is_told_step_by_step() -> None:
    assert EXAMPLES.keys() == set(RULE_NAMES)
    for example in EXAMPLES.values():
        result = counted_example(example.rule, example.ballots)
        lines = [told(sentence) for sentence in sentences(result)]
        assert result.outcome == "adopted" and len(lines) > 1
        assert lines[-1].startswith(("Chosen: ", "It is adopted."))


def test_the_example_of_equal_shares_is_that_of_the_study() -> None:
    example = EXAMPLES["equal-shares"]
    lines = [told(sentence) for sentence in sentences(counted_example(example.rule, example.ballots))]
    assert lines == [
        "The share of each organisation is 1/2 of a place.",
        "Round 1: “a” takes the least of its supporters, 1/4 of a place each, or all that is left of a share. "
        "There are this many of them: 4.",
        "Round 2: “b” takes the least of its supporters, 1/4 of a place each, or all that is left of a share. "
        "There are this many of them: 4.",
        "Round 3: “d” takes the least of its supporters, 1/2 of a place each, or all that is left of a share. "
        "There are this many of them: 2.",
        "Chosen: a, b, d.",
    ]


def test_a_reader_changes_the_ballots() -> None:
    rule = EXAMPLES["equal-shares"].rule
    assert counted_example(rule, "4 x a, b, c\n\n2 * d e c\nblank").chosen[0] == "c"
    ranked = counted_example(Rule("schulze"), "3 × a > b = c\nblank")
    assert ranked.chosen == ("a",)


@pytest.mark.parametrize(
    ("name", "ballots", "place"),
    [
        ("equal-shares", "a b\nb b", "line 2"),
        ("approval", "yes\nperhaps", "line 2"),
        ("stv", "a = b", "line 1"),
        ("schulze", "a > > b", "line 1"),
        ("schulze", "a > b > a", "line 1"),
        ("equal-shares", "\n".join(["a"] * 30), "ballots"),
        ("equal-shares", "99 × a", "ballots"),
        ("equal-shares", "a b c d e f g h i j k l m", "ballots"),
        ("consent", "word " * 100, "line 1"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(name: str, ballots: str, place: str) -> None:
    with pytest.raises(Refusal) as refused:
        counted_example(EXAMPLES[name].rule, ballots)
    assert refused.value.place == place


def test_no_two_answers_have_the_same_words() -> None:
    for question, other in product(QUESTIONS, repeat=2):
        assert question is other or question.words != other.words


def test_the_page_of_the_rules_says_what_the_code_counts() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), (
        "write it anew: .venv/bin/python bin/decision_rules.py write"
    )
