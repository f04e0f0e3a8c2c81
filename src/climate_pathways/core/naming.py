"""Names of everything that appears in a legend, a table head or a key figure."""

from collections.abc import Iterable

from climate_pathways.core.countries import COUNTRIES, WORLD
from climate_pathways.core.errors import PathwaysError
from climate_pathways.core.provenance import Step
from climate_pathways.core.quantities import UNITS, unit_label
from climate_pathways.core.variables import VARIABLES
from climate_pathways.core.wording import mark, say, say_significant

REGION = "REGION"

_PLACES = {
    WORLD: mark("World"),
    REGION: mark("Twelve countries of the region"),
}
_SOURCES = {
    "climate-watch": mark("Climate Watch"),
    "jones": mark("Jones et al."),
    "gcb": mark("Global Carbon Budget"),
    "owid-co2": mark("Our World in Data, CO₂ data set"),
    "owid-population": mark("Our World in Data, population"),
    "ember": mark("Ember"),
    "energy-institute": mark("Energy Institute"),
    "primap-histcr": mark("PRIMAP-hist, country-reported"),
    "primap-histtp": mark("PRIMAP-hist, third-party"),
    "crf-2023": mark("National inventory (CRF 2023)"),
    "nai-2023": mark("National inventory (NAI 2023)"),
    "edgar-7": mark("EDGAR 7.0"),
    "un-wpp": mark("United Nations, population projections"),
    "world-bank": mark("World Bank"),
    "wid": mark("World Inequality Database"),
    "cerp": mark("Climate Equity Reference"),
    "gapminder": mark("Gapminder"),
    "ssp": mark("Shared Socioeconomic Pathways"),
    "rcbs": mark("Published carbon budgets"),
}
TITLES = {
    "gases": mark("Emissions by gas, with land use"),
    "sectors": mark("Emissions by sector"),
    "per_person": mark("Emissions per person"),
    "electricity": mark("Electricity by source"),
    "energy": mark("Primary energy by source"),
    "fuels": mark("Fossil CO₂ by origin"),
    "sources": mark("What different sources say"),
    "land_use_sources": mark("Land use and forests: what different sources say"),
}
_RESULTS = {
    "ghg": mark("Greenhouse gases without land use"),
    "world_share": mark("Share of the world’s emissions"),
    "ghg_per_person": mark("Emissions per person"),
    "region_per_person": mark("Region, per person"),
    "world_per_person": mark("World, per person"),
    "ghg_per_gdp": mark("Emissions per GDP"),
    "intensity_change": mark("Emissions per GDP, change since 2010"),
    "change": mark("Change since 1990"),
    "trend": mark("Yearly change, last ten years"),
    "peak": mark("Year of highest emissions since 1990"),
    "land_use": mark("Land use and forests, net"),
    "peak_with_land_use": mark("Year of highest emissions since 1850, with land use"),
    "cumulative_co2": mark("Fossil CO₂, cumulative since 1850"),
    "cumulative_co2_1990": mark("Fossil CO₂, cumulative since 1990"),
    "cumulative_share": mark("Share of the world’s cumulative fossil CO₂"),
    "electricity_fossil": mark("Electricity from fossil fuels"),
    "electricity_nuclear": mark("Electricity from nuclear power"),
    "electricity_renewables": mark("Electricity from renewables"),
    "electricity_wind_solar": mark("Electricity from wind and sun"),
    "energy_fossil": mark("Fossil fuels in primary energy"),
}
_METHODS = {
    "total": mark("Sum"),
    "ratio": mark("Ratio of two published series"),
    "trend": mark("Least-squares growth rate"),
    "peak": mark("Highest value of the series"),
    "splice": mark("One series continued by another"),
    "disagreement": mark("Lowest and highest source"),
    "reported": mark("As the provider publishes it"),
    "equal_per_capita": mark("Equal per person from now on"),
    "per_capita_convergence": mark("Convergence to equal per person"),
    "equal_cumulative_per_capita": mark("Equal per person over time"),
    "responsibility_capability": mark("Responsibility and capability"),
    "ability_to_pay": mark("Ability to pay"),
    "grandfathering": mark("Keeping today’s share (not an equity principle)"),
    "overall": mark("All equity principles together"),
    "neutrality": mark("Straight path to zero"),
    "pledge_readings": mark("Range over the ways to read a pledge"),
    "pledge_versions": mark("Comparison of a document’s versions"),
    "suggestions": mark("Suggested demands"),
    "carbon_budget": mark("Share of a remaining carbon budget"),
    "baseline": mark("Baseline: emissions without climate policy"),
    "lognormal_income": mark("Income above a threshold"),
    "global_paths": mark("Global path"),
    "fair_shares": mark("Fair shares as a range"),
    "gap": mark("Gap"),
    "rating": mark("Rating"),
}
_FLAGS = {
    "path-never-declines": mark("A global path never falls below its level of 2019."),
    "path-below-zero": mark("A global path falls below zero: more is removed than emitted."),
    "path-extended": mark(
        "After 2050 the range of the IPCC is continued to net zero in 2095 by our own rule."
    ),
    "potentials-typical": mark(
        "The mix of gases is unknown: warming potentials were converted as in a typical country."
    ),
    "years-interpolated": mark("Some years are missing in a source and were filled in a straight line."),
    "source-missing": mark(
        "One of the sources has no recent figures of this country; another one stands in."
    ),
    "gdp-of-one-source": mark("Only one source gives this country’s income."),
    "no-gdp": mark("No source gives this country’s income: principles that need it are not shown."),
    "gini-of-one-source": mark(
        "Some sources give no income inequality of this country; another one stands in."
    ),
    "no-gini": mark(
        "No source gives this country’s income inequality: principles that need it are not shown."
    ),
    "net-sink": mark(
        "By one source at least the country takes up more than it emits; shares of today’s emissions then count it as zero."
    ),
    "sources-disagree": mark(
        "The sources of emissions are more than a fifth apart: compare percentages rather than tonnes."
    ),
    "not-in-own-source": mark(
        "The file brought along has no figures of this country; the shipped ones stand in."
    ),
    "last-figures-stand-for-today": mark("The latest figures are older than today and stand for it."),
    "already-neutral": mark("The country takes up at least what it emits already."),
    "rising": mark("Emissions have risen over the last ten years."),
    "used-up": mark("The share is used up already."),
    "perhaps-used-up": mark("The share may be used up already."),
    "no-pace": mark("The world’s path asks for no cut here, so that this criterion is left out."),
    "target-not-entered": mark(
        "A document exists whose target we could not find in a reliable source: it is not yet entered."
    ),
    "pledge-unverified": mark("Some of what was promised rests on a single weak source: it is unverified."),
    "pledges-contradict": mark("Targets of one document contradict each other."),
    "pledge-ambiguous": mark("The words of a target can be understood in several ways; all are counted."),
    "neutrality-years-differ": mark("Documents in force name different years of neutrality."),
    "pledge-unread": mark("Some targets cannot be read in tonnes: the document gives too little."),
    "nothing-to-judge": mark("No target in force could be compared with the fair shares."),
    "only-conditional": mark("The main target depends on support from abroad; there is none without."),
    "still-rising": mark("The highest year is the latest one: emissions may still be rising."),
    "starts-at-peak": mark("The highest year is the first one of the series: the true peak may be earlier."),
    "reported-as-zero": mark("The provider gives exactly zero: probably there is no estimate."),
    "gaps": mark("Some years are missing and count as zero."),
    "sectors-merged": mark(
        "In early years the provider counts some sectors under other fuel burning; their sum is whole."
    ),
    "no-ghg": mark("No source here gives this country’s emissions by sector."),
    "no-ghg_per_person": mark("No population figure goes with the emissions."),
    "no-ghg_per_gdp": mark("No GDP figure goes with the emissions."),
    "no-trend": mark("The last ten years are not complete, so no trend is given."),
    "no-electricity_fossil": mark("No source here gives this country’s electricity mix."),
    "no-energy_fossil": mark(
        "The source gives no split of this country’s primary energy by fuel; the fossil CO₂ by fuel is shown instead."
    ),
    "not-everywhere-energy_fossil": mark(
        "The source splits the primary energy of some of the twelve countries by fuel, not of all; "
        "the fossil CO₂ by fuel is shown instead."
    ),
}


