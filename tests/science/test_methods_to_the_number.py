"""What each method gives for figures whose answer is worked out by hand, and where it stops answering."""

import numpy as np
import pytest
from tests.science.test_methods import series
from tests.science.worked_out import figures, near, of

from climate_pathways.core.errors import PathwaysError
from climate_pathways.fair_shares import Parameters
from climate_pathways.fair_shares.choices import POPULATION, PRINCIPLE
from climate_pathways.fair_shares.draws import draw, stream
from climate_pathways.figures.by_source import BASE_YEAR, FIRST_YEAR, SIGMAS_95
from climate_pathways.methods import (
    ability_to_pay,
    baseline,
    disagreement,
    dollar_prices,
    equal_cumulative_per_capita,
    equal_per_capita,
    grandfathering,
    lognormal_income,
    peak,
    per_capita_convergence,
    ratio,
    responsibility_capability,
    shares,
    splice,
    total,
    trend,
)
from climate_pathways.methods.shares import Array
from climate_pathways.pledges.figures import PledgeFigures


def by_year(*values: float) -> Array:
    return np.array(values, dtype=float)[:, None, None]


def by_country(*values: float) -> Array:
    return np.array(values, dtype=float)[None, :, None]


# --- shares of a path -----------------------------------------------------------------------


def test_shares_are_those_worked_out_by_hand() -> None:
    path, people, emitted = by_year(100, 60), by_country(1, 3), by_country(30, 10)
    assert equal_per_capita.allocate(path, people)[..., 0].tolist() == [[25, 75], [15, 45]]
    assert grandfathering.allocate(path, emitted)[..., 0].tolist() == [[75, 25], [45, 15]]
    half_way = per_capita_convergence.allocate(
        by_year(100, 100, 100, 100),
        people,
        emitted,
        years=by_year(2020, 2025, 2030, 2040),
        start_year=2020,
        convergence_year=np.full((1, 1, 1), 2030.0),
    )
    assert half_way[..., 0].tolist() == [[75, 25], [50, 50], [25, 75], [25, 75]]


def test_a_debt_is_paid_back_falling_to_nothing() -> None:
    assert equal_cumulative_per_capita.historical_credit(by_country(30, 10), by_country(1, 3))[
        0, :, 0
    ].tolist() == [-20, 20]
    paid = equal_cumulative_per_capita.repayment(
        by_year(2020, 2025, 2030, 2040), 2020, np.full((1, 1, 1), 2030.0)
    )
    assert paid[:, 0, 0].tolist() == near([0.2, 0.1, 0, 0])
    shared = equal_cumulative_per_capita.allocate(
        by_year(100, 100),
        by_country(1, 3),
        by_country(30, 10),
        years=by_year(2020, 2030),
        start_year=2020,
        repayment_year=np.full((1, 1, 1), 2030.0),
    )
    assert shared[..., 0] == near(np.array([[25 - 4, 75 + 4], [25, 75]]))


def test_a_duty_is_shared_by_responsibility_and_capability() -> None:
    index = responsibility_capability.index(by_country(1, 3), by_country(3, 1), np.full((1, 1, 1), 0.25))
    assert index[0, :, 0].tolist() == [0.25 * 0.25 + 0.75 * 0.75, 0.25 * 0.75 + 0.75 * 0.25]
    left = responsibility_capability.allocate(by_year(60), by_country(80, 20), by_country(0.75, 0.25))
    assert left[0, :, 0].tolist() == [80 - 30, 20 - 10]
    for weight in (0.0, 1.0):
        responsibility_capability.index(by_country(1), by_country(1), np.full((1, 1, 1), weight))
    with pytest.raises(PathwaysError, match="not −0.1"):
        responsibility_capability.index(by_country(1), by_country(1), np.full((1, 1, 1), -0.1))


def test_a_duty_by_ability_spares_the_poor_and_the_sinks() -> None:
    able = ability_to_pay.ability(by_country(8, 1))
    assert able[0, :, 0] == near([2, 1])
    left = ability_to_pay.allocate(by_year(60), by_country(50, 50), able)
    assert left[0, :, 0] == near([50 - 40 * 2 / 3, 50 - 40 / 3])
    with_sink = ability_to_pay.allocate(by_year(30), by_country(50, -10), able)
    assert with_sink[0, :, 0] == near([40, -10])


