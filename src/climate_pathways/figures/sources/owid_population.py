"""Population history as compiled by Our World in Data."""

from pathlib import Path

from climate_pathways.core.provenance import Source
from climate_pathways.core.tables import Table
from climate_pathways.core.wording import mark
from climate_pathways.figures.sources import owid
from climate_pathways.figures.sources.owid import near

SOURCE = Source(
    id="owid-population",
    title=mark("Population"),
    provider="Our World in Data",
    licence="CC BY 4.0",
    url="https://ourworldindata.org/population-growth",
    citation="Our World in Data, Population (HYDE, Gapminder, United Nations).",
    edition="2025",
    files=("population-owid-2025.csv",),
)
# Before it the file knows one year in ten, and before 1700 one in a hundred or a thousand.
FIRST_YEAR = 1800
COLUMN = "Population (historical estimates)"


def read(path: Path) -> Table:
    """Read ``population-owid-2025.csv`` → ``population``, people, from 1800 on."""
    return owid.read(
        path,
        SOURCE,
        {COLUMN: ("population", "person", "person")},
        anchors=near({COLUMN: 1.9e7}, place="KAZ"),
        first_year=FIRST_YEAR,
    )
