"""One small, invented, plausible file for every reader: the twelve countries, France, the World.

Kazakhstan's figures set the level; the others are a multiple of them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from tests.science.sources.layouts import (
    Cell,
    Grid,
    as_csv,
    as_database,
    as_netcdf,
    as_workbook,
    as_world_bank_csv,
    as_yaml,
)

from climate_pathways.figures.sources import (
    cerp,
    climate_watch,
    edgar_2025,
    ember,
    energy_institute,
    gapminder,
    gcb_2025,
    global_carbon_budget,
    iamc,
    jones,
    lulucf_hub,
    ndc_registry,
    owid_co2,
    owid_population,
    own_emissions,
    primap,
    primap_rounded,
    rcbs,
    regional_pathways,
    regions,
    ssp,
    un_wpp,
    unfccc_crt,
    wid,
    world_bank,
    world_bank_gini,
)

SIZES = {
    "ARM": 0.03,
    "AZE": 0.2,
    "BLR": 0.3,
    "FRA": 1.2,
    "GEO": 0.05,
    "KAZ": 1.0,
    "KGZ": 0.05,
    "MDA": 0.03,
    "RUS": 6.0,
    "TJK": 0.05,
    "TKM": 0.4,
    "UKR": 1.0,
    "UZB": 0.6,
    "WORLD": 150.0,
}
COUNTRIES = tuple(place for place in SIZES if place != "WORLD")
YEARS = (2018, 2019, 2020)


@dataclass(frozen=True)
class Example:
    """A reader, and a good file for it.

    ``column`` is needed by the reader; ``figure`` holds what must be a number (or what takes its
    place); ``year`` is the column of years where there is one; ``negative`` a column whose
    figures cannot be below zero. ``scaled`` is false where no figure gives a unit away.
    """

    act: Callable[..., Any]
    file: str
    kind: str
    grid: Grid
    encode: Callable[[Grid], bytes]
    column: str
    figure: str
    year: str | None = None
    negative: str | None = None
    scaled: bool = True
    has_places: bool = True
    beside: Mapping[str, bytes] = field(default_factory=dict)
    part: str = ""
    files: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return f"{self.act.__module__.rpartition('.')[2]}.{self.act.__name__}{self.part}"

    def content(self) -> bytes:
        return self.encode(self.grid)

    def read_from(self, folder: Path) -> Any:
        return self.act(*(folder / name for name in self.files or (self.file,)))


def write(folder: Path, files: Mapping[str, bytes]) -> None:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


def figures(level: Mapping[str, float], place: str, year: int, *, absolute: bool) -> list[float]:
    growth = 1 + 0.01 * (year - 2020)
    return [value * (SIZES[place] if absolute else 1.0) * growth for value in level.values()]


def yearly(
    keys: tuple[str, ...],
    level: Mapping[str, float],
    place: Callable[[str], tuple[Cell, ...]],
    *,
    absolute: bool = True,
    world: bool = True,
) -> Grid:
    """Return rows of ``place(code)``, the year and the figures."""
    codes = [*COUNTRIES, "WORLD"] if world else COUNTRIES
    return Grid(
        (*keys, *level),
        tuple(
            (*place(code), year, *figures(level, code, year, absolute=absolute))
            for code in codes
            for year in YEARS
        ),
    )


def owid_chart(
    act: Callable[[Path], Any],
    name: str,
    level: Mapping[str, float],
    *,
    absolute: bool = True,
    signed: bool = False,
) -> Example:
    def place(code: str) -> tuple[Cell, ...]:
        return (code.title(), "OWID_WRL" if code == "WORLD" else code)

    last = list(level)[-1]
    return Example(
        act,
        name,
        "csv",
        yearly(("Entity", "Code", "Year"), level, place, absolute=absolute),
        as_csv,
        column=last,
        figure=last,
        year="Year",
        negative=None if signed else last,
    )


def wide(
    level: float, years: tuple[int, ...], place: Callable[[str], tuple[Cell, ...]], keys: tuple[str, ...]
) -> Grid:
    return Grid(
        (*keys, *(str(year) for year in years)),
        tuple((*place(code), *(level * size for _ in years)) for code, size in SIZES.items()),
    )


def gapminder_chart(
    act: Callable[[Path], Any], column: str, level: float, *, absolute: bool = False
) -> Example:
    def place(code: str) -> tuple[Cell, ...]:
        return (code.lower(),)

    grid = yearly(("country", "time"), {column: level}, place, absolute=absolute, world=False)
    return Example(
        act,
        f"gapminder/{column}.csv",
        "csv",
        grid,
        as_csv,
        column=column,
        figure=column,
        year="time",
        negative=column,
    )


OWID_CO2_FILES = ("owid/owid-co2-data-2004-2023.csv", "owid/owid-co2-codebook.csv")
OWID_CO2 = yearly(
    ("country", "iso_code", "year"),
    {
        "population": 1.9e7,
        "gdp": 4.7e11,
        "land_use_change_co2": -6.0,
        "total_ghg": 340.0,
        "total_ghg_excluding_lucf": 302.0,
        "methane": 60.0,
        "nitrous_oxide": 12.0,
        "primary_energy_consumption": 750.0,
    },
    lambda code: ("World", "") if code == "WORLD" else (code.title(), code),
)
CODEBOOK = Grid(
    ("column", "description", "unit", "source"),
    tuple((name, "…", unit, "…") for name, (_, unit, _) in owid_co2.COLUMNS.items()),
)
UN_KEYS = ("Index", "Location code", "ISO3 Alpha-code")
UN_BEFORE = (*[""] * 15, "Total population, both sexes combined, as of 1 July (thousands)")
CERP = yearly(
    ("iso3", "year"),
    {
        "fossil_CO2_MtC": 76.0,
        "LULCF_MtC": -4.5,
        "NonCO2_MtCe": 19.6,
        "gdp_blnUSDMER": 207.7,
        "pop_person": 1.9e7,
    },
    lambda code: (code,),
    world=False,
)
CERP = Grid((*CERP.header, "gini", "ppp2mer"), tuple((*row, 49.0, 1.2) for row in CERP.rows))
VERSIONS = dict.fromkeys(("data_version", "pathways_version"), cerp.SOURCE.edition)
PATHWAYS = Grid(
    ("year", "pathway", "source", "emergpath_GtC"),
    tuple(
        (year, "1.5 °C", part, value)
        for part, value in (("fossil", 6.1), ("lulucf", 0.0), ("nonco2", 2.4))
        for year in YEARS
    ),
)
PRIMAP_GASES = {
    primap.KYOTO: 3.3e5,
    "KYOTOGHG (SARGWP100)": 3.1e5,
    "KYOTOGHG (AR4GWP100)": 3.2e5,
    "KYOTOGHG (AR5GWP100)": 3.3e5,
    "FGASES (AR6GWP100)": 3e3,
    "CO2": 2.7e5,
    "N2O": 45.0,
    "CH4": 2.2e3,
}
PRIMAP = Grid(
    ("area (ISO3)", "category (IPCC2006_PRIMAP)", "time", *PRIMAP_GASES),
    tuple(
        (
            "EARTH" if code == "WORLD" else code,
            category,
            year,
            *figures(PRIMAP_GASES, code, year, absolute=True),
        )
        for code in SIZES
        for category in dict.fromkeys(category for _, category in primap.VARIABLES.values())
        for year in YEARS
    ),
)
PER_YEAR = Grid(
    ("iso3", *map(str, YEARS)),
    tuple(
        (code, *(330.0 * SIZES[code] * (1 + 0.01 * (year - 2020)) for year in YEARS)) for code in COUNTRIES
    ),
)
EDGAR_2025_LEVELS = dict(
    zip(edgar_2025.SECTORS, (130.0, 25.0, 30.0, 40.0, 45.0, 20.0, 30.0, 10.0), strict=True)
)
EDGAR_2025 = Grid(
    (*edgar_2025.KEYS, *map(str, YEARS)),
    tuple(
        (code, code.title(), sector.split(" | ")[0], sector)
        + tuple(level * SIZES[code] * (1 + 0.01 * (year - 2020)) for year in YEARS)
        for code in COUNTRIES
        for sector, level in (EDGAR_2025_LEVELS | {edgar_2025.TOTAL: 330.0}).items()
    ),
)
FOSSIL_CO2 = Grid(
    ("country", *map(str, YEARS)),
    tuple(
        (name, *(250.0 * SIZES[code] * (1 + 0.01 * (year - 2020)) for year in YEARS))
        for name, code in gcb_2025.PLACES.items()
    ),
)
LAND_USE = Grid(
    (*lulucf_hub.KEYS, *map(str, YEARS)),
    tuple(
        (code, lulucf_hub.GAS, category, lulucf_hub.VERSION)
        + tuple(level * SIZES[code] * (1 + 0.01 * (year - 2020)) for year in YEARS)
        for code in COUNTRIES
        for category, level in (("FOREST", -90.0), (lulucf_hub.NET, -60.0), ("OTHER", 30.0))
    ),
)
CRT_LEVELS = {
    ("1.A.1.", "Energy", "co2"): 2.4e5,
    ("1.B.2.", "Energy", "ch4"): 2e4,
    ("2.C.", "Industrial processes and product use", "co2"): 2e4,
    ("3.A.", "Agriculture", "ch4"): 3e4,
    ("4.A.", "Land use, land-use change and forestry", "co2"): -1e4,
    ("5.A.", "Waste", "ch4"): 8e3,
    ("6.", "Other", "co2"): 1e2,
}
CRT = Grid(
    (*unfccc_crt.KEYS, *map(str, YEARS)),
    tuple(
        (
            *(code, f"{code}-CRT-2024", 2024, sector, name, name, name, gas),
            *(level * SIZES[code] * (1 + 0.001 * position + 0.01 * (year - 2020)) for year in YEARS),
        )
        for position, code in enumerate(unfccc_crt.REPORTING)
        for (sector, name, gas), level in CRT_LEVELS.items()
    ),
)
SSP_UNITS = {
    **{variable: unit for variable, (_, unit) in reversed(ssp.KYOTO_GASES.items())},
    ssp.LAND_USE_CO2: "Mt CO2/yr",
}
SSP_LEVELS = {"Emissions|CO2": 39700.0, "Emissions|CH4": 359.0, "Emissions|N2O": 10700.0}
SSP = Grid(
    (*ssp.KEYS, *(str(year) for year in YEARS)),
    tuple(
        ("IMAGE", scenario, "World", variable, unit, *(SSP_LEVELS.get(variable, 10.0) for _ in YEARS))
        for scenario in ("ssp119", "ssp126", "ssp245", "ssp370")
        for variable, unit in SSP_UNITS.items()
    ),
)
REGIONAL = Grid(
    regional_pathways.KEYS,
    (
        *(("GCB", "historical", "-", regional_pathways.REGION, year, 2.4) for year in (2019, 2022)),
        *(
            ("model", case, "Median", regional_pathways.REGION, year, level)
            for case in ("IMP-REN", "A", "E")
            for year, level in ((2030, 1.2), (2050, -0.5))
        ),
    ),
)
OWN_PATHS = Grid(
    (*iamc.KEYS, "2010", "2019", "2030", "2100"),
    tuple(
        ("Example", name, "World", iamc.VARIABLE, "Mt CO2-equiv/yr", 50e3, 55e3, 30e3, 0.0)
        for name in ("fast", "faster")
    ),
)
OWN_EMISSIONS = Grid(
    own_emissions.COLUMNS,
    tuple((code, year, 340.0 * SIZES[code], "Mt CO2e") for code in COUNTRIES for year in YEARS),
)
REGIONS = Grid(
    ("iso3c", "m49code", "eu_ar6", *regions.NEEDED),
    tuple(
        (code, 398, "", "R5REF", "Eurasia", "Eurasia", "Non-Annex I", "Upper middle") for code in COUNTRIES
    ),
)
REGISTRY = Grid(
    ndc_registry.COLUMNS,
    tuple(
        (
            code,
            f"{code.title()} First NDC",
            "NDC",
            "English",
            1,
            "Active",
            "2021-10-12",
            f"https://unfccc.int/{code}.pdf",
            f"{code}.pdf",
        )
        for code in COUNTRIES
    ),
)
BUDGETS = Grid(
    ("source", "scenario", "unit", "baseline_year", "budget"),
    tuple(
        (source, scenario, "Gt * CO2", 2023, budget)
        for source, part in (("one_2023", 1.0), ("other_2023", 0.8))
        for scenario, budget in (("1.5p50", 250.0 * part), ("2p83", 800.0 * part))
    ),
)


def level_of(world: Mapping[str, float], unit: float = 1.0) -> dict[str, float]:
    """Return Kazakhstan's level that makes the World's figures these, in another unit."""
    return {column: figure * unit / SIZES["WORLD"] for column, figure in world.items()}


SECTORS = level_of(climate_watch.WORLD_2020, 1e6) | {"electricity and heat": 1e8}
FUELS = level_of(global_carbon_budget.WORLD_2020, 1e6)
SHARES = {
    "Coal": 35.0,
    "Gas": 24.0,
    "Hydropower": 16.0,
    "Solar": 3.0,
    "Wind": 6.0,
    "Oil": 3.0,
    "Nuclear": 10.0,
    "Other renewables": 0.3,
    "Bioenergy": 2.0,
}
GENERATION = level_of(
    {f"{column}{ember.SUFFIX}": ember.WORLD_2020[fuel] for column, fuel in ember.GENERATION.items()}
)
GENERATION |= {f"Electricity from coal{ember.SUFFIX}": 73.0}
ENERGY = level_of(energy_institute.WORLD_2020) | {"primary_energy_consumption": 750.0}


# A tenth of a point apart, so that nobody carries a neighbour's figure.
GINI = Grid(
    ("geo", *map(str, YEARS)),
    tuple(
        (code.lower(), *(30.0 + 0.1 * position + 0.01 * (year - 2020) for year in YEARS))
        for position, code in enumerate(COUNTRIES)
    ),
)
SURVEYS = Grid(
    ("Country Name", "Country Code", "Year", "Value"),
    tuple(
        (str(row[0]).title(), str(row[0]).upper(), year, value)
        for row in GINI.rows
        for year, value in zip(YEARS, row[1:], strict=True)
    ),
)


def _country(code: str) -> tuple[Cell, ...]:
    return ("World", "") if code == "WORLD" else (code.title(), code)


def _un_place(code: str) -> tuple[Cell, ...]:
    return (1, 900, "") if code == "WORLD" else (1, 398, code)


def _bank_place(code: str) -> tuple[Cell, ...]:
    return (code.title(), "WLD" if code == "WORLD" else code, world_bank.NAME, world_bank.INDICATOR)


EXAMPLES = (
    owid_chart(
        jones.read_by_gas, "owid/ghg-emissions-by-gas.csv", {"CO2": 2.7e8, "Methane": 6.3e7, "NO": 1.2e7}
    ),
    owid_chart(jones.read_total, "owid/total-ghg-emissions.csv", {"Emissions": 3.45e8}, signed=True),
    owid_chart(climate_watch.read_sectors, "owid/ghg-emissions-by-sector.csv", SECTORS),
    owid_chart(
        global_carbon_budget.read_total, "owid/annual-co2-emissions-per-country.csv", {"Emissions": 2.8e8}
    ),
    owid_chart(
        global_carbon_budget.read_by_fuel,
        "owid/co2-by-source.csv",
        FUELS,
    ),
    owid_chart(
        global_carbon_budget.read_per_person,
        "owid/co-emissions-per-capita.csv",
        {global_carbon_budget.PER_PERSON: 14.5},
        absolute=False,
    ),
    Example(
        owid_co2.read,
        OWID_CO2_FILES[0],
        "csv",
        OWID_CO2,
        partial(as_csv, delimiter=";"),
        column="methane",
        figure="total_ghg",
        year="year",
        negative="population",
        files=OWID_CO2_FILES,
        beside={OWID_CO2_FILES[1]: as_csv(CODEBOOK)},
    ),
    Example(
        owid_co2.read,
        OWID_CO2_FILES[1],
        "csv",
        CODEBOOK,
        as_csv,
        column="unit",
        figure="unit",
        scaled=False,
        has_places=False,
        part="_codebook",
        files=OWID_CO2_FILES,
        beside={OWID_CO2_FILES[0]: as_csv(OWID_CO2, ";")},
    ),
    owid_chart(
        ember.read_shares,
        "owid/share-elec-by-source.csv",
        SHARES,
        absolute=False,
    ),
    owid_chart(
        ember.read_generation,
        "owid/electricity-prod-source-stacked.csv",
        GENERATION,
    ),
    Example(
        energy_institute.read_energy,
        "owid/WorldEnergy_Clean.csv",
        "csv",
        yearly(("country", "iso_code", "year"), ENERGY, _country),
        as_csv,
        column="gas_consumption",
        figure="coal_consumption",
        year="year",
        negative="wind_consumption",
    ),
    owid_chart(
        energy_institute.read_per_person,
        "owid/per-capita-energy-use.csv",
        {energy_institute.PER_PERSON: 3.8e4},
        absolute=False,
    ),
    owid_chart(
        energy_institute.read_fossil,
        "owid/fossil-fuel-consumption-by-fuel-type.csv",
        {name: 270.0 for name in energy_institute.FOSSIL},
    ),
    owid_chart(owid_population.read, "population/population-owid-2025.csv", {owid_population.COLUMN: 1.9e7}),
    Example(
        un_wpp.read,
        "population/UN_PPP2024_Output_PopTot.xlsx",
        "xlsx",
        wide(2.6e4, (2024, 2050, 2100), _un_place, UN_KEYS),
        partial(as_workbook, tuple(un_wpp.SHEETS), before=UN_BEFORE),
        column="Location code",
        figure="2050",
        negative="2100",
    ),
    Example(
        world_bank.read,
        "gdp/API_NY.GDP.MKTP.PP.CD_DS2_en_csv_v2_1090665.csv",
        "csv",
        wide(5e11, YEARS, _bank_place, ("Country Name", "Country Code", "Indicator Name", "Indicator Code")),
        as_world_bank_csv,
        column="Country Code",
        figure="2019",
        negative="2020",
    ),
    Example(
        wid.read,
        "gini/WID-20NOV2025.xlsx",
        "xlsx",
        yearly(("c3", "year"), {"gini": 49.0}, lambda code: (code,), absolute=False, world=False),
        partial(as_workbook, (wid.SHEET,)),
        column="gini",
        figure="gini",
        year="year",
    ),
    Example(
        cerp.read,
        "cerp/cerc-coredb.sql3",
        "sqlite",
        CERP,
        partial(as_database, "core", versions=VERSIONS, beside={"pathways": PATHWAYS}),
        column="pop_person",
        figure="NonCO2_MtCe",
        year="year",
        negative="NonCO2_MtCe",
    ),
    Example(
        cerp.read_pathways,
        "cerp/cerc-coredb.sql3",
        "sqlite",
        PATHWAYS,
        partial(as_database, "pathways", versions=VERSIONS),
        column="emergpath_GtC",
        figure="emergpath_GtC",
        year="year",
        has_places=False,
    ),
    gapminder_chart(gapminder.read_gdp_per_person, "gdp_pcap", 3e4),
    Example(
        gapminder.read_gini,
        f"gini-2026/{gapminder.GINI_FILE}",
        "csv",
        GINI,
        as_csv,
        column="geo",
        figure="2019",
    ),
    Example(
        world_bank_gini.read,
        "gini-2026/wdi-gini-2026-03.csv",
        "csv",
        SURVEYS,
        as_csv,
        column="Country Code",
        figure="Value",
        year="Year",
    ),
    gapminder_chart(gapminder.read_population, "pop", 1.9e7, absolute=True),
    Example(
        primap.read,
        "primap/primap-hist-v2.5-and-inventories-2018-2022.nc",
        "netcdf",
        PRIMAP,
        partial(
            as_netcdf,
            origins=tuple(primap.SOURCES),
            units={"CH4": "CH4 * gigagram / a", "N2O": "N2O * gigagram / a"},
        ),
        column="CH4",
        figure="CH4",
        negative="CO2",
    ),
    Example(
        primap_rounded.read_reported,
        "inventories/primap-hist-2.6.1-HISTCR-M0EL-1880-2023.csv",
        "csv",
        yearly(
            ("iso3", "year"),
            {primap_rounded.TOTAL: 3.3e5, "co2_gg": 2.4e5, "ch4_gg": 2.1e3, "n2o_gg": 60.0},
            lambda code: (code,),
            world=False,
        ),
        as_csv,
        column="ch4_gg",
        figure=primap_rounded.TOTAL,
        year="year",
        negative="co2_gg",
    ),
    Example(
        primap_rounded.read_third_party,
        "inventories/primap-hist-2.6.1-HISTTP-AR6-M0EL-2014-2023.csv",
        "csv",
        PER_YEAR,
        as_csv,
        column="iso3",
        figure="2019",
        negative="2020",
    ),
    Example(
        edgar_2025.read,
        "inventories/edgar2025-ghg-by-sector-all-countries-unep-gap-2025.csv",
        "csv",
        EDGAR_2025,
        as_csv,
        column="sector_lv2",
        figure="2019",
        negative="2020",
    ),
    *(
        Example(
            act,
            f"inventories/gcb2025v0.3-fossil-{name}-MtCO2.csv",
            "csv",
            FOSSIL_CO2,
            as_csv,
            column="country",
            figure="2019",
            negative="2020",
        )
        for act, name in (
            (gcb_2025.read_territorial, "territorial"),
            (gcb_2025.read_consumption, "consumption"),
        )
    ),
    Example(
        lulucf_hub.read,
        "inventories/lulucf-data-hub-nghgi-v3.0-all-countries.csv",
        "csv",
        LAND_USE,
        as_csv,
        column="Category",
        figure="2019",
    ),
    Example(
        unfccc_crt.read,
        "inventories/crt-national-inventories-10-countries.csv",
        "csv",
        CRT,
        as_csv,
        column="sector_code",
        figure="2019",
        negative="2020",
    ),
    Example(
        ssp.read,
        "ssp/cmip6-ssps-workflow-emissions.csv",
        "csv",
        SSP,
        as_csv,
        column="Unit",
        figure="2019",
        negative="2018",
    ),
    Example(
        regional_pathways.read,
        "pathways/r10fsu-co2ffi-imp-ren-current-policies-pledges.csv",
        "csv",
        REGIONAL,
        as_csv,
        column="aggregate",
        figure="gtco2",
        year="year",
        negative="gtco2",
    ),
    Example(
        regions.read,
        "regions/iso3c_region_mapping_20240319.csv",
        "csv",
        REGIONS,
        as_csv,
        column="r10_ar6",
        figure="iso3c",
        scaled=False,
    ),
    Example(
        rcbs.read,
        "rcbs.yaml",
        "yaml",
        BUDGETS,
        as_yaml,
        column="baseline_year",
        figure="budget",
    ),
    Example(
        iamc.read,
        "own/paths.csv",
        "csv",
        OWN_PATHS,
        as_csv,
        column="Unit",
        figure="2030",
        scaled=False,
        has_places=False,
    ),
    Example(
        own_emissions.read,
        "own/emissions.csv",
        "csv",
        OWN_EMISSIONS,
        as_csv,
        column="unit",
        figure="value",
        year="year",
        negative="value",
        scaled=False,
        has_places=False,
    ),
    Example(
        ndc_registry.read,
        "ndc/ndcs-registry.csv",
        "csv",
        REGISTRY,
        as_csv,
        column="submissionDate",
        figure="submissionDate",
        scaled=False,
    ),
)
BY_NAME = {example.name: example for example in EXAMPLES}


def provider_files() -> dict[str, bytes]:
    """Return one whole folder of provider files; the equity database holds its pathways too."""
    return {example.file: example.content() for example in EXAMPLES if example.act is not cerp.read_pathways}
