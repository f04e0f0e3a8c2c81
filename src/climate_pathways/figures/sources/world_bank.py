"""World Bank, World Development Indicators: GDP at purchasing-power parity."""

from collections.abc import Iterator
from pathlib import Path

from climate_pathways.core.checks import Row, ensure_places, ensure_unit
from climate_pathways.core.countries import COUNTRIES, WORLD
from climate_pathways.core.provenance import Source
from climate_pathways.core.tables import Table
from climate_pathways.core.wording import mark
from climate_pathways.figures.sources.owid import Anchor, ensure_anchor
from climate_pathways.figures.sources.text_files import parse_number, read_csv

SOURCE = Source(
    id="world-bank",
    title=mark("GDP, PPP (current international $)"),
    provider="World Bank, World Development Indicators",
    licence="CC BY 4.0",
    url="https://data.worldbank.org/indicator/NY.GDP.MKTP.PP.CD",
    citation="World Bank (2024), GDP, PPP (current international $), World Development Indicators.",
    edition="2024-06-28",
    files=("API_NY.GDP.MKTP.PP.CD_DS2_en_csv_v2_1090665.csv",),
    note=mark("Turkmenistan’s series ends before 2020."),
)
INDICATOR = "NY.GDP.MKTP.PP.CD"
NAME = "GDP, PPP (current international $)"
LINES_BEFORE_HEADER = 4


def read(path: Path) -> Table:
    """Read the World Bank's wide CSV, one column per year → ``gdp_ppp_current``, int$."""
    table = Table.from_rows(_rows(path), source=SOURCE, units={"gdp_ppp_current": "int$ current"}, file=path)
    ensure_places(set(table.places), (*COUNTRIES, WORLD), file=path)
    ensure_anchor(table, Anchor(NAME, "KAZ", 2019, 2e11, 1e12), "gdp_ppp_current", file=path)
    return table


def _rows(path: Path) -> Iterator[Row]:
    needed = ["Country Code", "Indicator Name", "Indicator Code", "2020"]
    for line, cells in read_csv(path, needed, skip_lines=LINES_BEFORE_HEADER):
        ensure_unit(cells["Indicator Code"], INDICATOR, file=path, row=line, column="Indicator Code")
        # The file has no column of units: the indicator’s name says which dollars these are.
        ensure_unit(cells["Indicator Name"], NAME, file=path, row=line, column="Indicator Name")
        code = cells["Country Code"]
        # Groups of countries have such codes too: they pass here, and the snapshot leaves them out.
        place = WORLD if code == "WLD" else code
        for column, text in cells.items():
            if column.isdigit():
                value = parse_number(text, file=path, row=line, column=column)
                if value is not None:
                    yield Row(place, "gdp_ppp_current", int(column), value, line)