def place_name(place: str, language: str) -> str:
    """Return a country's, the region's or the World's name; other codes as they are."""
    if place in COUNTRIES:
        return COUNTRIES[place].name(language)
    return say(language, _PLACES[place]) if place in _PLACES else place


def source_name(source: str, language: str) -> str:
    """Return a source's short name for legends and captions."""
    return say(language, _SOURCES[source]) if source in _SOURCES else source


def source_names(language: str) -> dict[str, str]:
    """Return the short name of every source."""
    return {source: say(language, name) for source, name in _SOURCES.items()}


def in_reading_order(results: Iterable[str]) -> list[str]:
    """Return the names of results in the order in which a reader expects them."""
    order = list(_RESULTS)
    return sorted(results, key=order.index)


def result_name(result: str, language: str) -> str:
    return say(language, _RESULTS[result])


def method_name(method: str, language: str) -> str:
    return say(language, _METHODS[method])


def step_text(step: Step, language: str) -> str:
    """Say one step of a calculation with numbers and units in the reader's form."""
    return say(language, step.text, **{name: _shown(value, language) for name, value in step.values})


def _shown(value: str | int | float, language: str) -> str:
    if isinstance(value, float):
        return say_significant(language, value, 4)
    return unit_label(value, language) if value in UNITS else str(value)


def flag_text(flag: str, language: str) -> str:
    return say(language, _FLAGS[flag])


def role_name(role: str, language: str) -> str:
    """Return the name of a panel's column: a variable, a source or a place.

    Raises ``PathwaysError`` for a role that has no name yet.
    """
    if role in VARIABLES:
        return VARIABLES[role].label_in(language)
    if role in _SOURCES:
        return source_name(role, language)
    if role in COUNTRIES or role in _PLACES:
        return place_name(role, language)
    raise PathwaysError(mark("The column {role!r} has no name."), role=role)
