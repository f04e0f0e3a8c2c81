"""Fair shares of all countries by all principles, as distributions over what is uncertain.

Draws × countries × years are computed in chunks of draws and blocks of years: beside the tables
at most one block of a principle and one of the overall mixture are held, each of
``BLOCK_BYTES`` or one year, whichever is more.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from climate_pathways import fair_tables as tables_of
from climate_pathways.choices import PRINCIPLE, Parameters, checked
from climate_pathways.errors import PathwaysError
from climate_pathways.fair_draws import Draws, draw
from climate_pathways.fair_inputs import FairInputs
from climate_pathways.fair_result import OVERALL, FairShares, Samples
from climate_pathways.fair_statistics import (
    Explained,
    Parts,
    Values,
    quantiles,
    side_by_side,
    trapezoid_weights,
)
from climate_pathways.fair_tables import Tables, combine
from climate_pathways.global_paths import GlobalPath
from climate_pathways.methods import (
    ability_to_pay,
    equal_cumulative_per_capita,
    equal_per_capita,
    grandfathering,
    per_capita_convergence,
    responsibility_capability,
)
from climate_pathways.provenance import code_version
from climate_pathways.wording import mark

CHUNK = 125
BLOCK_BYTES = 128 * 2**20
Array = NDArray[np.floating]


@dataclass(frozen=True)
class _Looked:
    """One chunk of draws with the levels of each choice looked up."""

    tables: Tables
    parameters: Parameters
    draws: Draws
    years: slice

    def take(self, table: Array, names: Sequence[str]) -> Array:
        return table[..., combine(names, self.draws.level, self.draws.counts)]

    def level(self, name: str) -> Array:
        return np.array(self.parameters.of(name), dtype=np.float64)[self.draws.level[name]][None, None, :]

    @property
    def time(self) -> Array:
        return self.tables.years[self.years, None, None]

    @property
    def start(self) -> int:
        return int(self.tables.years[0])

    def path(self) -> Array:
        return self.take(self.tables.path[self.years], tables_of.PATHS)

    def emissions(self) -> Array:
        return self.take(self.tables.emissions, tables_of.EMISSIONS)

    def people(self) -> Array:
        away, part = self.draws.people, self.years
        spread = np.where(away > 0, self.tables.more[part], self.tables.fewer[part])
        return self.tables.people[part] + away * spread

    def person_years(self) -> Array:
        away = self.draws.people
        spread = np.where(away > 0, self.tables.more_years, self.tables.fewer_years)
        return self.take(self.tables.person_years, tables_of.PERSON_YEARS) + away * spread

    def baseline(self) -> Array:
        """Return emissions now, plus the growth of the part without land use."""
        growth = self.take(self.tables.growth[self.years], tables_of.GROWTH)
        return self.emissions() + (growth - 1) * self.take(self.tables.emissions_without, tables_of.EMISSIONS)


def _equal_per_capita(at: _Looked) -> Array:
    return equal_per_capita.allocate(at.path(), at.people())


def _convergence(at: _Looked) -> Array:
    return per_capita_convergence.allocate(
        at.path(), at.people(), at.emissions(),
        years=at.time, start_year=at.start, convergence_year=at.level("convergence_year"),
    )  # fmt: skip


def _cumulative(at: _Looked) -> Array:
    return equal_cumulative_per_capita.allocate(
        at.path(), at.person_years(), at.take(at.tables.past, tables_of.PAST_EMISSIONS),
        years=at.time, start_year=at.start, repayment_year=at.level("repayment_year"),
    )  # fmt: skip


def _responsibility(at: _Looked) -> Array:
    index = responsibility_capability.index(
        at.take(at.tables.responsibility, tables_of.RESPONSIBILITY),
        at.take(at.tables.capability[at.years], tables_of.CAPABILITY),
        at.level("responsibility_weight"),
    )
    return responsibility_capability.allocate(at.path(), at.baseline(), index)


def _ability(at: _Looked) -> Array:
    ability = at.take(at.tables.ability[at.years], tables_of.ABILITY)
    return ability_to_pay.allocate(at.path(), at.baseline(), ability)


def _grandfathering(at: _Looked) -> Array:
    return grandfathering.allocate(at.path(), at.emissions())


ALLOCATIONS: Mapping[str, Callable[[_Looked], Array]] = {
    equal_per_capita.METHOD: _equal_per_capita,
    per_capita_convergence.METHOD: _convergence,
    equal_cumulative_per_capita.METHOD: _cumulative,
    responsibility_capability.METHOD: _responsibility,
    ability_to_pay.METHOD: _ability,
    grandfathering.METHOD: _grandfathering,
}


@dataclass
class _Gathered:
    """Statistics of the blocks done so far."""

    quantiles: dict[str, list[Values]] = field(default_factory=dict)
    contributions: dict[str, dict[str, list[Parts]]] = field(default_factory=dict)
    budgets: dict[str, Values] = field(default_factory=dict)
    samples: dict[str, dict[str, list[Values]]] = field(default_factory=dict)
    explained: dict[str, Explained] = field(default_factory=dict)


def allocate(principle: str, tables: Tables, parameters: Parameters, draws: Draws, years: slice) -> Values:
    """Return all draws of one principle: Mt CO2e, (years, countries, draws)."""
    shape = (len(tables.years[years]), *draws.people.shape)
    values = np.empty(shape, dtype=np.float32)

    def fill(begin: int) -> None:
        chosen = slice(begin, begin + CHUNK)
        values[..., chosen] = ALLOCATIONS[principle](_Looked(tables, parameters, draws.part(chosen), years))

    side_by_side(fill, range(0, len(draws), CHUNK))
    return values


def fair_shares(
    inputs: FairInputs,
    parameters: Parameters | None = None,
    *,
    own_paths: Mapping[str, GlobalPath] | None = None,
    keep: Sequence[str] = (),
) -> FairShares:
    """Return the fair shares of every country in ``inputs`` by every principle asked for.

    ``own_paths``: global paths of the user, by the name used in the choice ``path``; ``keep``:
    countries whose draws are kept, for ``gap`` and ``rating``. Raises ``PathwaysError`` for
    parameters out of bounds and for paths that do not reach the years.
    """
    parameters = parameters or Parameters(with_land_use=inputs.with_land_use)
    paths = own_paths or {}
    checked(parameters, own_paths=tuple(paths), own_sources=tuple(inputs.emissions))
    _ensure_same_footing(inputs, parameters)
    rows = {iso3: inputs.position(iso3) for iso3 in keep}
    tables = tables_of.build(inputs, parameters, paths)
    draws = draw(parameters, len(inputs.countries))
    gathered = _Gathered()
    for years in _blocks(len(tables.years), draws):
        _add_block(gathered, tables, parameters, draws, years, rows)
    return FairShares(
        countries=inputs.countries,
        years=parameters.years,
        base_year=inputs.base_year,
        parameters=parameters,
        quantiles={name: np.concatenate(parts)[1:] for name, parts in gathered.quantiles.items()},
        budgets={name: quantiles(values) for name, values in gathered.budgets.items()},
        contributions={
            name: {choice: np.concatenate(blocks)[1:] for choice, blocks in parts.items()}
            for name, parts in gathered.contributions.items()
        },
        weights={name: float(np.mean(draws.level[PRINCIPLE] == n)) for n, name in enumerate(draws.equity)},
        current=np.mean([inputs.emissions[str(name)][:, -1] for name in parameters.of("source")], axis=0),
        flags=tables.path_flags,
        country_flags=inputs.flags,
        withheld=inputs.withheld,
        inputs_digest=inputs.digest(),
        code_version=code_version(),
        samples={
            iso3: Samples({n: np.concatenate(v)[1:] for n, v in parts.items()}, draws.level)
            for iso3, parts in gathered.samples.items()
        },
    )


def _ensure_same_footing(inputs: FairInputs, parameters: Parameters) -> None:
    missing = [name for name in parameters.of("source") if name not in inputs.emissions]
    if inputs.with_land_use != parameters.with_land_use or missing:
        raise PathwaysError(
            mark("The figures and the parameters differ in whether land use counts, or lack the source {source!r}. Sources here: {known}."),
            source=missing[0] if missing else "", known=", ".join(inputs.emissions),
        )  # fmt: skip


def _blocks(years: int, draws: Draws) -> list[slice]:
    one_year = draws.people.size * np.dtype(np.float32).itemsize
    size = max(1, BLOCK_BYTES // one_year)
    return [slice(begin, min(begin + size, years)) for begin in range(0, years, size)]


def _add_block(
    gathered: _Gathered,
    tables: Tables,
    parameters: Parameters,
    draws: Draws,
    years: slice,
    rows: Mapping[str, int],
) -> None:
    overall = np.empty((len(tables.years[years]), *draws.people.shape), np.float32) if draws.equity else None
    for principle in parameters.principles:
        values = allocate(principle, tables, parameters, draws, years)
        if overall is not None and principle in draws.equity:
            chosen = draws.level[PRINCIPLE] == draws.equity.index(principle)
            np.copyto(overall, values, where=chosen)
        _note(gathered, principle, values, tables, draws, years, rows)
    if overall is not None:
        _note(gathered, OVERALL, overall, tables, draws, years, rows)


def _note(
    gathered: _Gathered,
    name: str,
    values: Values,
    tables: Tables,
    draws: Draws,
    years: slice,
    rows: Mapping[str, int],
) -> None:
    """Take a block's statistics; ``values`` are sorted on the way and of no use afterwards."""
    weights = trapezoid_weights(tables.years)[years].astype(np.float32)
    part = np.einsum("t,tcn->cn", weights, values)
    gathered.budgets[name] = gathered.budgets[name] + part if name in gathered.budgets else part
    for iso3, row in rows.items():
        gathered.samples.setdefault(iso3, {}).setdefault(name, []).append(values[:, row].copy())
    parts = gathered.contributions.setdefault(name, {})
    explained = gathered.explained.setdefault(name, Explained.of(name, draws))
    for choice, found in explained.contributions(values).items():
        parts.setdefault(choice, []).append(found)
    gathered.quantiles.setdefault(name, []).append(quantiles(values))
