"""Our own table of the field's terms in English and Russian: concepts and countries, by phrases without endings."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from tamyr.priorities.logic.similar.stems import words_in
from tamyr.priorities.logic.similar.terms import CONCEPTS, COUNTRIES

# Stems of the longest phrase in the table: one of more would never be looked for.
LONGEST_PHRASE = 4
LANGUAGES = ("en", "ru")


@cache
def entries() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Return concept → language → its phrases, the usual one first. Countries have capital letters."""
    return {
        name: dict(zip(LANGUAGES, map(_phrases_of, both), strict=True))
        for name, both in {**CONCEPTS, **COUNTRIES}.items()
    }


def _phrases_of(part: str) -> tuple[str, ...]:
    return tuple(phrase.strip() for phrase in part.split(";") if phrase.strip())


@cache
def phrases() -> Mapping[tuple[str, ...], frozenset[str]]:
    """Return the stems of each phrase, in order, with what it names."""
    found: dict[tuple[str, ...], set[str]] = {}
    for name, by_language in entries().items():
        for phrase in _all(by_language.values()):
            stems = tuple(word.stem for word in words_in(phrase))
            # One phrase may name two concepts, as “bill” does a tariff and a law: both count, since no stem
            # tells which is meant.
            found.setdefault(stems, set()).add(name)
    return {stems: frozenset(names) for stems, names in found.items()}


def _all(groups: Iterable[Sequence[str]]) -> Iterable[str]:
    return (phrase for group in groups for phrase in group)


def concept_word(name: str, language: str) -> str:
    """Return the usual phrase for a concept or a country."""
    return entries()[name][language if language in LANGUAGES else "en"][0]
