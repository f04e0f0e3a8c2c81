"""A user's own emission figures: CSV or XLSX with the columns iso3, year, value and unit."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from climate_pathways.core.checks import Row
from climate_pathways.core.errors import TableError
from climate_pathways.core.quantities import conversion_factor
from climate_pathways.core.tables import Table
from climate_pathways.core.territories import country_of
from climate_pathways.core.wording import mark
from climate_pathways.figures.by_source import BASE_YEAR, FIRST_YEAR
from climate_pathways.figures.sources.iamc import own
from climate_pathways.figures.sources.own_numbers import own_number, own_year, unit_of
from climate_pathways.figures.sources.own_tables import Line, Note, OwnTable, listed, on_sheet, read_own_table
from climate_pathways.figures.sources.text_files import File

COLUMNS = ("iso3", "year", "value", "unit")
HEADS = {
    "iso3": (
        "iso3",
        "iso",
        "iso code",
        "iso3c",
        "code",
        "country code",
        "country",
        "страна",
        "код",
        "код страны",
    ),
    "year": ("year", "год"),
    "value": ("value", "emissions", "ghg", "значение", "выбросы"),
    "unit": ("unit", "units", "единица", "единицы", "единица измерения", "ед изм"),
}
VARIABLE = "ghg"
UNIT = "Mt CO2e"
# Rows of totals stand beside those of countries in many exports. Kosovo is no total, though its code at Our
# World in Data begins as those of groups do: it is not left out as one.
TOTALS = re.compile(
    r"owid_(?!kos)\w+|wld|world|total|eu\d*|euu|g20|oecd|мир|весь мир|итого|всего|total .+|итого .+",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class OwnEmissions(Table):
    """Checked figures of a user, with what was left out of the file."""

    notes: tuple[Note, ...] = ()


def read(path: File, *, with_land_use: bool = False) -> OwnEmissions:
    """Read all greenhouse gases per country and year → ``ghg``, Mt CO2e.

    Countries are named by ISO 3166-1 codes or by their names in English or Russian. Rows of totals
    are left out and said. Only emissions with land use may be below zero. Raises ``TableError`` for
    an unknown country, a unit other than tonnes of CO2-equivalents, or what ``tables`` refuses.
    """
    table = read_own_table(path, HEADS, COLUMNS)
    with on_sheet(table.sheet):
        rows = [row for row in table.rows if not TOTALS.fullmatch(table.cell(row, "iso3"))]
        found = OwnEmissions.from_rows(
            (figure for row in rows for figure in _figures(table, row, path, with_land_use)),
            source=own(path.name),
            units={VARIABLE: UNIT},
            file=path,
            may_be_negative=[VARIABLE] if with_land_use else [],
        )
    assert isinstance(found, OwnEmissions)
    left = [place for row in table.rows if TOTALS.fullmatch(place := table.cell(row, "iso3"))]
    text = mark("Rows of totals, which are no countries, left out: {count} ({places}).")
    notes = [Note(text, {"count": len(left), "places": listed(left)})] if left else []
    return replace(found, notes=(*notes, *_unused(found), *table.notes))


def _unused(found: OwnEmissions) -> Iterator[Note]:
    """Yield what a person must know who brought figures of years that nothing is computed from."""
    years = [year for year in found.year.tolist() if not FIRST_YEAR <= year <= BASE_YEAR]
    if years:
        text = mark("Figures for years before {first} or after {last} are not used: {count} ({years}).")
        named = listed(str(year) for year in sorted(years))
        yield Note(text, {"first": FIRST_YEAR, "last": BASE_YEAR, "count": len(years), "years": named})


def _figures(table: OwnTable, row: Line, path: File, with_land_use: bool) -> Iterator[Row]:
    place = table.cell(row, "iso3")
    iso3 = country_of(place)
    if iso3 is None:
        raise TableError(
            mark("this is not a country’s code."),
            file=path,
            row=row.number,
            column="iso3",
            value=place[:40],
            expected=mark(
                "three letters such as KAZ (ISO 3166-1), or the country’s name in English or Russian."
            ),
        )
    unit = unit_of(table.cell(row, "unit"), path, row.number, "unit")
    value = own_number(table.cell(row, "value"), table.comma, file=path, row=row.number, column="value")
    if value is None:
        return
    # Before it is converted, so that the error shows the number as it stands in the file.
    if value < 0 and not with_land_use:
        raise TableError(
            mark("this value cannot be negative."),
            file=path,
            row=row.number,
            column="value",
            value=value,
            expected=mark("zero or more: only land use and trade can be below zero."),
        )
    year = own_year(table.cell(row, "year"), file=path, row=row.number, column="year")
    yield Row(iso3, VARIABLE, year, value * conversion_factor(unit, UNIT), row.number)
