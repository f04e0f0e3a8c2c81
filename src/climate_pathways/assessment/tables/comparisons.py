"""One target beside its own inventory: the level, the target, and how far apart they are."""

from climate_pathways.assessment.shown_table import ShownTable, words
from climate_pathways.core.naming import potentials_name
from climate_pathways.core.wording import mark, say, say_rounded
from climate_pathways.figures.sentences.quantities import signed_percent
from climate_pathways.pledges.comparisons import Comparison, Span
from climate_pathways.pledges.inventory import DOCUMENT, NATIONAL_GWP
from climate_pathways.pledges.own_readings import OwnReading
from climate_pathways.pledges.readings import ReadPledge
from climate_pathways.pledges.words import bracketed, footing_text

INVENTORIES = {
    True: mark("{years}, {footing}: inventory of the document"),
    False: mark("{years}, {footing}: national inventory sent in {submission}"),
}


def comparisons_table(read: ReadPledge, language: str) -> ShownTable:
    """Return the target beside its inventory: the latest year and the mean of the last five, on each footing."""
    heads = (mark("Compared with"), mark("Emissions"), mark("Target"), mark("Target against emissions, %"))
    caption = mark("The target beside its own inventory, Mt CO₂e, and how far above or below it lies, %")
    return ShownTable(
        "compared",
        say(language, caption),
        words(language, *heads),
        tuple(_comparison(comparison, read.own, language) for comparison in read.own.comparisons)
        if read.own
        else (),
        numbers=(1, 2, 3),
    )


def _comparison(comparison: Comparison, own: OwnReading, language: str) -> tuple[str, ...]:
    level, target, percent = comparison.level, comparison.target, comparison.percent
    beside = say(
        language,
        INVENTORIES[comparison.inventory == DOCUMENT],
        years=_years(comparison, language),
        submission=comparison.submission,
        footing=footing_text(comparison.footing, language),
    )
    # A cut that is taken from the inventory's own base year is in its potentials already.
    if comparison.inventory != DOCUMENT and not own.gwp and not own.newest:
        apart = mark("{beside}; its potentials are those of {context}, the target’s are not stated")
        potentials = potentials_name(NATIONAL_GWP, language)
        beside = say(language, apart, beside=beside, context=potentials)
    return (
        beside,
        say_rounded(language, level),
        bracketed(target.central, target.low, target.high, language),
        _percent(percent, language),
    )


def _years(comparison: Comparison, language: str) -> str:
    first, last = comparison.years[0], comparison.years[-1]
    if not comparison.is_mean:
        return str(last)
    return say(language, mark("mean of {first}–{last}"), first=first, last=last)


def _percent(percent: Span, language: str) -> str:
    central, low, high = (
        signed_percent(value, language) for value in (percent.central, percent.low, percent.high)
    )
    return central if low == high else f"{central} [{low}; {high}]"
