"""Fair shares of the IPCC's categories of global paths: what each would allow a country, by principle.

Category C1 keeps warming near 1.5 °C, C3 below 2 °C, C6 below 3 °C, C7 below 4 °C. Each principle is
computed on the same draws for every path, so that only the path differs between them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from climate_pathways.core.publication import GIDDEN_2019, IPCC_2022_SPM2, Citation, Method, Term
from climate_pathways.core.wording import mark
from climate_pathways.fair_shares import lookup as tables_of
from climate_pathways.fair_shares.choices import NEED_INCOME, PRINCIPLE, Parameters
from climate_pathways.fair_shares.draws import draw
from climate_pathways.fair_shares.global_paths import (
    AR6_C1,
    C1_REDUCTIONS,
    JOIN_YEAR,
    REFERENCE_YEAR,
    GlobalPath,
    path_of,
)
from climate_pathways.fair_shares.principles import path_of_draws, principle_lines
from climate_pathways.fair_shares.result import OVERALL
from climate_pathways.figures.inputs import FairInputs
from climate_pathways.figures.snapshot import pathways as pathway_file
from climate_pathways.figures.snapshot.pathways import Pathways
from climate_pathways.methods import (
    ability_to_pay,
    equal_cumulative_per_capita,
    equal_per_capita,
    responsibility_capability,
)

Array = NDArray[np.float64]
AR6_C3, AR6_C6, AR6_C7 = "ar6-c3", "ar6-c6", "ar6-c7"
# Convergence and grandfathering start from today's emissions: they are no principle to judge by here.
PRINCIPLES = (
    equal_per_capita.METHOD,
    equal_cumulative_per_capita.METHOD,
    responsibility_capability.METHOD,
    ability_to_pay.METHOD,
)
# Medians of net greenhouse gases, percent below 2019: IPCC AR6 WGIII, Summary for Policymakers (2022), table
# SPM.2; 2035 of C1 and C3: AR6 Synthesis Report, Summary for Policymakers (2023), table SPM.1. Below zero: a rise.
CUTS: Mapping[str, Mapping[int, float]] = {
    AR6_C1: {year: median for year, (_, median, _) in C1_REDUCTIONS.items()},
    AR6_C3: {2019: 0, 2030: 21, 2035: 35, 2040: 46, 2050: 64},
    AR6_C6: {2019: 0, 2030: 2, 2040: 3, 2050: 5},
    AR6_C7: {2019: 0, 2030: -11, 2040: -19, 2050: -24},
}
MARKERS = {AR6_C1: "ssp119", AR6_C3: "ssp126", AR6_C6: "ssp245", AR6_C7: "ssp370"}
LAST_YEAR = 2050
YEARS = (2025, JOIN_YEAR, 2035, 2040, 2045, LAST_YEAR)
# A median of more draws than these moves by less than the target is known.
MOST_DRAWS = 1_000
# The same categories on other assumptions: by the marker scenario itself, and with land use left in the cuts.
BY_MARKER, AS_NET = "marker", "as-net"
VARIANTS = ("", BY_MARKER, AS_NET)
METHOD = "category_shares"
PUBLISHED = Method(
    METHOD,
    says=mark(
        "What each equity principle would allow a country on the median global path of four categories of the IPCC: C1 (1.5 °C), "
        "C3 (below 2 °C), C6 (below 3 °C) and C7 (below 4 °C)."
    ),
    formulas=("I_k(t) = (1 − c_k(t)) · w_k(t)",),
    terms=(
        Term("I_k(t)", mark("the path of category k without land use as an index, {reference} = 1")),
        Term("c_k(t)", mark("the median cut of net greenhouse gases of category k since {reference}")),
        Term(
            "w_k(t)",
            mark(
                "emissions without land use over those with it in the category’s marker scenario, {reference} = 1"
            ),
        ),
    ),
    rules=(
        mark(
            "The markers are SSP1-1.9 for C1, SSP1-2.6 for C3, SSP2-4.5 for C6 and SSP3-7.0 for C7. The fair shares themselves "
            "multiply the cuts of C1 rather than its levels; up to {last} the two differ by less than one percent."
        ),
        mark(
            "Cuts are read straight between the years published; for 2035 the IPCC gives C1 and C3 only, and C6 and C7 are interpolated."
        ),
        mark(
            "The principles are equal per person, equal cumulative per person, responsibility and capability, and ability to pay; "
            "all are computed on the same {draws} draws for every path."
        ),
    ),
    sources=(
        IPCC_2022_SPM2,
        Citation(
            "IPCC",
            2023,
            "Climate Change 2023: Synthesis Report, Summary for Policymakers, table SPM.1",
            "IPCC",
            "https://doi.org/10.59327/IPCC/AR6-9789291691647.001",
        ),
        GIDDEN_2019,
    ),
    weaknesses=(
        mark(
            "A category is a wide range of paths; one median stands for it, and its marker is a single scenario."
        ),
        mark(
            "In category C6 emissions hardly change while they rise in its marker: only the marker’s ratio is used, never its level."
        ),
    ),
    facts=(("reference", REFERENCE_YEAR), ("draws", MOST_DRAWS), ("last", LAST_YEAR)),
)


def variant_of(category: str, variant: str) -> str:
    """Return the name of a category's path under one of ``VARIANTS``."""
    return f"{category}|{variant}" if variant else category


