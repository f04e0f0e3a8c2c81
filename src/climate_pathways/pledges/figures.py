"""The figures of one country that a pledge is read with: emissions, people, GDP, inventory."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from climate_pathways.figures.by_source import BASE_YEAR, FIRST_YEAR, SIGMAS_95, observed
from climate_pathways.figures.inputs import FairInputs
from climate_pathways.figures.snapshot.snapshot import Snapshot
from climate_pathways.pledges.inventory import Inventory, national

TREND_YEARS = 10
# Editions that go beyond the base year of the series: for documents whose inventory begins after it.
LATER_SERIES = (
    ("primap-histcr-2.6.1", "ghg_excl_lulucf_ar5", "AR5GWP100"),
    ("primap-histtp-2.6.1", "ghg_excl_lulucf", "AR6GWP100"),
)
Vector = NDArray[np.float64]


@dataclass(frozen=True)
class PledgeFigures:
    """Yearly figures from 1850: emissions to the base year, people and GDP to 2100.

    ``series``: source → Mt CO2e without land use (AR6); ``potentials``: set → factor from AR6;
    ``population``: people, with ``fewer`` and ``more`` per standard deviation; ``gdp``: source →
    international dollars of 2021; ``inventory``: the newest national one, where there is one; ``later``:
    source → year after the base year → Mt CO2e without land use (AR6).
    """

    iso3: str
    series: Mapping[str, Vector]
    potentials: Mapping[str, float]
    population: Vector
    fewer: Vector
    more: Vector
    gdp: Mapping[str, Vector]
    inventory: Inventory | None = None
    later: Mapping[str, Mapping[int, float]] = field(default_factory=dict)

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
        # The first of `figures_of`, Gapminder: the trend and what documents expect go on from its past.
        main = next(iter(self.gdp.values()))
        so_far, ahead = float(main[now] / main[start]), year - BASE_YEAR
        trend = float((main[now] / main[now - TREND_YEARS]) ** (1 / TREND_YEARS))
        stated = {f"{percent:g}%": so_far * (1 + percent / 100) ** ahead for percent in expected}
        return {**by_source, "trend": so_far * trend**ahead, **stated}


def figures_of(iso3: str, inputs: FairInputs, snapshot: Snapshot) -> PledgeFigures:
    """Return one country's figures from the inputs without land use, and its national inventory.

    Raises ``PathwaysError`` for a country that the inputs do not hold.
    """
    row = inputs.position(iso3)
    people = inputs.population[row]
    potentials = {name: float(values[row]) for name, values in inputs.potentials.items()}
    return PledgeFigures(
        iso3=iso3,
        series={name: inputs.emissions[name][row] for name in observed(inputs.emissions)},
        potentials=potentials,
        population=people,
        fewer=inputs.fewer[row],
        more=inputs.more[row],
        # Growth alone is asked of them, and the World Bank’s series grows as Gapminder’s does.
        gdp={name: inputs.gdp_per_person[name][row] * people for name in ("gapminder", "cerp")},
        inventory=national(iso3, snapshot),
        later=dict(_later(iso3, potentials, snapshot)),
    )


def _later(
    iso3: str, potentials: Mapping[str, float], snapshot: Snapshot
) -> Iterator[tuple[str, Mapping[int, float]]]:
    for source, variable, gwp in LATER_SERIES:
        series = snapshot.series(iso3, source, variable)
        if series is not None and series.last_year > BASE_YEAR:
            years = series.between(BASE_YEAR + 1, series.last_year)
            values = zip(years.years.tolist(), years.values.tolist(), strict=True)
            # Divided: a potential leads from AR6 to the set that the edition counts in.
            yield source, {year: value / potentials[gwp] for year, value in values}
