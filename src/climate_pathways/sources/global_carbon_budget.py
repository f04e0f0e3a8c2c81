"""Global Carbon Budget: fossil CO2 by country, as re-published by Our World in Data."""

from pathlib import Path

from climate_pathways.provenance import Source
from climate_pathways.sources import owid
from climate_pathways.tables import Table, ensure_scale
from climate_pathways.wording import mark

SOURCE = Source(
    id="gcb",
    title=mark("Global Carbon Budget: fossil CO₂ emissions"),
    provider="Global Carbon Project; Our World in Data",
    licence="CC BY 4.0",
    url="https://ourworldindata.org/co2-emissions",
    citation="Friedlingstein et al., Global Carbon Budget 2025, Earth System Science Data; "
    "processed by Our World in Data.",
    edition="2025",
    files=("annual-co2-emissions-per-country.csv", "co2-by-source.csv"),
    note=mark("Fossil fuels and cement only; the split of the Soviet Union's emissions is modelled."),
)


def read_total(path: Path) -> Table:
    """Read ``annual-co2-emissions-per-country.csv``: t CO2 per year → ``co2_fossil``, Mt CO2."""
    table = owid.read(path, SOURCE, {"Emissions": ("co2_fossil", "t CO2", "Mt CO2")})
    kazakhstan = table.series("KAZ", "co2_fossil")
    ensure_scale(
        kazakhstan and kazakhstan.at(2020), 150, 500, file=path, column="Emissions", place="KAZ", year=2020
    )
    return table
