"""What every table is: caption, heads and cells in a reader's words."""

from dataclasses import dataclass

from climate_pathways.core.wording import say, say_rounded

NONE = "–"


@dataclass(frozen=True)
class ShownTable:
    """A table in words: caption, heads, rows of cells, the first cell of each naming the row.

    ``numbers``: positions of columns to be set flush right; ``strong``: positions of rows that
    stand for the whole.
    """

    id: str
    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...] = ()
    strong: tuple[int, ...] = ()


def words(language: str, *texts: str) -> tuple[str, ...]:
    return tuple(say(language, text) for text in texts)


def signed(value: float, language: str) -> str:
    return ("+" if value > 0 else "") + say_rounded(language, value)
