"""Domestic pathway: a target beside the least-cost pathways of the region of the twelve countries.

The pathways are of fossil CO2 and of the region; a target is of all greenhouse gases and of one country.
Both are read as an index of the latest year that they have in common.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

import numpy as np

from climate_pathways.assessment.axes import axis as nouns
from climate_pathways.assessment.axes.axis import Axis, Figure, OtherStep, not_judged
from climate_pathways.assessment.axes.rule import axes_rule, step_at
from climate_pathways.core.quantities import rounded
from climate_pathways.fair_shares.choices import Parameters
from climate_pathways.fair_shares.global_paths import REFERENCE_YEAR
from climate_pathways.figures.by_source import FIRST_YEAR, observed
from climate_pathways.figures.inputs import FairInputs
from climate_pathways.figures.snapshot.pathways import Pathways
from climate_pathways.pledges.targets import TargetEmissions

RULE = axes_rule().axis(nouns.DOMESTIC)
SOURCE, VARIABLE, HISTORY = "r10fsu", "co2_fossil", "history"
PATHS = tuple(step.path for step in RULE.steps if step.path)
OTHER_ENDS = ("min", "max")
READING, PATHWAY, SINCE = "reading", "pathway", "since"
Levels = Mapping[int, float]


@dataclass(frozen=True)
class RegionalPathways:
    """Fossil CO2 of the region, Gt a year: ``history`` and pathways by name, year → amount."""

    history: Levels
    pathways: Mapping[str, Levels]

    def index(self, name: str, year: int, since: int) -> float | None:
        """Return a pathway in ``year`` in percent of the region's ``since``; nothing outside its years."""
        path = self.pathways.get(name, {})
        if since not in self.history or not path or not min(path) <= year <= max(path):
            return None
        # Gt here, Mt for a country: each index is divided within one of them, so that no unit has to be
        # converted.
        years = sorted(path)
        return 100 * float(np.interp(year, years, [path[at] for at in years])) / self.history[since]


def regional_pathways(paths: Pathways) -> RegionalPathways:
    """Return the region's pathways of the shipped figures."""
    levels = {
        name: dict(zip(series.years.tolist(), series.values.tolist(), strict=True))
        for (source, name, variable), series in paths.series.items()
        if (source, variable) == (SOURCE, VARIABLE)
    }
    return RegionalPathways(
        levels.get(HISTORY, {}), {name: path for name, path in levels.items() if name != HISTORY}
    )


def domestic_axis(
    target: TargetEmissions,
    emitted: Mapping[int, float],
    regional: RegionalPathways,
    *,
    pledge: str = "",
    notes: Sequence[str] = (),
) -> Axis:
    """Return the axis of a target, in the series of the fair shares without land use.

    ``emitted``: the country's emissions in that series by year, Mt CO2e. Not judged where the two have no
    year in common, the country's emissions in it are not positive, or the pathways do not reach the year.
    """
    common = max(set(emitted) & set(regional.history), default=None)
    if common is None or emitted[common] <= 0:
        return not_judged(nouns.DOMESTIC, nouns.NOT_COMPARABLE, pledge)
    limits = _limits(regional, target.year, common)
    # All of them or no step: `step_at` looks up one path after the other.
    if len(limits) < len(PATHS):
        return not_judged(nouns.DOMESTIC, nouns.BEYOND_PATHS, pledge)
    index = _index(target.central_mt_co2e, emitted[common])
    return Axis(
        nouns.DOMESTIC,
        step=step_at(RULE, index, limits),
        pledge=pledge,
        measure=Figure(RULE.measure, index, RULE.unit, target.year, about=str(common)),
        figures=tuple(_figures(limits, target, emitted[common], common)),
        others=tuple(_others(target, emitted, regional, common)),
        notes=(*notes, nouns.CO2_BESIDE_GHG, nouns.REGIONAL),
    )


def _index(amount: float, emitted: float) -> float:
    # Rounded as the limits are: else a target on a limit would lie above it by a last digit.
    return rounded(100 * amount / emitted)


def _limits(
    regional: RegionalPathways, year: int, since: int, other: Mapping[str, str] | None = None
) -> dict[str, float]:
    found = {path: regional.index((other or {}).get(path, path), year, since) for path in PATHS}
    return {path: rounded(index) for path, index in found.items() if index is not None}


def _figures(
    limits: Mapping[str, float], target: TargetEmissions, emitted: float, since: int
) -> Iterator[Figure]:
    yield Figure("target", rounded(target.central_mt_co2e), "Mt CO2e", target.year)
    yield Figure("emitted", rounded(emitted), "Mt CO2e", since)
    for path, limit in limits.items():
        yield Figure("pathway", limit, "%", target.year, about=path, source=SOURCE)


def _others(
    target: TargetEmissions, emitted: Mapping[int, float], regional: RegionalPathways, common: int
) -> Iterator[OtherStep]:
    limits = _limits(regional, target.year, common)
    for end in ("low", "high"):
        index = _index(getattr(target, f"{end}_mt_co2e"), emitted[common])
        yield OtherStep(READING, end, step_at(RULE, index, limits))
    for end in OTHER_ENDS:
        # The pathways of pledges and policies have a lowest and a highest path; that of 1.5 °C is one alone.
        names = {path: path.replace("median", end) for path in PATHS}
        names = {path: name for path, name in names.items() if name in regional.pathways}
        other = {**limits, **_limits(regional, target.year, common, names)}
        index = _index(target.central_mt_co2e, emitted[common])
        yield OtherStep(PATHWAY, end, step_at(RULE, index, other))
    for since in sorted(set(emitted) & set(regional.history) - {common}):
        other = _limits(regional, target.year, since)
        if emitted[since] > 0 and len(other) == len(PATHS):
            index = _index(target.central_mt_co2e, emitted[since])
            yield OtherStep(SINCE, str(since), step_at(RULE, index, other))


def emitted_by_year(inputs: FairInputs, parameters: Parameters, iso3: str) -> dict[int, float]:
    """Return what a country emitted in the reference year of global paths and in the base year, Mt CO2e: the
    mean of the sources that its targets are bridged to, which are observations."""
    row, sources = inputs.position(iso3), [str(name) for name in parameters.of("source")]
    # Projections alone are all that a user asked for.
    return {
        year: fmean(
            float(inputs.emissions[name][row][year - FIRST_YEAR]) for name in observed(sources) or sources
        )
        for year in (REFERENCE_YEAR, inputs.base_year)
    }
