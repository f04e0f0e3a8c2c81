"""Gapminder: GDP per person and population, 1800–2100 ("fast track"), and Gini, 1990–2026."""

from collections.abc import Iterator
from pathlib import Path

from climate_pathways.core.checks import (
    Row,
    ensure_changing,
    ensure_not_repeated,
    ensure_own_values,
    ensure_places,
)
from climate_pathways.core.countries import COUNTRIES
from climate_pathways.core.provenance import Source
from climate_pathways.core.tables import Table
from climate_pathways.core.wording import mark
from climate_pathways.figures.sources.gini import CHANCE, ensure_points
from climate_pathways.figures.sources.owid import Anchor, ensure_anchor
from climate_pathways.figures.sources.text_files import parse_number, parse_year, read_csv
from climate_pathways.figures.sources.wide import read_wide

GINI_FILE = "gapminder-gini-2024-08-all-countries-1990-2026.csv"
SOURCE = Source(
    id="gapminder",
    title=mark("GDP per person and population, 1800–2100; Gini, 1990–2026"),
    provider="Gapminder",
    licence="CC BY 4.0",
    url="https://www.gapminder.org/data/",
    citation="Gapminder, Fast Track data sets (GDP per capita PPP; population); Gapminder Gini (August 2024), "
    "from the repository open-numbers/ddf--gapminder--gini.",
    edition="2025; Gini 2024-08",
    files=("gdp_pcap.csv", GINI_FILE, "pop.csv"),
    note=mark(
        "Projections are simple and smooth. Prices of 2021 are Gapminder’s current base. Gini coefficients are "
        "smoothed between surveys and flat after the last one; those of Azerbaijan and Turkmenistan are guesses. "
        "Their repository states no licence of its own; Gapminder publishes under CC BY 4.0."
    ),
)
# Gapminder's own code of the Holy See, whose ISO code is VAT.
NOT_ISO = ("HOS",)
# One country in six has no survey: Gapminder gives it one guess for all years.
WITHOUT_SURVEY = 0.25
GINI_2020 = (
    Anchor("2020", "KAZ", 2020, 20, 40),
    Anchor("2020", "UKR", 2020, 18, 40),
    Anchor("2020", "UZB", 2020, 22, 45),
    Anchor("2020", "RUS", 2020, 26, 48),
    Anchor("2020", "FRA", 2020, 22, 42),
)


def read_gdp_per_person(path: Path) -> Table:
    """Read ``gdp_pcap.csv`` → ``gdp_per_person``, international $ of 2021 per person."""
    return _read(path, "gdp_pcap", "gdp_per_person", "int$ 2021/person", (1e4, 6e4))


def read_gini(path: Path) -> Table:
    """Read the file of one column per year → ``gini``, points from 0 to 100.

    The file that Gapminder's "fast track" offers in its place is broken: most countries carry the
    last value of the one before them in the alphabet. Raises ``TableError`` for such a file.
    """
    rows = list(_gini_rows(path))
    ensure_own_values(rows, file=path, highest_share=CHANCE)
    ensure_changing(rows, file=path, highest_share=WITHOUT_SURVEY)
    table = Table.from_rows(rows, source=SOURCE, units={"gini": "Gini points"}, file=path)
    ensure_places(set(table.places), COUNTRIES, file=path)
    for anchor in GINI_2020:
        ensure_anchor(table, anchor, "gini", file=path)
    return table


def read_population(path: Path) -> Table:
    """Read ``pop.csv`` → ``population``, people."""
    return _read(path, "pop", "population", "person", (1.5e7, 2.5e7))


def _read(path: Path, column: str, variable: str, unit: str, plausible: tuple[float, float]) -> Table:
    table = Table.from_rows(_rows(path, column, variable), source=SOURCE, units={variable: unit}, file=path)
    ensure_places(set(table.places), COUNTRIES, file=path)
    ensure_anchor(table, Anchor(column, "KAZ", 2020, *plausible), variable, file=path)
    return table


def _gini_rows(path: Path) -> Iterator[Row]:
    lines: dict[str, int] = {}
    for row in read_wide(path, ["geo"]):
        place = _place_of(row.keys["geo"])
        if place is None:
            continue
        ensure_not_repeated(place, row.line, lines, file=path, column="geo")
        for year, value in row.figures.items():
            ensure_points(value, file=path, row=row.line, column=str(year))
            yield Row(place, "gini", year, value, row.line)


def _place_of(code: str) -> str | None:
    """Return the country's code, ``None`` for a group or a place of Gapminder's own."""
    place = code.upper()
    return None if place in NOT_ISO or len(place) != 3 or not place.isalpha() else place


def _rows(path: Path, column: str, variable: str) -> Iterator[Row]:
    for line, cells in read_csv(path, ["country", "time", column]):
        place = _place_of(cells["country"])
        if place is None:
            continue
        year = parse_year(cells["time"], file=path, row=line, column="time")
        value = parse_number(cells[column], file=path, row=line, column=column)
        if value is not None:
            yield Row(place, variable, year, value, line)
