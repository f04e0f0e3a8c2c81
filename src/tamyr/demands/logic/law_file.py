"""The files of ``static/demands/law``, one a country: what they say is understood whole, or refused with its place."""

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Self

from climate_pathways.core.countries import COUNTRIES
from tamyr.addressees.logic.entries import Table
from tamyr.addressees.logic.kinds import LANGUAGES, LETTERS, STATUSES, WAYS
from tamyr.demands.logic.law import (
    CLOCKS,
    STARTS,
    STEPS,
    UNITS,
    Aarhus,
    Channel,
    Clock,
    CountryLaw,
    Known,
    Law,
    Letter,
    Step,
    Term,
)

FOLDER = Path(__file__).resolve().parents[1] / "static/demands/law"
LONGEST = 400
Entry = Mapping[str, Any]


class LawFault(ValueError):
    """A file of the law says something that is not understood; the place is named."""


def law_of(country: str) -> CountryLaw:
    """Return what is kept of a country; raise ``KeyError`` for a country that is not kept."""
    return all_laws()[country]


@cache
def all_laws() -> Mapping[str, CountryLaw]:
    """Read every file; raise ``LawFault`` with the place of what is not understood."""
    return {
        path.stem.upper(): read_law(path.read_text(encoding="utf-8"), path.name)
        for path in sorted(FOLDER.glob("*.toml"))
    }


def read_law(text: str, name: str) -> CountryLaw:
    """Read one file; whatever it says beyond what is understood is refused with its place."""
    try:
        found = Reader(tomllib.loads(text), name, {})
    except tomllib.TOMLDecodeError as fault:
        raise LawFault(f"{name}: {fault}") from None
    found.sources = dict(found.entry.get("sources", {}))
    for key, address in found.sources.items():
        if not str(address).startswith(("https://", "http://")):
            raise LawFault(f"{name}, sources.{key}: no web address")
    return found.country()


class Reader(Table):
    """``sources``: the pages that the file names, by key."""

    refusal = LawFault

    def __init__(self, entry: Entry, place: str, sources: dict[str, str]) -> None:
        super().__init__(entry, place)
        self.sources = sources

    def below(self, entry: Entry, place: str) -> Self:
        return type(self)(entry, f"{self.place}, {place}", self.sources)

    def day(self, name: str) -> date | None:
        value = self.take(name, date, False)
        return value or None

    def known(self, prefix: str = "", *, worded: bool = False) -> Known:
        """Read how something is known: seen pages are named, and words stand in every language or in none."""
        status = self.one_of(f"{prefix}status", STATUSES)
        keys = tuple(self.take(f"{prefix}sources", list, []))
        if unknown := [key for key in keys if key not in self.sources]:
            raise self.fault(f"names the unknown sources {unknown}")
        if status != "unverified" and not keys:
            raise self.fault("names no source")
        words = {} if prefix else {code: str(self.take(code, str, "")) for code in LANGUAGES}
        if len(set(map(bool, words.values()))) > 1 or worded and not all(words.values()):
            raise self.fault("has words in one language alone")
        return Known(status, tuple(self.sources[key] for key in keys), words)

    def term(self, prefix: str = "") -> Term | None:
        if f"{prefix}amount" not in self.entry:
            return None
        amount = self.take(f"{prefix}amount", int)
        if not 0 < amount <= LONGEST:
            raise self.fault(f"“{prefix}amount” is {amount}")
        return Term(amount, self.one_of(f"{prefix}unit", UNITS))

    def clock(self) -> Clock:
        term = self.term()
        if term is None:
            raise self.fault("lacks “amount”")
        clock = Clock(
            self.one_of("kind", CLOCKS),
            term,
            self.one_of("start", STARTS),
            self.known(),
            self.term("early_"),
            self.term("late_"),
        )
        if (clock.known.status == "disputed") != bool(clock.early or clock.late):
            raise self.fault("a disputed term has two readings, another has one")
        self.done()
        return clock

    def channel(self) -> Channel:
        channel = Channel(self.one_of("way", WAYS), self.take("lawful", bool), self.known())
        self.done()
        return channel

    def note(self) -> Known:
        note = self.known(worded=True)
        self.done()
        return note

    def law(self) -> Law:
        key, words = self.take("key", str), {code: self.take(code, str) for code in LANGUAGES}
        addresses = tuple(self.sources[name] for name in self.take("sources", list))
        self.done()
        return Law(key, Known("seen", addresses, words))

    def letter(self, laws: Mapping[str, Law]) -> Letter:
        letter = Letter(
            self.one_of("kind", LETTERS),
            laws[self.one_of("law", laws)],
            tuple(part.clock() for part in self.parts("clock")),
            tuple(part.channel() for part in self.parts("channel")),
            tuple(part.note() for part in self.parts("note")),
            self.take("registered_on_working_days", bool, False),
        )
        self.done()
        return letter

    def step(self) -> Step:
        step = Step(self.one_of("kind", STEPS), self.term(), self.known())
        self.done()
        return step

    def aarhus(self) -> Aarhus:
        aarhus = Aarhus(self.take("party", bool), self.day("since"), self.day("left"), self.known())
        self.done()
        return aarhus

    def consultation(self) -> Known:
        return self.note()

    def country(self) -> CountryLaw:
        self.entry.pop("sources", None)
        laws = {law.key: law for law in (part.law() for part in self.parts("law"))}
        sub = {
            name: Reader(self.take(name, dict), f"{self.place}, {name}", self.sources)
            for name in ("aarhus", "consultation")
        }
        kept = CountryLaw(
            country=self.one_of("country", COUNTRIES),
            zone=self.take("zone", str),
            looked_up=self.take("looked_up", date),
            languages=tuple(self.take("languages", list)),
            languages_known=self.known("languages_"),
            sending_is_off=self.take("sending", str, "on") == "off",
            letters=tuple(part.letter(laws) for part in self.parts("letter")),
            steps=tuple(part.step() for part in self.parts("step")),
            warnings=tuple(part.note() for part in self.parts("warning")),
            aarhus=sub["aarhus"].aarhus(),
            consultation=sub["consultation"].consultation(),
            sources=self.sources,
        )
        self.done()
        return kept
