"""UNFCCC common reporting tables: national inventories by sector and gas, as collected by W. F. Lamb.

The file holds leaves only, so that the sum over a country's rows is its total.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from math import fsum
from pathlib import Path

from climate_pathways.core.checks import (
    Row,
    ensure_changing,
    ensure_not_repeated,
    ensure_own_values,
    ensure_places,
    ensure_plausible,
)
from climate_pathways.core.countries import COUNTRIES
from climate_pathways.core.errors import TableError
from climate_pathways.core.provenance import Source
from climate_pathways.core.quantities import conversion_factor
from climate_pathways.core.tables import Table
from climate_pathways.core.wording import mark
from climate_pathways.figures.sources.owid import Anchor, ensure_anchor
from climate_pathways.figures.sources.text_files import parse_year
from climate_pathways.figures.sources.wide import WideRow, ensure_known, read_wide

SOURCE = Source(
    id="unfccc-crt",
    title=mark("National inventories, common reporting tables (AR5 warming potentials)"),
    provider="Parties to the UNFCCC; collected by W. F. Lamb (Tidy GHG Inventories)",
    licence=mark(
        "UNFCCC terms of use: official data are in the public domain, unchanged and with the source named; "
        "the collector’s repository states no licence of its own"
    ),
    url="https://unfccc.int/ghg-inventories-annex-i-parties/2025",
    citation="Common reporting tables of each Party to the UNFCCC, submissions of 2024–2026; as collected in "
    "Lamb, W. F. (2026), Tidy GHG Inventories (v2), Zenodo, doi:10.5281/zenodo.14512139.",
    edition="2026 (v2)",
    files=("crt-national-inventories-10-countries.csv",),
    note=mark(
        "AR5 warming potentials. Submissions of different years; the collector’s files of Georgia, Moldova and Russia "
        "are named “awaiting submission”, that of Azerbaijan “started”; none of Kyrgyzstan and "
        "Turkmenistan; Azerbaijan has 1990 and 2020–2022 only; Armenia gives no forests for 1991–1994 and "
        "1996–1999, so that its land use is left out there. Totals are sums of the collector’s rows."
    ),
)
KEYS = (
    "iso",
    "dir",
    "year_submission",
    "sector_code",
    "sector_lv1",
    "sector_lv2",
    "sector_lv3",
    "gas",
)
# The first figure of a sector's code → its name in the file and our variable.
SECTORS = {
    "1": ("Energy", "crt_energy"),
    "2": ("Industrial processes and product use", "crt_industry"),
    "3": ("Agriculture", "crt_agriculture"),
    "4": ("Land use, land-use change and forestry", "ghg_lulucf_ar5"),
    "5": ("Waste", "crt_waste"),
    # Counted in the totals, but no sector to be shown.
    "6": ("Other", ""),
}
LAND_USE, OTHER = "4", "6"
GASES = ("ch4", "co2", "n2o", "hfcs", "hfcs/pfcs (unspecified)", "nf3", "pfcs", "sf6")
GROSS, NET, METHANE = "ghg_excl_lulucf_ar5", "ghg_incl_lulucf_ar5", "ch4_excl_lulucf_ar5"
SUBMISSION = "inventory_submission"
REPORTING = tuple(place for place in COUNTRIES if place not in ("KGZ", "TKM"))
MAY_BE_NEGATIVE = ("ghg_lulucf_ar5", NET)
ANCHORS = (
    Anchor(GROSS, "KAZ", 2020, 250, 450),
    Anchor(GROSS, "RUS", 2020, 1_500, 2_600),
    Anchor(GROSS, "UKR", 2020, 230, 450),
    Anchor(GROSS, "UZB", 2020, 140, 260),
)
# A row that carried more than this part of a year's total does not end without a word.
LARGE_PART = 0.05
# Land use without a row that is ever more than this part of it is no sum: Armenia gives its forests
# for 1990, 1995 and from 2000 on, and the rest of its land for each year.
MAIN_PART = 0.5

Leaves = Mapping[int, list[tuple[WideRow, float]]]


def read(path: Path) -> Table:
    """Read the leaves, kt CO2e (AR5) → totals with and without land use, sectors, methane; Mt CO2e.

    A year's totals need all their sectors, and land use its main row; what a country did not report
    is absent.
    ``inventory_submission`` stands at each country's last inventory year. Raises ``TableError`` as
    ``tables`` says, for an unknown place, sector or gas, a row that stands twice, a large row that
    ends before the others, and a country that carries its neighbour's figures.
    """
    countries = _countries(path)
    ensure_places(countries, REPORTING, file=path)
    rows = [row for place, leaves in countries.items() for row in _figures(place, leaves, path)]
    # Neighbours send their inventories in the same years: that is no sign of a filled gap.
    measured = [row for row in rows if row.variable != SUBMISSION]
    ensure_own_values(measured, file=path)
    ensure_changing(measured, file=path)
    units = {name: "Mt CO2e" for _, name in SECTORS.values() if name}
    table = Table.from_rows(
        rows,
        source=SOURCE,
        units={**units, **dict.fromkeys((GROSS, NET, METHANE), "Mt CO2e"), SUBMISSION: "year"},
        file=path,
        may_be_negative=MAY_BE_NEGATIVE,
    )
    for anchor in ANCHORS:
        ensure_anchor(table, anchor, anchor.column, file=path)
    return table


def _countries(path: Path) -> dict[str, list[WideRow]]:
    countries: dict[str, list[WideRow]] = defaultdict(list)
    lines: dict[str, int] = {}
    for row in read_wide(path, KEYS):
        ensure_names(row, path)
        name = f"{row.keys['iso']} {row.keys['sector_code']} {row.keys['gas']}"
        ensure_not_repeated(name, row.line, lines, file=path, column="sector_code")
        for year, value in row.figures.items():
            ensure_plausible(
                # The year in a variable's place: an error names the column of the file.
                Row(row.keys["iso"], str(year), year, value, row.line),
                file=path,
                may_be_negative=[str(year)] if _sector_of(row) == LAND_USE else [],
            )
        countries[row.keys["iso"]].append(row)
    return countries


def ensure_names(row: WideRow, path: Path) -> None:
    """Raise for a place, sector or gas that would fall out of a total, or count twice in it."""
    code = row.keys["sector_code"][:1]
    ensure_known(row, "iso", tuple(COUNTRIES), path)
    if code not in SECTORS:
        ensure_known(row, "sector_code", [f"{code}.…" for code in SECTORS], path)
    ensure_known(row, "sector_lv1", SECTORS[code][:1], path)
    ensure_known(row, "gas", GASES, path)


def _figures(place: str, rows: list[WideRow], path: Path) -> Iterator[Row]:
    leaves: dict[int, list[tuple[WideRow, float]]] = defaultdict(list)
    for row in rows:
        for year, value in row.figures.items():
            leaves[year].append((row, value))
    ensure_none_ends_early(place, leaves, path)
    line, main = rows[0].line, main_land_use(leaves)
    for year in sorted(leaves):
        whole = all(year in row.figures for row in main)
        kept = [leaf for leaf in leaves[year] if whole or _sector_of(leaf[0]) != LAND_USE]
        for variable, value in _totals(kept):
            yield Row(place, variable, year, value * conversion_factor("kt CO2e", "Mt CO2e"), line)
    if leaves:
        submitted = {parse_submission(row, max(leaves), path) for row in rows}
        ensure_one_submission(place, submitted, rows, path)
        yield Row(place, SUBMISSION, max(leaves), submitted.pop(), line)


def main_land_use(leaves: Leaves) -> list[WideRow]:
    """Return the rows of land use that carry more than half of it, without signs, in some year."""
    main: dict[int, WideRow] = {}
    for values in leaves.values():
        land_use = [leaf for leaf in values if _sector_of(leaf[0]) == LAND_USE]
        total = sum(abs(value) for _, value in land_use)
        main |= {row.line: row for row, value in land_use if abs(value) > MAIN_PART * total}
    return list(main.values())


def _sector_of(row: WideRow) -> str:
    return row.keys["sector_code"][0]


def _totals(leaves: Iterable[tuple[WideRow, float]]) -> Iterator[tuple[str, float]]:
    """Yield the sectors of one year, and its totals where all five sectors have figures."""
    sectors: dict[str, list[float]] = defaultdict(list)
    methane = []
    for row, value in leaves:
        code = _sector_of(row)
        sectors[code].append(value)
        if row.keys["gas"] == "ch4" and code != LAND_USE:
            methane.append(value)
    for code, (_, variable) in SECTORS.items():
        if variable and sectors[code]:
            # `fsum` is exact: the order of the collector’s rows must not move the last digit.
            yield variable, fsum(sectors[code])
    # Most countries have nothing under “other”: that it is empty is no gap.
    if all(sectors[code] for code in SECTORS if code not in (LAND_USE, OTHER)):
        gross = [value for code, values in sectors.items() if code != LAND_USE for value in values]
        yield GROSS, fsum(gross)
        yield METHANE, fsum(methane)
        if sectors[LAND_USE]:
            yield NET, fsum([*gross, *sectors[LAND_USE]])


def ensure_none_ends_early(place: str, leaves: Leaves, path: Path) -> None:
    """Raise where a large row has no figure in a year that follows one in which it has."""
    for year in sorted(leaves):
        # Land use without its main row is left out of the year instead, and is no reason to refuse the file.
        before = [leaf for leaf in leaves.get(year - 1, []) if _sector_of(leaf[0]) != LAND_USE]
        total = sum(abs(value) for _, value in before)
        for row, value in before:
            if abs(value) > LARGE_PART * total and year not in row.figures:
                raise TableError(
                    mark("a large part of the total of {place} has no figure in {year}."),
                    file=path,
                    row=row.line,
                    column=str(year),
                    value="",
                    expected=mark(
                        "a figure in each year that the country reported, or none in the whole year."
                    ),
                    place=place,
                    year=year,
                )


def parse_submission(row: WideRow, last_year: int, path: Path) -> int:
    """Return the year of submission; raise where it does not follow the last inventory year."""
    column = "year_submission"
    year = parse_year(row.keys[column], file=path, row=row.line, column=column)
    if not last_year < year <= last_year + 10:
        raise TableError(
            mark("this is not the year of a submission."),
            file=path,
            row=row.line,
            column=column,
            value=year,
            expected=mark("a year after the last year of the inventory, {year}."),
            year=last_year,
        )
    return year


def ensure_one_submission(place: str, years: set[int], rows: list[WideRow], path: Path) -> None:
    """Raise where rows of several submissions of one country stand beside each other."""
    if len(years) != 1:
        raise TableError(
            mark("{place} has rows of several submissions: {years}."),
            file=path,
            row=rows[0].line,
            column="year_submission",
            value=", ".join(map(str, sorted(years))),
            expected=mark("one submission per country: inventories of two years do not add up."),
            place=place,
            years=", ".join(map(str, sorted(years))),
        )
