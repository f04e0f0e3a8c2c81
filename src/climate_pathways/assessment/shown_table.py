"""What every table is: caption, heads and cells in a reader's words."""

from collections.abc import Mapping
from dataclasses import dataclass

from climate_pathways.core.naming import source_name
from climate_pathways.core.provenance import Source
from climate_pathways.core.wording import say, say_edition, say_rounded

NONE = "–"


@dataclass(frozen=True)
class ShownTable:
    """A table in words: caption, heads, rows of cells, the first cell of each naming the row.

    ``numbers``: positions of columns to be set flush right; ``strong``: positions of rows that
    stand for the whole; ``foreign``: words with which a first cell begins in another language, as a
    document's title does, each with that language.
    """

    id: str
    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...] = ()
    strong: tuple[int, ...] = ()
    foreign: tuple[tuple[str, str], ...] = ()


def words(language: str, *texts: str) -> tuple[str, ...]:
    return tuple(say(language, text) for text in texts)


def signed(value: float, language: str) -> str:
    # The minus comes with the number; zero is neither above nor below.
    return ("+" if value > 0 else "") + say_rounded(language, value)


def source_and_edition(name: str, sources: Mapping[str, Source], language: str) -> str:
    """Name a source by its identifier, with its edition where ``sources`` has one."""
    said, edition = source_name(name, language), sources[name].edition if name in sources else ""
    # Some names hold their edition already, as that of PRIMAP-hist 2.6.1 does.
    return f"{said}, {say_edition(language, edition)}" if edition and edition not in said else said
