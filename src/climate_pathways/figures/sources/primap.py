"""PRIMAP-hist 2.5, national inventories and EDGAR, 2018–2022, from one netCDF file.

The file holds gases × IPCC 2006 categories × areas × sources, in gigagrams a year. Each of
its sources that we read becomes a table with a ``Source`` of its own.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from climate_pathways.core.checks import Row, ensure_places, ensure_unit
from climate_pathways.core.countries import COUNTRIES, WORLD
from climate_pathways.core.errors import TableError
from climate_pathways.core.optional import optional
from climate_pathways.core.provenance import Source
from climate_pathways.core.quantities import conversion_factor, gwp
from climate_pathways.core.tables import Table
from climate_pathways.core.wording import mark
from climate_pathways.figures.sources.owid import Anchor, ensure_anchor, place_of
from climate_pathways.figures.sources.text_files import read_bytes

_COMMON = Source(
    id="primap-histcr",
    title=mark("PRIMAP-hist 2.5: country-reported data first"),
    provider="Potsdam Institute for Climate Impact Research; Climate Resource",
    licence="CC BY 4.0",
    url="https://primap.org/primap-hist/",
    citation="Gütschow, Pflüger and Busch (2023), The PRIMAP-hist national historical emissions time series "
    "v2.5, with the inventories it was built from.",
    edition="2.5",
    files=("primap-hist-v2.5-and-inventories-2018-2022.nc",),
    note=mark("Five years only, 2018–2022, from the test file of a public viewer."),
)
_COMPILED = "; compiled by the Potsdam Institute for Climate Impact Research"
SOURCES = {
    "PRIMAP-hist_v2.5_final_nr, HISTCR": _COMMON,
    "PRIMAP-hist_v2.5_final_nr, HISTTP": replace(
        _COMMON, id="primap-histtp", title=mark("PRIMAP-hist 2.5: third-party data first")
    ),
    "CRF 2023, 230926": replace(
        _COMMON,
        id="crf-2023",
        title=mark("National inventories of Annex I parties, CRF tables 2023"),
        provider="Annex I parties to the UNFCCC" + _COMPILED,
        edition="2023-09-26",
    ),
    "UNFCCC NAI, 231015": replace(
        _COMMON,
        id="nai-2023",
        title=mark("National inventories of other parties, UNFCCC interface 2023"),
        provider="Parties to the UNFCCC" + _COMPILED,
        edition="2023-10-15",
    ),
    "EDGAR 7.0, HISTORY": replace(
        _COMMON,
        id="edgar-7",
        title=mark("EDGAR 7.0"),
        provider="European Commission, Joint Research Centre" + _COMPILED,
        url="https://edgar.jrc.ec.europa.eu/dataset_ghg70",
        licence=mark("CC BY 4.0, with the IEA’s notice"),
        citation="European Commission, Joint Research Centre (2022), Emissions Database for Global Atmospheric "
        "Research, version 7.0; energy based on IEA, World Energy Balances, www.iea.org/data-and-statistics, all "
        "rights reserved, as modified by the Joint Research Centre; as prepared for PRIMAP-hist v2.5 (Gütschow, "
        "Pflüger and Busch, 2023).",
        edition="7.0",
    ),
}
# The other sources hold the parties that reported: their sum over “EARTH” is not the world.
WORLDWIDE = ("primap-histcr", "primap-histtp", "edgar-7")

KYOTO = "KYOTOGHG (AR6GWP100)"
CATEGORY, AREA, ORIGIN = "category (IPCC2006_PRIMAP)", "area (ISO3)", "SourceScen"
DIMENSIONS = ("time", CATEGORY, AREA, ORIGIN)
WITHOUT_LAND_USE, LAND_USE, WITH_LAND_USE = "M.0.EL", "M.LULUCF", "0"
# Least developed countries: the one group in the file whose code looks like a country's.
GROUP = "LDC"

# Our variable → the file's entity and category.
VARIABLES = {
    "ghg_excl_lulucf": (KYOTO, WITHOUT_LAND_USE),
    "ghg_excl_lulucf_sar": ("KYOTOGHG (SARGWP100)", WITHOUT_LAND_USE),
    "ghg_excl_lulucf_ar4": ("KYOTOGHG (AR4GWP100)", WITHOUT_LAND_USE),
    "ghg_excl_lulucf_ar5": ("KYOTOGHG (AR5GWP100)", WITHOUT_LAND_USE),
    "ghg_lulucf": (KYOTO, LAND_USE),
    "ghg_incl_lulucf": (KYOTO, WITH_LAND_USE),
    "co2_excl_lulucf": ("CO2", WITHOUT_LAND_USE),
    "ch4_excl_lulucf": ("CH4", WITHOUT_LAND_USE),
    "n2o_excl_lulucf": ("N2O", WITHOUT_LAND_USE),
    "fgases_excl_lulucf": ("FGASES (AR6GWP100)", WITHOUT_LAND_USE),
    "ipcc_energy": (KYOTO, "1"),
    "ipcc_industry": (KYOTO, "2"),
    "ipcc_agriculture": (KYOTO, "M.AG"),
    "ipcc_waste": (KYOTO, "4"),
    "ipcc_other": (KYOTO, "5"),
}
ENTITIES = tuple(dict.fromkeys(entity for entity, _ in VARIABLES.values()))
MAY_BE_NEGATIVE = ("ghg_lulucf", "ghg_incl_lulucf")
DAYS_FROM = "days since 1750-01-01"


@dataclass(frozen=True)
class Contents:
    """What we need of the file: figures and attributes by name, and the names it has."""

    figures: Mapping[str, NDArray[Any]]
    attributes: Mapping[str, Mapping[str, Any]]
    found: tuple[str, ...]

    def names(self, dimension: str) -> list[str]:
        return [_text(name) for name in self.figures[dimension]]


def read(path: Path) -> dict[str, Table]:
    """Read the netCDF file: Gg per year → Mt CO2e (AR6 potentials), a table per source id.

    ``ghg_incl_lulucf`` is the file's category 0, kept only where the source also reports land
    use: elsewhere category 0 silently leaves land use out. What a source lacks is absent.
    """
    read_bytes(path)
    contents = load(path)
    ensure_present(contents, path)
    ensure_units(contents, path)
    ensure_shapes(contents, path)
    years = read_years(contents, path)
    return {source.id: _table(contents, years, origin, source, path) for origin, source in SOURCES.items()}


def load(path: Path) -> Contents:
    """Return the variables we need; raise ``TableError`` for a damaged file."""
    h5py = optional("h5py")

    try:
        with h5py.File(path) as file:
            present = {name: file[name] for name in (*DIMENSIONS, *ENTITIES) if name in file}
            return Contents(
                figures={name: item[...] for name, item in present.items() if isinstance(item, h5py.Dataset)},
                attributes={name: dict(item.attrs) for name, item in present.items()},
                found=tuple(file),
            )
    # By the place of the damage, h5py raises any of these.
    except (OSError, KeyError, RuntimeError, ValueError) as error:
        raise TableError(
            mark("this is not a whole netCDF file; the file may be cut off."),
            file=path,
            expected=mark("the netCDF file as the provider publishes it."),
        ) from error


def ensure_present(contents: Contents, path: Path) -> None:
    """Raise where a gas or a dimension is missing."""
    for name in (*DIMENSIONS, *ENTITIES):
        if name not in contents.figures:
            raise TableError(
                mark("the variable “{name}” is missing."),
                file=path,
                value=", ".join(contents.found)[:200],
                expected=mark("a file with the variable “{name}”. The provider may have renamed it."),
                name=name,
            )


def ensure_units(contents: Contents, path: Path) -> None:
    """Raise where a unit, or the set of warming potentials, is not the one we convert from."""
    ensure_unit(_unit_of(contents, "time"), DAYS_FROM, file=path, column="time")
    for entity in ENTITIES:
        gas, _, potentials = entity.partition(" (")
        unit = f"{'CO2' if potentials else gas} * gigagram / a"
        ensure_unit(_unit_of(contents, entity), unit, file=path, column=entity)
        if potentials:
            # The entity's name says the set; an attribute that says another must not pass.
            context = potentials.rstrip(")")
            given = _text(contents.attributes[entity].get("gwp_context", context))
            ensure_unit(given, context, file=path, column=entity)


def _unit_of(contents: Contents, name: str) -> str:
    return _text(contents.attributes[name].get("units", ""))


def ensure_shapes(contents: Contents, path: Path) -> None:
    """Raise where a gas is not numbers over the five dimensions, or has a second provenance."""
    *others, origins = (contents.figures[name].size for name in DIMENSIONS)
    lengths = (*others, 1, origins)
    for entity in ENTITIES:
        figures = contents.figures[entity]
        if figures.shape != lengths:
            raise TableError(
                mark("the dimensions have changed."),
                file=path,
                column=entity,
                value=" × ".join(map(str, figures.shape)),
                expected=mark("figures by time, category, area, provenance (one) and source: {lengths}."),
                lengths=" × ".join(map(str, lengths)),
            )
        if figures.dtype.kind not in "fiu":
            raise TableError(
                mark("this is not a number."),
                file=path,
                column=entity,
                value=_text(figures.flat[0])[:40],
                expected=mark("a plain decimal number, or nothing where the provider has none."),
            )


def read_years(contents: Contents, path: Path) -> list[int]:
    """Return the year of each point in time; the file counts days."""
    days = contents.figures["time"]
    if days.dtype.kind not in "iu":
        raise TableError(
            mark("this is not a year."),
            file=path,
            column="time",
            value=_text(days.flat[0])[:40],
            expected=mark("a whole number such as 2022."),
        )
    return [
        # NumPy counts years from 1970.
        int(year)
        for year in (np.datetime64("1750-01-01") + days).astype("datetime64[Y]").astype(int) + 1970
    ]


def _text(value: Any) -> str:
    return value.decode(errors="replace") if isinstance(value, bytes) else str(value)


def _table(contents: Contents, years: list[int], origin: str, source: Source, path: Path) -> Table:
    ensure_places(contents.names(ORIGIN), [origin], file=path)
    rows = list(_rows(contents, years, origin, path))
    with_land_use = {(row.place, row.year) for row in rows if row.variable == "ghg_lulucf"}
    table = Table.from_rows(
        (
            row
            for row in rows
            if (row.variable != "ghg_incl_lulucf" or (row.place, row.year) in with_land_use)
            and (row.place != WORLD or source.id in WORLDWIDE)
        ),
        source=source,
        units=dict.fromkeys(VARIABLES, "Mt CO2e"),
        file=path,
        may_be_negative=MAY_BE_NEGATIVE,
    )
    if source.id in WORLDWIDE:
        ensure_places(set(table.places), (*COUNTRIES, WORLD), file=path)
        ensure_anchor(table, Anchor(KYOTO, "KAZ", 2020, 150, 600), "ghg_excl_lulucf", file=path)
    return table


def _rows(contents: Contents, years: list[int], origin: str, path: Path) -> Iterator[Row]:
    categories, areas = contents.names(CATEGORY), contents.names(AREA)
    ensure_places(categories, sorted({category for _, category in VARIABLES.values()}), file=path)
    places = [WORLD if area == "EARTH" else place_of(area) for area in areas]
    position = contents.names(ORIGIN).index(origin)
    to_mt = conversion_factor("kt CO2e", "Mt CO2e")
    for variable, (entity, category) in VARIABLES.items():
        factor = to_mt * (1.0 if "(" in entity else gwp(entity, "AR6GWP100"))
        # The 0 is the one provenance: `ensure_shapes` has refused a file with a second.
        figures = contents.figures[entity][:, categories.index(category), :, 0, position]
        for (when, where), value in np.ndenumerate(figures):
            place = places[where]
            if place and place != GROUP and not np.isnan(value):
                # The file has no rows: an error names the place in time instead.
                yield Row(place, variable, years[when], float(value) * factor, when + 1)
