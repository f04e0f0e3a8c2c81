"""Wide CSV files: a row per country or category, a column per year."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from climate_pathways.core.errors import TableError
from climate_pathways.core.wording import mark
from climate_pathways.figures.sources.text_files import parse_number, read_text, rows_of


class WideRow(NamedTuple):
    """One row: its number in the file, what it is about, and a figure per year that has one."""

    line: int
    keys: Mapping[str, str]
    figures: Mapping[int, float]


def read_wide(path: Path, keys: Iterable[str]) -> Iterator[WideRow]:
    """Yield the rows of a file whose header is ``keys`` and then one year after the other.

    Empty cells stay absent. Raises ``TableError`` for a column that is neither a key nor a year,
    for a year that is left out or stands twice, and for a cell that is not a number.
    """
    keys = list(keys)
    years: list[str] = []
    # Each column once: of two for one year a row by names would hold the last without a word.
    for line, cells in rows_of(read_text(path), keys, file=path, every_column_once=True):
        years = years or ensure_years([name for name in cells if name not in keys], path)
        figures = {
            int(year): value
            for year in years
            if (value := parse_number(cells[year], file=path, row=line, column=year)) is not None
        }
        yield WideRow(line, {key: cells[key] for key in keys}, figures)


def ensure_known(row: WideRow, column: str, names: Collection[str], path: Path) -> None:
    """Raise for a name that would fall out of a total, or count twice in it."""
    if row.keys[column] not in names:
        raise TableError(
            mark("this name is not one of those known here."),
            file=path,
            row=row.line,
            column=column,
            value=row.keys[column][:40],
            expected=mark("one of: {names}. Groups of countries would count twice."),
            names=", ".join(names),
        )


def ensure_years(names: list[str], path: Path) -> list[str]:
    """Return the columns of years; raise where one of them is not the year after the one before."""
    first = int(names[0]) if names and _is_year(names[0]) else 0
    # A file without any year goes through the same check, and is refused by it.
    for position, name in enumerate(names or [""]):
        if not first or name != str(first + position):
            raise TableError(
                mark("this column is not the year expected here."),
                file=path,
                row=1,
                column=name,
                value=name[:40],
                expected=mark("after the columns that name a row, one column per year, none left out."),
            )
    return names


def _is_year(name: str) -> bool:
    return len(name) == 4 and name.isascii() and name.isdigit()
