"""Climate Equity Reference Project: core database with history and baseline to 2035."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from climate_pathways.countries import COUNTRIES, WORLD
from climate_pathways.errors import TableError
from climate_pathways.provenance import Source
from climate_pathways.quantities import conversion_factor
from climate_pathways.sources.owid import Anchor, ensure_anchor
from climate_pathways.sources.workbook import number_in, place_in, year_in
from climate_pathways.tables import Row, Table, ensure_columns, ensure_places, read_bytes
from climate_pathways.wording import mark

SOURCE = Source(
    id="cerp",
    title=mark("Climate Equity Reference core database: history and baseline to 2035"),
    provider="Climate Equity Reference Project (EcoEquity, Stockholm Environment Institute)",
    licence="GPL-3.0",
    url="https://climateequityreference.org",
    citation="Holz, Kartha and Athanasiou, Climate Equity Reference Calculator core database.",
    edition="7.4",
    files=("cerc-coredb.sql3",),
    note=mark("The baseline assumes no new policies. GDP at market rates with a factor to purchasing power."),
)

# The table's column → our variable, the provider's unit, our unit.
COLUMNS = {
    "fossil_CO2_MtC": ("co2_fossil_baseline", "Mt C", "Mt CO2"),
    "LULCF_MtC": ("co2_land_use_baseline", "Mt C", "Mt CO2"),
    "NonCO2_MtCe": ("non_co2_baseline", "Mt Ce", "Mt CO2e"),
    "gdp_blnUSDMER": ("gdp_market", "billion US$ 2010s", "billion US$ 2010s"),
    "ppp2mer": ("ppp_to_mer", "PPP/MER", "PPP/MER"),
    "gini": ("gini", "Gini points", "Gini points"),
    "pop_person": ("population", "person", "person"),
}
PATHWAY_UNIT = "Gt CO2e"


def read(path: Path) -> Table:
    """Read the table ``core``: Mt C and C-equivalents per year → Mt CO2 and Mt CO2e, 1850–2035."""
    table = Table.from_rows(
        _core(path),
        source=SOURCE,
        units={variable: unit for variable, _, unit in COLUMNS.values()},
        file=path,
        # The database holds −0.1 Mt C for Israel before 1933, kept as published.
        may_be_negative=["co2_land_use_baseline", "co2_fossil_baseline"],
    )
    ensure_places(set(table.places), COUNTRIES, file=path)
    ensure_anchor(table, Anchor("fossil_CO2_MtC", "KAZ", 2020, 150, 500), "co2_fossil_baseline", file=path)
    return table


def read_pathways(path: Path) -> Table:
    """Read the table ``pathways``: Gt C → ``<pathway>|<part>`` of the World, Gt CO2e."""
    columns = ("year", "pathway", "source", "emergpath_GtC")
    factor = conversion_factor("Mt Ce", "Mt CO2e")
    rows = [
        Row(
            WORLD,
            f"{name}|{part}",
            year_in(year, file=path, row=line, column="year"),
            value * factor,
            line,
        )
        for line, (year, name, part, cell) in enumerate(query(path, "pathways", columns), start=1)
        if (value := number_in(cell, file=path, row=line, column="emergpath_GtC")) is not None
    ]
    names = {row.variable for row in rows}
    return Table.from_rows(
        rows, source=SOURCE, units=dict.fromkeys(names, PATHWAY_UNIT), file=path, may_be_negative=names
    )


def _core(path: Path) -> Iterator[Row]:
    factors = {name: conversion_factor(given, ours) for name, (_, given, ours) in COLUMNS.items()}
    for line, (iso3, year, *cells) in enumerate(query(path, "core", ("iso3", "year", *COLUMNS)), start=1):
        for (column, (variable, _, _)), cell in zip(COLUMNS.items(), cells, strict=True):
            value = number_in(cell, file=path, row=line, column=column)
            if value is not None:
                place = place_in(iso3, file=path, row=line, column="iso3")
                when = year_in(year, file=path, row=line, column="year")
                yield Row(place, variable, when, value * factors[column], line)


def query(path: Path, table: str, columns: Sequence[str]) -> list[tuple[Any, ...]]:
    """Return the columns of one table; the file is opened read-only and never locked.

    Raises ``TableError`` for a file that is no database, or lacks the table or a column.
    """
    read_bytes(path)
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as database:
            database.text_factory = lambda raw: raw.decode("latin-1")
            found = [row[1] for row in database.execute(f'PRAGMA table_info("{table}")')]
            if not found:
                raise TableError(
                    mark("the table “{table}” is missing."),
                    file=path, expected=mark("the core database with its table “{table}”."), table=table,
                )  # fmt: skip
            ensure_columns(found, columns, file=path)
            names = ", ".join(f'"{name}"' for name in columns)
            return database.execute(f'SELECT {names} FROM "{table}" ORDER BY rowid').fetchall()
    except sqlite3.DatabaseError as error:
        raise TableError(
            mark("this is not a whole SQLite database ({reason}); the file may be cut off."),
            file=path,
            expected=mark("the core database as the provider publishes it."),
            reason=str(error),
        ) from None
