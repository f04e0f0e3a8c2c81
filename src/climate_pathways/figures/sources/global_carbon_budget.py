"""Global Carbon Budget: fossil CO2 by country, as re-published by Our World in Data."""

from pathlib import Path

from climate_pathways.core.provenance import Source
from climate_pathways.core.tables import Table
from climate_pathways.core.wording import mark
from climate_pathways.figures.sources import owid
from climate_pathways.figures.sources.owid import near

SOURCE = Source(
    id="gcb",
    title=mark("Global Carbon Budget: fossil CO₂ emissions"),
    provider="Global Carbon Project; Our World in Data",
    licence="CC BY 4.0",
    url="https://ourworldindata.org/co2-emissions",
    citation="Friedlingstein et al., Global Carbon Budget 2025, Earth System Science Data; "
    "processed by Our World in Data.",
    edition="2025",
    files=("annual-co2-emissions-per-country.csv", "co2-by-source.csv", "co-emissions-per-capita.csv"),
    note=mark("Fossil fuels and cement only; the split of the Soviet Union’s emissions is modelled."),
)


# The heads of the file are spelled with the subscript: “CO2” would be a missing column.
FUELS = {
    f"Annual CO₂ emissions from {name}": (variable, "t CO2", "Mt CO2")
    for name, variable in (
        ("coal", "co2_coal"),
        ("oil", "co2_oil"),
        ("gas", "co2_gas"),
        ("cement", "co2_cement"),
        ("flaring", "co2_flaring"),
        ("other industry", "co2_other_industry"),
    )
}
WORLD_2020 = {
    f"Annual CO₂ emissions from {name}": figure
    for name, figure in (
        ("coal", 14_300),
        ("oil", 10_900),
        ("gas", 7_520),
        ("cement", 1_620),
        ("flaring", 400),
        ("other industry", 414),
    )
}
PER_PERSON = "CO₂ emissions per capita"


def read_total(path: Path) -> Table:
    """Read ``annual-co2-emissions-per-country.csv``: t CO2 per year → ``co2_fossil``, Mt CO2."""
    columns = {"Emissions": ("co2_fossil", "t CO2", "Mt CO2")}
    return owid.read(path, SOURCE, columns, anchors=near({"Emissions": 282}, place="KAZ"))


def read_by_fuel(path: Path) -> Table:
    """Read ``co2-by-source.csv``: t CO2 per year → ``co2_coal`` … ``co2_other_industry``, Mt CO2."""
    return owid.read(path, SOURCE, FUELS, anchors=near(WORLD_2020))


def read_per_person(path: Path) -> Table:
    """Read ``co-emissions-per-capita.csv``: t CO2 per person → ``co2_fossil_per_person``."""
    columns = {PER_PERSON: ("co2_fossil_per_person", "t CO2/person", "t CO2/person")}
    return owid.read(path, SOURCE, columns, anchors=near({PER_PERSON: 14.5}, place="KAZ"))
