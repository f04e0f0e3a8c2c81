"""Climate Action Tracker (2023): Kazakhstan's targets for 2030 without land use, in potentials of AR4."""

import pytest

from climate_pathways.core.naming import step_text
from climate_pathways.exports.reproductions.pledges import TRACKER
from climate_pathways.figures import inputs as fair_inputs
from climate_pathways.figures.snapshot import snapshot as snapshots
from climate_pathways.pledges import file as pledge_file
from climate_pathways.pledges.figures import PledgeFigures, figures_of
from climate_pathways.pledges.inventory import NATIONAL_GWP
from climate_pathways.pledges.readings import OwnReading, read_pledge
from tests.reproductions.agreement import agrees

TARGETS = {condition: f"ndc-1-updated-2030-{condition}" for condition in ("unconditional", "conditional")}


@pytest.fixture(scope="module")
def kazakhstan() -> PledgeFigures:
    return figures_of("KAZ", fair_inputs.load(), snapshots.load(snapshots.shipped()))


def own(condition: str, figures: PledgeFigures) -> OwnReading:
    pledges = pledge_file.read("KAZ")
    target = next(target for target in pledges.targets if target.id == TARGETS[condition])
    found = read_pledge(target, pledges, figures).own
    assert found is not None
    return found


def in_ar4(value: float, figures: PledgeFigures) -> float:
    return value * figures.potentials["AR4GWP100"] / figures.potentials[NATIONAL_GWP]


@pytest.mark.parametrize("condition", TARGETS)
def test_the_trackers_tonnes_follow_from_the_newest_inventory(
    condition: str, kazakhstan: PledgeFigures
) -> None:
    inventory = kazakhstan.inventory
    assert inventory is not None
    (net,) = own(condition, kazakhstan).newest
    agrees(TRACKER, condition, in_ar4(net - inventory.land[max(inventory.land)], kazakhstan))


def test_the_trackers_two_figures_imply_the_base_and_the_land_use_that_we_say() -> None:
    unconditional, conditional = (TRACKER.check(condition).published for condition in TARGETS)
    base = (unconditional - conditional) / 0.1
    assert (base, 0.85 * base - unconditional) == pytest.approx((380, 5))


def test_ours_follows_the_countrys_documents_and_lies_a_tenth_above(kazakhstan: PledgeFigures) -> None:
    ours = own("unconditional", kazakhstan)
    assert ours.net and ours.gross and (ours.net.central, ours.gross.central) == (328, 351)
    assert "328.0 Mt CO₂e in 2030, as printed (section 2.3.2, line 568)" in step_text(ours.steps[0], "en")
    published = TRACKER.check("unconditional").published
    assert 0.08 < in_ar4(ours.gross.central, kazakhstan) / published - 1 < 0.1
