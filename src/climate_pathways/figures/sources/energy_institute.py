"""Primary energy by fuel (Energy Institute and EIA), as re-published by Our World in Data."""

from collections.abc import Iterator
from pathlib import Path

from climate_pathways.core.checks import Row, ensure_places
from climate_pathways.core.countries import WORLD
from climate_pathways.core.provenance import Source
from climate_pathways.core.tables import Table
from climate_pathways.core.wording import mark
from climate_pathways.figures.sources import owid
from climate_pathways.figures.sources.owid import EVERYWHERE, ensure_anchor, near
from climate_pathways.figures.sources.text_files import parse_number, parse_year, read_csv

SOURCE = Source(
    id="energy-institute",
    title=mark("Primary energy by fuel"),
    provider="Energy Institute; U.S. Energy Information Administration; Our World in Data",
    licence=mark("© Energy Institute, all rights reserved; processing by Our World in Data CC BY 4.0"),
    url="https://ourworldindata.org/energy-mix",
    citation="Energy Institute, Statistical Review of World Energy; U.S. EIA, International Energy Data; "
    "processed by Our World in Data.",
    edition="2024",
    files=(
        "WorldEnergy_Clean.csv",
        "per-capita-energy-use.csv",
        "fossil-fuel-consumption-by-fuel-type.csv",
    ),
    note=mark(
        "No split by fuel for Armenia, Georgia, Kyrgyzstan, Moldova and Tajikistan. The Energy Institute reserves "
        "all rights in its figures: shown here in extracts with their source; ask it before passing them on."
    ),
)

ENERGY = {
    "primary_energy_consumption": ("energy_primary", "TWh"),
    "fossil_share_energy": ("energy_share_fossil", "%"),
    "renewables_share_energy": ("energy_share_renewables", "%"),
    "coal_consumption": ("energy_coal", "TWh"),
    "oil_consumption": ("energy_oil", "TWh"),
    "gas_consumption": ("energy_gas", "TWh"),
    "nuclear_consumption": ("energy_nuclear", "TWh"),
    "hydro_consumption": ("energy_hydro", "TWh"),
    "renewables_consumption": ("energy_renewables", "TWh"),
    "solar_consumption": ("energy_solar", "TWh"),
    "wind_consumption": ("energy_wind", "TWh"),
}
WORLD_2020 = {
    "primary_energy_consumption": 157_000,
    "fossil_share_energy": 82,
    "renewables_share_energy": 13,
    "coal_consumption": 42_200,
    "oil_consumption": 48_600,
    "gas_consumption": 38_600,
    "nuclear_consumption": 6_780,
    "hydro_consumption": 11_400,
    "renewables_consumption": 21_100,
    "solar_consumption": 2_240,
    "wind_consumption": 4_190,
}
PER_PERSON = "Per capita energy consumption"
FOSSIL = {
    f"{fuel.capitalize()} consumption - TWh": (f"energy_{fuel}", "TWh", "TWh")
    for fuel in ("gas", "coal", "oil")
}
# The fuel split is published for these of the twelve.
WITH_FUELS = ("AZE", "BLR", "KAZ", "RUS", "TKM", "UKR", "UZB", WORLD)


def read_energy(path: Path) -> Table:
    """Read ``WorldEnergy_Clean.csv``: TWh and % per country and year → ``energy_…``."""
    table = Table.from_rows(_rows(path), source=SOURCE, units=dict(ENERGY.values()), file=path)
    ensure_places(set(table.places), EVERYWHERE, file=path)
    for anchor in near(WORLD_2020):
        ensure_anchor(table, anchor, ENERGY[anchor.column][0], file=path)
    return table


def _rows(path: Path) -> Iterator[Row]:
    for line, cells in read_csv(path, ["country", "iso_code", "year", *ENERGY]):
        # The World has no code in this file.
        place = WORLD if cells["country"] == "World" else owid.place_of(cells["iso_code"])
        if place is None:
            continue
        year = parse_year(cells["year"], file=path, row=line, column="year")
        for column, (variable, _) in ENERGY.items():
            value = parse_number(cells[column], file=path, row=line, column=column)
            if value is not None:
                yield Row(place, variable, year, value, line)


def read_per_person(path: Path) -> Table:
    """Read ``per-capita-energy-use.csv``: kWh per person → ``energy_per_person``."""
    columns = {PER_PERSON: ("energy_per_person", "kWh/person", "kWh/person")}
    return owid.read(path, SOURCE, columns, anchors=near({PER_PERSON: 38_000}, place="KAZ"))


def read_fossil(path: Path) -> Table:
    """Read ``fossil-fuel-consumption-by-fuel-type.csv``: TWh → ``energy_coal``, ``_oil``, ``_gas``.

    A later edition than ``read_energy``'s, to check by: most figures are equal, some are revised
    (Kazakhstan's oil of 2020 is 149 TWh here and 164 TWh there).
    """
    world = {name: WORLD_2020[f"{name.split()[0].lower()}_consumption"] for name in FOSSIL}
    return owid.read(path, SOURCE, FOSSIL, anchors=near(world), expected_places=WITH_FUELS)
