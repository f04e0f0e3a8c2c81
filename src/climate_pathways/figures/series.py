"""The snapshot seen from one place: its series, their sums, and what each source says.

A place is a country of analysis, the World, or ``REGION`` for the twelve countries together.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from climate_pathways.core.countries import COUNTRIES, WORLD
from climate_pathways.core.naming import REGION
from climate_pathways.core.tables import Series
from climate_pathways.figures import level
from climate_pathways.figures.snapshot.snapshot import Snapshot
from climate_pathways.methods import ratio, splice, total

BASE_YEAR = 1990
INDUSTRIAL_BASE_YEAR = 1850


SECTORS = (
    "sector_electricity_heat",
    "sector_transport",
    "sector_manufacturing",
    "sector_buildings",
    "sector_fugitive",
    "sector_other_fuel",
    "sector_industry",
    "sector_agriculture",
    "sector_waste",
)
# Where a country's early statistics do not split fuel burning, the provider leaves the split
# sectors empty and counts them under other fuel burning: the sum is whole all the same.
ALWAYS_REPORTED = ("sector_electricity_heat", "sector_agriculture", "sector_waste")
SPARSE_SECTORS = tuple(name for name in SECTORS if name not in ALWAYS_REPORTED)
# Emissions by sector as one provider estimates them for all countries alike, to the latest year.
ESTIMATED_SECTORS = (
    "edgar_power",
    "edgar_energy_industry",
    "edgar_transport",
    "edgar_buildings",
    "edgar_fuel_production",
    "edgar_processes",
    "edgar_agriculture",
    "edgar_waste",
)
FUELS = ("co2_coal", "co2_oil", "co2_gas", "co2_flaring", "co2_cement", "co2_other_industry")
FOSSIL_POWER = ("coal", "oil", "gas")
RENEWABLE_POWER = ("hydro", "wind", "solar", "bioenergy", "other_renewables")
POWER = (*FOSSIL_POWER, "nuclear", *RENEWABLE_POWER)
ENERGY = ("coal", "oil", "gas", "nuclear", "hydro", "wind", "solar")

# A source of several vintages stands here with its newest alone: vintages are no disagreement of sources.
TOTALS_BY_SOURCE = (
    ("primap-histcr-2.6.1", "ghg_excl_lulucf_ar5"),
    ("primap-histtp-2.6.1", "ghg_excl_lulucf"),
    ("edgar-2025", "ghg_excl_lulucf"),
)
LAND_USE_BY_SOURCE = (
    ("unfccc-crt", "ghg_lulucf_ar5"),
    ("lulucf-hub-3", "co2_lulucf"),
    ("primap-histcr", "ghg_lulucf"),
    ("primap-histtp", "ghg_lulucf"),
    ("climate-watch", "sector_land_use"),
    ("owid-co2", "co2_land_use"),
)


@dataclass(frozen=True)
class Figures:
    """The snapshot seen from one place: series of a country, or sums over the region."""

    snapshot: Snapshot
    place: str

    def of(self, source: str, variable: str) -> Series | None:
        if self.place != REGION:
            return self.snapshot.series(self.place, source, variable)
        parts = [self.snapshot.series(iso3, source, variable) for iso3 in COUNTRIES]
        present = [part for part in parts if part is not None]
        # A sum without some of the countries would look like the region’s and be too small.
        if len(present) < len(COUNTRIES):
            return None
        summed = total.add(present, place=REGION, variable=variable)
        return summed if len(summed) else None

    def among(self, place: str) -> "Figures":
        return Figures(self.snapshot, place)

    def total(self) -> Series | None:
        """Greenhouse gases without land use; the last value is today's. The World's are Climate Watch's."""
        if self.place == WORLD:
            return self.sectors_summed()
        return level.gross(self.snapshot, self.place)

    def course(self) -> Series | None:
        """The same year by year, where the level's own source knows a few years only."""
        return level.course(self.snapshot, self.place)

    def sectors_summed(self) -> Series | None:
        """Greenhouse gases without land use and bunkers: the sum of Climate Watch's sectors."""
        if self.place == REGION:
            # None of the twelve is absent: the reader of the source refuses a file without one.
            parts = [self.among(iso3).sectors_summed() for iso3 in COUNTRIES]
        else:
            parts = [self.of("climate-watch", name) for name in SECTORS]
        present = [part for part in parts if part is not None]
        if not present:
            return None
        return total.add(present, place=self.place, variable="ghg_sectors", sparse=SPARSE_SECTORS)

    def people(self) -> Series | None:
        """People by one revision of the statistics: an older one would make a jump at the joint.

        Both sources follow the United Nations' revision of 2024; the longer one has no World.
        """
        recent = self.of("owid-co2", "population")
        history = self.of("gapminder", "population") or self.of("owid-population", "population")
        if not history or not recent:
            return history or recent
        return splice.extend(history.between(history.first_year, recent.first_year - 1), recent)

    def people_to(self, year: int) -> Series | None:
        """People up to a year: where the statistics end before it, as the United Nations project them."""
        people, ahead = self.people(), self.of("un-wpp", "population_median")
        if not people or not ahead or year <= people.last_year:
            return people
        return splice.extend(people, ahead.between(ahead.first_year, year))

    def gdp(self) -> Series | None:
        return self.of("owid-co2", "gdp_ppp")

    def per_person(self) -> Series | None:
        # The level of the region has only the years that all twelve inventories know; its course is longer.
        emissions = self.course() if self.place == REGION else self.total()
        people = self.people_to(emissions.last_year) if emissions else None
        return ratio.per_person(emissions, people) if emissions and people else None


def sum_of(parts: Sequence[Series], place: str, variable: str) -> Series | None:
    """Add series over all years any of them has: an absent fuel is an unused fuel."""
    if not parts:
        return None
    # It sets the years: were all parts sparse, only the years that all of them have would be left.
    longest = max(parts, key=len)
    sparse = [part.variable for part in parts if part is not longest]
    return total.add(parts, place=place, variable=variable, sparse=sparse)


def comparison(figures: Figures) -> list[tuple[str, Series | None]]:
    places = dict.fromkeys((figures.place, REGION, WORLD))
    return [(place, figures.among(place).per_person()) for place in places]


def totals_by_source(figures: Figures) -> list[tuple[str, Series | None]]:
    # The level of the region is of several sources, which is no single one's name.
    first = (
        ("inventories", figures.total())
        if figures.place == REGION
        else (level.NATIONAL, figures.of(level.NATIONAL, level.GROSS))
    )
    return [
        first,
        *((source, figures.of(source, variable)) for source, variable in TOTALS_BY_SOURCE),
        ("climate-watch", figures.sectors_summed()),
        ("owid-co2", without_land_use(figures)),
    ]


def without_land_use(figures: Figures) -> Series | None:
    """Take land-use CO2 out of the data set's total.

    Its own column "excluding LUCF" would not do: it leaves out agriculture as well.
    """
    whole = figures.of("owid-co2", "ghg_owid")
    land_use = as_co2e(figures.of("owid-co2", "co2_land_use"))
    return total.subtract(whole, land_use, variable="ghg_without_land_use") if whole and land_use else None


def land_use_by_source(figures: Figures) -> list[tuple[str, Series | None]]:
    return [(source, as_co2e(figures.of(source, variable))) for source, variable in LAND_USE_BY_SOURCE]


def as_co2e(series: Series | None) -> Series | None:
    """Count CO2 as CO2-equivalents: its warming potential is 1 by definition."""
    if series is None or series.unit != "Mt CO2":
        return series
    return Series(series.place, series.variable, "Mt CO2e", series.source, series.years, series.values)
