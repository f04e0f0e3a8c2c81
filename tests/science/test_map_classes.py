"""Shades of the map part countries where their figures part."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.science.assessed import standing_today

from climate_pathways.charts.map.classes import (
    ABOVE_ZERO,
    BELOW_ZERO,
    class_thresholds,
    diverging_colours,
    diverging_thresholds,
    legend,
    roundest_between,
    spaced_colours,
    words_for_map,
)
from climate_pathways.core.countries import COUNTRIES
from climate_pathways.core.wording import LANGUAGES

numbers = st.floats(-1e6, 1e6, allow_nan=False).map(lambda value: round(value, 3))


def test_classes_follow_the_gaps_in_the_values() -> None:
    assert class_thresholds([1, 2, 10, 11, 50, 51, 90, 91, 400]) == (6, 30, 70, 200)


@pytest.mark.parametrize("values", [[], [5.0], [5.0, 5.0, 5.0]])
def test_equal_values_share_one_class(values: list[float]) -> None:
    assert class_thresholds(values) == ()
    assert legend((), "en") == ["all"]


@given(st.lists(numbers, min_size=1, max_size=12))
def test_limits_rise_and_never_split_equal_values(values: list[float]) -> None:
    limits = class_thresholds(values)
    assert list(limits) == sorted(set(limits)) and len(limits) <= 4
    assert len(spaced_colours(len(limits) + 1)) == len(limits) + 1


@given(numbers, numbers)
def test_the_roundest_number_lies_between(one: float, other: float) -> None:
    low, high = sorted((one, other))
    if low < high:
        assert low < roundest_between(low, high) <= high


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_legend_names_every_class(language: str) -> None:
    named = legend((4.0, 5.5, 17.0), language)
    assert len(named) == 4 and len(set(named)) == 4
    assert ("5,5" if language == "ru" else "5.5") in named[1]


@given(st.lists(numbers, min_size=2, max_size=12).filter(lambda values: min(values) < 0 < max(values)))
def test_a_change_parts_at_zero_with_a_hue_on_either_side(values: list[float]) -> None:
    limits = diverging_thresholds(values)
    assert 0.0 in limits and list(limits) == sorted(set(limits))
    colours = diverging_colours(limits)
    below = limits.index(0.0) + 1
    assert len(colours) == len(limits) + 1 == len(set(colours))
    assert set(colours[:below]) <= set(BELOW_ZERO) and set(colours[below:]) <= set(ABOVE_ZERO)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["change", "trend"])
def test_the_map_of_a_change_shows_its_zero(name: str, language: str) -> None:
    results = {iso3: standing_today(iso3).results[name] for iso3 in COUNTRIES}
    drawn = words_for_map("", results, language)
    assert 0.0 in drawn.thresholds and any(" 0" in f" {entry}" for entry in drawn.legend)
    assert set(drawn.colours) <= {*BELOW_ZERO, *ABOVE_ZERO}
    assert len(drawn.legend) == len(drawn.colours) + 1


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["change", "trend"])
def test_what_rises_has_its_plus_in_the_legend_and_in_words(name: str, language: str) -> None:
    results = {iso3: standing_today(iso3).results[name] for iso3 in COUNTRIES}
    drawn = words_for_map("", results, language)
    positive = [limit for limit in drawn.thresholds if limit > 0]
    assert sum(entry.count("+") for entry in drawn.legend) == 2 * len(positive)
    for iso3, result in results.items():
        assert (": +" in drawn.labels[iso3]) is (result.value > 0)


def test_a_map_of_amounts_keeps_one_hue() -> None:
    results = {iso3: standing_today(iso3).results["ghg"] for iso3 in COUNTRIES}
    drawn = words_for_map("", results, "en")
    assert not set(drawn.colours) & {*BELOW_ZERO, *ABOVE_ZERO}
