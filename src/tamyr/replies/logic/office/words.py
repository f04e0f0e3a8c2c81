"""What the words of a document of an office program are: those that may be given on, and those that were not meant to be seen."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from climate_pathways.core.characters import without_harm

MOST_CHARACTERS = 2_000_000
# What stands there and is no word, in the languages of those who read the copy.
PICTURE, FORMULA, OBJECT = "[рисунок · picture]", "[формула · formula]", "[объект · object]"
CHART, SIGN = "[диаграмма · chart]", "[знак · sign]"


class NotUnderstood(Exception):
    """A document of which no safe copy is made, rather than one of a part: why, and what stands there."""

    def __init__(self, why: str, value: str = "") -> None:
        super().__init__(why, value)
        self.why, self.value = why, value


@dataclass(frozen=True)
class Aside:
    """Words that whoever wrote them did not mean to give: a comment, a deletion that is kept, what was hidden."""

    what: Literal["comment", "deleted", "hidden"]
    words: str


@dataclass(frozen=True)
class Words:
    text: str
    aside: tuple[Aside, ...] = ()


def words_of(lines: Iterable[str], aside: Iterable[Aside]) -> Words:
    """Put lines together: at most one empty line between two, and nothing aside that has no words."""
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in lines)).strip("\n")
    text = without_harm(text)
    notes = tuple(Aside(note.what, without_harm(note.words)) for note in aside if note.words.strip())
    if max(len(text), sum(len(note.words) for note in notes)) > MOST_CHARACTERS:
        raise NotUnderstood("too-large")
    return Words(f"{text}\n", notes)


def row(cells: Iterable[str]) -> str:
    """Return a row of a table in one line: what is a line of its own within a cell is set off by a stroke."""
    return "\t".join(" / ".join(line for line in cell.split("\n") if line.strip()) for cell in cells)
