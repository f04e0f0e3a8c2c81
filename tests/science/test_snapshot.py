"""The snapshot of figures: built alike from equal files, never half-written, checked whole."""

import gzip
import json
import shutil
import stat
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.science.sources.examples import BY_NAME
from tests.science.updating import FIRST_DAY, LATER

from climate_pathways.core.countries import COUNTRIES, WORLD
from climate_pathways.core.errors import PathwaysError, TableError
from climate_pathways.core.quantities import UNITS
from climate_pathways.core.variables import VARIABLES
from climate_pathways.figures.snapshot import datapackage, snapshot
from climate_pathways.figures.snapshot.build import INPUTS, PATHWAY_INPUTS, RCBS_FILE, build
from climate_pathways.figures.snapshot.snapshot import (
    MANIFEST_FILE,
    OTHERS_FILE,
    REGION_FILE,
    TABLES,
)
from climate_pathways.figures.snapshot.store import beside, recover

FILES = (*TABLES, MANIFEST_FILE)
# The first and the last that are read, and a workbook.
TELLING = (INPUTS[0].files[0], RCBS_FILE, "population/UN_PPP2024_Output_PopTot.xlsx")


def make(origin: Path, target: Path, today: date = FIRST_DAY) -> dict[str, Any]:
    return build(origin, target, today=today, progress=lambda name: None)


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


# --- building -------------------------------------------------------------------------------


def test_every_input_has_a_small_file(good_files: dict[str, bytes]) -> None:
    files = {name for entry in INPUTS for name in entry.files} | {name for _, name in PATHWAY_INPUTS}
    assert files <= good_files.keys()


