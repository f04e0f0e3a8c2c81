"""The handbook of methods as its page shows it: formulas in pieces, anchors, the way there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from climate_pathways.core.provenance import Source
from climate_pathways.core.publication import Part, formula_parts
from climate_pathways.core.wording import say_edition
from climate_pathways.exports.handbook import METHODS, DataGroup, Handbook, Section, handbook

Formula = tuple[Part, ...]


@dataclass(frozen=True)
class MethodWords:
    """One method: its section of the handbook, with formulas and signs in pieces."""

    section: Section
    anchor: str
    formulas: tuple[Formula, ...]
    terms: tuple[tuple[Formula, str], ...]


@dataclass(frozen=True)
class MethodsWords:
    """The page on methods: the handbook and its sections in reading order."""

    book: Handbook
    principles: tuple[MethodWords, ...]
    drawing: tuple[MethodWords, ...]
    inputs: tuple[MethodWords, ...]
    judging: tuple[MethodWords, ...]
    neutrality: tuple[MethodWords, ...]
    figures: tuple[MethodWords, ...]
    data: tuple[DataGroup, ...]
    rule_on: date


def methods_words(sources: Mapping[str, Source], language: str) -> MethodsWords:
    """Return the words of the page; ``sources``: those of the edition, by identifier."""
    book = handbook(sources, language)
    return MethodsWords(
        book=book,
        principles=_all((*book.principles, *book.references)),
        drawing=_all((book.engine, book.path, book.categories)),
        inputs=_all(book.inputs),
        judging=_all((*book.pledges, book.gap, book.rating, book.asked)),
        neutrality=_all(book.neutrality),
        figures=_all(book.figures),
        data=tuple(_dated(group, language) for group in book.data),
        rule_on=date.fromisoformat(book.rule.published_on),
    )


def _dated(group: DataGroup, language: str) -> DataGroup:
    """Return the sources of a kind of figure with their editions in words."""
    sources = ((id_, name, say_edition(language, edition)) for id_, name, edition in group.sources)
    return replace(group, sources=tuple(sources))


def anchor_of(method: str) -> str:
    """Return where the page tells of a method; nowhere for a figure that a provider publishes as it is."""
    return method.replace("_", "-") if method in METHODS else ""


def _all(sections: Iterable[Section]) -> tuple[MethodWords, ...]:
    return tuple(_words(section) for section in sections)


def _words(section: Section) -> MethodWords:
    return MethodWords(
        section=section,
        anchor=anchor_of(section.id),
        formulas=tuple(tuple(formula_parts(formula)) for formula in section.formulas),
        terms=tuple((tuple(formula_parts(sign)), meaning) for sign, meaning in section.terms),
    )
