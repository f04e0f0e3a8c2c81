"""What fair shares are computed from: one array per quantity for all countries at once.

Emissions are Mt CO2e with AR6 potentials, 1850 to the base year, one array per data source;
population and income reach to 2100. Where a country lacks a figure the filling is flagged.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from climate_pathways import snapshot as snapshots
from climate_pathways.countries import WORLD
from climate_pathways.country_arrays import (
    Matrix,
    Rows,
    added,
    continued,
    held,
    interpolated,
    matrix,
    typical,
    without_any,
)
from climate_pathways.errors import PathwaysError
from climate_pathways.figures import ALWAYS_REPORTED, SPARSE_SECTORS
from climate_pathways.pathway_file import Pathways
from climate_pathways.snapshot import Snapshot
from climate_pathways.tables import Series
from climate_pathways.wording import mark

FIRST_YEAR, BASE_YEAR, LAST_YEAR = 1850, 2022, 2100
REFERENCE_YEAR = 2019
BASELINE_YEAR = 2035
CONTEXTS = ("AR4GWP100", "AR5GWP100", "AR6GWP100")
# Prices of 2021 in terms of those of 2010: the deflator of the GDP of the United States (Bureau of
# Economic Analysis, table 1.1.9: 96.2 in 2010, 118.4 in 2021). International dollars follow it.
DOLLARS_2021_PER_2010 = 1.231
PRICE_YEAR = 2021
GASES = ("ghg_co2", "ghg_ch4", "ghg_n2o")
# Half the distance of the 95 % bounds, in standard deviations.
SIGMAS_95 = 1.96


@dataclass(frozen=True)
class FairInputs:
    """Arrays of all countries, (countries, years) unless said otherwise.

    ``emissions``: source → Mt CO2e (AR6), 1850 to ``base_year``; ``without_land_use``: source →
    Mt CO2e of the base year, (countries,); ``potentials``: set → factor from AR6, (countries,).
    ``population``: people, 1850–2100, with ``fewer`` and ``more`` people per standard deviation.
    ``gdp_per_person``: source → international dollars of 2021, 1850–2100; ``gini``: source →
    points, 1850–2100; ``baseline``: Mt CO2e without land use, base year to 2035. ``flags``: by
    country, what was filled; ``withheld``: countries without the figures that need income.
    """

    countries: tuple[str, ...]
    with_land_use: bool
    emissions: Mapping[str, Matrix]
    without_land_use: Mapping[str, Matrix]
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
        for array in (self.population, self.fewer, self.more, self.baseline):
            text.update(np.ascontiguousarray(array).tobytes())
        for key in sorted(self.paths.series):
            text.update(repr(key).encode())
            text.update(self.paths.series[key].values.tobytes())
        return text.hexdigest()

    def position(self, iso3: str) -> int:
        """Return the row of a country; raise ``PathwaysError`` where there is none."""
        if iso3 not in self.countries:
            raise PathwaysError(
                mark("There are no figures to compute fair shares of {code!r}. Countries are named by three letters such as KAZ."),
                code=iso3,
            )  # fmt: skip
        return self.countries.index(iso3)

    def series(self, iso3: str, source: str) -> Series:
        """Return one country's emissions by one source, Mt CO2e a year, 1850 to the base year."""
        if source not in self.emissions:
            raise PathwaysError(
                mark("There is no data source {source!r} here. There are: {known}."),
                source=source, known=", ".join(self.emissions),
            )  # fmt: skip
        years = np.arange(FIRST_YEAR, self.base_year + 1)
        values = self.emissions[source][self.position(iso3)]
        return Series(iso3, "ghg", "Mt CO2e", source, years, values)

    def people(self, year: int) -> Matrix:
        return self.population[:, year - FIRST_YEAR]


