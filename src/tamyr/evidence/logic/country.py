"""The words of a country’s page."""

from collections.abc import Sequence
from dataclasses import dataclass

from climate_pathways.core.countries import COUNTRIES
from climate_pathways.core.flags import flag_text
from climate_pathways.core.naming import (
    in_reading_order,
    method_name,
    place_name,
    result_name,
    source_name,
    step_text,
)
from climate_pathways.core.provenance import Result
from climate_pathways.figures import Standing, quantity
from tamyr.evidence.logic.methods import anchor_of
from tamyr.evidence.logic.references import NamedSource, Statement, statements


def country_called(name: str) -> str | None:
    """Return the code of a country by its code or by its name in any language, or ``None``."""
    wanted = name.strip().lower()
    for iso3, country in COUNTRIES.items():
        if wanted in (iso3.lower(), country.iso2.lower(), country.en.lower(), country.ru.lower()):
            return iso3
    return None


@dataclass(frozen=True)
class KeyFigure:
    """A number as a page shows it: with unit, time, sources, method and steps."""

    name: str
    label: str
    amount: str
    time: str
    sources: tuple[tuple[str, str], ...]
    method: str
    method_anchor: str
    steps: tuple[str, ...]
    flags: tuple[str, ...]


def key_figures(standing: Standing, language: str) -> list[KeyFigure]:
    return [key_figure(name, standing.results[name], language) for name in in_reading_order(standing.results)]


def key_figure(name: str, result: Result, language: str) -> KeyFigure:
    return KeyFigure(
        name=name,
        label=result_name(name, language),
        amount=quantity(result, language),
        time=f"{result.since}–{result.year}" if result.since else str(result.year),
        sources=tuple((source, source_name(source, language)) for source in result.sources),
        method=method_name(result.method, language),
        method_anchor=anchor_of(result.method),
        steps=tuple(step_text(step, language) for step in result.steps),
        flags=tuple(flag_text(flag, language) for flag in result.flags),
    )


@dataclass(frozen=True)
class CountryWords:
    """The words of a country's page."""

    name: str
    summary: tuple[Statement, ...]
    headline: str
    key_figures: tuple[KeyFigure, ...]
    flags: tuple[str, ...]


def country_words(standing: Standing, listed: Sequence[NamedSource], language: str) -> CountryWords:
    summary = statements(standing, listed, language)
    return CountryWords(
        name=place_name(standing.iso3, language),
        summary=summary,
        headline=summary[0].text if summary else "",
        key_figures=tuple(key_figures(standing, language)),
        flags=tuple(flag_text(flag, language) for flag in standing.flags),
    )
