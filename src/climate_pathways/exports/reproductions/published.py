"""Published results that we compute again, in reading order.

The tests in ``tests/reproductions`` compute every figure here anew and read the same list, so that
the page and the tests cannot say different things.
"""

from climate_pathways.exports.reproductions.carbon_budgets import BUDGET_YEARS, GERMAN_BUDGET
from climate_pathways.exports.reproductions.global_paths import AR6_C1, C1_PATHS
from climate_pathways.exports.reproductions.pledges import (
    TRACKER,
    TRACKER_2022,
    TRACKER_RUSSIA,
    TRACKER_RUSSIA_2035,
    TRACKER_UKRAINE,
)
from climate_pathways.exports.reproductions.principles import CARBON_DEBTS, GDRIGHTS, MIMOSA
from climate_pathways.exports.reproductions.quantifications import (
    NDCMITIQ,
    NDCMITIQ_APART,
    POLICY_DATABASE,
)
from climate_pathways.exports.reproductions.warming_potentials import POTENTIALS

REPRODUCTIONS = (
    AR6_C1,
    C1_PATHS,
    MIMOSA,
    CARBON_DEBTS,
    GDRIGHTS,
    BUDGET_YEARS,
    GERMAN_BUDGET,
    POTENTIALS,
    TRACKER,
    TRACKER_2022,
    TRACKER_UKRAINE,
    TRACKER_RUSSIA,
    TRACKER_RUSSIA_2035,
    NDCMITIQ,
    NDCMITIQ_APART,
    POLICY_DATABASE,
)
