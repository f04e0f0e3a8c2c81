"""Choices and their levels in a reader's words: sources, paths, years, percentages, money.

Every page, brief, export and command names a level with ``level_name``, so that no two differ.
"""

from collections.abc import Collection

from climate_pathways.core.naming import method_name, potentials_name, source_name
from climate_pathways.core.wording import mark, say, say_number, say_percent, say_plain, say_rounded
from climate_pathways.fair_shares.choices import (
    AS_DRAWN,
    CHOICES,
    DUTY,
    PERCENT_CHOICES,
    POPULATION,
    PRINCIPLE,
    REFERENCE,
    YEAR_CHOICES,
    Level,
)
from climate_pathways.fair_shares.global_paths import AR6_C1, CERP_NAMES, SSP_NAMES
from climate_pathways.fair_shares.own_files import OWN_SOURCE
from climate_pathways.fair_shares.result import PrincipleSpan
from climate_pathways.figures.by_source import PROJECTED
from climate_pathways.figures.sentences.quantities import tied_unit

_CERP_TEXTS = (
    mark("Climate Equity Reference, 1.5 °C"),
    mark("Climate Equity Reference, 1.5 °C with low energy demand"),
    mark("Climate Equity Reference, 2 °C"),
)
_PATHS = {
    AR6_C1: mark("IPCC category C1"),
    SSP_NAMES[0]: mark("SSP1-1.9"),
    SSP_NAMES[1]: mark("SSP1-2.6"),
    **dict(zip(CERP_NAMES, _CERP_TEXTS, strict=True)),
}
_PEOPLE = {
    "range": mark("drawn within the United Nations’ 95 % bounds"),
    "median": mark("the United Nations’ median"),
}
_SOURCES = {OWN_SOURCE: mark("your own figures")}
_DUTIES = {
    AS_DRAWN: mark("the drawn sources of income, inequality and emissions"),
    PROJECTED: mark("the Climate Equity Reference database’s own"),
}
_WORDS = {DUTY: _DUTIES, "path": _PATHS, POPULATION: _PEOPLE, "source": _SOURCES}


def choice_name(choice: str, language: str) -> str:
    """Name a choice that fair shares are drawn over."""
    return say(language, mark("Equity principle") if choice == PRINCIPLE else CHOICES[choice].meaning)


def level_name(choice: str, level: Level, language: str) -> str:
    """Return one level of a choice as a reader says it; a user's own path or source as it is called."""
    if choice == PRINCIPLE:
        return method_name(str(level), language)
    if isinstance(level, str):
        return _word(choice, level, language)
    if choice in YEAR_CHOICES:
        return f"{level:.0f}"
    if choice in PERCENT_CHOICES:
        return say_percent(language, level)
    # A third has no end: what is computed with all its digits is read with three.
    return say_number(language, level) if level >= 100 else say_plain(language, round(level, 3))


def line_name(principle: str, references: Collection[str], language: str) -> str:
    """Name a line of fair shares: those only to compare with say so."""
    name = method_name(principle, language)
    # The name of keeping today's share says it itself.
    if principle in references and principle != REFERENCE:
        return say(language, mark("{name} (to compare with)"), name=name)
    return name


def with_span(median: float, span: PrincipleSpan, language: str, unit: str = "") -> str:
    """Write a median of the mixture, which never stands alone, with the span of the principles' medians.

    ``unit``: of all three numbers, named once at the end; none where a head names it.
    """
    middle, low, high = (say_rounded(language, value) for value in (median, span.low, span.high))
    text = mark("{median} (by principle {low} to {high})")
    # A single principle is its own mixture.
    said = middle if span.lowest == span.highest else say(language, text, median=middle, low=low, high=high)
    return f"{said}\u00a0{tied_unit(unit, language)}" if unit else said


def _word(choice: str, level: str, language: str) -> str:
    words = _WORDS.get(choice, {})
    if level in words:
        return say(language, words[level])
    if level in CHOICES["gwp"].allowed:
        return say(language, mark("IPCC {report}"), report=potentials_name(level, language))
    return source_name(level, language)
