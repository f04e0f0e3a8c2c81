"""The Greenhouse Development Rights calculator's published indices, recomputed from its database.

Published: the two overview tables for 2020 on gdrights.org (/calculator and /calculator_dev), with
a development threshold of $7,500, responsibility and capacity weighted alike, emissions since
1990 without land use. Recomputed: from edition 7.4 of the project's core database, as shipped.

Where ours differs. The tables are projections for 2020 made in about 2009 and 2011, before
most of China's growth; the database holds what happened by 2024. So the industrial countries'
share is lower here: within 3.5 percentage points of the later table, and up to 11 of the
earlier one. The luxury threshold that the tables name is not rebuilt. The part of income that
counts agrees closely.
"""

import numpy as np
import pytest
from numpy.typing import NDArray

from climate_pathways.exports.reproductions.principles import GDRIGHTS
from climate_pathways.figures.arrays import matrix
from climate_pathways.figures.snapshot import snapshot
from climate_pathways.figures.snapshot.snapshot import Snapshot
from climate_pathways.methods import lognormal_income, responsibility_capability
from tests.reproductions.agreement import agrees

THRESHOLD = 7_500
SINCE, YEAR = 1990, 2020
EU27 = (
    "AUT", "BEL", "BGR", "CYP", "CZE", "DNK", "EST", "FIN", "FRA", "DEU", "GRC", "HUN", "IRL", "ITA",
    "LVA", "LTU", "LUX", "MLT", "NLD", "POL", "PRT", "ROU", "SVK", "SVN", "ESP", "SWE", "GBR",
)  # fmt: skip
ANNEX_I = (
    *EU27, "AUS", "BLR", "CAN", "HRV", "ISL", "JPN", "LIE", "MCO", "NZL", "NOR", "RUS", "CHE", "TUR",
    "UKR", "USA",
)  # fmt: skip
Vector = NDArray[np.floating]


class Database:
    """Capacity, responsibility and index of the database's countries in 2020, as parts of 1."""

    def __init__(self, figures: Snapshot) -> None:
        self.countries = tuple(
            place for place in figures.places() if figures.series(place, "cerp", "gini") is not None
        )
        people, gini, fossil, other = (
            self._read(figures, name)
            for name in ("population", "gini", "co2_fossil_baseline", "non_co2_baseline")
        )
        income = 1e9 * self._read(figures, "gdp_market") * self._read(figures, "ppp_to_mer")
        self.above = lognormal_income.share_above(income / people, gini, THRESHOLD)
        self.income = income[:, -1]
        able = (self.above * income)[:, -1]
        caused = (self.above * np.nan_to_num(fossil + other)).sum(axis=1)
        half = np.full((1, 1, 1), 0.5)
        shape = (1, len(able), 1)
        self.capacity, self.responsibility = able / able.sum(), caused / caused.sum()
        self.index = responsibility_capability.index(caused.reshape(shape), able.reshape(shape), half)[
            0, :, 0
        ]

    def _read(self, figures: Snapshot, variable: str) -> Vector:
        return matrix(figures, "cerp", variable, self.countries, SINCE, YEAR)

    def rows(self, group: tuple[str, ...]) -> list[int]:
        return [self.countries.index(iso3) for iso3 in group if iso3 in self.countries]

    def percent(self, values: Vector, group: tuple[str, ...]) -> float:
        return float(100 * values[self.rows(group)].sum())

    def counted(self, group: tuple[str, ...]) -> float:
        """Return the part of a group's income that lies above the threshold, in %."""
        rows = self.rows(group)
        return float(100 * (self.above[rows, -1] * self.income[rows]).sum() / self.income[rows].sum())


@pytest.fixture(scope="module")
def database() -> Database:
    return Database(snapshot.load(snapshot.shipped()))


@pytest.mark.parametrize(("group", "name"), [(ANNEX_I, "annex-i"), (EU27, "eu27")], ids=["Annex I", "EU 27"])
def test_indices_agree_with_the_later_table(group: tuple[str, ...], name: str, database: Database) -> None:
    agrees(GDRIGHTS, f"{name}-capacity", database.percent(database.capacity, group))
    agrees(GDRIGHTS, f"{name}-responsibility", database.percent(database.responsibility, group))
    agrees(GDRIGHTS, f"{name}-index", database.percent(database.index, group))


@pytest.mark.parametrize(("group", "index"), [(ANNEX_I, 71.93), (EU27, 21.91)], ids=["Annex I", "EU 27"])
def test_indices_lie_near_and_below_the_earlier_table(
    group: tuple[str, ...], index: float, database: Database
) -> None:
    ours = database.percent(database.index, group)
    assert index - 12 <= ours <= index


def test_the_income_that_counts_is_the_published_part(database: Database) -> None:
    """The earlier table: 81.37 % of the EU 27's income at $38,385 a head is above $7,500. The database
    has a mean of about $30,700; at the published mean ours agrees to one percentage point."""
    at_the_published_mean = lognormal_income.share_above(np.array([38_385.15]), np.array([33.0]), THRESHOLD)
    agrees(GDRIGHTS, "eu27-income", float(100 * at_the_published_mean[0]))
    assert database.counted(EU27) == pytest.approx(81.37, abs=6)


def test_all_indices_add_up_to_one_hundred(database: Database) -> None:
    assert database.percent(database.index, database.countries) == pytest.approx(100)