def test_a_sink_has_no_present_share() -> None:
    assert grandfathering.present_share(by_country(-5, 5))[0, :, 0].tolist() == [0, 1]


@pytest.mark.parametrize("value", [0.0, -1.0, np.inf, np.nan])
def test_a_sum_that_cannot_be_divided_by_is_refused_by_name(value: float) -> None:
    with pytest.raises(PathwaysError, match="of the method.* people|method was given figures for people"):
        shares.ensure_positive(by_country(value), "of the method" if value <= 0 else "method", "people")


def test_a_small_sum_is_divided_by() -> None:
    shares.ensure_positive(by_country(1e-300), "method", "people")
    assert shares.total(by_country(1, 2, 4)).tolist() == [[[7]]]


# --- baselines ------------------------------------------------------------------------------


def test_a_baselines_change_is_that_of_ten_years_within_its_bounds() -> None:
    years = np.arange(13)
    output = np.full((1, len(years)), 10.0)

    def change(rate: float) -> float:
        return float(baseline.intensity_change(100 * (1 + rate) ** years[None, :], output)[0])

    assert change(-0.03) == near(-0.03)
    assert (change(0.02), change(-0.2)) == (0, -0.05)
    ends = np.array([[500.0, 500.0, 100.0, *[7.0] * 9, 80.0]])
    assert baseline.intensity_change(ends, np.ones_like(ends)) == near([0.8**0.1 - 1])
    assert baseline.intensity_change(np.zeros((1, 20)), np.zeros((1, 20))).tolist() == [0]
    just = np.ones((1, 11))
    assert baseline.intensity_change(just, just).tolist() == [0]
    with pytest.raises(PathwaysError, match="has 10 years; its trend needs 11"):
        baseline.intensity_change(just[:, 1:], just[:, 1:])


def test_a_baseline_goes_on_from_its_last_year() -> None:
    known, output = np.array([[90.0, 100.0]]), np.array([[1.0, 2.0, 4.0, 6.0]])
    change = np.array([-0.1])
    assert baseline.extend(known, output, change, 1.0)[0] == near([90, 100, 180, 243])
    assert baseline.extend(known, output, change, 0.0)[0] == near([90, 100, 200, 300])
    assert baseline.extend(known, output, change, 2.0)[0] == near([90, 100, 160, 192])
    for factor in (-0.01, 2.01):
        with pytest.raises(PathwaysError):
            baseline.extend(known, output, change, factor)


def test_a_pledges_gdp_goes_on_by_the_trend_of_its_last_ten_years() -> None:
    years = BASE_YEAR - FIRST_YEAR + 1
    # Doubled in the last ten years, after a leap just before them and odd years within.
    output = np.array([1.0] * (years - 11) + [50.0, *[7.0] * 9, 100.0, *[300.0] * 20])
    nothing = np.zeros(len(output))
    figures_of_one = PledgeFigures("XXX", {}, {}, nothing, nothing, nothing, {"one": output})
    growth = figures_of_one.gdp_growth(BASE_YEAR, BASE_YEAR + 10, expected=[7.0])
    assert growth == {"one": near(3), "trend": near(2), "7%": near(1.07**10)}
    earlier = figures_of_one.gdp_growth(BASE_YEAR - 10, BASE_YEAR + 5)
    assert earlier == {"one": near(6), "trend": near(2**1.5)}


# --- incomes --------------------------------------------------------------------------------


def test_income_above_a_threshold_is_that_of_the_formula() -> None:
    # σ of Gini 40: √2 · 0.524401 = 0.74161; d = ln 2 / σ + σ / 2 = 1.30546; Φ(d) − Φ(0.56385) / 2.
    above = lognormal_income.share_above(np.array([2.0]), np.array([40.0]), 1.0)
    assert above[0] == near(0.90413 - 0.71357 / 2, abs=1e-5)
    assert lognormal_income.share_above(np.array([2.0, 3.0]), np.array([40.0, 50.0]), 0.0).tolist() == [1, 1]
    assert lognormal_income.share_above(np.array([2.0]), np.array([40.0]), 1e9).tolist() == [0]
    assert lognormal_income.normal_cdf(np.array([-20.0, 0.0, 20.0])) == near([0, 0.5, 1], abs=1e-12)
    with pytest.raises(PathwaysError, match="100 points"):
        lognormal_income.spread(np.array([40.0, 100.0]))


