"""Everything a draw looks up, computed once for each combination of levels.

A table's last axis runs over combinations of the choices it depends on, in the order of
``combine``; the axes before it are (years, countries), with 1 where something does not vary.
The first year is the base year.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from climate_pathways.fair_shares.choices import BASE, PAST, Level, Parameters
from climate_pathways.fair_shares.global_paths import (
    AR6_C1,
    REFERENCE_YEAR,
    GlobalPath,
    common_path,
    known_path,
)
from climate_pathways.figures.by_source import BASELINE_YEAR, DOLLARS_2021_PER_2010, FIRST_YEAR, LAST_YEAR
from climate_pathways.figures.inputs import FairInputs
from climate_pathways.methods import ability_to_pay, baseline, lognormal_income

Array = NDArray[np.float64]
EMISSIONS = ("source", "gwp")
PATHS = ("path", "path_position", "gwp", "source")
PAST_EMISSIONS = (PAST, "source", "gwp")
PERSON_YEARS = (PAST,)
ABILITY = ("gdp", "exponent")
CAPABILITY = ("threshold", "gini", "gdp")
RESPONSIBILITY = ("threshold", "gini", "gdp", PAST, "source", "gwp")
GROWTH = ("gdp", BASE)


@dataclass(frozen=True)
class Tables:
    """What draws look up; see the module for the axes.

    ``path``: Mt CO2e, (years, 1, combinations of PATHS); ``emissions`` and ``emissions_without``:
    Mt CO2e of the base year, all and without land use, (1, countries, EMISSIONS); ``past``: Mt,
    (1, countries, PAST_EMISSIONS); ``people``, ``fewer``, ``more``: (years, countries, 1), and
    their sums over years since ``PERSON_YEARS``; ``capability``: int. $; ``ability``: its power;
    ``responsibility``: Mt; ``growth``: the baseline relative to the base year.
    """

    years: Array
    path: Array
    emissions: Array
    emissions_without: Array
    past: Array
    people: Array
    fewer: Array
    more: Array
    person_years: Array
    fewer_years: Array
    more_years: Array
    ability: Array
    capability: Array
    responsibility: Array
    growth: Array
    path_flags: tuple[str, ...]


def combine(
    names: Sequence[str], drawn: Mapping[str, NDArray[np.int64]], levels: Mapping[str, int]
) -> NDArray[np.int64]:
    """Return the position of each draw's combination of ``names`` on a table's last axis."""
    # The last name turns fastest, as in ``product``, which builds the tables: another order would
    # look up another world.
    position = np.zeros_like(drawn[names[0]])
    for name in names:
        position = position * levels[name] + drawn[name]
    return position


def build(inputs: FairInputs, parameters: Parameters, own_paths: Mapping[str, GlobalPath]) -> Tables:
    """Return the tables of one run. Raises ``PathwaysError`` where a path does not reach its years."""
    years = np.array([inputs.base_year, *parameters.years], dtype=np.float64)
    # Arrays begin in 1850: the position of a year is its distance from there.
    at = years.astype(int) - FIRST_YEAR
    emissions = _emissions(inputs, parameters)
    path, flags = _paths(inputs, parameters, own_paths, years)
    # What has been is known: only the years ahead have a spread.
    ahead = slice(inputs.base_year + 1 - FIRST_YEAR, None)
    return Tables(
        years=years,
        path=path,
        # The axes of sources and potentials become one, the potentials turning fastest, as in EMISSIONS.
        emissions=emissions[:, :, :, -1].reshape(1, len(inputs.countries), -1),
        emissions_without=_emissions_without(inputs, parameters),
        past=_past(inputs, parameters, emissions),
        people=inputs.population.T[at, :, None],
        fewer=inputs.fewer.T[at, :, None],
        more=inputs.more.T[at, :, None],
        # To 2100, whatever years are asked for: a right does not depend on the question.
        person_years=_last_axis(
            [inputs.population[:, _since(level) :].sum(axis=1) for level in parameters.of(PAST)]
        ),
        fewer_years=inputs.fewer[:, ahead].sum(axis=1)[None, :, None],
        more_years=inputs.more[:, ahead].sum(axis=1)[None, :, None],
        ability=_ability(inputs, parameters, at),
        capability=_capability(inputs, parameters, at),
        responsibility=_responsibility(inputs, parameters, emissions),
        growth=_growth(inputs, parameters, at),
        path_flags=flags,
    )


def _since(level: Level) -> int:
    return int(level) - FIRST_YEAR


def _last_axis(rows: Sequence[Array]) -> Array:
    return np.stack(rows, axis=-1)[None]


def _emissions(inputs: FairInputs, parameters: Parameters) -> Array:
    """Return (countries, sources, sets of potentials, years) since 1850."""
    factors = np.stack([inputs.potentials[str(name)] for name in parameters.of("gwp")], axis=-1)
    sources = np.stack([inputs.emissions[str(name)] for name in parameters.of("source")], axis=1)
    return sources[:, :, None, :] * factors[:, None, :, None]


def _emissions_without(inputs: FairInputs, parameters: Parameters) -> Array:
    pairs = product(parameters.of("source"), parameters.of("gwp"))
    return _last_axis(
        [inputs.without_land_use[str(name)] * inputs.potentials[str(gwp)] for name, gwp in pairs]
    )


def _paths(
    inputs: FairInputs, parameters: Parameters, own: Mapping[str, GlobalPath], years: Array
) -> tuple[Array, tuple[str, ...]]:
    flags: list[str] = []
    rows: list[Array] = []
    summed = _emissions(inputs, parameters).sum(axis=0)
    # A path says nothing of the years before its reference year.
    wanted = np.maximum(years, REFERENCE_YEAR)
    for name, position in product(parameters.of("path"), parameters.of("path_position")):
        for number, context in enumerate(parameters.of("gwp")):
            path = own.get(str(name)) or known_path(
                str(name),
                context=str(context),
                position=float(position),
                with_land_use=inputs.with_land_use,
                paths=inputs.paths,
            )
            flags += [*path.flags, *(["path-extended"] if path.id == AR6_C1 and years[-1] > 2050 else [])]
            totals = summed[:, number, :]
            scaled = common_path(
                path.at(wanted)[None],
                years,
                reference=totals[:, REFERENCE_YEAR - FIRST_YEAR],
                latest=totals[:, -1],
                base_year=inputs.base_year,
            )
            # One row per source: it is the last of PATHS and turns fastest.
            rows.extend(scaled[0].T)
    return np.stack(rows, axis=-1)[:, None, :], tuple(dict.fromkeys(flags))


def _past(inputs: FairInputs, parameters: Parameters, emissions: Array) -> Array:
    sums = [emissions[..., _since(level) :].sum(axis=-1) for level in parameters.of(PAST)]
    return np.stack(sums, axis=1).reshape(1, len(inputs.countries), -1)


def _above(inputs: FairInputs, parameters: Parameters, last: int) -> Array:
    """Return the part of income above the threshold: (combinations of CAPABILITY, countries, years)."""
    rows = [
        lognormal_income.share_above(
            inputs.gdp_per_person[str(gdp)][:, : last - FIRST_YEAR + 1],
            inputs.gini[str(gini)][:, : last - FIRST_YEAR + 1],
            # The threshold is published in dollars of 2010, incomes are in those of 2021.
            float(threshold) * DOLLARS_2021_PER_2010,
        )
        for threshold, gini, gdp in product(*(parameters.of(name) for name in CAPABILITY))
    ]
    return np.stack(rows)


def _capability(inputs: FairInputs, parameters: Parameters, at: NDArray[np.int64]) -> Array:
    rows = []
    for threshold, gini, gdp in product(*(parameters.of(name) for name in CAPABILITY)):
        income = inputs.gdp_per_person[str(gdp)][:, at]
        inequality = inputs.gini[str(gini)][:, at]
        above = lognormal_income.share_above(income, inequality, float(threshold) * DOLLARS_2021_PER_2010)
        rows.append((above * income * inputs.population[:, at]).T)
    return np.stack(rows, axis=-1)


def _ability(inputs: FairInputs, parameters: Parameters, at: NDArray[np.int64]) -> Array:
    pairs = product(*(parameters.of(name) for name in ABILITY))
    return np.stack(
        [
            ability_to_pay.ability(inputs.gdp_per_person[str(gdp)].T[at], float(exponent))
            for gdp, exponent in pairs
        ],
        axis=-1,
    )


def _responsibility(inputs: FairInputs, parameters: Parameters, emissions: Array) -> Array:
    """Return past emissions above the threshold; a year of net removal counts as zero."""
    emitted = emissions.clip(min=0)
    rows = []
    # The loops outside, the axes of the arrays within: that is the order of RESPONSIBILITY.
    for above in _above(inputs, parameters, inputs.base_year):
        counted = emitted * above[:, None, None, :]
        rows += [counted[..., _since(level) :].sum(axis=-1) for level in parameters.of(PAST)]
    return np.stack(rows, axis=1).reshape(1, len(inputs.countries), -1)


def _growth(inputs: FairInputs, parameters: Parameters, at: NDArray[np.int64]) -> Array:
    rows = []
    first = inputs.base_year - FIRST_YEAR
    for gdp, factor in product(*(parameters.of(name) for name in GROWTH)):
        output = (inputs.gdp_per_person[str(gdp)] * inputs.population)[:, first : LAST_YEAR - FIRST_YEAR + 1]
        known = BASELINE_YEAR - inputs.base_year + 1
        change = baseline.intensity_change(inputs.baseline, output[:, :known])
        ahead = baseline.extend(inputs.baseline, output, change, float(factor))
        # These arrays begin with the base year, while positions count from 1850.
        rows.append((ahead / ahead[:, :1]).T[at - first])
    return np.stack(rows, axis=-1)