class _Reader:
    """The snapshot's arrays of one set of countries, with flags gathered on the way."""

    def __init__(self, figures: Snapshot, countries: Sequence[str]) -> None:
        self.figures = figures
        self.countries = countries
        self.flags: dict[str, list[str]] = {iso3: [] for iso3 in countries}

    def __call__(self, source: str, variable: str, last: int = BASE_YEAR, first: int = FIRST_YEAR) -> Matrix:
        return matrix(self.figures, source, variable, self.countries, first, last)

    def flag(self, rows: Rows, name: str) -> None:
        for iso3, touched in zip(self.countries, rows, strict=True):
            if touched and name not in self.flags[iso3]:
                self.flags[iso3].append(name)


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
    read = _Reader(figures, countries)
    potentials = {context: _potential(read, context) for context in CONTEXTS}
    without = _completed(read, _without_land_use(read, potentials["AR4GWP100"]))
    emissions = _completed(read, _with_land_use(read, without)) if with_land_use else without
    population, fewer, more = _population(read)
    gdp, no_income = _gdp_per_person(read)
    gini, no_gini = _gini(read)
    for values in emissions.values():
        read.flag(values[:, -1] <= 0, "net-sink")
    return FairInputs(
        countries=countries,
        with_land_use=with_land_use,
        emissions=emissions,
        without_land_use={name: without.get(name, without["cerp"])[:, -1] for name in emissions},
        potentials=potentials,
        population=population,
        fewer=fewer,
        more=more,
        gdp_per_person=gdp,
        gini=gini,
        baseline=_baseline(read),
        paths=paths,
        flags={iso3: tuple(flags) for iso3, flags in read.flags.items() if flags},
        withheld=frozenset(np.array(countries)[no_income | no_gini].tolist()),
        figures=figures.digest,
    )


def countries_in(figures: Snapshot) -> tuple[str, ...]:
    needed = (
        ("cerp", "co2_fossil_baseline"),
        ("cerp", "non_co2_baseline"),
        *(("jones", gas) for gas in GASES),
        ("owid-population", "population"),
        ("un-wpp", "population_median"),
    )
    found = [
        place
        for place in figures.places()
        if place != WORLD and all(figures.series(place, *pair) is not None for pair in needed)
    ]
    if not found:
        raise PathwaysError(
            mark("No country has figures of {needed}: fair shares need them all."),
            needed=", ".join(f"{source} {variable}" for source, variable in needed),
        )
    return tuple(found)


# --- emissions ------------------------------------------------------------------------------


def _potential(read: _Reader, context: str) -> Matrix:
    """Return what AR6 equivalents become under another set, by the country's own mix of gases."""
    if context == "AR6GWP100":
        return np.ones(len(read.countries))
    own = read("primap-histcr", f"ghg_excl_lulucf_{context[:3].lower()}")[:, -1]
    ar6 = read("primap-histcr", "ghg_excl_lulucf")[:, -1]
    with np.errstate(divide="ignore", invalid="ignore"):
        factor = own / ar6
    read.flag(~np.isfinite(factor), "potentials-typical")
    return np.where(np.isfinite(factor), factor, np.nanmedian(factor[np.isfinite(factor)]))


def _without_land_use(read: _Reader, ar4: Matrix) -> dict[str, Matrix]:
    """Return the sources without land use; those published with AR4 potentials are converted."""
    sectors = added(
        [read("climate-watch", name) for name in ALWAYS_REPORTED],
        sparse=[read("climate-watch", name) for name in SPARSE_SECTORS],
    )
    database = added([read("cerp", "co2_fossil_baseline"), read("cerp", "non_co2_baseline")])
    return {
        "cerp": database / ar4[:, None],
        "climate-watch": sectors / ar4[:, None],
        "primap-histcr": read("primap-histcr", "ghg_excl_lulucf"),
        "primap-histtp": read("primap-histtp", "ghg_excl_lulucf"),
    }


def _with_land_use(read: _Reader, without: Mapping[str, Matrix]) -> dict[str, Matrix]:
    return {
        "jones": added([read("jones", gas) for gas in GASES]),
        "climate-watch": without["climate-watch"] + read("climate-watch", "sector_land_use"),
        "primap-histcr": without["primap-histcr"] + read("primap-histcr", "ghg_lulucf"),
        "primap-histtp": without["primap-histtp"] + read("primap-histtp", "ghg_lulucf"),
    }


