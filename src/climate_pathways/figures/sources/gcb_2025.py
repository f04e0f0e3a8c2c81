"""Global Carbon Budget 2025: fossil CO2 by country where it is emitted, and where goods are consumed.

The tables name places in words: the twelve countries and the World are read, all others left out.
"""

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from climate_pathways.core.checks import (
    Row,
    ensure_changing,
    ensure_not_repeated,
    ensure_own_values,
    ensure_places,
)
from climate_pathways.core.countries import COUNTRIES, WORLD
from climate_pathways.core.provenance import Source
from climate_pathways.core.tables import Table
from climate_pathways.core.wording import mark
from climate_pathways.figures.sources.owid import EVERYWHERE, Anchor, ensure_anchor
from climate_pathways.figures.sources.wide import read_wide

SOURCE = Source(
    id="gcb-2025",
    title=mark("Global Carbon Budget 2025: fossil CO₂, territorial and consumption-based"),
    provider="Global Carbon Project",
    licence="CC BY 4.0",
    url="https://globalcarbonbudget.org/",
    citation="Friedlingstein et al. (2025), Global Carbon Budget 2025; national fossil carbon emissions, v0.3, "
    "as collected in the repository salixogburot/eilifeilifeilif.",
    edition="2025, v0.3",
    files=("gcb2025v0.3-fossil-territorial-MtCO2.csv", "gcb2025v0.3-fossil-consumption-MtCO2.csv"),
    note=mark(
        "A preliminary release; the final one is 1.0. No consumption-based figures of Moldova, Turkmenistan and "
        "Uzbekistan, nor of 2024."
    ),
)
# The file writes the twelve as we do in English; `ensure_places` notices one that it renames.
PLACES = {country.en: country.iso3 for country in COUNTRIES.values()} | {"World": WORLD}
WITHOUT_CONSUMPTION = ("MDA", "TKM", "UZB")
CONSUMING = tuple(place for place in EVERYWHERE if place not in WITHOUT_CONSUMPTION)
# Narrow: a file in carbon instead of CO2 is less than a third of it.
TERRITORIAL_2020 = (
    Anchor("2020", WORLD, 2020, 25_000, 45_000),
    Anchor("2020", "KAZ", 2020, 200, 400),
    Anchor("2020", "RUS", 2020, 1_200, 2_200),
    Anchor("2020", "UKR", 2020, 130, 320),
)
CONSUMPTION_2020 = (
    Anchor("2020", WORLD, 2020, 25_000, 45_000),
    Anchor("2020", "KAZ", 2020, 130, 330),
    Anchor("2020", "RUS", 2020, 900, 1_900),
    Anchor("2020", "UKR", 2020, 130, 330),
)


def read_territorial(path: Path) -> Table:
    """Read the file of one column per year, Mt CO2 → ``co2_fossil`` since 1850."""
    return _read(path, "co2_fossil", EVERYWHERE, TERRITORIAL_2020)


def read_consumption(path: Path) -> Table:
    """Read the file of one column per year, Mt CO2 → ``co2_consumption`` since 1990.

    Imports are counted and exports are not. The World's figure is that of its territory.
    """
    return _read(path, "co2_consumption", CONSUMING, CONSUMPTION_2020)


def _read(path: Path, variable: str, needed: Collection[str], anchors: Iterable[Anchor]) -> Table:
    rows = list(_rows(path, variable))
    ensure_own_values(rows, file=path)
    ensure_changing(rows, file=path)
    table = Table.from_rows(rows, source=SOURCE, units={variable: "Mt CO2"}, file=path)
    ensure_places(set(table.places), needed, file=path)
    for anchor in anchors:
        ensure_anchor(table, anchor, variable, file=path)
    return table


def _rows(path: Path, variable: str) -> Iterator[Row]:
    lines: dict[str, int] = {}
    for row in read_wide(path, ["country"]):
        name = row.keys["country"]
        ensure_not_repeated(name, row.line, lines, file=path, column="country")
        if name in PLACES:
            for year, value in row.figures.items():
                yield Row(PLACES[name], variable, year, value, row.line)
