"""Making the snapshot's tables and manifest from a folder of provider files.

The same input gives the same bytes: rows are sorted, numbers written with seven significant
figures, compressed without a time stamp. The edition's date stays as it was while the figures
stay as they were.
"""

import csv
import io
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

from climate_pathways.core.checks import ensure_unit
from climate_pathways.core.countries import WORLD
from climate_pathways.core.errors import PathwaysError
from climate_pathways.core.provenance import Source
from climate_pathways.core.tables import Series, Table
from climate_pathways.core.variables import GASES, VARIABLES
from climate_pathways.core.wording import mark
from climate_pathways.core.written_file import no_folder
from climate_pathways.figures.snapshot import pathways as pathway_file
from climate_pathways.figures.snapshot import snapshot
from climate_pathways.figures.snapshot.manifest import describe, hash_files, keep_edition
from climate_pathways.figures.snapshot.pathways import Pathways
from climate_pathways.figures.snapshot.snapshot import Snapshot
from climate_pathways.figures.snapshot.store import recover, store
from climate_pathways.figures.sources import (
    cerp,
    climate_watch,
    edgar_2025,
    ember,
    energy_institute,
    gapminder,
    gcb_2025,
    global_carbon_budget,
    jones,
    lulucf_hub,
    owid_co2,
    owid_population,
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

# Another number rewrites every figure, and so makes a new edition of unchanged sources.
SIGNIFICANT_FIGURES = 7
Progress = Callable[[str], None]
Figure = tuple[str, str, str, int, float]


@dataclass(frozen=True)
class Input:
    """One provider file and how to read it.

    ``others`` names the variables kept for countries outside the region: what comparison and
    fair shares need. ``others_since`` is the first year kept for them.
    """

    files: tuple[str, ...]
    read: Callable[..., Table | dict[str, Table]]
    others: tuple[str, ...] = ()
    # The earliest year that a table takes at all.
    others_since: int = 1500


_BASELINE = (
    "co2_fossil_baseline",
    "co2_land_use_baseline",
    "non_co2_baseline",
    "gdp_market",
    "ppp_to_mer",
    "gini",
    "population",
)
_TOTALS = (
    "ghg_excl_lulucf",
    "ghg_excl_lulucf_sar",
    "ghg_excl_lulucf_ar4",
    "ghg_excl_lulucf_ar5",
    "ghg_lulucf",
)
_BOUNDS = ("population_median", "population_lower95", "population_upper95")
_SECTORS = tuple(name for name in VARIABLES if name.startswith("sector_"))

COUNTRY_CODES = "regions/iso3c_region_mapping_20240319.csv"
INPUTS = (
    Input(("owid/ghg-emissions-by-gas.csv",), jones.read_by_gas, GASES),
    Input(("owid/total-ghg-emissions.csv",), jones.read_total),
    Input(("owid/ghg-emissions-by-sector.csv",), climate_watch.read_sectors, _SECTORS),
    Input(("owid/annual-co2-emissions-per-country.csv",), global_carbon_budget.read_total, ("co2_fossil",)),
    Input(("owid/co2-by-source.csv",), global_carbon_budget.read_by_fuel),
    Input(("owid/co-emissions-per-capita.csv",), global_carbon_budget.read_per_person),
    Input(("owid/owid-co2-data-2004-2023.csv", "owid/owid-co2-codebook.csv"), owid_co2.read, ("gdp_ppp",)),
    Input(("owid/share-elec-by-source.csv",), ember.read_shares),
    Input(("owid/electricity-prod-source-stacked.csv",), ember.read_generation),
    Input(("owid/WorldEnergy_Clean.csv",), energy_institute.read_energy),
    Input(("owid/per-capita-energy-use.csv",), energy_institute.read_per_person),
    Input(("population/population-owid-2025.csv",), owid_population.read, ("population",), others_since=1850),
    Input(("population/UN_PPP2024_Output_PopTot.xlsx",), un_wpp.read, _BOUNDS),
    Input(("gdp/API_NY.GDP.MKTP.PP.CD_DS2_en_csv_v2_1090665.csv",), world_bank.read, ("gdp_ppp_current",)),
    Input(("gini/WID-20NOV2025.xlsx",), wid.read, ("gini",)),
    Input(("cerp/cerc-coredb.sql3",), cerp.read, _BASELINE, others_since=1850),
    Input(("gapminder/gdp_pcap.csv",), gapminder.read_gdp_per_person, ("gdp_per_person",), others_since=1990),
    Input((f"gini-2026/{gapminder.GINI_FILE}",), gapminder.read_gini, ("gini",)),
    Input(("gini-2026/wdi-gini-2026-03.csv",), world_bank_gini.read),
    Input(("gapminder/pop.csv",), gapminder.read_population),
    Input(("primap/primap-hist-v2.5-and-inventories-2018-2022.nc",), primap.read, _TOTALS),
    Input(("inventories/crt-national-inventories-10-countries.csv",), unfccc_crt.read),
    Input(("inventories/primap-hist-2.6.1-HISTCR-M0EL-1880-2023.csv",), primap_rounded.read_reported),
    Input(("inventories/primap-hist-2.6.1-HISTTP-AR6-M0EL-2014-2023.csv",), primap_rounded.read_third_party),
    Input(("inventories/edgar2025-ghg-by-sector-all-countries-unep-gap-2025.csv",), edgar_2025.read),
    Input(("inventories/gcb2025v0.3-fossil-territorial-MtCO2.csv",), gcb_2025.read_territorial),
    Input(("inventories/gcb2025v0.3-fossil-consumption-MtCO2.csv",), gcb_2025.read_consumption),
    Input(("inventories/lulucf-data-hub-nghgi-v3.0-all-countries.csv",), lulucf_hub.read),
)

CERP_FILE, SSP_FILE, RCBS_FILE = "cerp/cerc-coredb.sql3", "ssp/cmip6-ssps-workflow-emissions.csv", "rcbs.yaml"
REGIONAL_FILE = "pathways/r10fsu-co2ffi-imp-ren-current-policies-pledges.csv"
PATHWAY_INPUTS = (
    (cerp.SOURCE, CERP_FILE),
    (ssp.SOURCE, SSP_FILE),
    (rcbs.SOURCE, RCBS_FILE),
    (regional_pathways.SOURCE, REGIONAL_FILE),
)
# Each scenario is kept with every set of potentials in use.
CONTEXTS = ("AR4GWP100", "AR5GWP100", "AR6GWP100")
PathwayFigure = tuple[str, str, str, str, int, float]


@dataclass(frozen=True)
class SnapshotDraft:
    """A snapshot made from provider files and not written yet: tables by name, uncompressed."""

    tables: Mapping[str, bytes]
    manifest: dict[str, Any]

    def snapshot(self) -> Snapshot:
        """Return the figures exactly as they would be read back."""
        names = (snapshot.REGION_FILE, snapshot.OTHERS_FILE)
        figures = {key: series for name in names for key, series in snapshot.parse(self.tables[name], name)}
        return Snapshot(manifest=self.manifest, figures=figures)

    def pathways(self) -> Pathways:
        return Pathways(dict(pathway_file.parse(self.tables[snapshot.PATHWAYS_FILE])))


def build(origin: Path, target: Path, *, today: date, progress: Progress) -> dict[str, Any]:
    """Read every provider file below ``origin`` and write the snapshot into ``target``.

    Returns the manifest. Nothing is written unless every file passes its checks. Raises
    ``TableError`` for a bad file, ``PathwaysError`` where ``origin`` is not such a folder.
    """
    if not target.parent.is_dir():
        raise no_folder(target.parent)
    recover(target)
    prepared = prepare(origin, target, today=today, progress=progress)
    store(target, prepared.tables, prepared.manifest)
    return prepared.manifest


def prepare(origin: Path, target: Path, *, today: date, progress: Progress) -> SnapshotDraft:
    """Read and check every provider file below ``origin``; write nothing.

    The edition's date is that of the snapshot in ``target`` where its figures are the same. Raises
    what ``build`` raises.
    """
    if not snapshot.is_folder_of_figures(origin):
        raise PathwaysError(
            mark("{folder!r} is not a folder of provider files: it has no folder “owid”."), folder=origin.name
        )
    countries = regions.read(origin / COUNTRY_CODES).keys()
    region: list[Figure] = []
    others: list[Figure] = []
    sources: dict[str, Source] = {}
    hashes: dict[str, dict[str, str]] = {}
    for entry in INPUTS:
        progress(", ".join(entry.files))
        for table in read_tables(entry, origin):
            sources[table.source.id] = table.source
            # Added to, not put in place: one source may come in several files.
            hashes.setdefault(table.source.id, {}).update(hash_files(origin, entry.files))
            of_region, of_others = _divided(figures_of(table, countries), entry)
            region += of_region
            others += of_others
    for source, file in PATHWAY_INPUTS:
        progress(file)
        sources[source.id] = source
        hashes.setdefault(source.id, {}).update(hash_files(origin, (file,)))
    tables = {
        snapshot.REGION_FILE: write_rows(region),
        snapshot.OTHERS_FILE: write_rows(others),
        snapshot.PATHWAYS_FILE: pathway_file.write(pathway_figures(origin), SIGNIFICANT_FIGURES),
    }
    used = {name for figures in (region, others) for _, _, name, _, _ in figures}
    manifest = describe(tables, sources, hashes, used, edition=today)
    # The date is that of the figures: making the same ones again is no new edition.
    keep_edition(manifest, target)
    return SnapshotDraft(tables, manifest)


def _divided(figures: Iterable[Figure], entry: Input) -> tuple[list[Figure], list[Figure]]:
    """Return the figures of the twelve countries and the World, and those that are kept of all others."""
    region, others = [], []
    for figure in figures:
        if figure[0] in snapshot.REGION_PLACES:
            region.append(figure)
        # What neither a comparison nor a fair share needs is left out, so that the package stays small.
        elif figure[2] in entry.others and figure[3] >= entry.others_since:
            others.append(figure)
    return region, others


def read_tables(entry: Input, origin: Path) -> list[Table]:
    """Read one input and check that its units are the data dictionary's."""
    result = entry.read(*(origin / name for name in entry.files))
    tables = [result] if isinstance(result, Table) else list(result.values())
    for table in tables:
        for name in table.variables:
            # The tables hold no unit: whoever reads them takes it from the dictionary.
            ensure_unit(table.units[name], VARIABLES[name].unit, file=entry.files[0], row=0, column=name)
    return tables


def pathway_figures(origin: Path) -> Iterator[PathwayFigure]:
    """Yield global paths with and without land use, those of the region, and remaining carbon budgets."""
    paths = cerp.read_pathways(origin / CERP_FILE)
    for name in paths.variables:
        scenario, _, part = name.partition("|")
        path = paths.series(WORLD, name)
        yield from _pathway(path, scenario, part) if path else ()
    emissions = ssp.read(origin / SSP_FILE)
    for scenario, context, with_land_use in product(ssp.SCENARIOS, CONTEXTS, (True, False)):
        path = ssp.kyoto_total(emissions, scenario, context=context, with_land_use=with_land_use)
        yield from _pathway(path, scenario, pathway_file.ghg(context, with_land_use=with_land_use))
    regional = regional_pathways.read(origin / REGIONAL_FILE)
    for name in regional.variables:
        path = regional.series(regional_pathways.REGION, name)
        yield from _pathway(path, name, regional_pathways.VARIABLE) if path else ()
    for budget in rcbs.read(origin / RCBS_FILE):
        name = f"{budget.source}|{budget.scenario}"
        year, value = budget.baseline_year, budget.budget_gt_co2
        yield rcbs.SOURCE.id, name, pathway_file.CARBON_BUDGET, "Gt CO2", year, value


def _pathway(path: Series, scenario: str, variable: str) -> Iterator[PathwayFigure]:
    for year, value in zip(path.years, path.values, strict=True):
        yield path.source, scenario, variable, path.unit, int(year), float(value)


def figures_of(table: Table, countries: Collection[str]) -> Iterator[Figure]:
    """Yield the rows of a table as the snapshot stores them: countries and the World only.

    Some providers give groups of countries codes of three letters (``LDC``, ``ARB``).
    """
    # As plain text and numbers: of an array they would be taken out and made plain one by one.
    columns = (table.place, table.variable, table.year, table.value)
    for place, variable, year, value in zip(*(column.tolist() for column in columns), strict=True):
        if place in countries or place == WORLD:
            yield place, table.source.id, variable, year, value


def write_rows(figures: Iterable[Figure]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(snapshot.COLUMNS)
    # Whoever reads takes neighbours for one series, and the same figures must give the same bytes.
    for *key, value in sorted(figures):
        writer.writerow([*key, f"{value:.{SIGNIFICANT_FIGURES}g}"])
    return text.getvalue().encode("utf-8")
