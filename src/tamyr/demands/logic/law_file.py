"""The files of ``static/demands/law``, one a country or a body of none: what they say is understood whole, or refused with its place."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Self

from climate_pathways.core.countries import COUNTRIES
from tamyr.addressees.logic.directory_file import key_of
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
    Law,
    Letter,
    Provenance,
    Step,
    Term,
)

FOLDER = Path(__file__).resolve().parents[1] / "static/demands/law"
# In any unit: what is longer is a slip of whoever wrote the row.
LONGEST = 400
# Article 4, paragraph 2: as soon as possible, at the latest after a month, after two where volume or difficulty justify it.
OUTER = Clock(
    "answer", Term(1, "months"), "received", Provenance("unverified", (), {}), None, Term(2, "months")
)
AS_INFORMATION = Provenance(
    "unverified",
    (),
    {
        "en": "No term of its own is known for information on the environment: it is counted as any request for information.",
        "ru": "Отдельный срок для экологической информации неизвестен: считаем, как для любого запроса информации.",
    },
)
Entry = Mapping[str, Any]


class LawFault(ValueError):
    """A file of the law says something that is not understood; the place is named."""


def law_of(country: str) -> CountryLaw:
    """Return what is kept of a country; raise ``KeyError`` for a country that is not kept."""
    return all_laws()[country]


@cache
def all_laws() -> Mapping[str, CountryLaw]:
    """Read every file; raise ``LawFault`` with the place of what is not understood."""
    return laws_in(FOLDER)


@cache
def rules_of_bodies() -> Mapping[str, CountryLaw]:
    """Read the files of bodies of no country, which have rules of their own, by the code of these rules."""
    return laws_in(FOLDER / "bodies")


def laws_in(folder: Path) -> Mapping[str, CountryLaw]:
    """Read the files of a folder, by the code that each is called by and says itself."""
    laws = {}
    for path in sorted(folder.glob("*.toml")):
        law = read_law(path.read_text(encoding="utf-8"), path.name)
        check_name(path, law.country)
        laws[law.country] = law
    return laws


def check_name(path: Path, code: str) -> None:
    """Refuse a file that is called by another code than it says: one of two that say the same would be lost unseen."""
    if path.name != f"{code.lower()}.toml":
        raise LawFault(f"{path.name}: says that it is of “{code}”, whose file is {code.lower()}.toml")


def keys_of(code: str) -> list[str]:
    """Return the keys of the bodies that rules are for."""
    return [key_of(name) for name in rules_of_bodies()[code].bodies]


@cache
def _codes() -> Mapping[str, str]:
    """Return the code of rules by the key of each body that they are for."""
    return {key: code for code in rules_of_bodies() for key in keys_of(code)}


def code_of(iso3: str, *keys: object) -> str:
    """Return by whose law a body's letters are counted: its country's, else that of the first key that has rules.

    The keys are its own and those of the bodies that it was merged into or belongs to.
    """
    return iso3 or next((code for key in keys if (code := _codes().get(str(key)))), "")


def read_law(text: str, name: str) -> CountryLaw:
    """Read one file; whatever it says beyond what is understood is refused with its place."""
    try:
        found = Reader(tomllib.loads(text), name, {})
    except tomllib.TOMLDecodeError as fault:
        raise LawFault(f"{name}: {fault}") from None
    found.sources = dict(found.entry.get("sources", {}))
    for key, address in found.sources.items():
        # They become links: a browser would follow javascript: as well.
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

    def known(self, prefix: str = "", *, worded: bool = False) -> Provenance:
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
        return Provenance(status, tuple(self.sources[key] for key in keys), words)

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

    def note(self) -> Provenance:
        note = self.known(worded=True)
        self.done()
        return note

    def law(self) -> Law:
        key, words = self.take("key", str), {code: self.take(code, str) for code in LANGUAGES}
        addresses = tuple(self.sources[name] for name in self.take("sources", list))
        self.done()
        return Law(key, Provenance("seen", addresses, words))

    def letter(self, laws: Mapping[str, Law]) -> Letter:
        letter = Letter(
            self.one_of("kind", LETTERS),
            laws[self.one_of("law", laws)],
            tuple(part.clock() for part in self.parts("clock")),
            tuple(part.channel() for part in self.parts("channel")),
            tuple(part.note() for part in self.parts("note")),
            self.take("registered_on_working_days", bool, False),
            self.take("extension_is_open", bool, False),
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

    def consultation(self) -> Provenance:
        return self.note()

    def country(self) -> CountryLaw:
        # Taken in before: every row names its pages by their keys.
        self.entry.pop("sources", None)
        laws = {law.key: law for law in (part.law() for part in self.parts("law"))}
        sub = {
            name: Reader(self.take(name, dict), f"{self.place}, {name}", self.sources)
            for name in ("aarhus", "consultation")
        }
        # Before the letters, for these ask whether the country is a Party.
        aarhus = sub["aarhus"].aarhus()
        bodies = tuple(self.take("bodies", list, []))
        kept = CountryLaw(
            country=self.take("rules", str) if bodies else self.one_of("country", COUNTRIES),
            zone=self.take("zone", str),
            looked_up=self.take("looked_up", date),
            languages=tuple(self.take("languages", list)),
            languages_known=self.known("languages_"),
            sending_is_off=self.take("sending", str, "on") == "off",
            letters=tuple(
                with_environment([part.letter(laws) for part in self.parts("letter")], aarhus.party)
            ),
            steps=tuple(part.step() for part in self.parts("step")),
            warnings=tuple(part.note() for part in self.parts("warning")),
            aarhus=aarhus,
            consultation=sub["consultation"].consultation(),
            sources=self.sources,
            bodies=bodies,
        )
        self.done()
        return kept


def with_environment(letters: Sequence[Letter], is_party: bool) -> Iterator[Letter]:
    """Yield letters with a request for information on the environment: one for information, where the law has no more of it.

    A row of its own keeps its terms, and takes from the same law what it does not name itself, as an extension. In a
    Party to the Aarhus Convention the Convention stands beside either, and alone where the law names no term.
    """
    information, own = (
        next((letter for letter in letters if letter.kind == kind), None)
        for kind in ("information", "environment")
    )
    made = own or (
        information
        and replace(information, kind="environment", channels=(), notes=(AS_INFORMATION, *information.notes))
    )
    # Only beside a term of its own: one that is not known is not filled up with that for other information.
    if own and information and own.law == information.law and own.clock("answer"):
        missing = [
            clock for clock in information.clocks if clock.kind != "urgent" and not own.clock(clock.kind)
        ]
        made = replace(own, clocks=(*own.clocks, *missing))
    for letter in letters:
        if letter is not own:
            yield letter
        if made and letter is (own or information):
            yield replace(made, outer=OUTER if is_party else None)
