"""Names of everything that appears in a legend, a table head or a key figure."""

from collections.abc import Iterable

from climate_pathways.core.countries import COUNTRIES, WORLD
from climate_pathways.core.errors import PathwaysError
from climate_pathways.core.provenance import Step
from climate_pathways.core.quantities import UNITS, unit_label
from climate_pathways.core.variables import VARIABLES
from climate_pathways.core.wording import mark, say, say_rounded

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
    "primap-histcr-2.6.1": mark("PRIMAP-hist 2.6.1, country-reported"),
    "primap-histtp-2.6.1": mark("PRIMAP-hist 2.6.1, third-party"),
    "crf-2023": mark("National inventory (CRF 2023)"),
    "nai-2023": mark("National inventory (NAI 2023)"),
    "unfccc-crt": mark("National inventory (CRT)"),
    "edgar-7": mark("EDGAR 7.0"),
    "edgar-2025": mark("EDGAR 2025"),
    "gcb-2025": mark("Global Carbon Budget 2025"),
    "lulucf-hub-3": mark("LULUCF Data Hub"),
    "un-wpp": mark("United Nations, population projections"),
    "world-bank": mark("World Bank"),
    "world-bank-gini": mark("World Bank, household surveys"),
    "wid": mark("World Inequality Database"),
    "cerp": mark("Climate Equity Reference"),
    "gapminder": mark("Gapminder"),
    "ssp": mark("Shared Socioeconomic Pathways"),
    "rcbs": mark("Published carbon budgets"),
    "r10fsu": mark("Regional pathways of the twelve countries"),
    "documents": mark("documents of the country"),
}
TITLES = {
    "level": mark("Emissions without land use and with it"),
    "gases": mark("Emissions by gas, with land use"),
    "sectors": mark("Emissions by sector"),
    "per_person": mark("Emissions per person"),
    "electricity": mark("Electricity by source"),
    "energy": mark("Primary energy by source"),
    "fuels": mark("Fossil CO₂ by origin"),
    "sources": mark("What different sources say"),
    "land_use_sources": mark("Land use and forests: what different sources say"),
}
# Charts of pages of their own, which no standing holds.
OWN_TITLES = {
    "footings": mark("With land use and without it since 1990"),
    "methane": mark("Methane: what different sources say"),
}
# Columns that are no published series: what documents print, and what they aim at.
_OF_DOCUMENTS = {
    "printed_gross": mark("Without land use, as documents print it"),
    "printed_net": mark("With land use, as documents print it"),
    "printed_land": mark("Land use, as documents print it"),
    "inventories": mark("National inventories, PRIMAP-hist 2.6.1 where there are none"),
    "target_gross": mark("Target without land use"),
    "target_net": mark("Target with land use"),
    "target_gross_support": mark("Target without land use, given support"),
    "target_net_support": mark("Target with land use, given support"),
}
_RESULTS = {
    "ghg": mark("Greenhouse gases without land use"),
    "ghg_net": mark("Greenhouse gases with land use"),
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
    "trend": mark("Least-squares growth rate, or change between two years"),
    "peak": mark("Highest value of the series"),
    "splice": mark("One series continued by another"),
    "disagreement": mark("Lowest and highest source"),
    "reported": mark("As the provider publishes it"),
    "equal_per_capita": mark("Equal per person from now on"),
    "per_capita_convergence": mark("Convergence to equal per person"),
    "equal_cumulative_per_capita": mark("Equal per person over time"),
    "responsibility_capability": mark("Responsibility and capability"),
    "ability_to_pay": mark("Ability to pay"),
    "dollar_prices": mark("Dollars of one price base"),
    "grandfathering": mark("Keeping today’s share (not an equity principle)"),
    "overall": mark("All equity principles together"),
    "neutrality": mark("Straight path to zero"),
    "pledge_readings": mark("Range over the ways to read a pledge"),
    "criteria": mark("Checklists of neutrality and of the NDC’s quality"),
    "pledge_versions": mark("Comparison of a document’s versions"),
    "suggestions": mark("Suggested demands"),
    "carbon_budget": mark("Share of a remaining carbon budget"),
    "baseline": mark("Baseline: emissions without climate policy"),
    "lognormal_income": mark("Income above a threshold"),
    "global_paths": mark("Global path"),
    "category_shares": mark("Fair shares of the IPCC’s categories of paths"),
    "fair_shares": mark("Fair shares as a range"),
    "gap": mark("Gap"),
    "rating": mark("Rating"),
}
_REPORTS = {"SAR": mark("SAR"), "AR4": mark("AR4"), "AR5": mark("AR5"), "AR6": mark("AR6")}


def place_name(place: str, language: str) -> str:
    """Return a country's, the region's or the World's name; other codes as they are."""
    if place in COUNTRIES:
        return COUNTRIES[place].name(language)
    # Charts of the sources carry codes of the whole world: an unknown one is shown as it is.
    return say(language, _PLACES[place]) if place in _PLACES else place


def source_name(source: str, language: str) -> str:
    """Return a source's short name for legends and captions; of a figure joined of several, all their names."""
    parts = source.split("+")
    # The name of a reader's own file may have a plus in it.
    if not any(part in _SOURCES for part in parts):
        return source
    return ", ".join(say(language, _SOURCES[part]) if part in _SOURCES else part for part in parts)


def quoted(names: Iterable[str], language: str) -> str:
    """Return names in the language's quotation marks, one after another."""
    return ", ".join(say(language, mark("“{name}”"), name=name) for name in names)


def quoted_sources(sources: Iterable[str], language: str) -> str:
    """Return the short names of sources for a sentence: they hold commas and brackets of their own."""
    return quoted((source_name(source, language) for source in sources), language)


def source_names(language: str) -> dict[str, str]:
    """Return the short name of every source."""
    return {source: say(language, name) for source, name in _SOURCES.items()}


def potentials_name(potentials: str, language: str) -> str:
    """Return the report of the IPCC whose warming potentials are meant, by its usual short name."""
    report = potentials.removesuffix("GWP100")
    return say(language, _REPORTS[report]) if report in _REPORTS else report


def in_reading_order(results: Iterable[str]) -> list[str]:
    """Return the names of results in the order in which a reader expects them."""
    order = list(_RESULTS)
    # Raises for a result without a name, so that none is shown without one.
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
        return say_rounded(language, value, 4)
    return unit_label(value, language) if value in UNITS else str(value)


def role_name(role: str, language: str) -> str:
    """Return the name of a panel's column: a variable, a source or a place.

    Raises ``PathwaysError`` for a role that has no name yet.
    """
    if role in VARIABLES:
        return VARIABLES[role].label_in(language)
    if role in _OF_DOCUMENTS:
        return say(language, _OF_DOCUMENTS[role])
    if role in _SOURCES:
        return source_name(role, language)
    if role in COUNTRIES or role in _PLACES:
        return place_name(role, language)
    raise PathwaysError(mark("The column {role!r} has no name."), role=role)
