"""The CO2 data set of Our World in Data, 2004–2023, in its semicolon-separated edition."""

from collections.abc import Iterator
from pathlib import Path

from climate_pathways.core.checks import Row, ensure_columns, ensure_places, ensure_unit
from climate_pathways.core.countries import WORLD
from climate_pathways.core.provenance import Source
from climate_pathways.core.tables import Table
from climate_pathways.core.wording import mark
from climate_pathways.figures.sources.owid import EVERYWHERE, ensure_anchor, near
from climate_pathways.figures.sources.text_files import parse_number, parse_year, read_csv, read_text, rows_of

SOURCE = Source(
    id="owid-co2",
    title=mark("CO₂ and greenhouse gas data set"),
    provider="Our World in Data",
    licence=mark("CC BY 4.0; primary energy © Energy Institute"),
    url="https://github.com/owid/co2-data",
    citation="Our World in Data, CO2 and Greenhouse Gas Emissions data set (Jones et al.; Global Carbon "
    "Project; Maddison Project Database 2023; Energy Institute; United Nations).",
    edition="2024",
    files=("owid-co2-data-2004-2023.csv", "owid-co2-codebook.csv"),
    note=mark("Emission totals without F-gases; GDP from the Maddison Project, in prices of 2011."),
)

# The file's column → our variable, the unit in the codebook, our unit.
COLUMNS = {
    "population": ("population", "persons", "person"),
    "gdp": ("gdp_ppp", "international-$ in 2011 prices", "int$ 2011"),
    "land_use_change_co2": ("co2_land_use", "million tonnes", "Mt CO2"),
    "total_ghg": ("ghg_owid", "million tonnes", "Mt CO2e"),
    "total_ghg_excluding_lucf": ("ghg_owid_excl_lulucf", "million tonnes", "Mt CO2e"),
    "methane": ("ch4_owid", "million tonnes", "Mt CO2e"),
    "nitrous_oxide": ("n2o_owid", "million tonnes", "Mt CO2e"),
    "primary_energy_consumption": ("energy_primary", "terawatt-hours", "TWh"),
}
# Land use is left out: its figures are revised by more than units differ; the codebook has its unit.
WORLD_2020 = {
    "population": 7.9e9,
    "gdp": 1.19e14,
    "total_ghg": 50_800,
    "total_ghg_excluding_lucf": 41_400,
    "methane": 10_200,
    "nitrous_oxide": 2_910,
    "primary_energy_consumption": 158_000,
}
MAY_BE_NEGATIVE = ("co2_land_use", "ghg_owid")


def read(path: Path, codebook: Path) -> Table:
    """Read the data set; the codebook beside it must still name the units we know.

    Some editions wrap each row in quotation marks as a whole; both are read.

    ``ghg_owid_excl_lulucf`` leaves out methane and nitrous oxide of agriculture too: the data
    behind it count farming as land use. It is not comparable with inventories' totals without
    LULUCF, which include agriculture.
    """
    ensure_codebook(codebook)
    table = Table.from_rows(
        _rows(path),
        source=SOURCE,
        units={variable: unit for variable, _, unit in COLUMNS.values()},
        file=path,
        may_be_negative=MAY_BE_NEGATIVE,
    )
    ensure_places(set(table.places), EVERYWHERE, file=path)
    for anchor in near(WORLD_2020):
        ensure_anchor(table, anchor, COLUMNS[anchor.column][0], file=path)
    return table


def ensure_codebook(path: Path) -> None:
    """Raise where the codebook lacks a column we read or gives it another unit."""
    units = {cells["column"]: (line, cells["unit"]) for line, cells in read_csv(path, ["column", "unit"])}
    ensure_columns(list(units), COLUMNS, file=path)
    for column, (_, expected, _) in COLUMNS.items():
        line, given = units[column]
        # “Million tonnes of …” and “million tonnes” are one unit: of which gas, the column’s name says.
        ensure_unit(given.split(" of ")[0], expected, file=path, row=line, column=column)


def _rows(path: Path) -> Iterator[Row]:
    text = "".join(map(_unwrapped, read_text(path).splitlines(keepends=True)))
    for line, cells in rows_of(text, ["iso_code", "country", "year", *COLUMNS], file=path, delimiter=";"):
        place = WORLD if cells["country"] == "World" else cells["iso_code"]
        if len(place) != 3 and place != WORLD:
            continue
        year = parse_year(cells["year"], file=path, row=line, column="year")
        for column, (variable, _, _) in COLUMNS.items():
            value = parse_number(cells[column], file=path, row=line, column=column)
            if value is not None:
                yield Row(place, variable, year, value, line)


def _unwrapped(line: str) -> str:
    """Take the quotation marks off a row; one that lacks the second keeps the first, to be refused."""
    text = line.rstrip("\r\n")
    if len(text) > 1 and text.startswith('"') and text.endswith('"'):
        return text[1:-1] + line[len(text) :]
    return line