# --- series ---------------------------------------------------------------------------------


def test_a_trend_is_that_of_ten_years_and_says_so() -> None:
    growing = {2000 + year: 100 * 1.02**year for year in range(23)}
    told = of(trend.average_yearly_change(series({**growing, 2011: 1.0}, source="a+b")))
    assert told.value == near(2) and told.sources == ("a", "b")
    assert figures(told) == {"count": 11, "first": 2012, "last": 2022}
    halved = of(trend.average_yearly_change(series({2010: 4.0, 2011: 2.0, 2012: 1.0}), years=2))
    assert (halved.value, halved.since) == (near(-50), 2010)
    assert trend.average_yearly_change(series({**growing, 2015: 0.0})) is None
    # By least squares one odd year at an end weighs less than by the ends alone.
    odd = {**dict.fromkeys(range(2012, 2022), 1.0), 2022: 2.0}
    assert of(trend.average_yearly_change(series(odd))).value == near(3.2, abs=0.05)


def test_a_change_since_a_year_names_both_values() -> None:
    told = of(trend.change_since(series({1990: 200.0, 2000: 100.0, 2022: 250.0}), 1990))
    assert (told.value, told.unit, told.since, told.year) == (near(25), "%", 1990, 2022)
    assert figures(told) == {"latest": 250, "last": 2022, "base": 200, "first": 1990}
    assert trend.change_since(series({1990: -1.0, 2022: 1.0}), 1990) is None


def test_a_peak_inside_the_figures_has_no_flag() -> None:
    told = peak.peak_year(series({1990: 5.0, 1991: 9.0, 1993: 1.0}))
    assert (told.value, told.since, told.year, told.flags) == (1991, 1990, 1993, ())
    assert figures(told) == {"count": 3, "first": 1990, "last": 1993, "value": 9.0, "unit": "Mt CO2e"}
    assert peak.peak_year(series({1990: 5.0})).flags == ("still-rising", "starts-at-peak")


def test_ratios_keep_their_units_and_tell_what_was_divided() -> None:
    people = series({2020: 4e6}, unit="person", variable="population", source="census")
    carbon = ratio.per_person(series({2020: 8.0}, unit="Mt CO2"), people)
    assert (carbon.unit, carbon.values.tolist()) == ("t CO2/person", [near(2)])
    told = of(ratio.latest(carbon, series({2020: 8.0}, unit="Mt CO2"), people))
    assert (told.value, told.year, told.sources) == (near(2), 2020, ("example", "census"))
    assert figures(told)["top"] == 8 and figures(told)["bottom"] == 4e6
    empty = ratio.share(series({2020: 1.0}), series({2021: 1.0}))
    assert ratio.latest(empty, empty, empty) is None
    assert ratio.join_sources("a+b", "b", "c+a") == "a+b+c"
    gdp = series({2020: 5e8}, unit="int$ 2011", variable="gdp_ppp")
    assert ratio.per_gdp(series({2020: 1.0}), gdp).values.tolist() == [near(2)]
    below = ratio.share(series({2020: 1.0, 2021: 3.0}), series({2020: -4.0, 2021: 4.0}))
    assert below.values.tolist() == [-25, 75]


def test_totals_and_what_is_left_of_them() -> None:
    parts = [series({2020: 1.0, 2021: 2.0}, variable=name, source=name) for name in ("a", "b")]
    summed = total.add(parts, place="KAZ", variable="sum", sparse=["a", "b"])
    assert (summed.years.tolist(), summed.values.tolist(), summed.source) == ([2020, 2021], [2, 4], "a+b")
    assert (summed.variable, summed.unit) == ("sum", "Mt CO2e")
    told = of(total.cumulative(series({1990: 1.0, 1991: 2.0, 1992: 4.0}), 1991, "kt CO2e"))
    assert (told.value, told.since, told.year, told.flags) == (6000, 1991, 1992, ())
    assert figures(told) == {"count": 2, "first": 1991, "last": 1992}
    assert of(total.cumulative(series({1990: 1.0}), 1990, "Mt CO2e")).value == 1
    assert total.cumulative(series({1990: 1.0}), 1991, "Mt CO2e") is None