def _completed(read: _Reader, sources: Mapping[str, Matrix]) -> dict[str, Matrix]:
    """Fill the sources: gaps linearly, then from the first one, which has the longest history."""
    reference, *others = sources
    longest, gaps = interpolated(sources[reference])
    read.flag(gaps, "years-interpolated")
    whole = {reference: held(longest)}
    for name in others:
        values, gaps = interpolated(sources[name])
        read.flag(gaps, "years-interpolated")
        read.flag(np.isnan(values[:, -1]), "source-missing")
        whole[name] = continued(values, whole[reference])
    return whole


def _baseline(read: _Reader) -> Matrix:
    parts = [
        read("cerp", name, BASELINE_YEAR, BASE_YEAR) for name in ("co2_fossil_baseline", "non_co2_baseline")
    ]
    whole, gaps = interpolated(added(parts))
    read.flag(gaps, "years-interpolated")
    return held(whole)


# --- people and incomes ---------------------------------------------------------------------


def _population(read: _Reader) -> tuple[Matrix, Matrix, Matrix]:
    """Return people and what one standard deviation of the projections takes away or adds."""
    million = 1e6
    history = read("owid-population", "population", LAST_YEAR)
    median = million * read("un-wpp", "population_median", LAST_YEAR)
    people, _ = interpolated(continued(history, median))
    fewer = (median - million * read("un-wpp", "population_lower95", LAST_YEAR)) / SIGMAS_95
    more = (million * read("un-wpp", "population_upper95", LAST_YEAR) - median) / SIGMAS_95
    return held(people), np.nan_to_num(fewer), np.nan_to_num(more)


def _gdp_per_person(read: _Reader) -> tuple[dict[str, Matrix], Rows]:
    """Return income per person by source, each filled by the others; and who has none at all.

    The World Bank's level is that of 2021, when current dollars are dollars of 2021; it moves with
    Gapminder's growth. The equity database's conversion to purchasing power dates from 2005.
    """
    people = read("cerp", "population", LAST_YEAR)
    dollars = 1e9 * read("cerp", "gdp_market", LAST_YEAR) * read("cerp", "ppp_to_mer", LAST_YEAR)
    database = DOLLARS_2021_PER_2010 * dollars / people
    gapminder = read("gapminder", "gdp_per_person", LAST_YEAR)
    read.flag(without_any(gapminder), "gdp-of-one-source")
    main = _joined(gapminder, database)
    at = PRICE_YEAR - FIRST_YEAR
    level = read("world-bank", "gdp_ppp_current", LAST_YEAR)[:, at]
    level = level / read("owid-population", "population", LAST_YEAR)[:, at]
    factor = np.nan_to_num(level / main[:, at], nan=1.0)
    sources = {"gapminder": main, "world-bank": main * factor[:, None], "cerp": _joined(database, gapminder)}
    filled = {name: typical(held(values)) for name, values in sources.items()}
    nothing = filled["gapminder"][1]
    read.flag(nothing, "no-gdp")
    return {name: values for name, (values, _) in filled.items()}, nothing


def _joined(main: Matrix, other: Matrix) -> Matrix:
    """Carry a series on by the growth of another, so that incomes do not jump where it ends."""
    joined = main.copy()
    for row in range(len(main)):
        known = np.flatnonzero(~np.isnan(main[row]))
        if not len(known):
            joined[row] = other[row]
            continue
        for edge, rest in ((known[0], slice(None, known[0])), (known[-1], slice(known[-1] + 1, None))):
            if other[row, edge] > 0:
                joined[row, rest] = main[row, edge] * other[row, rest] / other[row, edge]
    return joined


def _gini(read: _Reader) -> tuple[dict[str, Matrix], Rows]:
    """Return Gini coefficients by source; a country without any gets the typical ones."""
    published = {name: held(read(name, "gini", LAST_YEAR)) for name in ("wid", "gapminder", "cerp")}
    anywhere = published["wid"]
    for name in ("gapminder", "cerp"):
        anywhere = continued(anywhere, published[name])
    nothing = without_any(anywhere)
    read.flag(nothing, "no-gini")
    read.flag(without_any(published["wid"]) & ~nothing, "gini-of-one-source")
    return {name: typical(continued(values, anywhere))[0] for name, values in published.items()}, nothing
