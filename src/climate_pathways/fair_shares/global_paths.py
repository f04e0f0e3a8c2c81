"""Global benchmarks: how much the whole world may emit, year by year.

A path is an index: emissions as a fraction of those of 2019. Multiplied by what the countries
of a data source emitted in 2019 together, it becomes their common path; until ``JOIN_YEAR`` it
runs straight from what they emitted last. International bunkers so keep their share outside.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from climate_pathways.core.errors import PathwaysError
from climate_pathways.core.publication import GIDDEN_2019, Citation, Method, Term
from climate_pathways.core.tables import Series
from climate_pathways.core.wording import mark, to_figures
from climate_pathways.figures.snapshot import pathways as pathway_file
from climate_pathways.figures.snapshot.pathways import Pathways

REFERENCE_YEAR, JOIN_YEAR = 2019, 2030
Vector = NDArray[np.float64]

AR6_C1 = "ar6-c1"
SSP_NAMES = ("ssp119", "ssp126")
CERP_NAMES = {
    "cerp-1.5-marker": "1.5Cmarkerpathway",
    "cerp-1.5-led": "1.5LowEnergyDemand",
    "cerp-2.0-marker": "2.0Cmarkerpathway",
}
# IPCC AR6 WGIII, Summary for Policymakers, table SPM.2 and section C.1 (2022): reductions of net
# greenhouse gases from 2019 in %, category C1; 5th percentile, median, 95th percentile.
C1_REDUCTIONS = {
    2019: (0, 0, 0),
    2030: (34, 43, 60),
    2035: (49, 60, 77),
    2040: (58, 69, 90),
    2050: (73, 84, 98),
}
# The table gives 2095–2100 as the median time of net-zero greenhouse gases of category C1.
C1_NET_ZERO = 2095
METHOD = "global_paths"
PUBLISHED = Method(
    METHOD,
    says=mark("How much all countries together may still emit, year by year, to keep warming to 1.5 °C."),
    formulas=("E*(t) = I(t) · E(t_r)",),
    terms=(
        Term("E*(t)", mark("emissions of all countries together on the global path in year t")),
        Term("I(t)", mark("the path as an index, {reference} = 1")),
        Term("E(t_r)", mark("what the countries of a data source emitted together in {reference}")),
    ),
    rules=(
        mark(
            "Since the world did not fall after {reference}, the common path runs straight from the last year of "
            "figures to the path’s level in {join}. What is overspent until then is not taken away later."
        ),
        mark("International ships and aircraft keep their share outside."),
        mark(
            "Draws take several positions within the published range of category C1; between the median and each "
            "end it is read as one half of a normal curve."
        ),
        mark(
            "After 2050 the range is continued straight to net zero in {zero}: our own rule, marked in every "
            "result."
        ),
        mark(
            "Without land use, the reductions of category C1 are multiplied by the ratio of the two in SSP1-1.9, "
            "since the IPCC publishes none."
        ),
    ),
    sources=(
        Citation(
            "IPCC",
            2022,
            "Climate Change 2022: Mitigation of Climate Change, Summary for Policymakers, section C.1 and table SPM.2",
            "Cambridge University Press",
            "https://doi.org/10.1017/9781009157926.001",
        ),
        GIDDEN_2019,
    ),
    weaknesses=(
        mark(
            "Paths of category C1 rely on taking CO₂ out of the air later; with less of that the cuts must be "
            "deeper now."
        ),
        mark(
            "The paths are those of models that look for the lowest costs; the scenarios are no random sample, "
            "and their percentiles no probabilities."
        ),
        mark("The ratio without land use comes from a single scenario."),
    ),
    facts=(("reference", REFERENCE_YEAR), ("join", JOIN_YEAR), ("zero", C1_NET_ZERO)),
)


@dataclass(frozen=True)
class GlobalPath:
    """Emissions of the World relative to ``REFERENCE_YEAR`` at ascending ``years``.

    ``flags`` say what a reader should know: ``path-never-declines``, ``path-below-zero``.
    """

    id: str
    years: tuple[int, ...]
    index: tuple[float, ...]
    flags: tuple[str, ...] = ()

    def at(self, years: Vector) -> Vector:
        """Return the index at ``years``, linear between the path's own.

        Raises ``PathwaysError`` where the path begins later or ends earlier.
        """
        if years.min() < self.years[0] or years.max() > self.years[-1]:
            raise PathwaysError(
                mark(
                    "The global path {name!r} covers {first}–{last}, but {wanted} is asked for. Choose other "
                    "years or a longer path."
                ),
                name=self.id,
                first=self.years[0],
                last=self.years[-1],
                wanted=int(years.max() if years.max() > self.years[-1] else years.min()),
            )
        return np.interp(years, self.years, self.index)


def path_of(series: Series, name: str) -> GlobalPath:
    """Return a path from absolute figures of the World in any one unit.

    Raises ``PathwaysError`` where the figures do not reach back to the reference year or are not
    positive in it.
    """
    if series.first_year > REFERENCE_YEAR or series.last_year <= JOIN_YEAR:
        raise PathwaysError(
            mark(
                "The global path {name!r} covers {first}–{last}. It must begin by {start} and reach beyond {join}."
            ),
            name=name,
            first=series.first_year,
            last=series.last_year,
            start=REFERENCE_YEAR,
            join=JOIN_YEAR,
        )
    # Scenario data bases hold every fifth or tenth year: the reference year may lie between two.
    reference = float(np.interp(REFERENCE_YEAR, series.years, series.values))
    # Not “zero or less”, which NaN would pass.
    if not reference > 0:
        raise PathwaysError(
            mark("The global path {name!r} has {value} in {year}: a positive number is needed to scale it."),
            name=name,
            value=to_figures(reference),
            year=REFERENCE_YEAR,
        )
    index = series.values / reference
    # Before the join figures stand in its place, so that only what follows is held against a path.
    ahead = index[series.years >= JOIN_YEAR]
    flags = ("path-never-declines",) if ahead.min() >= 1 else ()
    if ahead.min() < 0:
        flags = (*flags, "path-below-zero")
    return GlobalPath(name, tuple(series.years.tolist()), tuple(index.tolist()), flags)


def ar6_c1(position: float, *, with_land_use: bool, paths: Pathways) -> GlobalPath:
    """Return category C1's net greenhouse gases at a position in its range, 2019–2100.

    ``position``: from 0 (smallest reductions) to 1 (largest), 0.5 is the median; the published
    5–95 % range is read as two half normal curves. Beyond 2050 the path goes straight to the level
    of the median's net zero in 2095 and stays there. Without land use, each reduction is
    multiplied by the ratio of the two reductions in SSP1-1.9, since the report gives none.
    """
    if not 0 < position < 1:
        raise PathwaysError(
            mark("The position in the range of category C1 must lie between 0 and 1, not {value}."),
            value=float(position),
        )
    # In units of the published half range: 1 is the 95th percentile, −1 the 5th.
    distance = NormalDist().inv_cdf(position) / NormalDist().inv_cdf(0.95)
    reductions = {
        year: (median + abs(distance) * ((high if distance > 0 else low) - median)) / 100
        for year, (low, median, high) in C1_REDUCTIONS.items()
    }
    reductions |= {C1_NET_ZERO: 1.0, 2100: 1.0}
    years = tuple(sorted(reductions))
    ratio = np.ones(len(years)) if with_land_use else _land_use_ratio(paths, np.array(years, dtype=float))
    # Half a normal curve has no end: the deepest reductions stop five percent below zero.
    index = tuple(
        1 - min(reductions[year], 1.05) * float(part) for year, part in zip(years, ratio, strict=True)
    )
    return GlobalPath(AR6_C1, years, index)


def _land_use_ratio(paths: Pathways, years: Vector) -> Vector:
    """Return how much smaller reductions are without land use, in SSP1-1.9."""
    both = [
        path_of(paths.of("ssp", "ssp119", pathway_file.ghg("AR6GWP100", with_land_use=part)), "ssp119")
        for part in (False, True)
    ]
    # In the reference year both reductions are zero, and have no ratio: until the join its ratio holds.
    without_land_use, with_land_use = (1 - path.at(np.maximum(years, JOIN_YEAR)) for path in both)
    return without_land_use / with_land_use


def known_path(
    name: str, *, context: str, position: float, with_land_use: bool, paths: Pathways
) -> GlobalPath:
    """Return a shipped path by name; raise ``PathwaysError`` naming those there are.

    ``context``: the set of warming potentials, where the path has several. The Climate Equity
    Reference's paths end in 2035.
    """
    if name == AR6_C1:
        return ar6_c1(position, with_land_use=with_land_use, paths=paths)
    if name in SSP_NAMES:
        variable = pathway_file.ghg(context, with_land_use=with_land_use)
        return path_of(paths.of("ssp", name, variable), name)
    if name in CERP_NAMES:
        return path_of(_cerp_total(paths, name, with_land_use=with_land_use), name)
    raise PathwaysError(
        mark("There is no global path called {name!r}. There are: {known}."),
        name=name,
        known=", ".join((AR6_C1, *SSP_NAMES, *CERP_NAMES)),
    )


def _cerp_total(paths: Pathways, name: str, *, with_land_use: bool) -> Series:
    parts = ["fossil", "nonco2", *(["lulucf"] if with_land_use else [])]
    series = [paths.of("cerp", CERP_NAMES[name], part) for part in parts]
    # The parts stand in one file for the same years, so that none has to be looked for.
    values = np.sum([part.values for part in series], axis=0)
    first = series[0]
    return Series(first.place, name, first.unit, first.source, first.years, values)


def common_path(index: Vector, years: Vector, *, reference: Vector, latest: Vector, base_year: int) -> Vector:
    """Return the countries' common path, Mt CO2e: (paths, years, sources).

    ``index``: (paths, years), at ``years``, the first of which is ``base_year`` and which hold
    ``JOIN_YEAR``; ``reference`` and ``latest``: what the countries emitted in the reference and
    the base year, (sources,). Until the join the path is straight.
    """
    scaled = index[:, :, None] * reference
    join = int(np.searchsorted(years, JOIN_YEAR))
    weight = ((years[:join] - base_year) / (JOIN_YEAR - base_year))[None, :, None]
    # Written over what the path says of these years: figures are known, a scenario’s past is not.
    scaled[:, :join] = (1 - weight) * latest + weight * scaled[:, join : join + 1]
    return scaled


def own_paths(series_by_name: Mapping[str, Series]) -> dict[str, GlobalPath]:
    """Return the paths that a user brought, by name, checked.

    One that is named like a shipped path stands beside it under a name of its own.
    """
    taken = {AR6_C1, *SSP_NAMES, *CERP_NAMES}
    paths: dict[str, GlobalPath] = {}
    for name, series in series_by_name.items():
        own = name
        while own.casefold() in taken:
            own += " (own)"
        taken.add(own.casefold())
        paths[own] = path_of(series, own)
    return paths
