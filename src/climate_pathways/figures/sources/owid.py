"""The CSV layout of Our World in Data's charts: Entity, Code, Year, one column per figure."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from climate_pathways.core.checks import Row, ensure_places, ensure_scale
from climate_pathways.core.countries import COUNTRIES, WORLD
from climate_pathways.core.provenance import Source
from climate_pathways.core.quantities import conversion_factor
from climate_pathways.core.tables import Table
from climate_pathways.figures.sources.text_files import parse_number, parse_year, read_csv

Columns = Mapping[str, tuple[str, str, str]]
EVERYWHERE = (*COUNTRIES, WORLD)


class Anchor(NamedTuple):
    """A well-known figure, in our unit, by which a silent change of unit gives itself away."""

    column: str
    place: str
    year: int
    low: float
    high: float


KNOWN_WITHIN = 3.0


def near(figures: Mapping[str, float], place: str = WORLD, year: int = 2020) -> tuple[Anchor, ...]:
    """Return an anchor per column, each near its figure of one place and year.

    A factor of three either way leaves room for revisions, and notices every change of unit that
    providers make: tonnes of carbon for CO2, of a gas for CO2e, joules for watt-hours, fractions.
    """
    return tuple(
        Anchor(column, place, year, figure / KNOWN_WITHIN, figure * KNOWN_WITHIN)
        for column, figure in figures.items()
    )


def place_of(code: str) -> str | None:
    """Return our code for an OWID code: ISO3 countries and the World; ``None`` for groups."""
    # Groups have no code or a longer one, and so has Kosovo (`OWID_KOS`): it is left out with them.
    if code == "OWID_WRL":
        return WORLD
    return code if len(code) == 3 and code.isalpha() and code.isupper() else None


def read(
    path: Path,
    source: Source,
    columns: Columns,
    *,
    anchors: Iterable[Anchor],
    may_be_negative: Collection[str] = (),
    expected_places: Collection[str] = EVERYWHERE,
    first_year: int = 1500,
) -> Table:
    """Read an OWID chart file.

    ``columns`` maps a column of the file to (our variable, the file's unit, our unit).
    Groups of countries and years before ``first_year`` are left out. Raises ``TableError`` as
    ``tables`` says, where one of ``expected_places`` has no figures, and where one of ``anchors``
    is out of its range: a provider may change the unit of one column alone.
    """
    table = Table.from_rows(
        # Before the table's checks, which refuse such years: the history of population begins in −10000.
        (row for row in _rows(path, columns) if row.year >= first_year),
        source=source,
        units={variable: target for variable, _, target in columns.values()},
        file=path,
        may_be_negative=may_be_negative,
    )
    ensure_places(set(table.places), expected_places, file=path)
    for anchor in anchors:
        ensure_anchor(table, anchor, columns[anchor.column][0], file=path)
    return table


def ensure_anchor(table: Table, anchor: Anchor, variable: str, *, file: Path) -> None:
    """Raise where the well-known figure is absent or off by orders of magnitude."""
    series = table.series(anchor.place, variable)
    ensure_scale(
        series.at(anchor.year) if series else None,
        anchor.low,
        anchor.high,
        file=file,
        column=anchor.column,
        place=anchor.place,
        year=anchor.year,
    )


def _rows(path: Path, columns: Columns) -> Iterator[Row]:
    factors = {name: conversion_factor(given, target) for name, (_, given, target) in columns.items()}
    for line, cells in read_csv(path, ["Entity", "Code", "Year", *columns]):
        place = place_of(cells["Code"])
        if place is None:
            continue
        year = parse_year(cells["Year"], file=path, row=line, column="Year")
        for name, (variable, _, _) in columns.items():
            value = parse_number(cells[name], file=path, row=line, column=name)
            if value is not None:
                yield Row(place, variable, year, value * factors[name], line)
