"""IPCC AR6 WGIII, table SPM.2: category C1 recomputed from its published reductions, and by scenario.

The table gives both reductions from 2019 and emissions in Gt CO2-equivalents, for modelled
emissions of 55 Gt in 2019. Medians agree to the rounding of whole numbers (0.5 Gt). The ends of
the ranges agree to 2.5 Gt: percentiles of reductions and of emissions are of different pathways.
"""

import numpy as np
import pytest

from climate_pathways import snapshot
from climate_pathways.global_paths import C1_REDUCTIONS, ar6_c1, known_path, path_of
from climate_pathways.pathway_file import Pathways

MODELLED_2019_GT = 55
# Emissions of category C1 in Gt CO2e a year: 5th percentile, median, 95th percentile.
PUBLISHED_GT = {2030: (21, 31, 36), 2040: (6, 17, 23), 2050: (1, 9, 15)}


@pytest.fixture(scope="module")
def paths() -> Pathways:
    return snapshot.pathways(snapshot.shipped())


@pytest.mark.parametrize("year", PUBLISHED_GT)
@pytest.mark.parametrize(
    ("position", "column", "tolerance_gt"), [(0.95, 0, 2.5), (0.5, 1, 0.5), (0.05, 2, 2.5)]
)
def test_published_reductions_give_the_published_emissions(
    year: int, position: float, column: int, tolerance_gt: float, paths: Pathways
) -> None:
    index = ar6_c1(position, with_land_use=True, paths=paths).at(np.array([float(year)]))
    assert MODELLED_2019_GT * index[0] == pytest.approx(PUBLISHED_GT[year][column], abs=tolerance_gt)


@pytest.mark.parametrize("year", [2030, 2035, 2040, 2050])
def test_ssp1_19_lies_within_the_published_range(year: int, paths: Pathways) -> None:
    """SSP1-1.9 is itself one of the pathways of category C1."""
    reduction = 100 * (
        1 - path_of(paths.of("ssp", "ssp119", "ghg_ar6"), "ssp119").at(np.array([float(year)]))[0]
    )
    low, _, high = C1_REDUCTIONS[year]
    assert low <= reduction <= high


@pytest.mark.parametrize("name", ["cerp-1.5-led", "cerp-1.5-marker"])
@pytest.mark.parametrize("year", [2030, 2035])
def test_the_equity_projects_paths_lie_within_the_published_range(
    name: str, year: int, paths: Pathways
) -> None:
    """Its pathways are the LED scenario (a C1 pathway) and the Climate Action Tracker's 1.5 °C path."""
    path = known_path(name, context="AR4GWP100", position=0.5, with_land_use=True, paths=paths)
    low, _, high = C1_REDUCTIONS[year]
    assert low <= 100 * (1 - path.at(np.array([float(year)]))[0]) <= high


def test_the_two_degree_path_does_not(paths: Pathways) -> None:
    path = known_path("cerp-2.0-marker", context="AR4GWP100", position=0.5, with_land_use=True, paths=paths)
    assert 100 * (1 - path.at(np.array([2030.0]))[0]) < C1_REDUCTIONS[2030][0]
