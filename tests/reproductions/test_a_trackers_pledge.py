"""Climate Action Tracker (2023): Kazakhstan's targets for 2030 without land use, in potentials of AR4."""

import pytest

from climate_pathways.exports.reproductions.pledges import TRACKER
from climate_pathways.figures import inputs as fair_inputs
from climate_pathways.pledges import file as pledge_file
from climate_pathways.pledges.figures import PledgeFigures, figures_of
from climate_pathways.pledges.readings import read_pledge
from tests.reproductions.agreement import agrees


@pytest.fixture(scope="module")
def kazakhstan() -> PledgeFigures:
    return figures_of("KAZ", fair_inputs.load(), fair_inputs.load(with_land_use=True))


@pytest.mark.parametrize("condition", ["unconditional", "conditional"])
def test_the_trackers_tonnes_lie_within_ours(condition: str, kazakhstan: PledgeFigures) -> None:
    pledge = next(
        target
        for target in pledge_file.read("KAZ").targets
        if (target.document, target.year, target.condition) == ("ndc-1-updated", 2030, condition)
    )
    target = read_pledge(pledge, kazakhstan).target
    ar4 = kazakhstan.potentials["AR4GWP100"]
    agrees(TRACKER, condition, target.central_mt_co2e * ar4)
    assert target.low_mt_co2e * ar4 < TRACKER.check(condition).published < target.high_mt_co2e * ar4
