"""A target and fair shares on made-up numbers."""

import numpy as np

from climate_pathways.assessment.axes.domestic import RegionalPathways
from climate_pathways.fair_shares.categories import (
    CUTS,
    VARIANTS,
    CategoryShares,
    variant_of,
)
from climate_pathways.fair_shares.result import OVERALL
from climate_pathways.pledges.targets import TargetEmissions

KIND, MIDDLE, HARD = "ability_to_pay", "equal_per_capita", "equal_cumulative_per_capita"
# Shares of C1, C3, C6 and C7, Mt CO2e.
SHARES = {KIND: (100, 200, 300, 400), MIDDLE: (50, 100, 150, 200), HARD: (-90, -80, -70, -60)}
MIXED = (60, 120, 180, 240)


def target(central: float, year: int = 2035, spread: float = 0.0) -> TargetEmissions:
    return TargetEmissions("KAZ", year, central - spread, central, central + spread)


def shares(
    levels: dict[str, tuple[int, ...]] | None = None, withheld: frozenset[str] = frozenset()
) -> CategoryShares:
    """Return made-up shares: the same in every year, and under every variant of a path."""
    given = SHARES if levels is None else levels
    medians = {
        variant_of(category, variant): {
            name: np.full((2, 1), values[number], dtype=float)
            for name, values in [*given.items(), (OVERALL, MIXED)]
        }
        for number, category in enumerate(CUTS)
        for variant in VARIANTS
    }
    return CategoryShares(("KAZ",), (2030, 2050), tuple(given), medians, withheld)


REGION = RegionalPathways(
    {2019: 2.5, 2022: 2.0},
    {
        "imp-ren|median": {2030: 1.0, 2040: 0.2},
        "pledges|median": {2030: 1.6, 2040: 1.2},
        "pledges|min": {2030: 1.0, 2040: 1.0},
        "current-policies|median": {2030: 2.0, 2040: 2.0},
    },
)
