"""Our own table of the field's terms in English and Russian: concepts and countries, by phrases without endings."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files

from tamyr.priorities.logic.similar.stems import words_in

LONGEST_PHRASE = 4
LANGUAGES = ("en", "ru")


@cache
def entries() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Return concept → language → its phrases, the usual one first. Countries have capital letters."""
    text = files("tamyr.priorities").joinpath("logic/similar/glossary.toml").read_text(encoding="utf-8")
    return {
        name: dict(zip(LANGUAGES, map(_phrases_of, line.split("|")), strict=True))
        for table in tomllib.loads(text).values()
        for name, line in table.items()
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
            found.setdefault(stems, set()).add(name)
    return {stems: frozenset(names) for stems, names in found.items()}


def _all(groups: Iterable[Sequence[str]]) -> Iterable[str]:
    return (phrase for group in groups for phrase in group)


def concept_word(name: str, language: str) -> str:
    """Return the usual phrase for a concept or a country."""
    return entries()[name][language if language in LANGUAGES else "en"][0]
