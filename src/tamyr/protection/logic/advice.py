"""Public organisations that help, each with its source: read from ``static/protection/advice.toml``."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from climate_pathways.core.countries import COUNTRIES

FILE = Path(__file__).resolve().parents[1] / "static/protection/advice.toml"
LANGUAGES = ("en", "ru")


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


def advice_for(language: str) -> list[Line]:
    """Return the organisations with their words in a language, in English where there are none in it."""
    code = language if language in LANGUAGES else "en"
    return [in_language(entry, code) for entry in entries()]


@cache
def entries() -> tuple[Mapping[str, Any], ...]:
    """Read the file; raise ``ValueError`` with the place where an entry is not whole."""
    found = tomllib.loads(FILE.read_text(encoding="utf-8"))["line"]
    for place, entry in enumerate(found, 1):
        lacks = {"name", "address", "source", "looked_up", "countries", *LANGUAGES} - entry.keys()
        unknown = set(entry.get("countries", ())) - set(COUNTRIES)
        named = ("address", "source", *(["countries_source"] if entry.get("countries") else []))
        addresses = [entry.get(name, "") for name in named]
        if lacks or unknown or not all(address.startswith("https://") for address in addresses):
            raise ValueError(f"{FILE.name}, line {place}: lacks {sorted(lacks)}, unknown {sorted(unknown)}")
    return tuple(found)


def in_language(entry: Mapping[str, Any], code: str) -> Line:
    """Return an entry of the file with its words and countries in a language."""
    known = {name: entry[name] for name in ("name", "address", "source", "looked_up")}
    countries = tuple(COUNTRIES[iso3].name(code) for iso3 in entry["countries"])
    source = entry.get("countries_source", "")
    return Line(words=entry[code], countries=countries, countries_source=source, **known)
