"""One set of countries' figures by source, with what is filled where they are missing.

Emissions are Mt CO2e with AR6 potentials. A shorter source is continued by the one with the
longest history; every filling leaves a flag with its country.
"""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from climate_pathways.core.variables import GASES
from climate_pathways.figures.arrays import (
    Matrix,
    Rows,
    added,
    continued,
    edge_filled,
    interpolated,
    matrix,
    typical,
    without_any,
)
from climate_pathways.figures.series import ALWAYS_REPORTED, SPARSE_SECTORS
from climate_pathways.figures.snapshot.snapshot import Snapshot
from climate_pathways.methods import dollar_prices

FIRST_YEAR, BASE_YEAR, LAST_YEAR = 1850, 2022, 2100
REFERENCE_YEAR = 2019
BASELINE_YEAR = 2035
CONTEXTS = ("SARGWP100", "AR4GWP100", "AR5GWP100", "AR6GWP100")
# Its figures are projections after 2015: no observation of the base year, nor of what an inventory
# could be held against.
PROJECTED = "cerp"
# Half the distance of the 95 % bounds, in standard deviations.
SIGMAS_95 = 1.96


def observed(sources: Iterable[str]) -> tuple[str, ...]:
    """Return the sources whose latest figures are observations, in their order."""
    return tuple(name for name in sources if name != PROJECTED)


class CountryReader:
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


# --- emissions ------------------------------------------------------------------------------


def potential(read: CountryReader, context: str) -> Matrix:
    """Return what AR6 equivalents become under another set, by the country's own mix of gases."""
    if context == "AR6GWP100":
        return np.ones(len(read.countries))
    # Of the base year alone: this edition of PRIMAP-hist is here for 2018 to 2022 only.
    own = read("primap-histcr", f"ghg_excl_lulucf_{context[:3].lower()}")[:, -1]
    ar6 = read("primap-histcr", "ghg_excl_lulucf")[:, -1]
    with np.errstate(divide="ignore", invalid="ignore"):
        # A country without either gives NaN or infinity, and is given the median of the others below.
        factor = own / ar6
    read.flag(~np.isfinite(factor), "potentials-typical")
    return np.where(np.isfinite(factor), factor, np.nanmedian(factor[np.isfinite(factor)]))


def without_land_use(read: CountryReader, ar4: Matrix) -> dict[str, Matrix]:
    """Return the sources without land use; those published with AR4 potentials are converted."""
    sectors = added(
        [read("climate-watch", name) for name in ALWAYS_REPORTED],
        sparse=[read("climate-watch", name) for name in SPARSE_SECTORS],
    )
    database = added([read("cerp", "co2_fossil_baseline"), read("cerp", "non_co2_baseline")])
    # The first of these sources continues all others (`completed`): their order is part of the method.
    return {
        # Divided, since a potential is the factor that leads from AR6 to AR4.
        "cerp": database / ar4[:, None],
        "climate-watch": sectors / ar4[:, None],
        "primap-histcr": read("primap-histcr", "ghg_excl_lulucf"),
        "primap-histtp": read("primap-histtp", "ghg_excl_lulucf"),
    }


def with_land_use(read: CountryReader, without_land_use: Mapping[str, Matrix]) -> dict[str, Matrix]:
    return {
        "jones": added([read("jones", gas) for gas in GASES]),
        "climate-watch": without_land_use["climate-watch"] + read("climate-watch", "sector_land_use"),
        "primap-histcr": without_land_use["primap-histcr"] + read("primap-histcr", "ghg_lulucf"),
        "primap-histtp": without_land_use["primap-histtp"] + read("primap-histtp", "ghg_lulucf"),
    }


def database_with_land_use(read: CountryReader, without_land_use: Matrix) -> Matrix:
    """Return the equity database's own emissions with its land use, which counts as zero where it has none."""
    land_use, _ = interpolated(read(PROJECTED, "co2_land_use_baseline"))
    return without_land_use + np.nan_to_num(edge_filled(land_use))


def completed(read: CountryReader, sources: Mapping[str, Matrix]) -> dict[str, Matrix]:
    """Fill the sources: gaps linearly, then from the first one, which has the longest history."""
    reference, *others = sources
    longest, gaps = interpolated(sources[reference])
    read.flag(gaps, "years-interpolated")
    whole = {reference: edge_filled(longest)}
    for name in others:
        values, gaps = interpolated(sources[name])
        read.flag(gaps, "years-interpolated")
        # Before it is continued, or nothing would be missing any more.
        read.flag(np.isnan(values[:, -1]), "source-missing")
        whole[name] = continued(values, whole[reference])
    return whole


