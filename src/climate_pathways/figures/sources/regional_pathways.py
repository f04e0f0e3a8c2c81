"""Pathways of fossil CO2 of the region R10FSU, which is exactly the twelve countries of analysis."""

from collections.abc import Iterator
from pathlib import Path

from climate_pathways.core.checks import Row, ensure_places, ensure_scale
from climate_pathways.core.errors import TableError
from climate_pathways.core.provenance import Source
from climate_pathways.core.tables import Table
from climate_pathways.core.wording import mark
from climate_pathways.figures.sources.text_files import parse_number, parse_year, read_csv

SOURCE = Source(
    id="r10fsu",
    title=mark("Regional pathways of fossil CO₂: 1.5 °C, pledges and current policies"),
    provider="Pelz et al. (repository repl_2023_carbondebt); REMIND-MAgPIE; MESSAGEix-GLOBIOM; Global Carbon Project",
    licence=mark("MIT (the repository’s outputs); third-party inputs keep the licence of their source"),
    url="https://github.com/setupelz/repl_2023_carbondebt",
    citation="setupelz/repl_2023_carbondebt, commit 1976dc734067474de4f018412a7f42465f9a33e8, "
    "Data/processed/r10_ndclts_impren_emiss.csv: IMP-REN of IPCC AR6 WGIII (REMIND-MAgPIE, DeepElec_SSP2_HighRE_Budg900); "
    "current policies (A) and pledges (E) of the UNEP Emissions Gap Report 2023 (MESSAGEix-GLOBIOM); history of the "
    "Global Carbon Budget 2023.",
    edition="commit 1976dc7",
    files=("r10fsu-co2ffi-imp-ren-current-policies-pledges.csv",),
    note=mark(
        "Fossil CO₂ only, of the twelve countries together, from one model each, at least cost: no path of a single country. "
        "Milestone years were copied; the years between are read straight between them."
    ),
)
KEYS = ("model", "case", "aggregate", "region", "year", "gtco2")
REGION, UNIT, VARIABLE = "R10FSU", "Gt CO2", "co2_fossil"
HISTORY = "history"
CASES = {"historical": HISTORY, "IMP-REN": "imp-ren", "A": "current-policies", "E": "pledges"}
AGGREGATES = ("-", "Median", "Min", "Max")
# Without these no index could be made, and no pathway set beside a target.
NEEDED = (HISTORY, "imp-ren|median", "pledges|median", "current-policies|median")
SCALE_YEAR = 2022


def read(path: Path) -> Table:
    """Read the file → ``history`` and ``<case>|<aggregate>`` of the region, Gt CO2 a year.

    Pathways may fall below zero. Raises ``TableError`` for another region or case, a year that stands
    twice, and a history that is off by orders of magnitude.
    """
    rows = list(_rows(path))
    names = {row.variable for row in rows}
    table = Table.from_rows(
        rows, source=SOURCE, units=dict.fromkeys(names, UNIT), file=path, may_be_negative=names - {HISTORY}
    )
    ensure_places(names, NEEDED, file=path)
    history = table.series(REGION, HISTORY)
    now = history.at(SCALE_YEAR) if history else None
    # Published are 2.4 Gt: a file in carbon, less than a third of that, is noticed.
    ensure_scale(now, 1.5, 4.0, file=path, column="gtco2", place=REGION, year=SCALE_YEAR)
    return table


def _rows(path: Path) -> Iterator[Row]:
    for line, cells in read_csv(path, KEYS):
        for column, known in (("region", (REGION,)), ("case", tuple(CASES)), ("aggregate", AGGREGATES)):
            _ensure_known(cells[column], known, path, line, column)
        case, aggregate = CASES[cells["case"]], cells["aggregate"]
        name = case if case == HISTORY else f"{case}|{aggregate.lower()}"
        value = parse_number(cells["gtco2"], file=path, row=line, column="gtco2")
        if value is not None:
            yield Row(
                REGION, name, parse_year(cells["year"], file=path, row=line, column="year"), value, line
            )


def _ensure_known(given: str, known: tuple[str, ...], path: Path, line: int, column: str) -> None:
    if given not in known:
        raise TableError(
            mark("this name is not one of those known here."),
            file=path,
            row=line,
            column=column,
            value=given,
            expected=mark("one of {known}."),
            known=", ".join(known),
        )
