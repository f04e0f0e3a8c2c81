"""A pledge against fair shares: the gap, how often it is enough, and the scale of the first rule."""

import json
from dataclasses import replace

import numpy as np
import pytest

from climate_pathways.assessment.gap import gaps
from climate_pathways.assessment.rating import CRITERIA, STEPS
from climate_pathways.assessment.rule import rule
from climate_pathways.core.errors import PathwaysError
from climate_pathways.fair_shares import allocation as fair_shares
from climate_pathways.fair_shares.choices import EQUITY, Parameters
from climate_pathways.fair_shares.result import OVERALL, FairShares
from climate_pathways.figures import inputs as fair_inputs
from climate_pathways.pledges.targets import TargetEmissions

FEW = Parameters(draws=400, seed=3)


@pytest.fixture(scope="module")
def shares() -> FairShares:
    return fair_shares.fair_shares(fair_inputs.load(), FEW, keep=("KAZ", "TJK"), only=("KAZ", "TJK"))


def target(
    central: float, year: int = 2035, iso3: str = "KAZ", spread: float = 0.0, with_land_use: bool = False
) -> TargetEmissions:
    return TargetEmissions(
        iso3, year, central - spread, central, central + spread, with_land_use=with_land_use
    )


# --- the gap --------------------------------------------------------------------------------


def test_the_gap_is_the_pledge_minus_the_share(shares: FairShares) -> None:
    found = gaps(target(200.0), shares)
    one = found.by_principle["equal_per_capita"]
    assert one.gap_median == pytest.approx(200 - one.share_median, abs=0.5)
    assert one.gap_percent == pytest.approx(100 * one.gap_median / 200, abs=0.5)
    assert one.gap_low <= one.gap_median <= one.gap_high
    assert one.share_median == pytest.approx(shares.at("equal_per_capita", "KAZ", 2035), rel=1e-2)
    assert set(found.by_principle) == set(shares.quantiles)
    json.dumps(found.as_dict(), allow_nan=False)


def test_a_pledge_far_below_is_certain_and_far_above_hopeless(shares: FairShares) -> None:
    low, high = (gaps(target(level), shares) for level in (-1e6, 1e6))
    assert all(gap.probability == 1 for gap in low.by_principle.values())
    assert all(gap.probability == 0 for gap in high.by_principle.values())
    assert low.overall.gap_percent is None


def test_a_lower_pledge_is_never_less_likely_to_be_enough(shares: FairShares) -> None:
    chances = [gaps(target(level), shares).overall.probability for level in range(-500, 400, 50)]
    assert chances == sorted(chances, reverse=True) and len(set(chances)) > 5


def test_an_uncertain_pledge_has_an_uncertain_gap(shares: FairShares) -> None:
    sure, unsure = (gaps(target(100.0, spread=by), shares).by_principle["grandfathering"] for by in (0, 60))
    assert unsure.gap_high - unsure.gap_low > sure.gap_high - sure.gap_low


def test_a_year_between_is_read_between(shares: FairShares) -> None:
    before, between, after = (
        gaps(target(200.0, year), shares).by_principle["equal_per_capita"].share_median
        for year in (2030, 2033, 2035)
    )
    assert after < between < before


@pytest.mark.parametrize(
    ("pledge", "named"),
    [
        (target(200.0, iso3="RUS"), "RUS"),
        (target(200.0, iso3="XXX"), "XXX"),
        (target(200.0, 2021), "2021"),
        (target(200.0, with_land_use=True), "land use"),
    ],
)
def test_refuses_a_pledge_that_cannot_be_compared(
    pledge: TargetEmissions, named: str, shares: FairShares
) -> None:
    with pytest.raises(PathwaysError, match=named):
        gaps(pledge, shares)


def test_refuses_shares_by_no_equity_principle() -> None:
    lines = replace(FEW, principles=("grandfathering",), draws=20)
    only = fair_shares.fair_shares(fair_inputs.load(), lines, keep=("KAZ",), only=("KAZ",))
    with pytest.raises(PathwaysError, match="equity principle"):
        gaps(target(200.0), only)


@pytest.mark.parametrize("numbers", [(3, 2, 1), (1, 3, 2), (1, float("nan"), 3), (1, 2, float("inf"))])
def test_refuses_a_target_whose_numbers_are_wrong(numbers: tuple[float, float, float]) -> None:
    with pytest.raises(PathwaysError, match="KAZ"):
        TargetEmissions("KAZ", 2035, *numbers)


def test_refuses_a_target_in_an_odd_year() -> None:
    with pytest.raises(PathwaysError, match="1990"):
        TargetEmissions("KAZ", 1990, 1, 2, 3)


# --- the first rule, which earlier assessments hold --------------------------------------------


def test_the_first_rule_keeps_its_criteria_and_bounds() -> None:
    published = rule()
    assert published.version == 1 and published.published_on
    assert [criterion.id for criterion in published.criteria] == list(CRITERIA) and len(STEPS) == 5
    for criterion in published.criteria:
        assert len(criterion.bounds) == 4
        assert list(criterion.bounds) == sorted(criterion.bounds, reverse=not criterion.higher_is_better)


def test_overall_is_a_mixture_of_the_equity_principles_alone(shares: FairShares) -> None:
    values = shares.samples["KAZ"].values
    together = np.sort(np.concatenate([values[name].ravel() for name in EQUITY]))
    assert np.isin(values[OVERALL].ravel(), together).all()