def is_interpolated(category: str, year: int) -> bool:
    """Whether the report gives no cut of a category for ``year``."""
    return year not in CUTS[category]


def category_path(category: str, variant: str, *, with_land_use: bool, paths: Pathways) -> GlobalPath:
    """Return the median path of a category, 2019 to 2050, under one of ``VARIANTS``.

    With land use the published cuts hold as they are. Without it each level is multiplied by the marker's
    level without land use over that with it, both relative to 2019: a ratio of levels, since a ratio of cuts
    would turn round where the marker rises. Raises ``PathwaysError`` where the marker is not there.
    """
    name = variant_of(category, variant)
    without, with_it = _marker_paths(category, paths)
    if variant == BY_MARKER:
        return replace(with_it if with_land_use else without, id=name, flags=())
    years = tuple(sorted(CUTS[category]))
    index = np.array([1 - CUTS[category][year] / 100 for year in years])
    if not with_land_use and variant != AS_NET:
        wanted = np.array(years, dtype=float)
        index = index * without.at(wanted) / with_it.at(wanted)
    return GlobalPath(name, years, tuple(index.tolist()))


def _marker_paths(category: str, paths: Pathways) -> tuple[GlobalPath, GlobalPath]:
    marker = MARKERS[category]
    without, with_it = (
        path_of(paths.of("ssp", marker, pathway_file.ghg("AR6GWP100", with_land_use=part)), marker)
        for part in (False, True)
    )
    return without, with_it


@dataclass(frozen=True)
class CategoryShares:
    """Median fair shares by path, principle, year and country, Mt CO2e a year.

    ``medians``: path → principle or ``OVERALL`` → (years, countries); ``withheld``: countries without the
    figures that principles of income need.
    """

    countries: tuple[str, ...]
    years: tuple[int, ...]
    principles: tuple[str, ...]
    medians: Mapping[str, Mapping[str, Array]]
    withheld: frozenset[str]

    def reported(self, iso3: str) -> tuple[str, ...]:
        """Return the principles whose shares stand on the country's own figures."""
        return tuple(name for name in self.principles if iso3 not in self.withheld or name not in NEED_INCOME)

    def covers(self, year: int) -> bool:
        return self.years[0] <= year <= self.years[-1]

    def at(self, path: str, principle: str, iso3: str, year: int) -> float:
        """Return a country's median share on a path by a principle, straight between the years computed."""
        column = self.medians[path][principle][:, self.countries.index(iso3)]
        return float(np.interp(year, self.years, column))


def category_shares(
    inputs: FairInputs,
    parameters: Parameters,
    *,
    years: tuple[int, ...] = YEARS,
    variants: tuple[str, ...] = VARIANTS,
    only: Sequence[str] = (),
) -> CategoryShares:
    """Return the fair shares of countries on the median path of each category.

    ``parameters``: what else fair shares are drawn over; its paths do not count, and of its principles
    those of ``PRINCIPLES``. ``only``: the countries asked for, all where empty. ``years`` hold 2030 and lie between 2023 and 2050. Raises ``PathwaysError``
    where a marker scenario is not there.
    """
    paths = {
        variant_of(category, variant): category_path(
            category, variant, with_land_use=inputs.with_land_use, paths=inputs.paths
        )
        for category in CUTS
        for variant in variants
    }
    principles = tuple(name for name in PRINCIPLES if name in parameters.principles)
    asked = replace(
        parameters,
        levels={**parameters.levels, "path": tuple(paths), "path_position": (0.5,)},
        principles=principles,
        draws=min(parameters.draws, MOST_DRAWS),
        years=years,
    )
    return CategoryShares(
        countries=tuple(only) or inputs.countries,
        years=years,
        principles=principles,
        medians=_medians(inputs, asked, paths, [inputs.position(iso3) for iso3 in only or inputs.countries]),
        withheld=inputs.withheld,
    )


def _medians(
    inputs: FairInputs, asked: Parameters, paths: Mapping[str, GlobalPath], rows: Sequence[int]
) -> dict[str, dict[str, Array]]:
    if not asked.principles:
        return {name: {} for name in paths}
    tables = tables_of.build(inputs, asked, paths)
    draws = draw(asked, len(inputs.countries))
    # The first year of the tables is the base year, which is no result.
    ahead = slice(1, len(tables.years))
    every = principle_lines(asked.principles, tables, asked, draws, ahead)
    lines = {name: (nothing[:, rows], part[:, rows]) for name, (nothing, part) in every.items()}
    hand = _hand(asked.principles, draws.equity, draws.level[PRINCIPLE])
    medians: dict[str, dict[str, Array]] = {}
    for number, name in enumerate(paths):
        # Every path meets the same draws: fixed here, and not dealt, it alone differs.
        fixed = replace(draws, level={**draws.level, "path": np.full(len(draws), number, dtype=np.int64)})
        world = path_of_draws(tables, asked, fixed, ahead)
        values = [nothing + part * world for nothing, part in lines.values()]
        mixed = np.choose(hand, values)
        medians[name] = {
            principle: np.asarray(np.median(part, axis=-1), dtype=np.float64)
            for principle, part in zip((*asked.principles, OVERALL), (*values, mixed), strict=True)
        }
    return medians


def _hand(
    principles: tuple[str, ...], equity: tuple[str, ...], dealt: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Return which of ``principles`` each draw of the mixture was dealt."""
    places = np.array([principles.index(name) for name in equity])
    return np.asarray(places[dealt], dtype=np.int64)
