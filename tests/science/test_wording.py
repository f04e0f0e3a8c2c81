"""Numbers, parts and dates as a reader meets them in a sentence."""

import pytest

from climate_pathways.charts.specification import wrap
from climate_pathways.commands.text.layout import WIDTH, wrapped
from climate_pathways.core.wording import say, say_date, say_edition, say_number, say_part, say_range


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


@pytest.mark.parametrize(
    ("edition", "said"),
    [
        ("2025-11-20", "20 November 2025"),
        ("2026-03", "March 2026"),
        ("2025", "2025"),
        ("2025; Gini 2024-08", "2025; Gini August 2024"),
        ("2026 (v2)", "2026 (v2)"),
        ("2.6.1", "2.6.1"),
        ("2023-24", "2023-24"),
        ("v2.6 2023-24", "v2.6 2023-24"),
        ("2025-02-30", "2025-02-30"),
        ("10.5281/zenodo.2025-12", "10.5281/zenodo.2025-12"),
        ("v2025-12, 2026-03 (of 2025-11-20).", "v2025-12, March 2026 (of 20 November 2025)."),
    ],
)
def test_an_edition_named_by_a_day_or_a_month_is_told_in_words(edition: str, said: str) -> None:
    assert say_edition("en", edition) == said


def test_a_month_is_named_in_russian_as_it_stands_alone() -> None:
    assert say_edition("ru", "2026-03") == "март 2026\u202fг."


@pytest.mark.parametrize("width", [WIDTH, 40])
def test_a_line_ends_before_a_number_and_not_before_its_unit(width: int) -> None:
    for size, unit in (("7,5", "%"), ("25,855", "млн т"), ("22.8", "Mt")):
        text = f"{'x' * (width - len(size) - 1)} {size} {unit} of all"
        _, second = wrapped(text, "") if width == WIDTH else wrap(text, width)
        assert second == f"{size} {unit}".replace(" ", "\u00a0") + " of all"


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [("339", "451", "339–451"), ("−5", "−3", "−5 to −3"), ("−5", "3", "−5 to 3"), ("7", "7", "7")],
)
def test_a_range_below_zero_is_told_in_words(low: str, high: str, said: str) -> None:
    assert say_range("en", low, high) == said