def test_a_continuation_is_taken_from_the_year_after_in_the_same_unit() -> None:
    history = series({2019: 1.0, 2020: 2.0})
    joined = splice.extend(history, series({2020: 9e3, 2021: 3e3, 2022: 4e3}, unit="kt CO2e"))
    assert (joined.years.tolist(), joined.values.tolist()) == ([2019, 2020, 2021, 2022], [1, 2, 3, 4])
    assert joined.unit == "Mt CO2e"
    assert splice.extend(history, series({2020: 9.0})) is history


def test_sources_that_agree_on_the_sign_do_not_differ_in_it() -> None:
    def spread(*values: float) -> disagreement.Spread:
        said = [series({2022: value}, source=str(value)) for value in values]
        found = disagreement.spread_in(2022, [*said, series({2021: 7.0}, source="late")])
        assert found is not None
        return found

    assert spread(3, 1, 2).values == (("1", 1), ("2", 2), ("3", 3))
    assert (spread(3, 1).low, spread(3, 1).high, spread(3, 1).year, spread(3, 1).unit) == (
        ("1", 1),
        ("3", 3),
        2022,
        "Mt CO2e",
    )
    assert not spread(1, 2).signs_differ and not spread(-2, -1).signs_differ
    assert not spread(0, 2).signs_differ and not spread(-2, 0).signs_differ and spread(-1, 1).signs_differ


def test_dollars_of_2010_are_fewer_than_those_of_2021() -> None:
    assert dollar_prices.in_2021(100.0) == 100 * dollar_prices.DOLLARS_2021_PER_2010
    # The deflators of the BEA: 118.4 for 2021 and 96.2 for 2010, and the years are those that the method's words name.
    assert dict(dollar_prices.PUBLISHED.facts) == {"now": 2021, "former": 2010, "factor": 1.231}


# --- draws ----------------------------------------------------------------------------------


def test_people_are_drawn_within_the_bounds_of_the_united_nations_and_reach_them() -> None:
    drawn = draw(Parameters(draws=20_000), 3)
    assert len(drawn) == 20_000 and drawn.people.shape == (3, 20_000)
    assert np.float32(SIGMAS_95) == near(1.96, abs=0.001)
    assert drawn.people.max() == np.float32(SIGMAS_95) and drawn.people.min() == -np.float32(SIGMAS_95)
    ranged = drawn.level[POPULATION] == Parameters().of(POPULATION).index("range")
    assert not drawn.people[:, ~ranged].any() and (drawn.people[:, ranged] != 0).mean() > 0.999
    inside = np.abs(drawn.people[:, ranged]) < np.float32(SIGMAS_95)
    assert inside.mean() == near(0.95, abs=0.005)
    assert abs(np.asarray(np.corrcoef(drawn.people))[0, 1]) < 0.03, "no country's people follow another's"


def test_each_level_is_dealt_equally_often_and_by_its_own_stream() -> None:
    drawn = draw(Parameters(draws=1_200), 2)
    assert set(drawn.level) == set(drawn.counts) and len(drawn.equity) == drawn.counts[PRINCIPLE] > 1
    for name, positions in drawn.level.items():
        often = np.bincount(positions, minlength=drawn.counts[name])
        assert len(often) == drawn.counts[name] and often.max() - often.min() <= 1, name
    assert np.array_equal(drawn.people, draw(Parameters(draws=1_200), 2).people)
    assert stream("a", 1).random() != stream("b", 1).random() != stream("b", 2).random()
    part = drawn.part(slice(10, 40))
    assert len(part) == 30 and np.array_equal(part.people, drawn.people[:, 10:40])
    assert all(np.array_equal(part.level[name], drawn.level[name][10:40]) for name in drawn.level)
