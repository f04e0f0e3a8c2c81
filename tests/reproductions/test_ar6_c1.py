"""IPCC AR6 WGIII, table SPM.2: category C1 recomputed from its published reductions, and by scenario.

The table gives both reductions from 2019 and emissions in Gt CO2-equivalents, for modelled
emissions of 55 Gt in 2019. Medians agree to the rounding of whole numbers (0.5 Gt). The ends of
the ranges agree to 2.5 Gt: percentiles of reductions and of emissions are of different pathways.
"""

import numpy as np
import pytest

from climate_pathways.exports.reproductions.global_paths import AR6_C1, C1_PATHS
from climate_pathways.fair_shares.global_paths import C1_REDUCTIONS, ar6_c1, known_path
from climate_pathways.figures.snapshot import snapshot
from climate_pathways.figures.snapshot.pathways import Pathways
from tests.reproductions.agreement import agrees, names

MODELLED_2019_GT = 55
# Small emissions are the lower end of the range, which large reductions lead to.
POSITIONS = {"p5": 0.95, "median": 0.5, "p95": 0.05}


@pytest.fixture(scope="module")
def paths() -> Pathways:
    return snapshot.pathways(snapshot.shipped())


@pytest.mark.parametrize("name", names(AR6_C1))
def test_published_reductions_give_the_published_emissions(name: str, paths: Pathways) -> None:
    place, year = name.rsplit("-", 1)
    index = ar6_c1(POSITIONS[place], with_land_use=True, paths=paths).at(np.array([float(year)]))
    agrees(AR6_C1, name, MODELLED_2019_GT * index[0])


def reduction(name: str, year: int, paths: Pathways) -> float:
    path = known_path(name, context="AR6GWP100", position=0.5, with_land_use=True, paths=paths)
    return float(100 * (1 - path.at(np.array([float(year)]))[0]))


@pytest.mark.parametrize("name", names(C1_PATHS))
def test_pathways_lie_where_their_category_has_them(name: str, paths: Pathways) -> None:
    """SSP1-1.9, the LED scenario and the Climate Action Tracker's path are 1.5 °C paths; one is not."""
    path, year = name.rsplit("-", 1)
    agrees(C1_PATHS, name, reduction(path, int(year), paths))


@pytest.mark.parametrize("year", [2030, 2035, 2040, 2050])
def test_ssp1_19_lies_within_the_published_range_in_every_year(year: int, paths: Pathways) -> None:
    low, _, high = C1_REDUCTIONS[year]
    assert low <= reduction("ssp119", year, paths) <= high


def test_what_is_accepted_is_the_published_range() -> None:
    """The list of checks may not widen the range that the method itself uses."""
    for check in C1_PATHS.checks:
        low, median, high = C1_REDUCTIONS[int(check.id.rsplit("-", 1)[1])]
        if check.id.startswith("cerp-2.0"):
            assert check.accepted[1] <= low
        else:
            assert (*check.accepted, check.published) == (low, high, median)
