"""Numbers, parts and dates as a reader meets them in a sentence."""

import pytest

from climate_pathways.core.wording import say, say_date, say_number, say_part


@pytest.mark.parametrize(
    ("value", "digits", "said"), [(-0.0, 0, "0"), (-0.4, 0, "0"), (-0.04, 1, "0.0"), (-0.6, 0, "−1")]
)
def test_what_rounds_to_nothing_has_no_minus(value: float, digits: int, said: str) -> None:
    assert say_number("en", value, digits) == said


@pytest.mark.parametrize(
    ("fraction", "said"),
    [(0.004, "0.4"), (-0.004, "−0.4"), (0.25, "25"), (-0.25, "−25"), (0, "0"), (0.1, "10")],
)
def test_a_small_part_keeps_a_decimal_on_either_side_of_zero(fraction: float, said: str) -> None:
    assert say_part("en", fraction) == f"{said}\u00a0%"


def test_a_sentence_that_ends_with_a_russian_date_has_one_stop() -> None:
    assert say("ru", "{day}.", day=say_date("ru", "2025-11-06")) == "6 ноября 2025\u202fг."
