"""Climate Equity Reference Project: core database with history and baseline to 2035.

The provider's equivalents of other gases use AR4 warming potentials. Its projections of land use
fall to zero by 2030: a convention of the baseline, not a finding.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from climate_pathways.core.checks import Row, ensure_columns, ensure_places, ensure_plausible
from climate_pathways.core.countries import COUNTRIES, WORLD
from climate_pathways.core.errors import TableError
from climate_pathways.core.provenance import Source
from climate_pathways.core.quantities import conversion_factor
from climate_pathways.core.tables import Table
from climate_pathways.core.wording import mark
from climate_pathways.figures.sources.owid import Anchor, ensure_anchor
from climate_pathways.figures.sources.text_files import read_bytes
from climate_pathways.figures.sources.workbook import number_in, place_in, year_in

SOURCE = Source(
    id="cerp",
    title=mark("Climate Equity Reference core database: history and baseline to 2035"),
    provider="Climate Equity Reference Project (EcoEquity, Stockholm Environment Institute)",
    licence=mark("GPL-3.0, also for what derives from it"),
    url="https://climateequityreference.org",
    citation="Holz, Kartha and Athanasiou, Climate Equity Reference Calculator core database.",
    edition="7.4",
    files=("cerc-coredb.sql3",),
    note=mark(
        "The baseline assumes no new policies; its land use falls to zero by 2030. Other gases use AR4 potentials. "
        "Figures after 2015 are projections, not observations. Who passes on the baseline, the incomes or the paths "
        "made from this database does so under its licence, GPL-3.0."
    ),
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
PATHWAY_COLUMN = "emergpath_GtC"
MAY_BE_NEGATIVE = ("co2_land_use_baseline",)

# Well-known figures by which a silent change of unit gives itself away.
ANCHORS = (
    Anchor("fossil_CO2_MtC", "KAZ", 2020, 150, 500),
    Anchor("NonCO2_MtCe", "KAZ", 2020, 30, 200),
    Anchor("gdp_blnUSDMER", "KAZ", 2020, 80, 400),
    Anchor("gini", "KAZ", 2020, 15, 85),
    Anchor("pop_person", "KAZ", 2020, 1.5e7, 2.5e7),
)


def read(path: Path) -> Table:
    """Read the table ``core``: Mt C and C-equivalents per year → Mt CO2 and Mt CO2e, 1850–2035.

    Raises ``TableError`` for another version of the data than ``SOURCE.edition`` too: levels and
    warming potentials changed between versions, so that the citation would be wrong.
    """
    ensure_version(path, "data_version")
    table = Table.from_rows(
        _core(path),
        source=SOURCE,
        units={variable: unit for variable, _, unit in COLUMNS.values()},
        file=path,
        # Fossil CO2 for one country’s sake: `_core` checks every other row of it.
        may_be_negative=[*MAY_BE_NEGATIVE, "co2_fossil_baseline"],
    )
    ensure_places(set(table.places), COUNTRIES, file=path)
    for anchor in ANCHORS:
        ensure_anchor(table, anchor, COLUMNS[anchor.column][0], file=path)
    return table


def read_pathways(path: Path) -> Table:
    """Read the table ``pathways``: Gt C → ``<pathway>|<part>`` of the World, Gt CO2e."""
    ensure_version(path, "pathways_version")
    rows = list(_pathways(path))
    names = {row.variable for row in rows}
    table = Table.from_rows(
        rows, source=SOURCE, units=dict.fromkeys(names, PATHWAY_UNIT), file=path, may_be_negative=names
    )
    for name in table.variables:
        if name.endswith("|fossil"):
            ensure_anchor(table, Anchor(PATHWAY_COLUMN, WORLD, 2020, 20, 60), name, file=path)
    return table


def ensure_version(path: Path, column: str) -> None:
    """Raise where the database is another version than the one that ``SOURCE`` cites."""
    versions = [str(version) for (version,) in query(path, "meta", [column])]
    if versions != [SOURCE.edition]:
        raise TableError(
            mark("the edition has changed."),
            file=path,
            column=column,
            value=", ".join(versions),
            expected=mark("the edition “{edition}”. Check the provider’s notes before reading another."),
            edition=SOURCE.edition,
        )


def _core(path: Path) -> Iterator[Row]:
    factors = {name: conversion_factor(given, ours) for name, (_, given, ours) in COLUMNS.items()}
    for line, (iso3, when, *cells) in enumerate(query(path, "core", ("iso3", "year", *COLUMNS)), start=1):
        place = place_in(iso3, file=path, row=line, column="iso3")
        year = year_in(when, file=path, row=line, column="year")
        for (column, (variable, _, _)), cell in zip(COLUMNS.items(), cells, strict=True):
            value = number_in(cell, file=path, row=line, column=column)
            if value is None:
                continue
            row = Row(place, variable, year, value * factors[column], line)
            # The database holds −0.1 Mt C for Israel before 1933, kept as published.
            if (place, variable) != ("ISR", "co2_fossil_baseline"):
                ensure_plausible(row, file=path, may_be_negative=MAY_BE_NEGATIVE)
            yield row


def _pathways(path: Path) -> Iterator[Row]:
    columns = ("year", "pathway", "source", PATHWAY_COLUMN)
    # The column counts in gigatonnes; carbon to CO2 is the same factor in any size.
    factor = conversion_factor("Mt Ce", "Mt CO2e")
    for line, (when, name, part, cell) in enumerate(query(path, "pathways", columns), start=1):
        year = year_in(when, file=path, row=line, column="year")
        value = number_in(cell, file=path, row=line, column=PATHWAY_COLUMN)
        if value is not None:
            yield Row(WORLD, f"{name}|{part}", year, value * factor, line)


def query(path: Path, table: str, columns: Sequence[str]) -> list[tuple[Any, ...]]:
    """Return the columns of one table; the file is opened read-only and never locked.

    Raises ``TableError`` for a file that is no database, or lacks the table or a column.
    """
    # For its refusals: of a missing or an empty file SQLite says something else.
    read_bytes(path)
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as database:
            # Not every text in it is UTF-8; in Latin-1 each byte is a letter.
            database.text_factory = lambda raw: raw.decode("latin-1")
            present = [row[1] for row in database.execute(f'PRAGMA table_info("{table}")')]
            if not present:
                raise TableError(
                    mark("the table “{table}” is missing."),
                    file=path,
                    expected=mark("the core database with its table “{table}”."),
                    table=table,
                )
            ensure_columns(present, columns, file=path)
            names = ", ".join(f'"{name}"' for name in columns)
            # In the order of the file: an error names a row by its number.
            return database.execute(f'SELECT {names} FROM "{table}" ORDER BY rowid').fetchall()
    except sqlite3.DatabaseError as error:
        raise TableError(
            mark("this is not a whole SQLite database; the file may be cut off."),
            file=path,
            expected=mark("the core database as the provider publishes it."),
        ) from error
