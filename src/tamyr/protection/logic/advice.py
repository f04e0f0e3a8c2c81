"""Who helps, and what to mind in a country before one asks: read from ``static/protection/advice.toml``."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from climate_pathways.core.countries import COUNTRIES

FILE = Path(__file__).resolve().parents[1] / "static/protection/advice.toml"
LANGUAGES = ("en", "ru")
LINE = frozenset({"name", "address", "source", "looked_up", "countries", *LANGUAGES})
CAUTION = frozenset({"sources", "looked_up", "countries", *LANGUAGES})
Entry = Mapping[str, Any]


@dataclass(frozen=True)
class Line:
    """One organisation, in one language; ``countries`` are names, none where it works everywhere."""

    name: str
    address: str
    words: str
    source: str
    looked_up: date
    countries: tuple[str, ...]
    countries_source: str


@dataclass(frozen=True)
class Caution:
    """What the law of a country makes of asking for help, in one language."""

    countries: tuple[str, ...]
    words: str
    sources: tuple[str, ...]
    looked_up: date


def advice_for(language: str) -> list[Line]:
    """Return the organisations with their words in a language, in English where there are none in it."""
    return [in_language(entry, known(language)) for entry in entries()["line"]]


def cautions_for(language: str) -> list[Caution]:
    """Return what to mind country by country, in the order of their names in that language."""
    code = known(language)
    found = [
        Caution(names_of(entry, code), entry[code], tuple(entry["sources"]), entry["looked_up"])
        for entry in entries()["caution"]
    ]
    return sorted(found, key=lambda caution: caution.countries)


def known(language: str) -> str:
    """Return a language that the file has words in."""
    return language if language in LANGUAGES else "en"


@cache
def entries() -> Mapping[str, tuple[Entry, ...]]:
    """Read the file; raise ``ValueError`` with the place where an entry is not whole."""
    found = tomllib.loads(FILE.read_text(encoding="utf-8"))
    for entry, place in places(found["line"], "line"):
        named = ("source", "address", *(["countries_source"] if entry.get("countries") else []))
        check(entry, LINE, [entry.get(name, "") for name in named], place)
    for entry, place in places(found["caution"], "caution"):
        check(entry, CAUTION, entry.get("sources") or [""], place)
        if not entry["countries"]:
            raise ValueError(f"{place}: names no country")
    return {kind: tuple(found[kind]) for kind in ("line", "caution")}


def places(found: Iterable[Entry], kind: str) -> Iterable[tuple[Entry, str]]:
    """Yield each entry with the place that a fault in it is told by."""
    return ((entry, f"{FILE.name}, {kind} {number}") for number, entry in enumerate(found, 1))


def check(entry: Entry, needed: frozenset[str], addresses: Iterable[str], place: str) -> None:
    """Refuse an entry that lacks something, names an unknown country or an address that is not sealed on its way."""
    lacks = needed - entry.keys()
    unknown = set(entry.get("countries", ())) - set(COUNTRIES)
    if lacks or unknown or not all(address.startswith("https://") for address in addresses):
        raise ValueError(f"{place}: lacks {sorted(lacks)}, unknown {sorted(unknown)}")


def in_language(entry: Entry, code: str) -> Line:
    """Return an entry of the file with its words and countries in a language."""
    plain = {name: entry[name] for name in ("name", "address", "source", "looked_up")}
    source = entry.get("countries_source", "")
    return Line(words=entry[code], countries=names_of(entry, code), countries_source=source, **plain)


def names_of(entry: Entry, code: str) -> tuple[str, ...]:
    """Return the names of an entry's countries in a language."""
    return tuple(COUNTRIES[iso3].name(code) for iso3 in entry["countries"])
