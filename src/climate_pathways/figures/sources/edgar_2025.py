"""EDGAR 2025 by sector, as prepared for chapter 2 of UNEP's Emissions Gap Report 2025.

The file's land use is that of the LULUCF Data Hub, with gaps filled: ``lulucf_hub`` reads it itself.
"""

from collections.abc import Iterator
from math import fsum
from pathlib import Path

from climate_pathways.core.checks import (
    Row,
    ensure_changing,
    ensure_not_repeated,
    ensure_own_values,
    ensure_places,
)
from climate_pathways.core.countries import COUNTRIES
from climate_pathways.core.errors import TableError
from climate_pathways.core.provenance import Source
from climate_pathways.core.tables import Table
from climate_pathways.core.wording import mark
from climate_pathways.figures.sources.owid import Anchor, ensure_anchor
from climate_pathways.figures.sources.regions import ensure_code
from climate_pathways.figures.sources.wide import WideRow, ensure_known, read_wide

SOURCE = Source(
    id="edgar-2025",
    title=mark("EDGAR 2025: emissions by sector (AR6 warming potentials)"),
    provider="European Commission, Joint Research Centre; International Energy Agency; "
    "prepared by W. F. Lamb for UNEP",
    licence=mark("CC BY 4.0, with the IEA’s notice; the table’s repository states none"),
    url="https://edgar.jrc.ec.europa.eu/dataset_ghg2025",
    citation="European Commission, Joint Research Centre (2025), EDGAR Community GHG Database, with IEA-EDGAR CO2, "
    "which is based on data of the IEA, Greenhouse Gas Emissions from Energy, www.iea.org/data-and-statistics, as "
    "modified by the Joint Research Centre; as prepared for UNEP (2025), Emissions Gap Report 2025, chapter 2.",
    edition="2025",
    files=("edgar2025-ghg-by-sector-all-countries-unep-gap-2025.csv",),
    note=mark(
        "Estimates by one method for all countries, not inventories. The table’s own description names an earlier "
        "edition of EDGAR, although its figures run to 2024."
    ),
)
KEYS = ("iso", "country", "sector_lv1", "sector_lv2")
TOTAL, LAND_USE = "Total (excl. LULUCF)", "Land use change (LULUCF)"
SECTORS = {
    "Energy | Power": "edgar_power",
    "Energy | Industry": "edgar_energy_industry",
    "Energy | Transport": "edgar_transport",
    "Energy | Buildings & other": "edgar_buildings",
    "Energy | Fuel production": "edgar_fuel_production",
    "Industrial processes": "edgar_processes",
    "Agriculture": "edgar_agriculture",
    "Waste": "edgar_waste",
}
VARIABLES = {**SECTORS, TOTAL: "ghg_excl_lulucf"}
# Groups of countries count twice; ships and planes between countries belong to none.
NOT_COUNTRIES = ("EU27", "G20", "SEA", "AIR")
TOLERANCE_MT = 0.01
# The Northern Mariana Islands and Tuvalu both emit 4,100 tonnes.
CHANCE = 0.02
KNOWN_2020 = (
    Anchor(TOTAL, "KAZ", 2020, 200, 480),
    Anchor(TOTAL, "RUS", 2020, 1_500, 3_200),
    Anchor(TOTAL, "UKR", 2020, 200, 450),
    Anchor(TOTAL, "FRA", 2020, 280, 560),
)


def read(path: Path) -> Table:
    """Read the rows of countries, Mt CO2e (AR6) → ``ghg_excl_lulucf`` and ``edgar_…``.

    Raises ``TableError`` as ``tables`` says, for an unknown sector or group, a row that stands
    twice, sectors that do not add up to their total, and a country with its neighbour's total.
    """
    rows = list(_rows(path))
    totals = [row for row in rows if row.variable == VARIABLES[TOTAL]]
    # Not the sectors: those of small places, a few thousand tonnes, are alike by chance.
    ensure_own_values(totals, file=path, highest_share=CHANCE)
    ensure_changing(totals, file=path)
    table = Table.from_rows(
        rows, source=SOURCE, units=dict.fromkeys(VARIABLES.values(), "Mt CO2e"), file=path
    )
    ensure_places(set(table.places), COUNTRIES, file=path)
    ensure_sums(rows, path)
    for anchor in KNOWN_2020:
        ensure_anchor(table, anchor, VARIABLES[anchor.column], file=path)
    return table


def _rows(path: Path) -> Iterator[Row]:
    lines: dict[str, int] = {}
    for row in read_wide(path, KEYS):
        place, sector = row.keys["iso"], row.keys["sector_lv2"]
        ensure_known(row, "sector_lv2", (*VARIABLES, LAND_USE), path)
        ensure_not_repeated(f"{place} {sector}", row.line, lines, file=path, column="sector_lv2")
        if place not in NOT_COUNTRIES:
            ensure_code(place, path, row.line, "iso")
            if sector != LAND_USE:
                yield from _figures(row, VARIABLES[sector])


def _figures(row: WideRow, variable: str) -> Iterator[Row]:
    for year, value in row.figures.items():
        yield Row(row.keys["iso"], variable, year, value, row.line)


def ensure_sums(rows: list[Row], path: Path) -> None:
    """Raise where the sectors of a country and year are not its total."""
    parts: dict[tuple[str, int], list[float]] = {}
    for row in rows:
        if row.variable != VARIABLES[TOTAL]:
            parts.setdefault((row.place, row.year), []).append(row.value)
    for row in rows:
        if row.variable == VARIABLES[TOTAL]:
            total = fsum(parts.get((row.place, row.year), []))
            if abs(total - row.value) > TOLERANCE_MT + 1e-4 * row.value:
                raise TableError(
                    mark("the sectors of {place} in {year} do not add up to their total."),
                    file=path,
                    row=row.line,
                    column=str(row.year),
                    value=row.value,
                    expected=mark("the sum of the sectors, {total}. A sector may be missing or doubled."),
                    place=row.place,
                    year=row.year,
                    total=total,
                )
