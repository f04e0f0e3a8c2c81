"""What fair shares are computed from: one array per quantity for all countries at once.

Emissions are Mt CO2e with AR6 potentials, 1850 to the base year, one array per data source;
population and income reach to 2100. Where a country lacks a figure the filling is flagged.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from climate_pathways.core.countries import WORLD
from climate_pathways.core.errors import PathwaysError
from climate_pathways.core.tables import Series
from climate_pathways.core.variables import GASES
from climate_pathways.core.wording import mark
from climate_pathways.figures import by_source as fair_sources
from climate_pathways.figures.arrays import Matrix
from climate_pathways.figures.by_source import (
    BASE_YEAR,
    CONTEXTS,
    FIRST_YEAR,
    PROJECTED,
    CountryReader,
    observed,
)
from climate_pathways.figures.snapshot import snapshot as snapshots
from climate_pathways.figures.snapshot.pathways import Pathways
from climate_pathways.figures.snapshot.snapshot import Snapshot

# Sources further apart than this part of their mean make a gap in tonnes doubtful.
DISAGREEMENT = 0.2
PATHS_FROM = 1990


# Each is itself alone: what is computed of one is kept by it, and arrays are not compared.
@dataclass(frozen=True, eq=False)
class FairInputs:
    """Arrays of all countries, (countries, years) unless said otherwise.

    ``emissions``: source → Mt CO2e (AR6), 1850 to ``base_year``; ``without_land_use``: source →
    Mt CO2e of the base year, (countries,); ``database_emissions``: the equity database's own, by which
    it weighs responsibility; ``potentials``: set → factor from AR6, (countries,).
    ``population``: people, 1850–2100, with ``fewer`` and ``more`` people per standard deviation.
    ``gdp_per_person``: source → international dollars of 2021, 1850–2100; ``gini``: source →
    points, 1850–2100; ``baseline``: Mt CO2e without land use, base year to 2035. ``flags``: by
    country, what was filled; ``withheld``: countries without the figures that need income.
    """

    countries: tuple[str, ...]
    with_land_use: bool
    emissions: Mapping[str, Matrix]
    without_land_use: Mapping[str, Matrix]
    database_emissions: Matrix
    potentials: Mapping[str, Matrix]
    population: Matrix
    fewer: Matrix
    more: Matrix
    gdp_per_person: Mapping[str, Matrix]
    gini: Mapping[str, Matrix]
    baseline: Matrix
    paths: Pathways
    flags: Mapping[str, tuple[str, ...]]
    withheld: frozenset[str]
    figures: str
    base_year: int = BASE_YEAR

    def digest(self) -> str:
        """Return one SHA-256 over everything that enters a result."""
        text = hashlib.sha256(f"{self.countries} {self.base_year} {self.with_land_use}".encode())
        groups = (self.emissions, self.without_land_use, self.potentials, self.gdp_per_person, self.gini)
        for group in groups:
            for name in sorted(group):
                text.update(name.encode())
                text.update(np.ascontiguousarray(group[name]).tobytes())
        for array in (self.population, self.fewer, self.more, self.baseline, self.database_emissions):
            text.update(np.ascontiguousarray(array).tobytes())
        # Sorted here as well: the order of a file must not make other inputs of the same figures.
        for key in sorted(self.paths.series):
            text.update(repr(key).encode())
            text.update(self.paths.series[key].values.tobytes())
            text.update(_other_years(self.paths.series[key]))
        return text.hexdigest()

    def position(self, iso3: str) -> int:
        """Return the row of a country; raise ``PathwaysError`` where there is none."""
        if iso3 not in self.countries:
            raise PathwaysError(
                mark(
                    "There are no figures to compute fair shares of {code!r}. Countries are named by three letters such as KAZ."
                ),
                code=iso3,
            )
        return self.countries.index(iso3)

    def series(self, iso3: str, source: str) -> Series:
        """Return one country's emissions by one source, Mt CO2e a year, 1850 to the base year."""
        if source not in self.emissions:
            raise PathwaysError(
                mark("There is no data source {source!r} here. There are: {known}."),
                source=source,
                known=", ".join(self.emissions),
            )
        years = np.arange(FIRST_YEAR, self.base_year + 1)
        values = self.emissions[source][self.position(iso3)]
        return Series(iso3, "ghg", "Mt CO2e", source, years, values)

    def sources_of_today(self, sources: Iterable[str]) -> tuple[str, ...]:
        """Return those ``sources`` that observed the base year."""
        # Who draws from projections alone reads what was observed beside them.
        return observed(sources) or observed(self.emissions)

    def today(self, sources: Iterable[str]) -> Matrix:
        """Return the mean of those ``sources`` that observed the base year, Mt CO2e, (countries,)."""
        names = self.sources_of_today(sources)
        return np.asarray(np.mean([self.emissions[name][:, -1] for name in names], axis=0))

    def people(self, year: int) -> Matrix:
        return self.population[:, year - FIRST_YEAR]


