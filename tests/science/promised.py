"""Tiny promises: a target, what its document prints, and a country that always emitted the same."""

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np

from climate_pathways.figures.by_source import BASE_YEAR, FIRST_YEAR, LAST_YEAR
from climate_pathways.figures.level import NATIONAL
from climate_pathways.pledges.account import INVENTORY, UNITS, Fact
from climate_pathways.pledges.documents import Document, Pledge, Pledges
from climate_pathways.pledges.figures import PledgeFigures
from climate_pathways.pledges.inventory import NATIONAL_GWP, Inventory
from climate_pathways.pledges.readings import ReadPledge, read_pledge

POTENTIALS = {"SARGWP100": 0.5, "AR4GWP100": 0.8, "AR5GWP100": 1.0, "AR6GWP100": 1.0}
# The last five years of land use: mean −20, from −10 to −30.
SINKS = {2018: -10.0, 2019: -15.0, 2020: -20.0, 2021: -25.0, 2022: -30.0}


def inventory(
    gross: float = 100.0,
    land: Mapping[int, float] | None = None,
    *,
    years: Sequence[int] = range(1990, 2023),
    base_net: float | None = None,
) -> Inventory:
    """Return a national inventory of ``gross`` in every year and a sink that moves in the last five."""
    sinks = {year: (land or SINKS).get(year, -20.0) for year in years}
    net = {year: gross + sink for year, sink in sinks.items()}
    if base_net is not None:
        net[1990] = base_net
    return Inventory(NATIONAL, NATIONAL_GWP, dict.fromkeys(years, gross), net, sinks, submission=2024)


def steady(
    national: Inventory | None = None, *, one: float = 100.0, other: float = 120.0, known: bool = True
) -> PledgeFigures:
    """Return a country of ten million whose two series never move and whose GDP doubles in ten years.

    ``known``: whether it has a national inventory at all.
    """
    length = LAST_YEAR - FIRST_YEAR + 1
    gdp = np.array([2.0 ** ((year - 2020) / 10) for year in range(FIRST_YEAR, LAST_YEAR + 1)])
    return PledgeFigures(
        iso3="KAZ",
        series={
            name: np.full(BASE_YEAR - FIRST_YEAR + 1, level) for name, level in (("one", one), ("two", other))
        },
        potentials=POTENTIALS,
        population=np.full(length, 10e6),
        fewer=np.full(length, 1e6),
        more=np.full(length, 1e6),
        gdp={"gapminder": gdp, "cerp": gdp},
        inventory=(national or inventory()) if known else None,
    )


def pledge(**given: object) -> Pledge:
    """Return 20 % below 1990 without land use by 2030, or what ``given`` says instead."""
    entry = {
        "id": "p",
        "document": "d",
        "year": 2030,
        "type": "base-year",
        "condition": "unconditional",
        "status": "verified",
        "source": "s",
        "reduction_percent": (20.0,),
        "base_year": 1990,
        "land_use": "excluded",
        "gwp": "AR5GWP100",
    } | given
    return Pledge(**entry)  # type: ignore[arg-type]


def fact(quantity: str, year: int, value: float, account: str = INVENTORY, **given: object) -> Fact:
    """Return one number that the document prints, such as ``fact("net", 1990, 80.0)``."""
    entry = {
        "id": f"{account}-{quantity}-{year}-{value:g}",
        "document": "d",
        "account": account,
        "quantity": quantity,
        "year": year,
        "value": value,
        "unit": UNITS[quantity],
        "text": "d.txt",
        "place": "table 1",
        "line": 7,
        "printed": f"{value:g}",
    } | given
    return Fact(**entry)  # type: ignore[arg-type]


def stated(quantity: str, value: float, **given: object) -> Fact:
    """Return tonnes that the document states for the target itself."""
    return fact(quantity, 2030, value, "target", **({"target": "p"} | given))


def pledges(*targets: Pledge, facts: Sequence[Fact] = ()) -> Pledges:
    names = dict.fromkeys(target.document for target in targets)
    documents = tuple(
        Document(
            name,
            "ndc",
            number,
            "NDC",
            "ОНУВ",
            date(2020 + number, 1, 1),
            "active",
            "s",
            "entered",
            texts=("d.txt",),
        )
        for number, name in enumerate(names, start=1)
    )
    return Pledges("KAZ", date(2026, 11, 28), {}, documents, targets, facts=tuple(facts))


def read(
    target: Pledge, *facts: Fact, figures: PledgeFigures | None = None, variants: Sequence[Pledge] = ()
) -> ReadPledge:
    return read_pledge(target, pledges(target, *variants, facts=facts), figures or steady())
