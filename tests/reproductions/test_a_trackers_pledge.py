"""Climate Action Tracker: targets of Kazakhstan, Ukraine and Russia without land use."""

import pytest

from climate_pathways.core.naming import step_text
from climate_pathways.exports.reproductions.check import Reproduction
from climate_pathways.exports.reproductions.pledges import (
    TRACKER,
    TRACKER_2022,
    TRACKER_RUSSIA,
    TRACKER_RUSSIA_2035,
    TRACKER_UKRAINE,
)
from tests.reproductions.agreement import agrees
from tests.reproductions.pledged import central, figures, in_ar4, own

# The tracker's page of 15 September 2021: removals of 2030 "with additional measures", Mt.
REMOVALS_2030 = 9.6
# Its assumptions of 13 December 2021: land use of 2030 in the modelling report of the second NDC, Mt.
UKRAINIAN_LAND_2030 = -12.2
# Its targets page on Russia: land use of 2030 in the strategy, Mt; none is given for 2035.
RUSSIAN_LAND_2030 = -539
TARGETS = {condition: f"ndc-1-updated-2030-{condition}" for condition in ("unconditional", "conditional")}


def implied(published: Reproduction, *names: str) -> tuple[float, float]:
    """Return the base and the land use that two cuts of 15 and 25 percent imply, Mt CO2e."""
    unconditional, conditional = (published.check(name).published for name in names)
    base = (unconditional - conditional) / 0.1
    return base, 0.85 * base - unconditional


@pytest.mark.parametrize("condition", TARGETS)
def test_the_trackers_tonnes_follow_from_the_newest_inventory(condition: str) -> None:
    inventory = figures("KAZ").inventory
    assert inventory is not None
    (net,) = own("KAZ", TARGETS[condition]).newest
    agrees(TRACKER, condition, in_ar4("KAZ", net - inventory.land[max(inventory.land)]))


@pytest.mark.parametrize("condition", TARGETS)
def test_its_tonnes_of_a_year_before_follow_with_the_removals_it_named_then(condition: str) -> None:
    (net,) = own("KAZ", TARGETS[condition]).newest
    agrees(TRACKER_2022, condition, in_ar4("KAZ", net) + REMOVALS_2030)


def test_the_trackers_two_figures_imply_the_base_and_the_land_use_that_we_say() -> None:
    assert implied(TRACKER, *TARGETS) == pytest.approx((380, 5))
    assert implied(TRACKER_2022, *TARGETS) == pytest.approx((380, -8))


def test_with_the_smallest_removals_it_named_ours_would_be_the_figure_we_say() -> None:
    (net,) = own("KAZ", TARGETS["unconditional"]).newest
    assert in_ar4("KAZ", net) + 1.2 == pytest.approx(325, abs=0.5)


def test_ours_follows_the_countrys_documents_and_lies_a_tenth_above() -> None:
    ours = own("KAZ", TARGETS["unconditional"])
    assert ours.net and ours.gross and (ours.net.central, ours.gross.central) == (328, 351)
    assert "328.0 Mt CO₂e in 2030, as printed (section 2.3.2, line 568)" in step_text(ours.steps[0], "en")
    published = TRACKER.check("unconditional").published
    assert 0.08 < in_ar4("KAZ", ours.gross.central) / published - 1 < 0.1


@pytest.mark.parametrize(("name", "target"), [("second", "ndc-2-2030"), ("first", "ndc-1-2030-net")])
def test_ukraines_two_targets_are_the_trackers_to_a_hundredth(name: str, target: str) -> None:
    assert own("UKR", target).gwp == "AR4GWP100"
    agrees(TRACKER_UKRAINE, name, central("UKR", target, "net") - UKRAINIAN_LAND_2030)


def test_with_recent_uptake_ukraines_second_target_is_the_figure_we_say() -> None:
    assert central("UKR", "ndc-2-2030", "gross") == pytest.approx(319, abs=0.5)


def test_russias_level_of_2030_is_an_eighth_above_by_the_new_inventory() -> None:
    agrees(TRACKER_RUSSIA, "level", in_ar4("RUS", central("RUS", "ndc-1-2030", "gross")))


@pytest.mark.parametrize(
    ("published", "land"),
    [
        (TRACKER_2022, REMOVALS_2030),
        (TRACKER_UKRAINE, UKRAINIAN_LAND_2030),
        (TRACKER_RUSSIA_2035, RUSSIAN_LAND_2030),
    ],
)
def test_the_page_names_the_land_use_that_is_taken_out(published: Reproduction, land: float) -> None:
    assert f" {abs(land):g} Mt" in published.how


def test_russias_inventory_gives_its_land_what_we_say() -> None:
    inventory = figures("RUS").inventory
    assert inventory is not None
    recent = inventory.recent_land()
    assert (min(recent), max(recent)) == (2019, 2023)
    assert round(sum(recent.values()) / len(recent)) == -1024
    assert (round(inventory.land[1990]), round(inventory.net[1990])) == (-720, 2427)


def test_russias_range_of_2035_meets_the_tracker_at_its_lower_end_only() -> None:
    net = own("RUS", "ndc-2-2035").net
    assert net is not None
    agrees(TRACKER_RUSSIA_2035, "lower", net.low - RUSSIAN_LAND_2030)
    agrees(TRACKER_RUSSIA_2035, "upper", net.high - RUSSIAN_LAND_2030)
    today = central("RUS", "ndc-2-2035", "gross") - net.central
    agrees(TRACKER_RUSSIA_2035, "today", net.high + today)
    lower, upper = (TRACKER_RUSSIA_2035.check(name).published for name in ("lower", "upper"))
    assert (round(lower - net.low), round(upper - net.high)) == (535, 682)
