"""A user's own emission figures: a CSV file with the columns iso3, year, value and unit."""

from collections.abc import Iterator

from climate_pathways.core.checks import Row
from climate_pathways.core.errors import TableError
from climate_pathways.core.quantities import UNITS, conversion_factor
from climate_pathways.core.tables import Table
from climate_pathways.core.wording import mark
from climate_pathways.figures.sources.iamc import own
from climate_pathways.figures.sources.text_files import File, parse_number, parse_year, read_csv

COLUMNS = ("iso3", "year", "value", "unit")
VARIABLE = "ghg"
UNIT = "Mt CO2e"


def read(path: File, *, with_land_use: bool = False) -> Table:
    """Read all greenhouse gases per country and year → ``ghg``, Mt CO2e.

    Only emissions with land use may be below zero. Raises ``TableError`` for a code that is not
    three capital letters, a unit other than tonnes of CO2-equivalents, or what ``tables`` refuses.
    """
    return Table.from_rows(
        _rows(path),
        source=own(path.name),
        units={VARIABLE: UNIT},
        file=path,
        may_be_negative=[VARIABLE] if with_land_use else [],
    )


def _rows(path: File) -> Iterator[Row]:
    for line, cells in read_csv(path, COLUMNS):
        place = cells["iso3"].strip()
        if len(place) != 3 or not place.isascii() or not place.isupper():
            raise TableError(
                mark("this is not a country's code."),
                file=path,
                row=line,
                column="iso3",
                value=place[:40],
                expected=mark("three capital letters such as KAZ (ISO 3166-1)."),
            )
        unit = cells["unit"].strip()
        if unit not in UNITS or UNITS[unit].dimension != UNITS[UNIT].dimension:
            raise TableError(
                mark("this is not a unit of CO₂-equivalents."),
                file=path,
                row=line,
                column="unit",
                value=unit[:40],
                expected=mark("one of: kt CO2e, Mt CO2e, Gt CO2e."),
            )
        value = parse_number(cells["value"], file=path, row=line, column="value")
        if value is not None:
            year = parse_year(cells["year"], file=path, row=line, column="year")
            yield Row(place, VARIABLE, year, value * conversion_factor(unit, UNIT), line)
