"""Gapminder "fast track": GDP per person, Gini and population, 1800–2100."""

from collections.abc import Iterator
from pathlib import Path

from climate_pathways.core.checks import Row, ensure_places
from climate_pathways.core.countries import COUNTRIES
from climate_pathways.core.provenance import Source
from climate_pathways.core.tables import Table
from climate_pathways.core.wording import mark
from climate_pathways.figures.sources.owid import Anchor, ensure_anchor
from climate_pathways.figures.sources.text_files import parse_number, parse_year, read_csv

SOURCE = Source(
    id="gapminder",
    title=mark("GDP per person, Gini and population, 1800–2100"),
    provider="Gapminder",
    licence="CC BY 4.0",
    url="https://www.gapminder.org/data/",
    citation="Gapminder, Fast Track data sets (GDP per capita PPP; Gini; population).",
    edition="2025",
    files=("gdp_pcap.csv", "gini_2100.csv", "pop.csv"),
    note=mark("Projections are simple and smooth. Prices of 2021 are Gapminder’s current base."),
)
# Gapminder's own code of the Holy See, whose ISO code is VAT.
NOT_ISO = ("HOS",)


def read_gdp_per_person(path: Path) -> Table:
    """Read ``gdp_pcap.csv`` → ``gdp_per_person``, international $ of 2021 per person."""
    return _read(path, "gdp_pcap", "gdp_per_person", "int$ 2021/person", (1e4, 6e4))


def read_gini(path: Path) -> Table:
    """Read ``gini_2100.csv`` → ``gini``, points from 0 to 100."""
    return _read(path, "gini_2100", "gini", "Gini points", (15, 65))


def read_population(path: Path) -> Table:
    """Read ``pop.csv`` → ``population``, people."""
    return _read(path, "pop", "population", "person", (1.5e7, 2.5e7))


def _read(path: Path, column: str, variable: str, unit: str, plausible: tuple[float, float]) -> Table:
    table = Table.from_rows(_rows(path, column, variable), source=SOURCE, units={variable: unit}, file=path)
    ensure_places(set(table.places), COUNTRIES, file=path)
    ensure_anchor(table, Anchor(column, "KAZ", 2020, *plausible), variable, file=path)
    return table


def _rows(path: Path, column: str, variable: str) -> Iterator[Row]:
    for line, cells in read_csv(path, ["country", "time", column]):
        place = cells["country"].upper()
        if place in NOT_ISO or len(place) != 3 or not place.isalpha():
            continue
        year = parse_year(cells["time"], file=path, row=line, column="time")
        value = parse_number(cells[column], file=path, row=line, column=column)
        if value is not None:
            yield Row(place, variable, year, value, line)
