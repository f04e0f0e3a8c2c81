"""What a reader must know of a figure, in a sentence: the flags that figures and shares carry.

A flag is a word in the data, so that it survives in files and in the API; its sentence stands here.
"""

from climate_pathways.core.wording import mark, say

# Also those that no release raises any more: frozen results hold them.
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
    "database-income-missing": mark(
        "The Climate Equity Reference database has no income of this country; another source stands in where duties are weighed by it."
    ),
    "database-gini-missing": mark(
        "The Climate Equity Reference database has no income inequality of this country; another source stands in where duties are "
        "weighed by it."
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
    "no-inventory": mark(
        "No national inventory in the common tables (CRT) is known to us: PRIMAP-hist 2.6.1, country-reported data first, stands in its place."
    ),
    "inventory-of-few-years": mark(
        "The national inventory holds a few years only: the trend, the highest year and the change per GDP are "
        "by PRIMAP-hist 2.6.1, country-reported data first."
    ),
    "no-ghg": mark("No source here gives this country’s emissions."),
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


def flag_text(flag: str, language: str) -> str:
    return say(language, _FLAGS[flag])