def test_equal_files_give_equal_bytes(provider_folder: Path, old_snapshot: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    make(provider_folder, again)
    assert contents(again) == contents(old_snapshot)


def test_what_was_built_is_whole(old_snapshot: Path) -> None:
    assert set(contents(old_snapshot)) == {*FILES, datapackage.FILE}
    checked = snapshot.verify(old_snapshot)
    assert checked.edition == FIRST_DAY.isoformat()
    assert {*COUNTRIES, WORLD, "FRA"} <= set(checked.places())
    series = checked.series("KAZ", "jones", "ghg_co2")
    assert series is not None and series.unit == "Mt CO2e" and series.at(2020) == pytest.approx(270)


def test_the_edition_stays_while_the_figures_stay(provider_folder: Path, old_snapshot: Path) -> None:
    before = contents(old_snapshot)
    (old_snapshot / REGION_FILE).chmod(0o640)
    make(provider_folder, old_snapshot, LATER)
    assert contents(old_snapshot) == before
    # Who might read a file still may, and nobody else.
    assert stat.S_IMODE((old_snapshot / REGION_FILE).stat().st_mode) == 0o640


def test_the_edition_is_the_day_on_which_a_figure_changed(provider_folder: Path, old_snapshot: Path) -> None:
    example = BY_NAME["jones.read_total"]
    (provider_folder / example.file).write_bytes(example.encode(example.grid.times(1.01)))
    before = contents(old_snapshot)
    assert make(provider_folder, old_snapshot, LATER)["edition"] == LATER.isoformat()
    assert snapshot.verify(old_snapshot).edition == LATER.isoformat()
    assert contents(old_snapshot)[OTHERS_FILE] == before[OTHERS_FILE]


def test_a_damaged_snapshot_is_replaced(provider_folder: Path, old_snapshot: Path) -> None:
    (old_snapshot / MANIFEST_FILE).write_bytes(b"{")
    make(provider_folder, old_snapshot, LATER)
    assert snapshot.verify(old_snapshot).edition == LATER.isoformat()


@pytest.mark.parametrize(
    "name",
    [
        name if name in TELLING else pytest.param(name, marks=pytest.mark.whole)
        for name in sorted(
            {name for entry in INPUTS for name in entry.files} | {name for _, name in PATHWAY_INPUTS}
        )
    ],
)
def test_a_bad_file_leaves_the_old_snapshot(name: str, provider_folder: Path, old_snapshot: Path) -> None:
    before = contents(old_snapshot)
    (provider_folder / name).write_bytes(b"<html>Service unavailable</html>")
    with pytest.raises(TableError) as caught:
        make(provider_folder, old_snapshot, LATER)
    assert caught.value.file == Path(name).name
    assert contents(old_snapshot) == before


def test_a_missing_file_leaves_the_old_snapshot(provider_folder: Path, old_snapshot: Path) -> None:
    before = contents(old_snapshot)
    (provider_folder / INPUTS[-1].files[0]).unlink()
    with pytest.raises(TableError, match="there is no such file or folder"):
        make(provider_folder, old_snapshot, LATER)
    assert contents(old_snapshot) == before


def test_refuses_a_folder_without_provider_files(tmp_path: Path) -> None:
    with pytest.raises(PathwaysError) as caught:
        make(tmp_path, tmp_path / "snapshot")
    assert tmp_path.name in str(caught.value) and "owid" in str(caught.value)
    assert caught.value.in_language("ru") != str(caught.value)
    assert not (tmp_path / "snapshot").exists()


# --- what is shipped ------------------------------------------------------------------------


def test_the_shipped_snapshot_is_whole() -> None:
    checked = snapshot.verify(snapshot.shipped())
    assert {*COUNTRIES, WORLD} <= set(checked.places())
    assert set(snapshot.region().places()) == {*COUNTRIES, WORLD}
    date.fromisoformat(checked.edition)


def test_the_shipped_description_for_other_tools_says_what_the_manifest_says() -> None:
    folder = snapshot.shipped()
    written, manifest = folder.joinpath(datapackage.FILE).read_bytes(), snapshot.read_manifest(folder)
    assert written == datapackage.described(manifest), (
        "run pathways snapshot build, or write described(manifest)"
    )
    package = json.loads(written)
    assert {source["id"]: source["licenses"][0]["title"] for source in package["sources"]} == {
        source["id"]: source["licence"] for source in manifest["sources"]
    }
    assert "licenses" not in package, "the package as a whole has no licence of its own"
    for resource in package["resources"][: len(TABLES)]:
        with gzip.open(str(folder.joinpath(resource["path"])), "rt", encoding="utf-8") as table:
            assert next(table).strip().split(",") == [field["name"] for field in resource["schema"]["fields"]]
            assert resource["rows"] == sum(1 for _ in table)


def test_a_built_snapshot_is_described_for_other_tools(old_snapshot: Path) -> None:
    manifest = snapshot.read_manifest(old_snapshot)
    assert (old_snapshot / datapackage.FILE).read_bytes() == datapackage.described(manifest)


@pytest.mark.parametrize("is_described", [True, False])
def test_a_description_that_came_before_its_figures_goes_back_with_them(
    old_snapshot: Path, is_described: bool
) -> None:
    """A former snapshot may be of before there were descriptions."""
    former = beside(old_snapshot, "old")
    shutil.copytree(old_snapshot, former)
    if not is_described:
        (former / datapackage.FILE).unlink()
    before = contents(former)
    (old_snapshot / datapackage.FILE).write_text("{}")
    recover(old_snapshot)
    assert contents(old_snapshot) == before
    assert not former.exists()


def test_every_shipped_variable_is_in_the_dictionary_with_its_unit() -> None:
    shipped = snapshot.read_manifest(snapshot.shipped())["variables"]
    figures = snapshot.load(snapshot.shipped()).figures
    assert set(shipped) == {variable for _, _, variable in figures}
    for name, entry in shipped.items():
        assert entry["unit"] == VARIABLES[name].unit
        assert entry["unit"] in UNITS
        assert entry["label"] and entry["meaning"]


def test_every_shipped_source_says_whose_it_is() -> None:
    for source in snapshot.region().sources.values():
        assert source.title and source.provider and source.licence and source.citation and source.files
        assert source.url.startswith("https://")


def test_the_shipped_paths_hold_scenarios_and_carbon_budgets() -> None:
    paths = snapshot.pathways(snapshot.shipped())
    assert paths.of("ssp", "ssp119", "ghg_ar6").at(2019) == pytest.approx(54_401, rel=1e-3)
    assert paths.of("ssp", "ssp119", "ghg_ar6_without_land_use").at(2019) == pytest.approx(51_157, rel=1e-3)
    assert paths.budgets()["ar6_2020|1.5p50"].at(2020) == 500
    with pytest.raises(PathwaysError, match="ssp999"):
        paths.of("ssp", "ssp999", "ghg_ar6")


# --- the real files -------------------------------------------------------------------------


@pytest.mark.source_data
@pytest.mark.timeout(120)
def test_the_real_files_give_the_shipped_figures(real_figures: Path, tmp_path: Path) -> None:
    """Contents are compared before compression: zlib's versions differ in bytes, not in text."""
    manifest = make(real_figures, tmp_path)
    shipped = snapshot.read_manifest(snapshot.shipped())
    assert manifest["tables"] == shipped["tables"]
    assert manifest["sources"] == shipped["sources"]
    assert manifest["variables"] == shipped["variables"]
