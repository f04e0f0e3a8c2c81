"""The arithmetic of the first chapter: trend, peak, ratio, total, splice, disagreement."""

import numpy as np
import pytest

from climate_pathways.core.tables import Series
from climate_pathways.methods import disagreement, peak, ratio, splice, total, trend


def series(
    values: dict[int, float], *, unit: str = "Mt CO2e", variable: str = "ghg", source: str = "example"
) -> Series:
    return Series(
        "KAZ", variable, unit, source, np.array(sorted(values)), np.array([values[y] for y in sorted(values)])
    )


def growing(rate: float, first: int = 2000, last: int = 2022) -> Series:
    return series({year: 100 * (1 + rate) ** (year - first) for year in range(first, last + 1)})


@pytest.mark.parametrize("rate", [0.03, -0.02, 0.0])
def test_trend_recovers_a_constant_growth_rate(rate: float) -> None:
    result = trend.average_yearly_change(growing(rate))
    assert result is not None
    assert result.value == pytest.approx(100 * rate)
    assert (result.unit, result.since, result.year) == ("%/year", 2012, 2022)


def test_trend_does_not_depend_on_the_unit() -> None:
    mass = growing(0.017)
    in_tonnes = trend.average_yearly_change(mass.converted("t CO2e"))
    in_megatonnes = trend.average_yearly_change(mass)
    assert in_tonnes and in_megatonnes
    assert in_tonnes.value == pytest.approx(in_megatonnes.value)


def test_trend_is_silent_where_a_logarithm_means_nothing() -> None:
    with_sink = series({year: 5.0 - (year - 2010) for year in range(2010, 2023)})
    with_gap = series({year: 5.0 for year in range(2010, 2023) if year != 2015})
    assert trend.average_yearly_change(with_sink) is None
    assert trend.average_yearly_change(with_gap) is None


def test_change_since_a_base_year() -> None:
    result = trend.change_since(series({1990: 200.0, 2022: 150.0}), 1990)
    assert result is not None and result.value == pytest.approx(-25.0)
    assert trend.change_since(series({1991: 200.0, 2022: 150.0}), 1990) is None
    assert trend.change_since(series({1990: 0.0, 2022: 150.0}), 1990) is None


def test_peak_is_the_first_of_equal_years_and_says_where_it_may_lie_outside() -> None:
    assert peak.peak_year(series({1990: 5.0, 1991: 9.0, 1992: 9.0, 1993: 1.0})).value == 1991
    assert peak.peak_year(series({1990: 1.0, 1991: 9.0})).flags == ("still-rising",)
    assert peak.peak_year(series({1990: 9.0, 1991: 1.0})).flags == ("starts-at-peak",)


def test_per_person_turns_megatonnes_and_people_into_tonnes() -> None:
    people = series({2020: 2e6, 2021: 4e6}, unit="person", variable="population", source="census")
    result = ratio.per_person(series({2020: 20.0, 2021: 20.0, 2022: 20.0}), people)
    assert result.values.tolist() == pytest.approx([10.0, 5.0])
    assert (result.unit, result.source) == ("t CO2e/person", "example+census")


def test_per_gdp_is_in_kilograms_per_dollar() -> None:
    gdp = series({2020: 1e9}, unit="int$ 2011", variable="gdp_ppp", source="bank")
    assert ratio.per_gdp(series({2020: 1.0}), gdp).values.tolist() == pytest.approx([1.0])


def test_ratio_leaves_out_years_with_nothing_to_divide_by() -> None:
    result = ratio.share(series({2020: 1.0, 2021: 1.0}), series({2020: 0.0, 2021: 4.0}))
    assert result.years.tolist() == [2021]
    assert result.values.tolist() == [25.0]


def test_total_takes_only_years_that_every_part_has() -> None:
    parts = [series({2020: 1.0, 2021: 1.0}, variable="a"), series({2021: 2.0, 2022: 2.0}, variable="b")]
    summed = total.add(parts, place="KAZ", variable="sum")
    assert (summed.years.tolist(), summed.values.tolist()) == ([2021], [3.0])


def test_total_counts_an_empty_cell_of_a_sparse_part_as_zero() -> None:
    parts = [series({2020: 1.0, 2021: 1.0}, variable="a"), series({2021: 2.0}, variable="b")]
    summed = total.add(parts, place="KAZ", variable="sum", sparse=["b"])
    assert summed.values.tolist() == [1.0, 3.0]


def test_a_part_is_taken_out_of_the_whole_where_both_are_known() -> None:
    whole, part = series({2020: 10.0, 2021: 10.0}), series({2021: -2.0}, variable="sink")
    left = total.subtract(whole, part, variable="rest")
    assert (left.years.tolist(), left.values.tolist()) == ([2021], [12.0])


def test_cumulative_sums_converts_and_flags_gaps() -> None:
    whole = total.cumulative(series({year: 1000.0 for year in range(1990, 2000)}), 1990, "Gt CO2e")
    assert whole and whole.value == pytest.approx(10.0) and whole.flags == ()
    holed = total.cumulative(series({1990: 1000.0, 1992: 1000.0}), 1990, "Gt CO2e")
    assert holed and holed.flags == ("gaps",)
    assert total.cumulative(series({1995: 1.0}), 1990, "Gt CO2e") is None


def test_splice_appends_only_later_years_and_names_both_sources() -> None:
    history = series({2019: 1.0, 2020: 2.0}, source="old")
    later = series({2020: 9.0, 2021: 3.0}, source="new")
    joined = splice.extend(history, later)
    assert joined.values.tolist() == [1.0, 2.0, 3.0]
    assert joined.source == "old+new"
    assert splice.extend(history, None) is history


def test_spread_keeps_every_source_and_sees_opposite_signs() -> None:
    sink, source = series({2022: -577.0}, source="reported"), series({2022: 402.0}, source="modelled")
    spread = disagreement.spread_in(2022, [source, sink])
    assert spread is not None
    assert spread.low == ("reported", -577.0) and spread.high == ("modelled", 402.0)
    assert spread.signs_differ


def test_spread_needs_two_sources_of_the_same_year() -> None:
    assert disagreement.spread_in(2022, [series({2022: 1.0}), series({2021: 1.0}, source="other")]) is None
