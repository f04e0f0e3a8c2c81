"""The result of a run: distributions of fair shares, frozen with everything that made them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from climate_pathways.core.errors import PathwaysError
from climate_pathways.core.quantities import FIGURES, rounded
from climate_pathways.core.wording import mark
from climate_pathways.fair_shares.choices import NEED_INCOME, Parameters
from climate_pathways.fair_shares.duty import Duties

OVERALL = "overall"
# Every 2.5 %: from these the chance of any value can be read to about one per cent.
LEVELS = tuple(round(0.025 * step, 3) for step in range(41))


@dataclass(frozen=True)
class Samples:
    """All draws of one country, for questions that quantiles do not answer.

    ``values``: principle or ``OVERALL`` → Mt CO2e, (years, draws); ``level``: choice → position
    of each draw among its levels.
    """

    values: Mapping[str, NDArray[np.float32]]
    level: Mapping[str, NDArray[np.int64]]


@dataclass(frozen=True)
class PrincipleSpan:
    """The lowest and the highest of the principles' medians, which stand beside every median of the mixture.

    ``lowest`` and ``highest`` name the principles; ``below_zero``: those whose median is below zero.
    """

    low: float
    lowest: str
    high: float
    highest: str
    below_zero: tuple[str, ...]


def principle_span(medians: Mapping[str, float]) -> PrincipleSpan:
    """Return the span of ``medians``: principle → median, in any one unit, of one principle at least."""
    lowest, highest = (
        min(medians, key=lambda name: medians[name]),
        max(medians, key=lambda name: medians[name]),
    )
    below = tuple(name for name, median in medians.items() if median < 0)
    return PrincipleSpan(medians[lowest], lowest, medians[highest], highest, below)


def median_of_all(quantiles: Sequence[Sequence[float]], levels: Sequence[float]) -> float:
    """Return the median of distributions mixed in equal parts, each given by its quantiles at ``levels``.

    So the mixture with one line more is known without drawing it again; where the distributions lie
    far apart, to about one level.
    """
    values = np.unique(np.concatenate([np.asarray(row, dtype=np.float64) for row in quantiles]))
    below = np.mean(
        [
            np.interp(values, np.asarray(row, dtype=np.float64), levels, left=0.0, right=1.0)
            for row in quantiles
        ],
        axis=0,
    )
    return float(np.interp(0.5, below, values))


@dataclass(frozen=True)
class FairShares:
    """Fair shares of all countries.

    ``quantiles``: principle or ``OVERALL`` → Mt CO2e a year, (years, countries, LEVELS);
    ``budgets``: the same from the base year to the last year, Mt CO2e, (countries, LEVELS);
    ``contributions``: principle or ``OVERALL`` → choice → part of the variance that this choice
    alone explains, 0 to 1, (years, countries). ``weights``: principle → its part of the overall
    draws. ``current``: what was emitted in the base year, Mt CO2e, the mean of ``current_sources``.
    ``duties``: what the figures alone make of a country's part of the world's duty.
    ``flags``: what holds for all; ``country_flags``: what holds for one. ``withheld``:
    countries whose principles with income are not reported. ``samples``: of the countries asked
    for, not part of the frozen result.
    """

    countries: tuple[str, ...]
    years: tuple[int, ...]
    base_year: int
    parameters: Parameters
    quantiles: Mapping[str, NDArray[np.float32]]
    budgets: Mapping[str, NDArray[np.float32]]
    contributions: Mapping[str, Mapping[str, NDArray[np.float64]]]
    weights: Mapping[str, float]
    current: NDArray[np.float64]
    current_sources: tuple[str, ...]
    duties: Duties
    flags: tuple[str, ...]
    country_flags: Mapping[str, tuple[str, ...]]
    withheld: frozenset[str]
    inputs_digest: str
    code_version: str
    samples: Mapping[str, Samples] = field(default_factory=dict)

    def row(self, iso3: str) -> int:
        if iso3 not in self.countries:
            raise PathwaysError(
                mark(
                    "There are no fair shares of {code!r}. Countries are named by three letters such as KAZ."
                ),
                code=iso3,
            )
        return self.countries.index(iso3)

    def column(self, year: int) -> int:
        if year not in self.years:
            raise PathwaysError(
                mark("Fair shares were not computed for {year}, only for {known}."),
                year=year,
                known=", ".join(str(computed) for computed in self.years),
            )
        return self.years.index(year)

    def at(self, principle: str, iso3: str, year: int, level: float = 0.5) -> float:
        """Return one quantile of one country's fair share in a year, Mt CO2e."""
        values = self.quantiles[principle][self.column(year), self.row(iso3)]
        return float(np.interp(level, LEVELS, values))

    def budget(self, principle: str, iso3: str, level: float = 0.5) -> float:
        """Return one quantile of the sum from the base year to the last year, Mt CO2e."""
        return float(np.interp(level, LEVELS, self.budgets[principle][self.row(iso3)]))

    def reported(self, iso3: str) -> tuple[str, ...]:
        """Return the principles whose figures stand on the country's own data."""
        if iso3 not in self.withheld:
            return tuple(self.quantiles)
        # The mixture holds principles that need income: on figures filled in for a country it is no result.
        return tuple(name for name in self.quantiles if name not in (*NEED_INCOME, OVERALL))

    def country(self, iso3: str) -> dict[str, Any]:
        """Return all that is known of one country as plain data with a stable order."""
        row = self.row(iso3)
        names = sorted(self.reported(iso3))
        return {
            "iso3": iso3,
            "base_year": self.base_year,
            "current_mt_co2e": rounded(self.current[row]),
            "current_sources": list(self.current_sources),
            "years": list(self.years),
            "unit": "Mt CO2e",
            "levels": list(LEVELS),
            "shares": {
                name: [_row(self.quantiles[name][year, row]) for year in range(len(self.years))]
                for name in names
            },
            "budgets": {name: _row(self.budgets[name][row]) for name in names},
            "contributions": {
                name: {
                    choice: _row(parts[:, row], 3)
                    for choice, parts in sorted(self.contributions[name].items())
                }
                for name in names
            },
            "duties": self._duties(row),
            "flags": [*self.flags, *self.country_flags.get(iso3, ())],
            "made_of": self.made_of(),
        }

    def _duties(self, row: int) -> dict[str, float]:
        # On figures filled in for a country a duty is no result either.
        if self.countries[row] in self.withheld:
            return {}
        return {name: rounded(part) for name, part in self.duties.of(row).items()}

    def made_of(self) -> dict[str, Any]:
        """Return what made the result: enough to make it again."""
        return {
            "inputs": self.inputs_digest,
            "parameters": self.parameters.as_dict(),
            "weights": {name: self.weights[name] for name in sorted(self.weights)},
            "code_version": self.code_version,
        }

    def as_dict(self) -> dict[str, Any]:
        return {"made_of": self.made_of(), "countries": [self.country(iso3) for iso3 in self.countries]}

    def as_json(self, iso3: str | None = None) -> str:
        """Return one country or all as JSON, byte-identical for the same inputs and code."""
        data = self.country(iso3) if iso3 else self.as_dict()
        # NaN is no JSON: a browser would refuse the whole file.
        return json.dumps(data, ensure_ascii=False, sort_keys=True, allow_nan=False)


def at_levels(values: NDArray[Any], levels: Sequence[float]) -> NDArray[np.float64]:
    """Return quantiles at ``levels``, straight between those kept: (…, LEVELS) → (…, levels)."""
    places = np.interp(levels, LEVELS, np.arange(len(LEVELS)))
    before = places.astype(np.int64)
    # At the highest level there is nothing above: it is its own neighbour.
    after = np.minimum(before + 1, len(LEVELS) - 1)
    part = places - before
    return np.asarray((1 - part) * values[..., before] + part * values[..., after], dtype=np.float64)


def _row(values: NDArray[Any], figures: int = FIGURES) -> list[float]:
    return [rounded(value, figures) for value in values]
