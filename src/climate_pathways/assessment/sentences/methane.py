"""Methane in sentences: how much, how far sources differ, what is promised, and whether a pledge was joined."""

from collections.abc import Iterator

from climate_pathways.assessment.matters.methane import INVENTORY, SINCE, Methane
from climate_pathways.core.naming import place_name, source_name
from climate_pathways.core.wording import mark, one_stop, say, say_date, say_number, say_percent
from climate_pathways.figures.sentences.quantities import signed
from climate_pathways.figures.sentences.standing import Sentence
from climate_pathways.pledges.fact_words import line_text, quoted
from climate_pathways.pledges.words import amount

LEVEL = {
    True: mark(
        "By the national inventory sent in {sent}, methane was {first} in {start} and {last} in {year} ({change} %)."
    ),
    False: mark(
        "No inventory tables of {place} are among those collected. By {source}, methane was {first} in {start} and {last} in {year} ({change} %)."
    ),
}
PART = mark("That is {part} of all greenhouse gases of {year} without land use, by the same source.")
APART = mark(
    "For {year}, the sources give from {low} ({lowest}) to {high} ({highest}): {factor} times as much. They stand side by side and are never averaged."
)
AIMS = {
    True: mark("Quantified aims for methane in the documents that were read: {count}."),
    False: mark("No document that was read holds a quantified aim for methane."),
}
# A goal of all who joined, together: it sets no country a target of its own.
PLEDGE = {
    True: mark(
        "That the country joined the Global Methane Pledge, 30 %\u00a0less worldwide by 2030 than in 2020, is said in “{document}” of {day}, {place}: {quote}."
    ),
    False: mark(
        "The Global Methane Pledge is welcomed in “{document}” of {day}, {place}: {quote}. That the country joined it was not read in its documents."
    ),
}
NOT_READ = mark(
    "Whether the country joined the Global Methane Pledge: not read. No document that was read says so; a list kept by others is no proof."
)


def methane_sentences(found: Methane, language: str) -> dict[str, tuple[Sentence, ...]]:
    """Return what is said of methane, by chapter: level, sources, aims, pledge."""
    return {
        "level": tuple(_level(found, language)),
        "sources": tuple(_apart(found, language)),
        "aims": (_aims(found, language),),
        "pledge": (_pledge(found, language),),
    }


def _sentence(topic: str, text: str, year: int, *sources: str) -> Sentence:
    return Sentence(topic, one_stop(text), sources, year)


def _level(found: Methane, language: str) -> Iterator[Sentence]:
    told = found.main
    # What stands in for an inventory begins in 1880, inventories in 1990.
    series = told.series.between(SINCE, told.series.last_year)
    first, last = float(series.values[0]), float(series.values[-1])
    text = say(
        language,
        LEVEL[series.source == INVENTORY],
        sent=found.submission,
        place=place_name(found.iso3, language),
        source=source_name(series.source, language),
        first=amount(first, language),
        start=series.first_year,
        last=amount(last, language),
        year=series.last_year,
        change=signed(100 * (last / first - 1), language, 0),
    )
    yield _sentence("level", text, series.last_year, series.source)
    if told.part is not None:
        part = say(language, PART, part=say_percent(language, told.part), year=series.last_year)
        yield _sentence("level", part, series.last_year, series.source)


def _apart(found: Methane, language: str) -> Iterator[Sentence]:
    apart = found.apart
    if apart is None:
        return
    text = say(
        language,
        APART,
        year=apart.year,
        low=amount(apart.low.at(apart.year) or 0.0, language),
        lowest=source_name(apart.low.source, language),
        high=amount(apart.high.at(apart.year) or 0.0, language),
        highest=source_name(apart.high.source, language),
        factor=say_number(language, apart.factor, 2),
    )
    yield _sentence("sources", text, apart.year, apart.low.source, apart.high.source)


def _aims(found: Methane, language: str) -> Sentence:
    text = say(language, AIMS[bool(found.aims)], count=len(found.aims))
    return _sentence("aims", text, found.main.series.last_year)


def _pledge(found: Methane, language: str) -> Sentence:
    # A sentence needs a year: one on documents alone takes that of the latest figures.
    year = found.main.series.last_year
    if found.passage is None:
        return _sentence("pledge", say(language, NOT_READ), year)
    document, passage = found.passage
    text = say(
        language,
        PLEDGE[passage.joined],
        document=document.title(language),
        day=say_date(language, document.submitted_on),
        place=line_text(passage.place, passage.line, language),
        quote=quoted(passage.printed, language),
    )
    return _sentence("pledge", text, year)
