"""The questions that a pledge's text leaves open, and their possible answers, in words."""

from collections.abc import Mapping

from climate_pathways.core.wording import mark
from climate_pathways.pledges import documents as kinds
from climate_pathways.pledges.amounts import (
    BASE,
    END,
    GDP,
    GWP,
    LAND,
    MEANING,
    NEWEST,
    PEOPLE,
    PRINTED,
    REFERENCE,
    SOURCE,
    UNCLEAR,
)

ASSUMPTIONS = {
    MEANING: mark("How the words are understood"),
    UNCLEAR: mark("Whether land use is in the target"),
    BASE: mark("Which value of the base year"),
    END: mark("Which end of the promised range"),
    GDP: mark("Which growth of GDP"),
    PEOPLE: mark("How many people"),
    LAND: mark("How land use is counted"),
    SOURCE: mark("Which series of emissions"),
    # Earlier assessments, which stay readable, asked these as well.
    GWP: mark("Which warming potentials"),
    REFERENCE: mark("Which baseline"),
}
LEVELS = {
    kinds.BASE_YEAR: mark("a cut from a base year"),
    kinds.BAU: mark("a cut from a baseline"),
    kinds.INTENSITY: mark("a cut per unit of GDP"),
    kinds.ABSOLUTE: mark("an amount"),
    kinds.PER_CAPITA: mark("an amount per person"),
    "stated": mark("as the document states it"),
    NEWEST: mark("the base year in the newest national inventory"),
    "document": mark("land use as the document projects it"),
    "mean": mark("land use at the mean of the last five years"),
    "least-sink": mark("land use as in the year with the smallest uptake of the last five"),
    "largest-sink": mark("land use as in the year with the largest uptake of the last five"),
    "as-gross": mark("without land use"),
    "as-net": mark("with land use"),
    "same-percent": mark("the same percentage without land use"),
    "less-land-use": mark("land use taken off at its latest level, {source}"),
    "plus-land-use": mark("land use added at its latest level, {source}"),
    "lower": mark("lower bound"),
    "median": mark("median"),
    "upper": mark("upper bound"),
    "trend": mark("growth of the last ten years goes on"),
    "lowest": mark("smallest promised cut"),
    "highest": mark("largest promised cut"),
    "cerp-baseline": mark("baseline of the Climate Equity Reference database"),
}
# Two meanings of one kind are told apart by their numbers.
WITH_PERCENT = {
    kinds.BASE_YEAR: mark("a cut from a base year by {percent} %"),
    kinds.BAU: mark("a cut from a baseline by {percent} %"),
    kinds.INTENSITY: mark("a cut per unit of GDP by {percent} %"),
    kinds.PER_CAPITA: mark("{percent} t per person"),
}
EXPECTED_GROWTH = mark("{percent} % a year, as the document expects")
PRINTED_BASE = mark("{value} Mt CO₂e, as another place of the document has it")


def level_text(name: str, level: str, say_source: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """Return a level's marked text and what goes into it; a source's name stands for itself."""
    word, _, source = level.partition(":")
    if word == PRINTED:
        return PRINTED_BASE, {"value": source}
    # Before the plain words, which hold the same kinds but not the number that tells two of them apart.
    if source and word in WITH_PERCENT:
        return WITH_PERCENT[word], {"percent": source}
    if word in LEVELS:
        return LEVELS[word], {"source": say_source.get(source, source)}
    # As `promises` names a growth of GDP that a document expects.
    if word.endswith("%"):
        return EXPECTED_GROWTH, {"percent": word[:-1]}
    return "{name}", {"name": say_source.get(word, word.removesuffix("GWP100"))}
