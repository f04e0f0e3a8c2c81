"""Shared Socioeconomic Pathways: global emissions of the CMIP6 marker scenarios, in IAMC layout."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from climate_pathways.core.checks import Row, ensure_places, ensure_scale, ensure_unit
from climate_pathways.core.countries import WORLD
from climate_pathways.core.errors import PathwaysError
from climate_pathways.core.provenance import Source
from climate_pathways.core.quantities import conversion_factor, gwp
from climate_pathways.core.tables import Series, Table
from climate_pathways.core.wording import mark
from climate_pathways.figures.sources.text_files import parse_number, read_csv

SOURCE = Source(
    id="ssp",
    title=mark("Shared Socioeconomic Pathways: global emissions of the marker scenarios"),
    provider="CMIP6 scenario teams; Rao, Gidden et al.; climate-assessment",
    licence=mark("MIT, © 2022 Jarmo S. Kikstra (the package); terms of the scenarios not stated there"),
    url="https://github.com/iiasa/climate-assessment",
    citation="Gidden et al. (2019), Global emissions pathways under different socioeconomic scenarios for use "
    "in CMIP6, Geoscientific Model Development 12, 1443–1475; as distributed with the package climate-assessment: "
    "Kikstra et al. (2022), The IPCC Sixth Assessment Report WGIII climate assessment of mitigation pathways, "
    "Geoscientific Model Development 15, 9075–9109.",
    edition="CMIP6",
    files=("cmip6-ssps-workflow-emissions.csv",),
    note=mark(
        "Scenarios, not forecasts. SSP1-1.9 is one path that keeps warming near 1.5 °C. The package’s licence is that "
        "of its code; the scenario teams’ own terms are in the SSP database of IIASA, which we could not read."
    ),
)

REGION = "World"
# The marker scenarios of the IPCC's categories C1, C3, C6 and C7.
SCENARIOS = ("ssp119", "ssp126", "ssp245", "ssp370")
KEYS = ("Model", "Scenario", "Region", "Variable", "Unit")
CO2 = "Emissions|CO2"
LAND_USE_CO2 = "Emissions|CO2|AFOLU"

# The basket of the Paris Agreement's inventories: the file's variable → the gas and the file's
# unit. C7F16, C8F18 and SO2F2 are in the file but not in the basket; CFCs, HCFCs and halons
# belong to the Montreal Protocol. CO2 includes land use.
KYOTO_GASES = {
    CO2: ("CO2", "Mt CO2/yr"),
    "Emissions|CH4": ("CH4", "Mt CH4/yr"),
    "Emissions|N2O": ("N2O", "kt N2O/yr"),
    "Emissions|HFC|HFC43-10": ("HFC4310mee", "kt HFC4310mee/yr"),
    **{
        f"Emissions|HFC|{gas}": (gas, f"kt {gas}/yr")
        for gas in (
            *("HFC23", "HFC32", "HFC125", "HFC134a", "HFC143a", "HFC152a"),
            *("HFC227ea", "HFC236fa", "HFC245fa", "HFC365mfc"),
        )
    },
    **{
        f"Emissions|PFC|{gas}": (gas, f"kt {gas}/yr")
        for gas in ("CF4", "C2F6", "C3F8", "C4F10", "cC4F8", "C5F12", "C6F14")
    },
    "Emissions|SF6": ("SF6", "kt SF6/yr"),
    "Emissions|NF3": ("NF3", "kt NF3/yr"),
}
NET = (CO2, LAND_USE_CO2, "Emissions|CO2|Energy and Industrial Processes")
# The file has −0.07 kt of HFC365mfc in 1991 and rounding noise elsewhere, kept as published.
LARGEST_NOISE = -0.1


@dataclass(frozen=True)
class IamcSeries:
    """One row of the file: a scenario's variable in the provider's own unit, years ascending."""

    model: str
    scenario: str
    region: str
    variable: str
    unit: str
    years: NDArray[np.int64]
    values: NDArray[np.float64]


def read(path: Path) -> list[IamcSeries]:
    """Read ``cmip6-ssps-workflow-emissions.csv``: one series per scenario and variable of the World.

    Raises ``TableError`` as ``tables`` says, and where a scenario lacks a gas of the basket, a
    gas has another unit, or a scenario's CO2 of 2020 is off by orders of magnitude.
    """
    by_scenario: dict[tuple[str, str], IamcSeries] = {}
    rows: list[Row] = []
    for line, cells in read_csv(path, [*KEYS, "2020"]):
        ensure_unit_of(cells, path, line)
        if cells["Region"] == REGION:
            figures = list(_figures(cells, path, line))
            rows.extend(figures)
            by_scenario[cells["Scenario"], cells["Variable"]] = _series(cells, figures)
    below_noise = {row.variable for row in rows if row.value < LARGEST_NOISE}
    may_be_negative = {row.variable for row in rows} - below_noise | set(NET)
    # For its checks alone: the file has gases that our dictionary of variables does not know.
    Table.from_rows(rows, source=SOURCE, units={}, file=path, may_be_negative=may_be_negative)
    ensure_places({name for name, _ in by_scenario}, SCENARIOS, file=path)
    for scenario in sorted({name for name, _ in by_scenario}):
        ensure_whole(scenario, by_scenario, path)
    return list(by_scenario.values())


def ensure_unit_of(cells: dict[str, str], path: Path, line: int) -> None:
    """Raise where a gas of the basket is not in the unit we convert from."""
    if cells["Variable"] in KYOTO_GASES:
        _, expected = KYOTO_GASES[cells["Variable"]]
        ensure_unit(cells["Unit"], expected, file=path, row=line, column="Unit")


def ensure_whole(scenario: str, series: dict[tuple[str, str], IamcSeries], path: Path) -> None:
    """Raise where a scenario lacks a gas of the basket or its CO2 is in another unit."""
    ensure_places([variable for name, variable in series if name == scenario], list(KYOTO_GASES), file=path)
    co2 = series[scenario, CO2]
    now = dict(zip(co2.years.tolist(), co2.values.tolist(), strict=True)).get(2020)
    ensure_scale(now, 30e3, 50e3, file=path, column=CO2, place=scenario, year=2020)


def _figures(cells: dict[str, str], path: Path, line: int) -> Iterator[Row]:
    for column, text in cells.items():
        if column.isdigit():
            value = parse_number(text, file=path, row=line, column=column)
            if value is not None:
                yield Row(cells["Scenario"], cells["Variable"], int(column), value, line)


def _series(cells: dict[str, str], figures: Sequence[Row]) -> IamcSeries:
    ordered = sorted(figures, key=lambda row: row.year)
    return IamcSeries(
        model=cells["Model"],
        scenario=cells["Scenario"],
        region=cells["Region"],
        variable=cells["Variable"],
        unit=cells["Unit"],
        years=np.array([row.year for row in ordered], dtype=np.int64),
        values=np.array([row.value for row in ordered], dtype=np.float64),
    )


def kyoto_total(
    series: Sequence[IamcSeries], scenario: str, *, context: str, with_land_use: bool = True
) -> Series:
    """Return a scenario's Kyoto gases of the World, Mt CO2e a year, for the years all gases have.

    Without land use, the net CO2 of agriculture, forestry and other land use is taken away.

    The gases are those of ``KYOTO_GASES``: CO2 with land use (Mt), CH4 (Mt), N2O (kt), HFCs,
    PFCs, SF6 and NF3 (kt), each times its 100-year potential of ``context``, one of
    ``quantities.GWP_SETS``. Raises ``PathwaysError`` for an unknown scenario, and for a set
    without a potential for one of the gases: the Second Assessment Report lacks three.
    """
    gases = {entry.variable: entry for entry in series if entry.scenario == scenario}
    factors = {name: megatonnes(unit) * gwp(gas, context) for name, (gas, unit) in KYOTO_GASES.items()}
    if not with_land_use:
        factors[LAND_USE_CO2] = -1.0
    missing = [name for name in factors if name not in gases]
    if missing:
        raise PathwaysError(
            mark("The scenario {scenario!r} has no figures for {missing}. Known scenarios: {known}."),
            scenario=scenario,
            missing=missing[0],
            known=", ".join(sorted({entry.scenario for entry in series})),
        )
    years = sorted(set.intersection(*(set(gases[name].years.tolist()) for name in factors)))
    total = np.zeros(len(years))
    for name, factor in factors.items():
        # Every gas has all these years, so that the place where one would stand is where it stands.
        total += gases[name].values[np.searchsorted(gases[name].years, years)] * factor
    return Series(WORLD, f"{scenario}|kyoto", "Mt CO2e", SOURCE.id, np.array(years, dtype=np.int64), total)


def megatonnes(unit: str) -> float:
    """Return the megatonnes in one of the file's units, such as ``kt N2O/yr``."""
    return conversion_factor(f"{unit.split()[0]} CO2", "Mt CO2")
