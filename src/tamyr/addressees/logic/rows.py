"""The rows of the directory as plain facts: what forms, files, the shipped folder and the history all speak of."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Facts = dict[str, Any]
KNOWN = ("status", "source_url", "source_seen_on")
DATED = ("from_on", "until_on")
# By subject: the fields that people enter and correct, in the order of a table.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "body": (
        "iso3", "level", "kind", "parent", "website", "languages", "founded_on", "dissolved_on", *KNOWN,
    ),
    "name": ("language", "name", *DATED),
    "office": ("kind", "titles", *DATED, *KNOWN),
    "holder": ("name", *DATED, *KNOWN),
    "channel": (
        "letter", "way", "value", "languages", "is_lawful", "fields", "checklist", "warning", "office", *DATED, *KNOWN,
    ),
}  # fmt: skip
SUBJECTS = tuple(FIELDS)
# What the history keeps nowhere but in the row itself, where it can be taken away.
HELD_ONCE = {("holder", "name")}


@dataclass(frozen=True)
class FileRow:
    """A row as a file gives it: which one, of which body, what it says, and where that stands in the file.

    ``of`` is the body of a name, an office or a channel, the office of a holder, nothing for a body.
    """

    subject: str
    key: str
    of: str
    facts: Facts
    place: str


def name_key(of: str, facts: Mapping[str, Any]) -> str:
    """Return by what a name is known in files: its body, its language and the day since when it holds."""
    return f"{of}/{facts['language']}/{facts['from_on']}"


def kept(subject: str, facts: Mapping[str, Any]) -> Facts:
    """Return facts as the history keeps them: without what stands in one place alone."""
    return {name: value for name, value in facts.items() if (subject, name) not in HELD_ONCE}


def changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    return [name for name in after if before.get(name) != after[name]]


def at_one_time(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two dated rows hold on some day together; a day on which one ends may be the other's first."""
    # Days are compared as the texts that they are: written so, they sort as days do.
    begins = max(one["from_on"] or "", other["from_on"] or "")
    ends = min(one["until_on"] or "9999-12-31", other["until_on"] or "9999-12-31")
    return begins < ends
