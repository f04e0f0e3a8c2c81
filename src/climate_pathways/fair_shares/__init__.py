"""Fair shares of the world's remaining emissions, by every principle and choice, as a range."""

from typing import TYPE_CHECKING

from climate_pathways.core.face import lazy

if TYPE_CHECKING:
    from climate_pathways.fair_shares.allocation import fair_shares
    from climate_pathways.fair_shares.choices import (
        CHOICES,
        EQUITY,
        GRID,
        PRINCIPLES,
        REFERENCE,
        YEAR_CHOICES,
        Choice,
        Level,
        Parameters,
    )
    from climate_pathways.fair_shares.global_paths import GlobalPath, own_paths
    from climate_pathways.fair_shares.own_files import OWN_SOURCE, OwnFiles
    from climate_pathways.fair_shares.result import OVERALL, FairShares
    from climate_pathways.fair_shares.words import level_name
else:
    __getattr__, __dir__ = lazy(__name__)

__all__ = [
    "CHOICES",
    "EQUITY",
    "GRID",
    "OVERALL",
    "OWN_SOURCE",
    "PRINCIPLES",
    "REFERENCE",
    "YEAR_CHOICES",
    "Choice",
    "FairShares",
    "GlobalPath",
    "Level",
    "OwnFiles",
    "Parameters",
    "fair_shares",
    "level_name",
    "own_paths",
]
