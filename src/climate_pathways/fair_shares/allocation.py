"""Fair shares of all countries by all principles, as distributions over what is uncertain.

Draws × countries × years are computed in chunks of draws and blocks of years: beside the tables
one block of all principles and their mixture is held, of ``BLOCK_BYTES`` or one year, whichever is
more, and the budgets so far: 4 bytes × countries reported × draws × principles.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from climate_pathways.core.provenance import code_version
from climate_pathways.core.publication import Method
from climate_pathways.core.wording import mark
from climate_pathways.fair_shares import lookup as tables_of
from climate_pathways.fair_shares.choices import PRINCIPLE, Parameters, checked
from climate_pathways.fair_shares.draws import Draws, draw
from climate_pathways.fair_shares.duty import duties
from climate_pathways.fair_shares.global_paths import GlobalPath
from climate_pathways.fair_shares.lookup import Tables
from climate_pathways.fair_shares.principles import ALLOCATIONS, Chunk
from climate_pathways.fair_shares.result import OVERALL, FairShares, Samples
from climate_pathways.fair_shares.statistics import PrincipleStatistics, Values, quantiles, side_by_side
from climate_pathways.figures.inputs import FairInputs

CHUNK = 250
BLOCK_BYTES = 192 * 2**20
METHOD = "fair_shares"
PUBLISHED = Method(
    METHOD,
    says=mark(
        "A fair share is not one number. It is drawn {draws} times over everything on which reasonable people "
        "differ, for all countries at once."
    ),
    rules=(
        mark(
            "Every level of a choice is dealt equally often, and each choice has a stream of chance of its own."
        ),
        mark(
            "Inhabitants ahead are drawn within the United Nations’ 95 % bounds, independently between countries."
        ),
        mark(
            "In the mixture of all principles each of the equity principles gets the same part of the draws. That is a choice of "
            "value, and with principles far apart the mixture has several humps: its median is never shown without the span "
            "of the principles’ medians."
        ),
        mark(
            "In every draw the shares of all countries add up to the global path, and a lower path never raises a "
            "share in that year."
        ),
        mark(
            "For each choice we report the part of the spread that it alone explains; the rest comes from choices "
            "together."
        ),
    ),
    weaknesses=(
        mark(
            "Equal chances for all levels are a decision. Who holds one principle to be right reads that "
            "principle alone."
        ),
        mark(
            "Who sets up the list of choices decides what can be uncertain: what is not on it counts as certain."
        ),
    ),
    facts=(("draws", Parameters().draws),),
)


def fair_shares(
    inputs: FairInputs,
    parameters: Parameters | None = None,
    *,
    own_paths: Mapping[str, GlobalPath] | None = None,
    keep: Sequence[str] = (),
    only: Sequence[str] = (),
) -> FairShares:
    """Return the fair shares of every country in ``inputs`` by every principle asked for.

    ``own_paths``: global paths of the user, by the name used in the choice ``path``; ``only``: the
    countries reported, all where empty: the others count in every sum, but their statistics are not
    made; ``keep``: those of them whose draws are kept, for ``gap`` and ``rating``. Raises ``PathwaysError`` for
    parameters out of bounds and for paths that do not reach the years.
    """
    parameters = parameters or Parameters(with_land_use=inputs.with_land_use)
    paths = own_paths or {}
    checked(parameters, own_paths=tuple(paths), own_sources=tuple(inputs.emissions))
    rows = {iso3: inputs.position(iso3) for iso3 in only or inputs.countries}
    at = list(rows.values())
    for iso3 in keep:
        inputs.position(iso3)
    tables = tables_of.build(inputs, parameters, paths)
    draws = draw(parameters, len(inputs.countries))
    collected = _collected(tables, parameters, draws, rows, keep)
    return FairShares(
        countries=tuple(rows),
        years=parameters.years,
        base_year=inputs.base_year,
        parameters=parameters,
        # The first year is the base year: the budgets begin with it, but it is no result.
        quantiles={name: statistics.quantiles[1:] for name, statistics in collected.items()},
        budgets={name: quantiles(statistics.budgets) for name, statistics in collected.items()},
        contributions={name: statistics.contributions() for name, statistics in collected.items()},
        weights={name: float(np.mean(draws.level[PRINCIPLE] == n)) for n, name in enumerate(draws.equity)},
        current=inputs.today(map(str, parameters.of("source")))[at],
        current_sources=inputs.sources_of_today(map(str, parameters.of("source"))),
        duties=duties(inputs, parameters).of_rows(at),
        flags=tables.path_flags,
        country_flags={iso3: flags for iso3, flags in inputs.flags.items() if iso3 in rows},
        withheld=inputs.withheld & rows.keys(),
        inputs_digest=inputs.digest(),
        code_version=code_version(),
        samples={
            iso3: Samples(
                {name: statistics.kept[iso3][1:] for name, statistics in collected.items()}, draws.level
            )
            for iso3 in keep
        },
    )


def _collected(
    tables: Tables, parameters: Parameters, draws: Draws, rows: Mapping[str, int], kept: Sequence[str]
) -> dict[str, PrincipleStatistics]:
    """Return the statistics of every principle and of their mixture, one block of years at a time."""
    names = (*parameters.principles, *([OVERALL] if draws.equity else []))
    reported = list(rows.values())
    people = draws.people[reported]
    places = {iso3: list(rows).index(iso3) for iso3 in kept}
    collected = {name: PrincipleStatistics.empty(name, draws, people, tables.years, places) for name in names}
    blocks = _blocks(len(tables.years), people.size * len(names))
    # Fresh memory costs more than the arithmetic, so the same blocks are used again and again.
    values = {name: np.empty((len(blocks[0]), *people.shape), dtype=np.float32) for name in names}
    for years in blocks:
        # The last block may be shorter: what stands behind its years is stale, and is not taken in.
        _fill(values, tables, parameters, draws, years, reported)
        for name in names:
            _add(collected[name], values[name], years)
    return collected


def _blocks(years: int, numbers: int) -> list[range]:
    size = max(1, BLOCK_BYTES // (numbers * np.dtype(np.float32).itemsize))
    return [range(begin, min(begin + size, years)) for begin in range(0, years, size)]


def _fill(
    values: Mapping[str, Values],
    tables: Tables,
    parameters: Parameters,
    draws: Draws,
    years: range,
    reported: Sequence[int],
) -> None:
    """Write all draws of every principle and of their mixture: (years, countries reported, draws)."""
    part, everyone = slice(years.start, years.stop), len(reported) == len(draws.people)

    def fill(begin: int) -> None:
        chosen = slice(begin, begin + CHUNK)
        # One for all principles, so that what several of them look up is looked up once.
        chunk = Chunk(tables, parameters, draws.part(chosen), part)
        for principle in parameters.principles:
            shares = ALLOCATIONS[principle](chunk, chunk.path)
            # Whatever is reported, a share is one of the whole world's.
            shares = shares if everyone else shares[:, reported]
            values[principle][: len(years), :, chosen] = shares
            if principle in draws.equity:
                taken = chunk.draws.level[PRINCIPLE] == draws.equity.index(principle)
                np.copyto(values[OVERALL][: len(years), :, chosen], shares, where=taken, casting="same_kind")

    side_by_side(fill, range(0, len(draws), CHUNK))


def _add(collected: PrincipleStatistics, values: Values, years: range) -> None:
    collected.weigh(years, values[: len(years)])
    side_by_side(lambda number: collected.add(years[number], values[number]), range(len(years)))
