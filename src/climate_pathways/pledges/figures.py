"""The figures of one country that a pledge is read with: emissions, land use, people, GDP, baseline."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from climate_pathways.figures.by_source import BASE_YEAR, BASELINE_YEAR, FIRST_YEAR, SIGMAS_95
from climate_pathways.figures.inputs import FairInputs

# Sources with figures of their own in the base years of pledges; the others begin in 2018.
LONG_SOURCES = ("cerp", "climate-watch")
LAND_USE_SINCE = {"climate-watch": 1990, "primap-histcr": 2018}
TREND_YEARS = 10
Vector = NDArray[np.float64]


@dataclass(frozen=True)
class PledgeFigures:
    """Yearly figures from 1850: emissions to the base year, people and GDP to 2100.

    ``totals`` and ``land_use``: source → Mt CO2e (AR6), the second only from ``LAND_USE_SINCE``;
    ``potentials``: set → factor from AR6; ``population``: people, with ``fewer`` and ``more`` per
    standard deviation; ``gdp``: source → international dollars of 2021; ``baseline``: Mt CO2e from
    the base year to 2035.
    """

    iso3: str
    totals: Mapping[str, Vector]
    land_use: Mapping[str, Vector]
    potentials: Mapping[str, float]
    population: Vector
    fewer: Vector
    more: Vector
    gdp: Mapping[str, Vector]
    baseline: Vector

    def total(self, source: str, year: int) -> float | None:
        """Return emissions without land use in a year, Mt CO2e; nothing outside the figures."""
        return float(self.totals[source][year - FIRST_YEAR]) if FIRST_YEAR <= year <= BASE_YEAR else None

    def land(self, source: str, year: int) -> float | None:
        """Return what land use gave off or took up, Mt CO2e; nothing where the source has no estimate."""
        values = self.land_use.get(source)
        # Zero in every year is no estimate of land use, but the lack of one.
        if values is None or not LAND_USE_SINCE[source] <= year <= BASE_YEAR or not values.any():
            return None
        return float(values[year - FIRST_YEAR])

    def latest_land(self) -> dict[str, float]:
        latest = {source: self.land(source, BASE_YEAR) for source in self.land_use}
        return {source: value for source, value in latest.items() if value is not None}

    def people(self, year: int) -> dict[str, float]:
        """Return the projection's median and its 95 % bounds."""
        at = year - FIRST_YEAR
        middle = float(self.population[at])
        return {
            "lower": middle - SIGMAS_95 * float(self.fewer[at]),
            "median": middle,
            "upper": middle + SIGMAS_95 * float(self.more[at]),
        }

    def gdp_growth(self, since: int, year: int, expected: Sequence[float] = ()) -> dict[str, float]:
        """Return GDP in ``year`` as a multiple of that in ``since``, by source and by the trend.

        ``expected``: yearly growth that a document expects, percent; counted from the base year on.
        """
        start, end, now = since - FIRST_YEAR, year - FIRST_YEAR, BASE_YEAR - FIRST_YEAR
        by_source = {name: float(values[end] / values[start]) for name, values in self.gdp.items()}
        main = next(iter(self.gdp.values()))
        so_far, ahead = float(main[now] / main[start]), year - BASE_YEAR
        trend = float((main[now] / main[now - TREND_YEARS]) ** (1 / TREND_YEARS))
        # How GDP grew up to the base year is known: an expectation speaks of what lies ahead only.
        stated = {f"{percent:g}%": so_far * (1 + percent / 100) ** ahead for percent in expected}
        return {**by_source, "trend": so_far * trend**ahead, **stated}

    def baseline_growth(self, year: int) -> float | None:
        """Return the no-policy baseline in ``year`` as a multiple of the base year's."""
        if not BASE_YEAR <= year <= BASELINE_YEAR:
            return None
        return float(self.baseline[year - BASE_YEAR] / self.baseline[0])


def figures_of(iso3: str, without_land_use: FairInputs, with_land_use: FairInputs) -> PledgeFigures:
    """Return one country's figures from the inputs without and with land use.

    Raises ``PathwaysError`` for a country that the inputs do not hold.
    """
    row, row_with = without_land_use.position(iso3), with_land_use.position(iso3)
    people = without_land_use.population[row]
    return PledgeFigures(
        iso3=iso3,
        totals={name: without_land_use.emissions[name][row] for name in LONG_SOURCES},
        land_use={
            name: with_land_use.emissions[name][row_with] - without_land_use.emissions[name][row]
            for name in LAND_USE_SINCE
        },
        potentials={name: float(values[row]) for name, values in without_land_use.potentials.items()},
        population=people,
        fewer=without_land_use.fewer[row],
        more=without_land_use.more[row],
        # The World Bank’s income moves with Gapminder’s growth, and nothing but growth is used here.
        gdp={name: without_land_use.gdp_per_person[name][row] * people for name in ("gapminder", "cerp")},
        baseline=without_land_use.baseline[row],
    )
