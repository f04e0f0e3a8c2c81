"""PRIMAP-hist 2.5 and national inventories, 2018–2022, from one netCDF file.

The file holds gases × IPCC 2006 categories × areas × sources, in gigagrams a year. Each of
its sources that we read becomes a table with a ``Source`` of its own.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from climate_pathways.countries import COUNTRIES, WORLD
from climate_pathways.errors import TableError
from climate_pathways.provenance import Source
from climate_pathways.quantities import conversion_factor, gwp
from climate_pathways.sources.owid import Anchor, ensure_anchor
from climate_pathways.tables import Row, Table, ensure_places, ensure_unit, read_bytes
from climate_pathways.wording import mark

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
SOURCES = {
    "PRIMAP-hist_v2.5_final_nr, HISTCR": _COMMON,
    "PRIMAP-hist_v2.5_final_nr, HISTTP": replace(
        _COMMON, id="primap-histtp", title=mark("PRIMAP-hist 2.5: third-party data first")
    ),
    "CRF 2023, 230926": replace(
        _COMMON, id="crf-2023", title=mark("National inventories of Annex I parties, CRF tables 2023")
    ),
    "UNFCCC NAI, 231015": replace(
        _COMMON, id="nai-2023", title=mark("National inventories of other parties, UNFCCC interface 2023")
    ),
}
KYOTO = "KYOTOGHG (AR6GWP100)"
CATEGORY, AREA, ORIGIN = "category (IPCC2006_PRIMAP)", "area (ISO3)", "SourceScen"
WITHOUT_LAND_USE, LAND_USE = "M.0.EL", "M.LULUCF"

# Our variable → the file's entity and category.
VARIABLES = {
    "ghg_excl_lulucf": (KYOTO, WITHOUT_LAND_USE),
    "ghg_excl_lulucf_ar4": ("KYOTOGHG (AR4GWP100)", WITHOUT_LAND_USE),
    "ghg_excl_lulucf_ar5": ("KYOTOGHG (AR5GWP100)", WITHOUT_LAND_USE),
    "ghg_lulucf": (KYOTO, LAND_USE),
    "ghg_incl_lulucf": (KYOTO, "0"),
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
MAY_BE_NEGATIVE = ("ghg_lulucf", "ghg_incl_lulucf")
DAYS_FROM = "days since 1750-01-01"


def read(path: Path) -> dict[str, Table]:
    """Read the netCDF file: Gg per year → Mt CO2e (AR6 potentials), a table per source id."""
    import h5py

    read_bytes(path)
    try:
        with h5py.File(path) as file:
            ensure_entities(file, path)
            return {source.id: _table(file, origin, source, path) for origin, source in SOURCES.items()}
    except OSError as error:
        raise TableError(
            mark("this is not a whole netCDF file ({reason}); the file may be cut off."),
            file=path,
            expected=mark("the netCDF file as the provider publishes it."),
            reason=str(error).split("(")[0].strip(),
        ) from None


def ensure_entities(file: Any, path: Path) -> None:
    """Raise where a gas or dimension is missing, or a unit is not the one we convert from."""
    needed = {entity for entity, _ in VARIABLES.values()} | {CATEGORY, AREA, ORIGIN, "time"}
    for name in sorted(needed):
        if name not in file:
            raise TableError(
                mark("the variable “{name}” is missing."),
                file=path, value=", ".join(file)[:200],
                expected=mark("a file with the variable “{name}”. The provider may have renamed it."), name=name,
            )  # fmt: skip
    for entity, _ in VARIABLES.values():
        gas = entity if "(" not in entity else "CO2"
        ensure_unit(_unit_of(file[entity]), f"{gas} * gigagram / a", file=path, column=entity)
    ensure_unit(_unit_of(file["time"]), DAYS_FROM, file=path, column="time")


def _unit_of(variable: Any) -> str:
    found = variable.attrs.get("units", "")
    return found.decode() if isinstance(found, bytes) else str(found)


def _names(file: Any, dimension: str) -> list[str]:
    return [name.decode() if isinstance(name, bytes) else str(name) for name in file[dimension][:]]


def _table(file: Any, origin: str, source: Source, path: Path) -> Table:
    ensure_places(_names(file, ORIGIN), [origin], file=path)
    table = Table.from_rows(
        _rows(file, origin, path),
        source=source,
        units=dict.fromkeys(VARIABLES, "Mt CO2e"),
        file=path,
        may_be_negative=MAY_BE_NEGATIVE,
    )
    if source.id.startswith("primap-hist"):
        ensure_places(set(table.places), (*COUNTRIES, WORLD), file=path)
        ensure_anchor(table, Anchor(KYOTO, "KAZ", 2020, 150, 600), "ghg_excl_lulucf", file=path)
    return table


def _rows(file: Any, origin: str, path: Path) -> Iterator[Row]:
    categories, areas = _names(file, CATEGORY), _names(file, AREA)
    start = np.datetime64("1750-01-01")
    years = [int(str(start + np.timedelta64(int(day), "D"))[:4]) for day in file["time"][:]]
    place_of = {i: WORLD if name == "EARTH" else name for i, name in enumerate(areas)}
    position = _names(file, ORIGIN).index(origin)
    for variable, (entity, category) in VARIABLES.items():
        ensure_places(categories, [category], file=path)
        factor = conversion_factor("kt CO2e", "Mt CO2e") * (
            1.0 if "(" in entity else gwp(entity, "AR6GWP100")
        )
        figures = file[entity][:, categories.index(category), :, 0, position]
        for (when, where), value in np.ndenumerate(figures):
            place = place_of[where]
            if np.isfinite(value) and (len(place) == 3 or place == WORLD):
                yield Row(place, variable, years[when], float(value) * factor, when)
