"""The files of ``static/addressees/directory``: public bodies with their sources, understood whole or refused with the place."""

import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from uuid import UUID, uuid5

from climate_pathways.core.countries import COUNTRIES
from tamyr.addressees.logic.entries import Table
from tamyr.addressees.logic.kinds import BODIES, LANGUAGES, LETTERS, LEVELS, OFFICES, STATUSES, WAYS
from tamyr.addressees.logic.rows import FileRow

FOLDER = Path(__file__).resolve().parents[1] / "static/addressees/directory"
# Rows of the same key have the same name on every site, so that what one exports another knows.
NAMES = UUID("8f1d6d3e-5a0b-4c53-9a55-0d0c5f1b7a11")


class DirectoryFault(ValueError):
    """A file of the directory says something that is not understood; the place is named."""


def key_of(name: str) -> str:
    return str(uuid5(NAMES, name))


@cache
def shipped() -> tuple[FileRow, ...]:
    """Read every file; raise ``DirectoryFault`` with the place of what is not understood."""
    paths = sorted(FOLDER.glob("*.toml"))
    rows = tuple(row for path in paths for row in read_bodies(path.read_text(encoding="utf-8"), path.name))
    seen: dict[str, str] = {}
    for row in rows:
        if row.key in seen:
            raise DirectoryFault(f"{row.place}: has the key of {seen[row.key]}")
        seen[row.key] = row.place
    return rows


def read_bodies(text: str, name: str) -> list[FileRow]:
    """Read one file; whatever it says beyond what is understood is refused with its place."""
    try:
        found = Entry(tomllib.loads(text), name)
    except tomllib.TOMLDecodeError as fault:
        raise DirectoryFault(f"{name}: {fault}") from None
    iso3 = found.one_of("country", ("", *COUNTRIES))
    looked_up = found.take("looked_up", date)
    rows = [row for part in found.parts("body") for row in part.body(iso3, looked_up)]
    found.done()
    return rows


class Entry(Table):
    refusal = DirectoryFault

    def day(self, name: str) -> str:
        value = self.take(name, date, False)
        return value.isoformat() if value else ""

    def address(self, name: str) -> str:
        value = str(self.take(name, str, ""))
        if value and not value.startswith(("https://", "http://")):
            raise self.fault(f"“{name}” is no web address")
        return value

    def known(self, looked_up: date) -> dict[str, str]:
        status, source = self.one_of("status", STATUSES), self.address("source")
        # Whoever writes a file is one person; the second looks it up on the site.
        if status == "verified":
            raise self.fault("a file verifies nothing: a person does")
        if not source and status != "unverified":
            raise self.fault("names no source")
        seen_on = self.take("seen", date, looked_up).isoformat() if source else ""
        return {"status": status, "source_url": source, "source_seen_on": seen_on}

    def dated(self) -> dict[str, str]:
        days = {"from_on": self.day("from"), "until_on": self.day("until")}
        if days["from_on"] and days["until_on"] and days["until_on"] <= days["from_on"]:
            raise self.fault("ends before it begins")
        return days

    def words(self, name: str) -> dict[str, str]:
        """Read a text in every language of the site, or in none."""
        part = self.below(self.take(name, dict, {}), name)
        words = {code: part.take(code, str) for code in LANGUAGES} if part.entry else {}
        part.done()
        return words

    def languages(self) -> str:
        return " ".join(self.take("languages", list, []))

    def body(self, iso3: str, looked_up: date) -> Iterator[FileRow]:
        name = self.take("key", str)
        key, parent = key_of(name), self.take("parent", str, "")
        level = self.one_of("level", LEVELS, "national" if iso3 else "international")
        if (level == "international") != (not iso3):
            raise self.fault("is international exactly where it has no country")
        facts = {
            "iso3": iso3,
            "level": level,
            "kind": self.one_of("kind", BODIES),
            "parent": key_of(parent) if parent else "",
            "website": self.address("website"),
            "languages": self.languages(),
            "founded_on": self.day("founded"),
            "dissolved_on": self.day("dissolved"),
            **self.known(looked_up),
        }
        yield FileRow("body", key, name, facts, self.place)
        names = self.parts("name")
        if not any(part.entry.get("language") == "en" for part in names):
            raise self.fault("has no name in English")
        yield from (part.name_row(key) for part in names)
        for part in self.parts("office"):
            yield from part.office(name, key, looked_up)
        yield from (part.channel(name, key, looked_up) for part in self.parts("channel"))
        self.done()

    def name_row(self, body: str) -> FileRow:
        facts = {"language": self.take("language", str), "name": self.take("name", str), **self.dated()}
        self.done()
        return FileRow(
            "name", key_of(f"{body}/{facts['language']}/{facts['from_on']}"), body, facts, self.place
        )

    def office(self, name: str, body: str, looked_up: date) -> Iterator[FileRow]:
        # With its body before it: offices of two bodies may have one key.
        office = f"{name}-{self.take('key', str)}"
        facts = {"kind": self.one_of("kind", OFFICES), "titles": self.words("title")}
        if not facts["titles"]:
            raise self.fault("has no title")
        facts |= {**self.dated(), **self.known(looked_up)}
        holders = self.parts("holder")
        self.done()
        yield FileRow("office", key_of(office), body, {**facts, "key": office}, self.place)
        yield from (part.holder(office, looked_up) for part in holders)

    def holder(self, office: str, looked_up: date) -> FileRow:
        facts = {"name": self.take("name", str), **self.dated(), **self.known(looked_up)}
        if not facts["source_url"]:
            raise self.fault("names a person without a public source")
        self.done()
        # Not by the name: spelled otherwise, one that two persons took away would come in again by another key.
        key = f"{office}-{facts['from_on'] or 'known'}"
        return FileRow("holder", key_of(key), key_of(office), {**facts, "key": key}, self.place)

    def channel(self, name: str, body: str, looked_up: date) -> FileRow:
        key = f"{name}-{self.take('key', str)}"
        lawful = self.one_of("lawful", ("yes", "no", "unknown"), "unknown")
        office = self.take("office", str, "")
        facts = {
            "letter": self.one_of("letter", ("", *LETTERS), ""),
            "way": self.one_of("way", WAYS),
            "value": self.take("value", str),
            "languages": self.languages(),
            "is_lawful": {"yes": True, "no": False, "unknown": None}[lawful],
            "fields": [part.field() for part in self.parts("field")],
            "checklist": self.words("checklist"),
            "warning": self.words("warning"),
            "office": key_of(f"{name}-{office}") if office else "",
            **self.dated(),
            **self.known(looked_up),
        }
        self.done()
        return FileRow("channel", key_of(key), body, {**facts, "key": key}, self.place)

    def field(self) -> dict[str, object]:
        found = {"name": self.take("name", str), "limit": self.take("limit", int, 0)}
        self.done()
        return found