def load(*, with_land_use: bool = False) -> FairInputs:
    """Return the inputs from the shipped snapshot."""
    folder = snapshots.shipped()
    figures = snapshots.load(folder)
    return assemble(figures, snapshots.pathways(folder), with_land_use=with_land_use)


def assemble(figures: Snapshot, paths: Pathways, *, with_land_use: bool = False) -> FairInputs:
    """Return the inputs from a snapshot and its global paths.

    Countries are those with a baseline, a long history and a population to 2100. Raises
    ``PathwaysError`` where there are none.
    """
    countries = countries_in(figures)
    read = CountryReader(figures, countries)
    # The reader gathers flags as it goes: the order of these calls is that of the flags in every frozen
    # result.
    potentials = {context: fair_sources.potential(read, context) for context in CONTEXTS}
    without_land_use = fair_sources.completed(
        read, fair_sources.without_land_use(read, potentials["AR4GWP100"])
    )
    emissions = (
        fair_sources.completed(read, fair_sources.with_land_use(read, without_land_use))
        if with_land_use
        else without_land_use
    )
    population, fewer, more = fair_sources.population(read)
    gdp, no_income = fair_sources.gdp_per_person(read)
    gini, no_gini = fair_sources.gini(read)
    _flag_levels(read, np.stack([emissions[name][:, -1] for name in observed(emissions)]))
    database = without_land_use[PROJECTED]
    return FairInputs(
        countries=countries,
        with_land_use=with_land_use,
        emissions=emissions,
        # A source that is known with land use only stands on the headline series for what is without.
        without_land_use={
            name: without_land_use.get(name, without_land_use["climate-watch"])[:, -1] for name in emissions
        },
        database_emissions=fair_sources.database_with_land_use(read, database) if with_land_use else database,
        potentials=potentials,
        population=population,
        fewer=fewer,
        more=more,
        gdp_per_person=gdp,
        gini=gini,
        baseline=fair_sources.baseline(read),
        paths=paths,
        # After `baseline`, which may still flag a country: arguments are evaluated in this order.
        flags={iso3: tuple(flags) for iso3, flags in read.flags.items() if flags},
        withheld=frozenset(np.array(countries)[no_income | no_gini].tolist()),
        figures=figures.digest,
    )


def _other_years(path: Series) -> bytes:
    """Return the years of a global path that are not each year from 1990 on, as bytes to be hashed."""
    # Those that are shipped go year by year, and are named by their values alone: assessments keep the digest under which
    # they are published. A budget, and the path of a region, enter no share.
    years = path.years
    is_usual = len(years) == 1 or bool((years == PATHS_FROM + np.arange(len(years))).all())
    return b"" if is_usual or path.place != WORLD else years.tobytes()


def _flag_levels(read: CountryReader, latest: Matrix) -> None:
    """Flag what the sources' latest emissions, (sources, countries), say of a country."""
    read.flag(np.asarray((latest <= 0).any(axis=0)), "net-sink")
    apart = np.ptp(latest, axis=0) > DISAGREEMENT * np.abs(latest.mean(axis=0))
    read.flag(apart, "sources-disagree")


def countries_in(figures: Snapshot) -> tuple[str, ...]:
    needed = (
        ("cerp", "co2_fossil_baseline"),
        ("cerp", "non_co2_baseline"),
        *(("jones", gas) for gas in GASES),
        ("owid-population", "population"),
        ("un-wpp", "population_median"),
    )
    complete = [
        place
        for place in figures.places()
        if place != WORLD and all(figures.series(place, *pair) is not None for pair in needed)
    ]
    if not complete:
        raise PathwaysError(
            mark("No country has figures of {needed}: fair shares need them all."),
            needed=", ".join(f"{source} {variable}" for source, variable in needed),
        )
    return tuple(complete)
