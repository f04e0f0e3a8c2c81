"""Matthews (2016): carbon debts by an equal share per person in every year, fossil CO2 1990–2013."""

import numpy as np
import pytest

from climate_pathways.exports.reproductions.principles import CARBON_DEBTS
from climate_pathways.figures.arrays import matrix
from climate_pathways.figures.snapshot import snapshot
from climate_pathways.figures.snapshot.snapshot import Snapshot
from climate_pathways.methods import equal_per_capita
from tests.reproductions.agreement import agrees

LAST = 2013


class Debts:
    """Emissions beyond an equal share per person, Gt CO2, by country and year."""

    def __init__(self, figures: Snapshot, first: int) -> None:
        self.countries = tuple(
            place
            for place in figures.places()
            if len(place) == 3 and figures.series(place, "gcb", "co2_fossil") is not None
        )
        people = matrix(figures, "owid-population", "population", self.countries, first, LAST)
        whole = np.flatnonzero(np.isfinite(people).all(axis=1))
        self.countries = tuple(self.countries[row] for row in whole)
        emitted = np.nan_to_num(matrix(figures, "gcb", "co2_fossil", self.countries, first, LAST)) / 1000
        self.emitted = emitted.T[:, :, None]
        fair = equal_per_capita.allocate(self.emitted.sum(axis=1, keepdims=True), people[whole].T[:, :, None])
        self.yearly = (self.emitted - fair)[:, :, 0]
        self.owed = self.yearly.sum(axis=0)
        self.total = float(self.owed.clip(min=0).sum())

    def part_of(self, iso3: str) -> float:
        """Return a country's part of all debts or of all credits, in %."""
        return float(100 * abs(self.owed[self.countries.index(iso3)]) / self.total)

    def ranking(self) -> list[str]:
        return [self.countries[place] for place in np.argsort(-self.owed)]


@pytest.fixture(scope="module")
def figures() -> Snapshot:
    return snapshot.load(snapshot.shipped())


@pytest.fixture(scope="module")
def debts(figures: Snapshot) -> Debts:
    return Debts(figures, 1990)


def test_debts_of_the_world_are_the_published_ones(debts: Debts, figures: Snapshot) -> None:
    agrees(CARBON_DEBTS, "total", debts.total)
    agrees(CARBON_DEBTS, "part", float(100 * debts.total / debts.emitted.sum()))
    agrees(CARBON_DEBTS, "yearly", float(debts.yearly[-1].clip(min=0).sum()))
    agrees(CARBON_DEBTS, "since-1960", Debts(figures, 1960).total)


@pytest.mark.parametrize("iso3", ["USA", "RUS", "CAN", "IND"])
def test_countries_have_their_published_parts(iso3: str, debts: Debts) -> None:
    agrees(CARBON_DEBTS, iso3, debts.part_of(iso3))


def test_the_largest_debtors_and_creditors_are_the_published_ones(debts: Debts) -> None:
    """Named in this order: United States, Russia, Japan, Germany, Canada, United Kingdom, Australia;
    and India as the largest creditor, followed by Indonesia. Bangladesh and Pakistan are nearly equal."""
    ranking = debts.ranking()
    assert ranking[:7] == ["USA", "RUS", "JPN", "DEU", "CAN", "GBR", "AUS"]
    assert ranking[-2:] == ["IDN", "IND"] and set(ranking[-4:-2]) == {"BGD", "PAK"}


def test_debts_and_credits_cancel(debts: Debts) -> None:
    assert debts.owed.sum() == pytest.approx(0, abs=1e-6)
