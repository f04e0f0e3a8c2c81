"""LULUCF Data Hub 3.0: net CO2 of land use by country, from what countries reported, gaps filled."""

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
from climate_pathways.figures.sources.owid import Anchor, ensure_anchor
from climate_pathways.figures.sources.regions import ensure_code
from climate_pathways.figures.sources.wide import ensure_known, read_wide

SOURCE = Source(
    id="lulucf-hub-3",
    title=mark("LULUCF Data Hub 3.0: net CO₂ of land use and forests"),
    provider="European Commission, Joint Research Centre (LULUCF Data Hub); collected by W. F. Lamb for UNEP",
    licence=mark("Not stated with the table"),
    url="https://forest-observatory.ec.europa.eu/carbon",
    citation="LULUCF Data Hub, version 3.0 (national inventories of 2025), European Commission, Joint Research "
    "Centre, after Grassi et al. (2022), Carbon fluxes from land 2000–2020, Earth System Science Data 14, "
    "4643–4666; as collected for UNEP (2025), Emissions Gap Report 2025, chapter 2.",
    edition="3.0 (2025)",
    files=("lulucf-data-hub-nghgi-v3.0-all-countries.csv",),
    note=mark(
        "CO₂ only. Gaps are filled: Kyrgyzstan has the same figure in every year (−10.4 Mt), Turkmenistan since "
        "2005, Armenia since 2017, Azerbaijan from 2000 to 2020; the figure of 2023 often repeats that of 2022."
    ),
)
KEYS = ("ISO3", "Gas", "Category", "Version")
NET = "LULUCF"
CATEGORIES = (NET, "DEFORESTATION", "FOREST", "HWP", "ORG_SOILS", "OTHER")
GAS, VERSION = "CO2", "V3.0 (NGHGI 2025)"
GROUPS = ("EU27", "WRD")
VARIABLE = "co2_lulucf"
# Of countries that never reported a series the hub has one figure for all years.
WITHOUT_SERIES = 0.25
CONSTANT = ("KGZ",)
KNOWN_2020 = (
    Anchor("2020", "RUS", 2020, -2_000, -300),
    Anchor("2020", "BLR", 2020, -80, -10),
    Anchor("2020", "FRA", 2020, -80, -5),
)


def read(path: Path) -> Table:
    """Read the net totals, Mt CO2 → ``co2_lulucf``; sinks are below zero, categories are left out.

    Raises ``TableError`` as ``tables`` says, for another gas or version, an unknown category, and
    for one of the twelve whose figure never changes, unless the source's note says so.
    """
    rows = list(_rows(path))
    ensure_own_values(rows, file=path)
    # Twice: a quarter of all countries may stand still, of the twelve only those of `CONSTANT`.
    ensure_changing(rows, file=path, highest_share=WITHOUT_SERIES)
    ensure_changing([row for row in rows if row.place in COUNTRIES], file=path, known=CONSTANT)
    table = Table.from_rows(
        rows, source=SOURCE, units={VARIABLE: "Mt CO2"}, file=path, may_be_negative=[VARIABLE]
    )
    ensure_places(set(table.places), COUNTRIES, file=path)
    for anchor in KNOWN_2020:
        ensure_anchor(table, anchor, VARIABLE, file=path)
    return table


def _rows(path: Path) -> Iterator[Row]:
    lines: dict[str, int] = {}
    for row in read_wide(path, KEYS):
        place, category = row.keys["ISO3"], row.keys["Category"]
        for column, names in (("Gas", [GAS]), ("Version", [VERSION]), ("Category", CATEGORIES)):
            ensure_known(row, column, names, path)
        ensure_not_repeated(f"{place} {category}", row.line, lines, file=path, column="Category")
        if place in GROUPS:
            continue
        ensure_code(place, path, row.line, "ISO3")
        if category == NET:
            for year, value in row.figures.items():
                yield Row(place, VARIABLE, year, value, row.line)
