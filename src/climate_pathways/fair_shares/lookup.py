"""Everything a draw looks up, computed once for each combination of levels.

A table's last axis runs over combinations of the choices it depends on, in the order of
``combine``; the axes before it are (years, countries), with 1 where something does not vary.
The first year is the base year.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

import numpy as np
from numpy.typing import NDArray

from climate_pathways.core.errors import PathwaysError
from climate_pathways.core.wording import mark
from climate_pathways.fair_shares.choices import AS_DRAWN, BASE, DUTY, PAST, Level, Parameters
from climate_pathways.fair_shares.global_paths import (
    AR6_C1,
    REFERENCE_YEAR,
    GlobalPath,
    common_path,
    known_path,
)
from climate_pathways.figures.by_source import BASELINE_YEAR, FIRST_YEAR, LAST_YEAR, PROJECTED
from climate_pathways.figures.inputs import FairInputs
from climate_pathways.methods import ability_to_pay, baseline, dollar_prices, lognormal_income

Array = NDArray[np.float64]
EMISSIONS = ("source", "gwp")
PATHS = ("path", "path_position", "gwp", "source")
PAST_EMISSIONS = (PAST, "source", "gwp")
PERSON_YEARS = (PAST,)
ABILITY = ("gdp", "exponent")
CAPABILITY = (DUTY, "threshold", "gini", "gdp")
RESPONSIBILITY = (*CAPABILITY, PAST, "source", "gwp")
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
    """Return the tables of one run.

    Raises ``PathwaysError`` where a path does not reach its years, and for figures on another footing.
    """
    _ensure_same_footing(inputs, parameters)
    years = np.array([inputs.base_year, *parameters.years], dtype=np.float64)
    # Arrays begin in 1850: the position of a year is its distance from there.
    at = years.astype(int) - FIRST_YEAR
    emissions = emissions_of(inputs, parameters)
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
        capability=capability(inputs, parameters, at),
        responsibility=responsibility(inputs, parameters, emissions),
        growth=_growth(inputs, parameters, at),
        path_flags=flags,
    )


def _ensure_same_footing(inputs: FairInputs, parameters: Parameters) -> None:
    missing = [name for name in parameters.of("source") if name not in inputs.emissions]
    if inputs.with_land_use != parameters.with_land_use or missing:
        raise PathwaysError(
            mark(
                "The figures and the parameters differ in whether land use counts, or lack the source {source!r}. "
                "Sources here: {known}."
            ),
            source=missing[0] if missing else "",
            known=", ".join(inputs.emissions),
        )


def _since(level: Level) -> int:
    return int(level) - FIRST_YEAR


def _last_axis(rows: Sequence[Array]) -> Array:
    return np.stack(rows, axis=-1)[None]


def emissions_of(inputs: FairInputs, parameters: Parameters) -> Array:
    """Return (countries, sources, sets of potentials, years) since 1850."""
    sources = np.stack([inputs.emissions[str(name)] for name in parameters.of("source")], axis=1)
    return _times_potentials(sources, inputs, parameters)


def _times_potentials(sources: Array, inputs: FairInputs, parameters: Parameters) -> Array:
    factors = np.stack([inputs.potentials[str(name)] for name in parameters.of("gwp")], axis=-1)
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
    summed = emissions_of(inputs, parameters).sum(axis=0)
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


# Capability, responsibility and duties ask for the same few, and so does every what-if after the first.
@lru_cache(maxsize=32)
def _above(inputs: FairInputs, threshold: float, gini: str, gdp: str) -> Array:
    """Return the part of income above a threshold in dollars of 2010, (countries, years)."""
    # Incomes are in dollars of 2021.
    income, inequality = inputs.gdp_per_person[gdp], inputs.gini[gini]
    above: Array = np.asarray(
        lognormal_income.share_above(income, inequality, dollar_prices.in_2021(threshold)), dtype=np.float64
    )
    above.flags.writeable = False
    return above


def _income(weighed: tuple[Level, ...]) -> tuple[float, str, str]:
    """Return threshold, and the sources of inequality and income that a duty is weighed by."""
    duty, threshold, gini, gdp = weighed
    # The database's own figures go together: its inequality with another's income would be nobody's.
    return (
        (float(threshold), str(gini), str(gdp))
        if duty == AS_DRAWN
        else (float(threshold), PROJECTED, PROJECTED)
    )


def _weighed(parameters: Parameters) -> list[tuple[Level, ...]]:
    return list(product(*(parameters.of(name) for name in CAPABILITY)))


def capability(inputs: FairInputs, parameters: Parameters, at: NDArray[np.int64]) -> Array:
    """Return income above the threshold, int. $ of 2021: (years, countries, CAPABILITY).

    ``at``: positions of years, counted from 1850.
    """
    known: dict[tuple[float, str, str], Array] = {}
    for weighed in _weighed(parameters):
        key = _income(weighed)
        if key not in known:
            income = inputs.gdp_per_person[key[2]] * inputs.population
            known[key] = (_above(inputs, *key) * income)[:, at].T
    return np.stack([known[_income(weighed)] for weighed in _weighed(parameters)], axis=-1)


def _ability(inputs: FairInputs, parameters: Parameters, at: NDArray[np.int64]) -> Array:
    pairs = product(*(parameters.of(name) for name in ABILITY))
    return np.stack(
        [
            ability_to_pay.ability(inputs.gdp_per_person[str(gdp)].T[at], float(exponent))
            for gdp, exponent in pairs
        ],
        axis=-1,
    )


def responsibility(inputs: FairInputs, parameters: Parameters, emissions: Array) -> Array:
    """Return past emissions above the threshold, Mt CO2e: (1, countries, RESPONSIBILITY).

    ``emissions``: as ``emissions_of`` gives them. A year of net removal counts as zero.
    """
    drawn = emissions.clip(min=0)
    own = _times_potentials(inputs.database_emissions[:, None], inputs, parameters).clip(min=0)
    known: dict[tuple[Level, float, str, str], list[Array]] = {}
    rows = []
    # The loop outside, the axes of the arrays within: that is the order of RESPONSIBILITY.
    for weighed in _weighed(parameters):
        key = (weighed[0], *_income(weighed))
        if key not in known:
            above = _above(inputs, *_income(weighed))[:, : drawn.shape[-1]]
            emitted = drawn if weighed[0] == AS_DRAWN else np.broadcast_to(own, drawn.shape)
            counted = emitted * above[:, None, None, :]
            known[key] = [counted[..., _since(level) :].sum(axis=-1) for level in parameters.of(PAST)]
        rows += known[key]
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
