"""PRIMAP-hist 2.6.1, national totals without land use, from its release with rounded figures.

Two files that others have taken out of the release: country-reported data first, 1880–2023, with AR5
warming potentials; third-party data first, 2014–2023, with AR6 warming potentials.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
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
from climate_pathways.core.quantities import conversion_factor, gwp
from climate_pathways.core.tables import Table
from climate_pathways.core.wording import mark
from climate_pathways.figures.sources.owid import Anchor, ensure_anchor
from climate_pathways.figures.sources.regions import ensure_code
from climate_pathways.figures.sources.text_files import parse_number, parse_year, read_csv
from climate_pathways.figures.sources.wide import read_wide

REPORTED = Source(
    id="primap-histcr-2.6.1",
    title=mark("PRIMAP-hist 2.6.1: country-reported data first (AR5 warming potentials)"),
    provider="Potsdam Institute for Climate Impact Research; Climate Resource",
    licence="CC BY 4.0",
    url="https://primap.org/primap-hist/",
    citation="Gütschow, Busch and Pflüger (2025), The PRIMAP-hist national historical emissions time series "
    "v2.6.1 (1750–2023); as collected in the repository Morganhtrotter/climate-change.",
    edition="2.6.1",
    files=("primap-hist-2.6.1-HISTCR-M0EL-1880-2023.csv",),
    note=mark(
        "Rounded to three significant figures. The last years are extrapolated where a country had not reported "
        "them yet, 2023 for nearly all; Armenia, Azerbaijan and Moldova are then far from their own inventories "
        "of 2022."
    ),
)
THIRD_PARTY = replace(
    REPORTED,
    id="primap-histtp-2.6.1",
    title=mark("PRIMAP-hist 2.6.1: third-party data first (AR6 warming potentials)"),
    citation="Gütschow, Busch and Pflüger (2025), The PRIMAP-hist national historical emissions time series "
    "v2.6.1 (1750–2023); as collected in the repository earth-love-united/earthloveunited.org.",
    files=("primap-hist-2.6.1-HISTTP-AR6-M0EL-2014-2023.csv",),
    note=mark("Rounded to three significant figures; ten years only, 2014–2023."),
)
# The column of the total names its warming potentials: another set is another column.
TOTAL, CONTEXT = "kyotoghg_ar5_gg_co2e", "AR5GWP100"
GASES = {"co2_gg": "CO2", "ch4_gg": "CH4", "n2o_gg": "N2O"}
VARIABLES = {TOTAL: "ghg_excl_lulucf_ar5", "co2_gg": "co2_excl_lulucf", "ch4_gg": "ch4_excl_lulucf_ar5"}
# Least developed countries: the one group in the file whose code looks like a country's.
GROUP = "LDC"
# Four figures, each rounded to three digits, add up to so much more than their sum at most.
ROUNDING = 1.015
REPORTED_2020 = (
    Anchor(TOTAL, "KAZ", 2020, 250, 480),
    Anchor(TOTAL, "RUS", 2020, 1_500, 2_600),
    Anchor(TOTAL, "UKR", 2020, 230, 450),
    Anchor(TOTAL, "FRA", 2020, 280, 560),
)
THIRD_PARTY_2020 = (
    Anchor("2020", "KAZ", 2020, 200, 480),
    Anchor("2020", "RUS", 2020, 1_500, 3_200),
    Anchor("2020", "UKR", 2020, 200, 450),
    Anchor("2020", "FRA", 2020, 280, 560),
)


def read_reported(path: Path) -> Table:
    """Read the long file, gigagrams → ``ghg_excl_lulucf_ar5``, CO2 and methane (AR5), Mt CO2e.

    Raises ``TableError`` as ``tables`` says, where the gases add up to more than the total (which
    then has other warming potentials than its column says), and for a neighbour's figures.
    """
    return _checked(_reported_rows(path), REPORTED, REPORTED_2020, "ghg_excl_lulucf_ar5", path)


def read_third_party(path: Path) -> Table:
    """Read the file of one column per year, Mt CO2e (AR6) → ``ghg_excl_lulucf``."""
    return _checked(_third_party_rows(path), THIRD_PARTY, THIRD_PARTY_2020, "ghg_excl_lulucf", path)


def _checked(
    rows: Iterable[Row], source: Source, anchors: Iterable[Anchor], variable: str, path: Path
) -> Table:
    rows = list(rows)
    totals = [row for row in rows if row.variable == variable]
    ensure_own_values(totals, file=path)
    ensure_changing(totals, file=path)
    units = dict.fromkeys({row.variable for row in rows}, "Mt CO2e")
    table = Table.from_rows(rows, source=source, units=units, file=path)
    ensure_places(set(table.places), COUNTRIES, file=path)
    for anchor in anchors:
        ensure_anchor(table, anchor, variable, file=path)
    return table


def _reported_rows(path: Path) -> Iterator[Row]:
    for line, cells in read_csv(path, ["iso3", "year", TOTAL, *GASES]):
        ensure_code(cells["iso3"], path, line, "iso3")
        if cells["iso3"] == GROUP:
            continue
        year = parse_year(cells["year"], file=path, row=line, column="year")
        total = parse_number(cells[TOTAL], file=path, row=line, column=TOTAL)
        gases = {
            # The gases are masses of their own, the total is in CO2-equivalents.
            column: value * gwp(gas, CONTEXT)
            for column, gas in GASES.items()
            if (value := parse_number(cells[column], file=path, row=line, column=column)) is not None
        }
        if total is not None:
            ensure_potentials(total, sum(gases.values()), path, line)
            gases[TOTAL] = total
        for column, variable in VARIABLES.items():
            if column in gases:
                value = gases[column] * conversion_factor("kt CO2e", "Mt CO2e")
                yield Row(cells["iso3"], variable, year, value, line)


def ensure_potentials(total: float, parts: float, path: Path, line: int) -> None:
    """Raise where CO2, methane and nitrous oxide are more than the total that holds F-gases too."""
    if parts > total * ROUNDING:
        raise TableError(
            mark("the gases add up to more than their total: the warming potentials may have changed."),
            file=path,
            row=line,
            column=TOTAL,
            value=total,
            expected=mark("a total of at least {parts}, with the warming potentials of {context}."),
            parts=parts,
            context=CONTEXT,
        )


def _third_party_rows(path: Path) -> Iterator[Row]:
    lines: dict[str, int] = {}
    for row in read_wide(path, ["iso3"]):
        place = row.keys["iso3"]
        ensure_code(place, path, row.line, "iso3")
        ensure_not_repeated(place, row.line, lines, file=path, column="iso3")
        if place != GROUP:
            for year, value in row.figures.items():
                yield Row(place, "ghg_excl_lulucf", year, value, row.line)
