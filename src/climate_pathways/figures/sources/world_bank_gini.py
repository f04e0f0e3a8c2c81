"""World Bank: Gini coefficients of household surveys, in the years in which there was one."""

from collections.abc import Iterator
from pathlib import Path

from climate_pathways.core.checks import Row, ensure_changing, ensure_own_values, ensure_places
from climate_pathways.core.countries import COUNTRIES
from climate_pathways.core.provenance import Source
from climate_pathways.core.tables import Table
from climate_pathways.core.wording import mark
from climate_pathways.figures.sources.gini import CHANCE, ensure_points
from climate_pathways.figures.sources.owid import Anchor, ensure_anchor
from climate_pathways.figures.sources.regions import ensure_code
from climate_pathways.figures.sources.text_files import parse_number, parse_year, read_csv

SOURCE = Source(
    id="world-bank-gini",
    title=mark("Gini index of household surveys"),
    provider="World Bank, World Development Indicators (Poverty and Inequality Platform); collected by Datopian",
    licence=mark("CC BY 4.0; the collector’s table PDDL"),
    url="https://data.worldbank.org/indicator/SI.POV.GINI",
    citation="World Bank (2026), Gini index (SI.POV.GINI), World Development Indicators; as collected in the "
    "repository datasets/gini-index.",
    edition="2026-03",
    files=("wdi-gini-2026-03.csv",),
    note=mark(
        "Years of surveys only, some long ago: Turkmenistan 1998, Azerbaijan 2005, Tajikistan 2015. Surveys of "
        "income and of consumption stand side by side; Gini coefficients of consumption are lower."
    ),
)
COLUMN = "Value"
KNOWN = (
    Anchor(COLUMN, "UKR", 2020, 18, 40),
    Anchor(COLUMN, "RUS", 2020, 26, 48),
    Anchor(COLUMN, "ARM", 2020, 18, 40),
    Anchor(COLUMN, "FRA", 2020, 22, 42),
)


def read(path: Path) -> Table:
    """Read the long file of countries and survey years → ``gini``, points from 0 to 100.

    Years without a survey are absent: the last year of a series is that of its last survey.
    """
    rows = list(_rows(path))
    ensure_own_values(rows, file=path, highest_share=CHANCE)
    ensure_changing(rows, file=path)
    table = Table.from_rows(rows, source=SOURCE, units={"gini": "Gini points"}, file=path)
    ensure_places(set(table.places), COUNTRIES, file=path)
    for anchor in KNOWN:
        ensure_anchor(table, anchor, "gini", file=path)
    return table


def _rows(path: Path) -> Iterator[Row]:
    for line, cells in read_csv(path, ["Country Name", "Country Code", "Year", COLUMN]):
        ensure_code(cells["Country Code"], path, line, "Country Code")
        year = parse_year(cells["Year"], file=path, row=line, column="Year")
        value = parse_number(cells[COLUMN], file=path, row=line, column=COLUMN)
        if value is not None:
            ensure_points(value, file=path, row=line, column=COLUMN)
            yield Row(cells["Country Code"], "gini", year, value, line)
