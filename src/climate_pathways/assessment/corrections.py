"""The public list of corrections: what was said wrong, since when, what is right now, and why.

The list is a data file, ``data/corrections.toml``; every entry is checked at the door.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta
from functools import cache
from importlib import resources
from typing import Any

from climate_pathways.core.countries import COUNTRIES
from climate_pathways.core.entries import among, converted, ensure, toml_in
from climate_pathways.core.errors import PathwaysError
from climate_pathways.core.naming import place_name
from climate_pathways.core.wording import lower_start, mark, say

PLEDGE, FIGURES, LICENCE, WORDS = "pledge", "figures", "licence", "words"
TOPICS = {
    PLEDGE: mark("Pledge"),
    FIGURES: mark("Figures"),
    LICENCE: mark("Licence"),
    WORDS: mark("Wording"),
}
RECENTLY = timedelta(days=365)
# It is an address that people cite, and has to stay readable in a footnote.
IDENTIFIER = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
LIST = mark("a list of corrections, each under [[corrections]].")
TEXTS = ("said", "right", "why", "quoted")


@dataclass(frozen=True)
class Correction:
    """One correction, made ``on`` a day, of what was said ``since`` another.

    ``countries``: those whose pages said it; none where no single country's did. ``quoted``: what
    changes for whoever quoted it.
    """

    id: str
    on: date
    since: date
    countries: tuple[str, ...]
    topic: str
    said_en: str
    said_ru: str
    right_en: str
    right_ru: str
    why_en: str
    why_ru: str
    quoted_en: str
    quoted_ru: str

    def said(self, language: str) -> str:
        return self.said_ru if language == "ru" else self.said_en

    def right(self, language: str) -> str:
        return self.right_ru if language == "ru" else self.right_en

    def why(self, language: str) -> str:
        return self.why_ru if language == "ru" else self.why_en

    def quoted(self, language: str) -> str:
        return self.quoted_ru if language == "ru" else self.quoted_en

    def title(self, language: str) -> str:
        """Return a heading: ``Belarus: pledge``, ``All twelve countries: figures``, ``Licence``."""
        topic = topic_name(self.topic, language)
        if not self.countries:
            return topic
        # The number alone tells it: each is a country of analysis and stands once (`_check`).
        if len(self.countries) == len(COUNTRIES):
            places = say(language, mark("All twelve countries"))
        else:
            places = ", ".join(place_name(iso3, language) for iso3 in self.countries)
        return f"{places}: {lower_start(topic)}"


def topic_name(topic: str, language: str) -> str:
    """Return what a correction is about, one of ``TOPICS``, in a word."""
    return say(language, TOPICS[topic])


@cache
def all_corrections() -> tuple[Correction, ...]:
    """Return every correction, the newest first."""
    source = resources.files("climate_pathways").joinpath("data", "corrections.toml")
    return parse(source.read_text(encoding="utf-8"), file=source.name)


def corrections_of(iso3: str) -> tuple[Correction, ...]:
    """Return one country's corrections, the newest first; raise ``PathwaysError`` for an unknown country."""
    # Refused rather than answered with none, which would read as never corrected.
    if iso3 not in COUNTRIES:
        raise PathwaysError(
            mark("There are no corrections of {code!r}. The countries are: {known}."),
            code=iso3,
            known=", ".join(COUNTRIES),
        )
    return tuple(correction for correction in all_corrections() if iso3 in correction.countries)


def is_recent(on: date, *, today: date) -> bool:
    """Return whether a correction made ``on`` a day is one of the twelve months up to ``today``."""
    return today - RECENTLY <= on <= today


def parse(text: str, *, file: str) -> tuple[Correction, ...]:
    """Return the corrections in a file's text; raise ``TableError`` naming the entry and what is wrong."""
    data = toml_in(text, file=file, expected=LIST)
    listed = data.get("corrections")
    ensure(
        list(data) == ["corrections"]
        and isinstance(listed, list)
        and all(isinstance(e, dict) for e in listed),
        file,
        "corrections",
        ", ".join(data),
        LIST,
    )
    found = [
        _entry(given, file, f"corrections.{given.get('id', number)}")
        for number, given in enumerate(listed or (), start=1)
    ]
    for correction in found:
        _check(correction, [other.id for other in found], file)
    # Sorting keeps the order of equals: entries of one day stand as in the file.
    return tuple(sorted(found, key=lambda correction: correction.on, reverse=True))


def _entry(given: Mapping[str, Any], file: str, place: str) -> Correction:
    """Return one entry; unknown and missing keys and values of another kind are refused by name."""
    known = tuple(field.name for field in fields(Correction))
    # Before the conversion, which passes over keys that it does not know: a misspelt one would be lost in
    # silence.
    for name in given:
        among(name, known, file, f"{place}.{name}")
    return converted(
        Correction, given, file, place, mark("every key that the other entries give, each of its kind.")
    )


def _check(correction: Correction, names: list[str], file: str) -> None:
    place = f"corrections.{correction.id}"
    ensure(
        bool(IDENTIFIER.fullmatch(correction.id)),
        file,
        f"{place}.id",
        correction.id,
        mark("small Latin letters, digits and hyphens, a letter first."),
    )
    ensure(names.count(correction.id) == 1, file, f"{place}.id", correction.id, mark("each identifier once."))
    ensure(
        correction.since <= correction.on,
        file,
        f"{place}.since",
        correction.since.isoformat(),
        mark("a day no later than that of the correction."),
    )
    among(correction.topic, tuple(TOPICS), file, f"{place}.topic")
    for iso3 in correction.countries:
        among(iso3, tuple(COUNTRIES), file, f"{place}.countries")
    ensure(
        len(set(correction.countries)) == len(correction.countries),
        file,
        f"{place}.countries",
        ", ".join(correction.countries),
        mark("each country once."),
    )
    _check_texts(correction, file, place)


def _check_texts(correction: Correction, file: str, place: str) -> None:
    for name in TEXTS:
        english, russian = (getattr(correction, f"{name}_{language}") for language in ("en", "ru"))
        for language, text in (("en", english), ("ru", russian)):
            ensure(
                bool(text) and text == text.strip(),
                file,
                f"{place}.{name}_{language}",
                text,
                mark("a sentence without spaces around it."),
            )
        ensure(
            english != russian,
            file,
            f"{place}.{name}_ru",
            russian,
            mark("the text in Russian, not the English one again."),
        )
