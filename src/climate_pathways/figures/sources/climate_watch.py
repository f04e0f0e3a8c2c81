"""Climate Watch: greenhouse gases by sector since 1990, as re-published by Our World in Data."""

from pathlib import Path

from climate_pathways.core.provenance import Source
from climate_pathways.core.tables import Table
from climate_pathways.core.wording import mark
from climate_pathways.figures.sources import owid
from climate_pathways.figures.sources.owid import near

SOURCE = Source(
    id="climate-watch",
    title=mark("Climate Watch: greenhouse gas emissions by sector"),
    provider="World Resources Institute (Climate Watch); Our World in Data",
    licence=mark("CC BY 4.0, with the IEA’s notice"),
    url="https://ourworldindata.org/emissions-by-sector",
    citation="Climate Watch, GHG Emissions, World Resources Institute; fuel burning based on IEA, Greenhouse Gas "
    "Emissions from Energy, www.iea.org/statistics, all rights reserved, as modified by the World Resources "
    "Institute; processed by Our World in Data.",
    edition="2025",
    files=("ghg-emissions-by-sector.csv",),
    note=mark("Estimates of the World Resources Institute, not national inventories."),
)

# Spelled as the heads of the file are: two begin with a capital letter, the others do not.
SECTORS = {
    "Agriculture": "sector_agriculture",
    "land-use change and forestry": "sector_land_use",
    "waste": "sector_waste",
    "buildings": "sector_buildings",
    "industry": "sector_industry",
    "manufacturing and construction": "sector_manufacturing",
    "transport": "sector_transport",
    "electricity and heat": "sector_electricity_heat",
    "Fugitive emissions from energy production": "sector_fugitive",
    "other fuel combustion": "sector_other_fuel",
    "bunker fuels": "sector_bunkers",
}
# In our unit, Mt CO2e, though the file counts in tonnes.
WORLD_2020 = {
    "Agriculture": 6_030,
    "land-use change and forestry": 1_400,
    "waste": 1_870,
    "buildings": 3_270,
    "industry": 3_090,
    "manufacturing and construction": 6_200,
    "transport": 7_270,
    "electricity and heat": 15_300,
    "Fugitive emissions from energy production": 3_230,
    "other fuel combustion": 590,
    "bunker fuels": 940,
}


def read_sectors(path: Path) -> Table:
    """Read ``ghg-emissions-by-sector.csv``: t CO2e per year → ``sector_…``, Mt CO2e.

    Only land use may be below zero.
    """
    return owid.read(
        path,
        SOURCE,
        {column: (variable, "t CO2e", "Mt CO2e") for column, variable in SECTORS.items()},
        may_be_negative=["sector_land_use"],
        anchors=near(WORLD_2020),
    )
