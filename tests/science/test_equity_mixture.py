"""What the mixture of principles is dealt over, and what stands beside its median; with made-up numbers."""

from dataclasses import replace

import numpy as np
import pytest

from climate_pathways.core.countries import COUNTRIES
from climate_pathways.fair_shares.allocation import fair_shares
from climate_pathways.fair_shares.choices import (
    AS_DRAWN,
    DUTY,
    EQUITY,
    PRINCIPLE,
    PRINCIPLES,
    REFERENCES,
    Parameters,
    equity_of,
)
from climate_pathways.fair_shares.draws import draw
from climate_pathways.fair_shares.duty import duties
from climate_pathways.fair_shares.result import LEVELS, OVERALL, median_of_all, principle_span
from climate_pathways.fair_shares.words import with_span
from climate_pathways.figures import inputs as fair_inputs
from climate_pathways.figures.by_source import PROJECTED, observed
from climate_pathways.figures.inputs import FairInputs
from climate_pathways.figures.snapshot import snapshot
from climate_pathways.figures.snapshot.snapshot import Snapshot
from climate_pathways.methods import dollar_prices, lognormal_income

FEW = Parameters(draws=400, seed=7)
CONVERGENCE = "per_capita_convergence"


def without(figures: Snapshot, place: str, source: str, *variables: str) -> FairInputs:
    kept = {
        key: series
        for key, series in figures.figures.items()
        if key[:2] != (place, source) or key[2] not in variables
    }
    return fair_inputs.assemble(replace(figures, figures=kept), snapshot.pathways(snapshot.shipped()))


# --- dealt equally ----------------------------------------------------------------------------


def test_four_principles_are_dealt_equally_and_convergence_is_none_of_them(inputs: FairInputs) -> None:
    assert CONVERGENCE not in EQUITY and CONVERGENCE in REFERENCES and len(EQUITY) == 4
    dealt = np.bincount(draw(FEW, 1).level[PRINCIPLE])
    assert dealt.tolist() == [100] * 4
    result = fair_shares(inputs, FEW, only=("KAZ",))
    assert result.weights == dict.fromkeys(EQUITY, 0.25)
    assert CONVERGENCE in result.quantiles


def test_the_mixture_does_not_move_with_the_year_of_convergence(inputs: FairInputs) -> None:
    early, late = (
        fair_shares(inputs, replace(FEW, levels={"convergence_year": (year,)}), only=("KAZ",))
        for year in (2030.0, 2100.0)
    )
    assert early.at(CONVERGENCE, "KAZ", 2035) < late.at(CONVERGENCE, "KAZ", 2035)
    assert (early.quantiles[OVERALL] == late.quantiles[OVERALL]).all()


def test_convergence_alone_makes_no_mixture(inputs: FairInputs) -> None:
    result = fair_shares(inputs, replace(FEW, principles=(CONVERGENCE,)), only=("KAZ",))
    assert set(result.quantiles) == {CONVERGENCE} and not result.weights


def test_a_mixture_is_read_from_its_own_weights() -> None:
    former = dict.fromkeys((*EQUITY, CONVERGENCE), 0.2)
    assert equity_of(former) == (EQUITY[0], CONVERGENCE, *EQUITY[1:])
    assert equity_of(dict.fromkeys(EQUITY, 0.25)) == EQUITY


def test_the_duty_is_weighed_by_both_sets_of_figures_in_equal_parts() -> None:
    assert np.bincount(draw(FEW, 1).level[DUTY]).tolist() == [200, 200]


# --- beside the median ------------------------------------------------------------------------


def test_a_median_is_written_with_the_span_over_principles() -> None:
    span = principle_span({"a": -300.4, "b": 140.2, "c": 58.0})
    assert (span.low, span.lowest, span.high, span.highest) == (-300.4, "a", 140.2, "b")
    assert span.below_zero == ("a",)
    assert with_span(64.1, span, "en") == "64.1 (by principle −300 to 140)"
    assert with_span(64.1, principle_span({"a": 64.1}), "en") == "64.1"


def test_the_median_of_equal_parts_lies_between_two_humps() -> None:
    levels = [0.0, 0.5, 1.0]
    assert median_of_all([[0, 10, 20], [0, 10, 20]], levels) == pytest.approx(10)
    low, high, higher = [-20, -15, -10], [100, 105, 110], [200, 205, 210]
    assert median_of_all([low, high, higher], levels) == pytest.approx(105)
    assert -10 <= median_of_all([low, high], levels) <= 100


def test_the_median_made_of_quantiles_is_that_of_the_draws(inputs: FairInputs) -> None:
    result = fair_shares(inputs, Parameters(draws=2_000), only=tuple(COUNTRIES))
    for iso3 in COUNTRIES:
        column, row = result.column(2035), result.row(iso3)
        made = median_of_all([result.quantiles[name][column, row].tolist() for name in EQUITY], LEVELS)
        # One level to both sides: between humps the median is no sharper.
        low, high = (result.at(OVERALL, iso3, 2035, level) for level in (0.475, 0.525))
        assert low <= made <= high


# --- figures of the database ------------------------------------------------------------------


def test_projections_stand_neither_for_today_nor_among_the_drawn_sources(inputs: FairInputs) -> None:
    assert observed(("cerp", "own", "primap-histcr")) == ("own", "primap-histcr")
    assert PROJECTED not in Parameters().of("source") and PROJECTED not in Parameters(with_land_use=True).of(
        "source"
    )
    row = inputs.position("RUS")
    tenfold = {**inputs.emissions, PROJECTED: inputs.emissions[PROJECTED] * 10}
    projected = replace(inputs, emissions=tenfold)
    for parameters in (FEW, replace(FEW, levels={"source": (PROJECTED,)})):
        result = fair_shares(projected, parameters, only=("RUS",))
        expected = np.mean([inputs.emissions[name][row, -1] for name in observed(inputs.emissions)])
        assert result.current[0] == pytest.approx(expected)