def baseline(read: CountryReader) -> Matrix:
    # The last year goes first in a call of the reader: this is the base year to 2035.
    parts = [
        read("cerp", name, BASELINE_YEAR, BASE_YEAR) for name in ("co2_fossil_baseline", "non_co2_baseline")
    ]
    whole, gaps = interpolated(added(parts))
    read.flag(gaps, "years-interpolated")
    return edge_filled(whole)


# --- people and incomes ---------------------------------------------------------------------


def population(read: CountryReader) -> tuple[Matrix, Matrix, Matrix]:
    """Return people and what one standard deviation of the projections takes away or adds."""
    # The World Population Prospects count in millions, the long history in persons.
    million = 1e6
    history = read("owid-population", "population", LAST_YEAR)
    median = million * read("un-wpp", "population_median", LAST_YEAR)
    people, _ = interpolated(continued(history, median))
    fewer = (median - million * read("un-wpp", "population_lower95", LAST_YEAR)) / SIGMAS_95
    more = (million * read("un-wpp", "population_upper95", LAST_YEAR) - median) / SIGMAS_95
    # Years without bounds are counted ones: nothing is drawn there.
    return edge_filled(people), np.nan_to_num(fewer), np.nan_to_num(more)


def gdp_per_person(read: CountryReader) -> tuple[dict[str, Matrix], Rows]:
    """Return income per person by source, each filled by the others; and who has none at all.

    The World Bank's level is that of 2021, when current dollars are dollars of 2021; it moves with
    Gapminder's growth. The equity database's conversion to purchasing power dates from 2005.
    """
    people = read("cerp", "population", LAST_YEAR)
    # Billions at market rates, times a ratio of prices, are dollars of purchasing power.
    dollars = 1e9 * read("cerp", "gdp_market", LAST_YEAR) * read("cerp", "ppp_to_mer", LAST_YEAR)
    database = dollar_prices.in_2021(dollars / people)
    gapminder = read("gapminder", "gdp_per_person", LAST_YEAR)
    read.flag(without_any(gapminder), "gdp-of-one-source")
    main = _joined(gapminder, database)
    at = dollar_prices.PRICE_YEAR - FIRST_YEAR
    level = read("world-bank", "gdp_ppp_current", LAST_YEAR)[:, at]
    level = level / read("owid-population", "population", LAST_YEAR)[:, at]
    # Where a country has no such level, as Turkmenistan, both sources are one.
    factor = np.nan_to_num(level / main[:, at], nan=1.0)
    read.flag(without_any(database), "database-income-missing")
    sources = {"gapminder": main, "world-bank": main * factor[:, None], "cerp": _joined(database, gapminder)}
    filled = {name: typical(edge_filled(values)) for name, values in sources.items()}
    nothing = filled["gapminder"][1]
    read.flag(nothing, "no-gdp")
    return {name: values for name, (values, _) in filled.items()}, nothing


def _joined(main: Matrix, other: Matrix) -> Matrix:
    """Carry a series on by the growth of another, so that incomes do not jump where it ends."""
    joined = main.copy()
    for row in range(len(main)):
        # A row is carried on from its own edges only; gaps within stay gaps.
        known = np.flatnonzero(~np.isnan(main[row]))
        if not len(known):
            joined[row] = other[row]
            continue
        for edge, rest in ((known[0], slice(None, known[0])), (known[-1], slice(known[-1] + 1, None))):
            if other[row, edge] > 0:
                joined[row, rest] = main[row, edge] * other[row, rest] / other[row, edge]
    return joined


def gini(read: CountryReader) -> tuple[dict[str, Matrix], Rows]:
    """Return Gini coefficients by source; a country without any gets the typical ones."""
    published = {name: edge_filled(read(name, "gini", LAST_YEAR)) for name in ("wid", "gapminder", "cerp")}
    anywhere = published["wid"]
    for name in ("gapminder", "cerp"):
        anywhere = continued(anywhere, published[name])
    nothing = without_any(anywhere)
    read.flag(nothing, "no-gini")
    read.flag(without_any(published["wid"]) & ~nothing, "gini-of-one-source")
    read.flag(without_any(published[PROJECTED]) & ~nothing, "database-gini-missing")
    return {name: typical(continued(values, anywhere))[0] for name, values in published.items()}, nothing
