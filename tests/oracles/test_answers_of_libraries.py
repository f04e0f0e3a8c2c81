"""Libraries that others wrote and tested give the same answers; ``make test-oracles`` asks them anew."""

import pytest

from tests.oracles.instances import LIBRARIES, instance
from tests.oracles.kept import kept_answers
from tests.oracles.ours import agrees

EVERY = 8
"""The quick run takes each eighth answer."""


@pytest.mark.parametrize("rule", LIBRARIES)
def test_a_library_gives_the_same_answers(rule: str) -> None:
    answers = kept_answers(rule)
    assert sum(answer is not None for answer in answers) >= 500
    differing = [
        number
        for number in range(0, len(answers), EVERY)
        if not agrees(rule, instance(rule, number), answers[number])
    ]
    assert differing == []


@pytest.mark.trial
@pytest.mark.parametrize("rule", LIBRARIES)
def test_a_library_gives_all_the_same_answers(rule: str) -> None:
    answers = kept_answers(rule)
    assert [n for n, answer in enumerate(answers) if not agrees(rule, instance(rule, n), answer)] == []


def test_an_answer_that_is_not_ours_is_noticed() -> None:
    given = instance("shares", 0)
    assert not agrees("shares", given, [99])