def test_the_figures_alone_move_a_duty_and_each_set_adds_up(inputs: FairInputs) -> None:
    found = duties(inputs, Parameters())
    assert found.database.sum() == pytest.approx(1)
    kazakhstan = found.of(inputs.position("KAZ"))
    # What the two sets make of Kazakhstan, from the figures as shipped.
    assert kazakhstan["database"] == pytest.approx(0.0042, abs=0.0001)
    assert kazakhstan["low"] == pytest.approx(0.0063, abs=0.0002)
    assert (found.low <= found.high).all()


def test_the_database_weighs_a_duty_with_its_own_figures_alone(inputs: FairInputs) -> None:
    levels = {DUTY: (PROJECTED,), "gini": ("wid",), "gdp": ("gapminder",)}
    mine = fair_shares(inputs, replace(FEW, levels=levels), only=("KAZ",))
    others = {"gini": ("gapminder",), "gdp": ("world-bank",)}
    same = fair_shares(
        replace(inputs, gini={**inputs.gini, "wid": inputs.gini["wid"] / 2}),
        replace(FEW, levels={**levels, "gini": ("gapminder",)}),
        only=("KAZ",),
    )
    name = "responsibility_capability"
    assert (mine.quantiles[name] == same.quantiles[name]).all()
    drawn = fair_shares(inputs, replace(FEW, levels={**levels, **others, DUTY: (AS_DRAWN,)}), only=("KAZ",))
    assert drawn.at(name, "KAZ", 2035) < mine.at(name, "KAZ", 2035)


@pytest.mark.parametrize(
    ("variables", "flag"),
    [(("gini",), "database-gini-missing"), (("gdp_market", "ppp_to_mer"), "database-income-missing")],
)
def test_a_country_that_the_database_lacks_is_flagged_and_filled(
    variables: tuple[str, ...], flag: str, figures: Snapshot, inputs: FairInputs
) -> None:
    holed = without(figures, "KAZ", "cerp", *variables)
    assert flag in holed.flags["KAZ"] and flag not in inputs.flags.get("KAZ", ())
    assert "KAZ" not in holed.withheld
    result = fair_shares(holed, FEW, only=("KAZ",))
    assert flag in result.country("KAZ")["flags"]
    assert all(np.isfinite(values).all() for values in result.quantiles.values())
    assert all(np.isfinite(part) and part > 0 for part in result.country("KAZ")["duties"].values())


def test_a_country_without_any_inequality_has_no_duty(figures: Snapshot) -> None:
    kept = {key: series for key, series in figures.figures.items() if key[0] != "KAZ" or key[2] != "gini"}
    holed = fair_inputs.assemble(replace(figures, figures=kept), snapshot.pathways(snapshot.shipped()))
    assert fair_shares(holed, FEW, only=("KAZ",)).country("KAZ")["duties"] == {}


# --- one price base ---------------------------------------------------------------------------


def test_thresholds_and_incomes_are_in_one_price_base(figures: Snapshot, inputs: FairInputs) -> None:
    """$7,500 of 2010 is $9,230 of 2021, and the part of income above it is the same in either."""
    assert pytest.approx(118.4 / 96.2, abs=5e-4) == dollar_prices.DOLLARS_2021_PER_2010
    assert dollar_prices.in_2021(7_500.0) == pytest.approx(9_232.5)
    row, year = inputs.position("KAZ"), 2020 - 1850
    series = {
        name: figures.series("KAZ", "cerp", name) for name in ("gdp_market", "ppp_to_mer", "population")
    }
    money, ratio, people = (found.at(2020) for found in series.values() if found is not None)
    assert money and ratio and people
    published = 1e9 * money * ratio / people
    now = inputs.gdp_per_person["cerp"][row, year]
    assert now == pytest.approx(dollar_prices.in_2021(published))
    gini = inputs.gini["cerp"][row, year : year + 1]
    then = lognormal_income.share_above(np.array([published]), gini, 7_500)
    assert lognormal_income.share_above(
        np.array([now]), gini, dollar_prices.in_2021(7_500.0)
    ) == pytest.approx(then)


def test_incomes_of_two_providers_agree_in_the_price_year(inputs: FairInputs) -> None:
    """Gapminder's and the World Bank's dollars are both of 2021: no deflator's worth lies between them."""
    at = dollar_prices.PRICE_YEAR - 1850
    ratio = inputs.gdp_per_person["world-bank"][:, at] / inputs.gdp_per_person["gapminder"][:, at]
    assert 0.95 < np.median(ratio) < 1.05


# --- only some countries ----------------------------------------------------------------------


def test_a_country_reported_alone_has_the_same_figures(inputs: FairInputs) -> None:
    all_of_them, alone = (
        fair_shares(inputs, FEW),
        fair_shares(inputs, FEW, only=("UZB", "KAZ"), keep=("KAZ",)),
    )
    assert alone.countries == ("UZB", "KAZ") and set(alone.samples) == {"KAZ"}
    assert set(alone.reported("UZB")) == {*PRINCIPLES, OVERALL}
    for iso3 in alone.countries:
        assert alone.as_json(iso3) == all_of_them.as_json(iso3)
