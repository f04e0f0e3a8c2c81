"""How one takes part in a country or with an international body: the files of ``static/consultations/participation``.

What they say is understood whole, or refused with its place. What stands in the files of the law of letters is not
said twice: where drafts are published, warnings and the Aarhus Convention come from there.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from climate_pathways.core.countries import COUNTRIES
from tamyr.demands.logic.law import Provenance
from tamyr.demands.logic.law_file import LawFault, Reader, all_laws, check_name

FOLDER = Path(__file__).resolve().parents[1] / "static/consultations/participation"
# The warning stands last: what is asked of every place is all before it.
SUBJECTS = ("calls", "who", "foreigners", "language", "channel", "assessment", "ground", "answer", "warning")
# Beside the countries; in words they are called in ``pages/how``.
INTERNATIONAL = ("EU", "UNFCCC", "AARHUS")


@dataclass(frozen=True)
class Fact:
    """One thing that is known of a place, with how and since when it is known."""

    subject: str
    known: Provenance
    seen_on: date


@dataclass(frozen=True)
class Place:
    """All that is kept of how one takes part somewhere."""

    code: str
    facts: tuple[Fact, ...]

    def about(self, subject: str) -> list[Fact]:
        return [fact for fact in self.facts if fact.subject == subject]

    @property
    def unknown(self) -> list[str]:
        """Return of what nothing is known; a warning is no gap where there is none."""
        return [subject for subject in SUBJECTS[:-1] if not self.about(subject)]


@cache
def all_places() -> Mapping[str, Place]:
    """Read every file; raise ``LawFault`` with the place of what is not understood."""
    return places_in(FOLDER)


def places_in(folder: Path) -> Mapping[str, Place]:
    """Read the files of a folder, by the code that each is called by and says itself: every place, or none."""
    own = {}
    for path in sorted(folder.glob("*.toml")):
        place = read_place(path.read_text(encoding="utf-8"), path.name)
        check_name(path, place.code)
        own[place.code] = place
    codes = (*COUNTRIES, *INTERNATIONAL)
    # A file that is missing is a fault and no unknown country.
    if missing := [f"{code.lower()}.toml" for code in codes if code not in own]:
        raise LawFault(f"{folder.name}: lacks {', '.join(missing)}")
    return {code: _with_the_law(own[code]) for code in codes}


def read_place(text: str, name: str) -> Place:
    """Read one file; whatever it says beyond what is understood is refused with its place."""
    try:
        found = Reader(tomllib.loads(text), name, {})
    except tomllib.TOMLDecodeError as fault:
        raise LawFault(f"{name}: {fault}") from None
    sources = dict(found.take("sources", dict, {}))
    for key, address in sources.items():
        if not str(address).startswith(("https://", "http://")):
            raise LawFault(f"{name}, sources.{key}: no web address")
    found.sources = sources
    code = found.one_of("place", (*COUNTRIES, *INTERNATIONAL))
    looked_up: date = found.take("looked_up", date)
    facts = tuple(_fact(part, looked_up) for part in found.parts("row"))
    found.done()
    return Place(code, facts)


def _fact(part: Reader, looked_up: date) -> Fact:
    fact = Fact(part.one_of("subject", SUBJECTS), part.known(worded=True), part.day("seen_on") or looked_up)
    part.done()
    return fact


def _with_the_law(place: Place) -> Place:
    """Add what the law of letters knows of a country's drafts and dangers."""
    law = all_laws().get(place.code)
    if law is None:
        return place
    calls = (Fact("calls", law.consultation, law.looked_up),)
    warnings = tuple(Fact("warning", warning, law.looked_up) for warning in law.warnings)
    return Place(place.code, (*calls, *place.facts, *warnings))
