"""Jones et al., national contributions to climate change: emissions by gas since 1850."""

from pathlib import Path

from climate_pathways.core.provenance import Source
from climate_pathways.core.tables import Table
from climate_pathways.core.wording import mark
from climate_pathways.figures.sources import owid
from climate_pathways.figures.sources.owid import near

SOURCE = Source(
    id="jones",
    title=mark("National contributions to climate change: emissions of CO₂, CH₄ and N₂O since 1850"),
    provider="Jones et al.; Our World in Data",
    licence="CC BY 4.0",
    url="https://ourworldindata.org/greenhouse-gas-emissions",
    citation="Jones et al., National contributions to climate change due to historical emissions of carbon "
    "dioxide, methane, and nitrous oxide since 1850, Scientific Data (2023), with later updates; "
    "processed by Our World in Data.",
    edition="2024",
    files=("ghg-emissions-by-gas.csv", "total-ghg-emissions.csv"),
    note=mark(
        "No F-gases. Land-use CO₂ is from bookkeeping models, for some countries far from inventories."
    ),
)

GASES = {
    "CO2": ("ghg_co2", "t CO2e", "Mt CO2e"),
    "Methane": ("ghg_ch4", "t CO2e", "Mt CO2e"),
    # The provider's word for nitrous oxide, N2O: nitric oxide is no greenhouse gas and has no column.
    "NO": ("ghg_n2o", "t CO2e", "Mt CO2e"),
}
WORLD_2020 = {"CO2": 38_400, "Methane": 10_100, "NO": 2_900}


def read_by_gas(path: Path) -> Table:
    """Read ``ghg-emissions-by-gas.csv``: t CO2e per year → Mt CO2e; CO2 includes land use."""
    return owid.read(path, SOURCE, GASES, may_be_negative=["ghg_co2"], anchors=near(WORLD_2020))


def read_total(path: Path) -> Table:
    """Read ``total-ghg-emissions.csv``: t CO2e per year → ``ghg``, Mt CO2e, with land use."""
    return owid.read(
        path,
        SOURCE,
        {"Emissions": ("ghg", "t CO2e", "Mt CO2e")},
        may_be_negative=["ghg"],
        anchors=near({"Emissions": 51_500}),
    )
