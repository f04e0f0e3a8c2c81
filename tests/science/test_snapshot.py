"""The snapshot of figures: built alike from equal files, never half-written, checked whole."""

import gzip
import hashlib
import json
import shutil
import stat
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.science.sources.examples import BY_NAME

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
    SnapshotError,
)
from climate_pathways.figures.snapshot.store import beside, recover

FIRST_DAY, LATER = date(2026, 1, 2), date(2026, 3, 4)
FILES = (*TABLES, MANIFEST_FILE)
# The first and the last that are read, and a workbook.
TELLING = (INPUTS[0].files[0], RCBS_FILE, "population/UN_PPP2024_Output_PopTot.xlsx")


def make(origin: Path, target: Path, today: date = FIRST_DAY) -> dict[str, Any]:
    return build(origin, target, today=today, progress=lambda name: None)


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, good_files: dict[str, bytes]) -> dict[str, bytes]:
    """The files of one snapshot built from the small provider folder."""
    from tests.science.sources.examples import write

    origin, target = tmp_path_factory.mktemp("providers"), tmp_path_factory.mktemp("snapshot")
    write(origin, good_files)
    make(origin, target)
    return contents(target)


@pytest.fixture
def target(tmp_path: Path, built: dict[str, bytes]) -> Path:
    folder = tmp_path / "snapshot"
    folder.mkdir()
    for name, content in built.items():
        (folder / name).write_bytes(content)
    return folder


# --- building -------------------------------------------------------------------------------


def test_every_input_has_a_small_file(good_files: dict[str, bytes]) -> None:
    files = {name for entry in INPUTS for name in entry.files} | {name for _, name in PATHWAY_INPUTS}
    assert files <= good_files.keys()


def test_equal_files_give_equal_bytes(provider_folder: Path, target: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    make(provider_folder, again)
    assert contents(again) == contents(target)


def test_what_was_built_is_whole(target: Path) -> None:
    assert set(contents(target)) == {*FILES, datapackage.FILE}
    checked = snapshot.verify(target)
    assert checked.edition == FIRST_DAY.isoformat()
    assert {*COUNTRIES, WORLD, "FRA"} <= set(checked.places())
    series = checked.series("KAZ", "jones", "ghg_co2")
    assert series is not None and series.unit == "Mt CO2e" and series.at(2020) == pytest.approx(270)


def test_the_edition_stays_while_the_figures_stay(provider_folder: Path, target: Path) -> None:
    before = contents(target)
    (target / REGION_FILE).chmod(0o640)
    make(provider_folder, target, LATER)
    assert contents(target) == before
    # Who might read a file still may, and nobody else.
    assert stat.S_IMODE((target / REGION_FILE).stat().st_mode) == 0o640


def test_the_edition_is_the_day_on_which_a_figure_changed(provider_folder: Path, target: Path) -> None:
    example = BY_NAME["jones.read_total"]
    (provider_folder / example.file).write_bytes(example.encode(example.grid.times(1.01)))
    before = contents(target)
    assert make(provider_folder, target, LATER)["edition"] == LATER.isoformat()
    assert snapshot.verify(target).edition == LATER.isoformat()
    assert contents(target)[OTHERS_FILE] == before[OTHERS_FILE]


def test_a_damaged_snapshot_is_replaced(provider_folder: Path, target: Path) -> None:
    (target / MANIFEST_FILE).write_bytes(b"{")
    make(provider_folder, target, LATER)
    assert snapshot.verify(target).edition == LATER.isoformat()


@pytest.mark.parametrize(
    "name",
    [
        name if name in TELLING else pytest.param(name, marks=pytest.mark.whole)
        for name in sorted(
            {name for entry in INPUTS for name in entry.files} | {name for _, name in PATHWAY_INPUTS}
        )
    ],
)
def test_a_bad_file_leaves_the_old_snapshot(name: str, provider_folder: Path, target: Path) -> None:
    before = contents(target)
    (provider_folder / name).write_bytes(b"<html>Service unavailable</html>")
    with pytest.raises(TableError) as caught:
        make(provider_folder, target, LATER)
    assert caught.value.file == Path(name).name
    assert contents(target) == before


def test_a_missing_file_leaves_the_old_snapshot(provider_folder: Path, target: Path) -> None:
    before = contents(target)
    (provider_folder / INPUTS[-1].files[0]).unlink()
    with pytest.raises(TableError, match="the file is missing"):
        make(provider_folder, target, LATER)
    assert contents(target) == before


def test_refuses_a_folder_without_provider_files(tmp_path: Path) -> None:
    with pytest.raises(PathwaysError) as caught:
        make(tmp_path, tmp_path / "snapshot")
    assert tmp_path.name in str(caught.value) and "owid" in str(caught.value)
    assert caught.value.in_language("ru") != str(caught.value)
    assert not (tmp_path / "snapshot").exists()


# --- verifying ------------------------------------------------------------------------------


def refusal(folder: Path, name: str) -> SnapshotError:
    """Return the error of verifying, checked to name the file and what to do in both languages."""
    with pytest.raises(SnapshotError) as caught:
        snapshot.verify(folder)
    english, russian = caught.value.in_language("en"), caught.value.in_language("ru")
    assert name in english and name in russian
    assert english != russian
    assert "pathways snapshot build" in english and "pathways snapshot build" in russian
    return caught.value


@pytest.mark.parametrize("name", FILES)
def test_finds_a_missing_file(name: str, target: Path) -> None:
    (target / name).unlink()
    assert "missing" in str(refusal(target, name))


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("position", [0, -1, -5])
def test_finds_a_flipped_byte(name: str, position: int, target: Path) -> None:
    content = bytearray((target / name).read_bytes())
    content[position] ^= 0xFF
    (target / name).write_bytes(content)
    assert "damaged" in str(refusal(target, name))


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize(
    "places", [(10, 35, 59), pytest.param((*range(11, 35), *range(36, 59)), marks=pytest.mark.whole)]
)
def test_finds_a_flipped_byte_in_the_compressed_text(
    name: str, places: tuple[int, ...], target: Path
) -> None:
    good = (target / name).read_bytes()
    for position in places:
        (target / name).write_bytes(good[:position] + bytes([good[position] ^ 0xFF]) + good[position + 1 :])
        refusal(target, name)


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("length", [0, 5, 200])
def test_finds_a_truncated_table(name: str, length: int, target: Path) -> None:
    (target / name).write_bytes((target / name).read_bytes()[:length])
    assert "damaged" in str(refusal(target, name))


@pytest.mark.parametrize("name", TABLES)
def test_finds_a_wrong_count_of_rows(name: str, target: Path) -> None:
    manifest = json.loads((target / MANIFEST_FILE).read_text())
    manifest["tables"][name]["rows"] += 1
    (target / MANIFEST_FILE).write_text(json.dumps(manifest))
    assert "damaged" in str(refusal(target, name))


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"null", b"\xff\xfe{}", b'{"format": 99}', b'{"format": 1}'],
    ids=["empty", "cut off", "a list", "null", "other encoding", "other format", "nothing inside"],
)
def test_finds_a_bad_manifest(content: bytes, target: Path) -> None:
    (target / MANIFEST_FILE).write_bytes(content)
    refusal(target, MANIFEST_FILE)


@pytest.mark.parametrize("part", ["edition", "tables", "sources", "variables"])
def test_finds_a_manifest_without_a_part(part: str, target: Path) -> None:
    manifest = json.loads((target / MANIFEST_FILE).read_text())
    del manifest[part]
    (target / MANIFEST_FILE).write_text(json.dumps(manifest))
    assert part in str(refusal(target, MANIFEST_FILE))


def test_finds_a_source_that_the_manifest_does_not_describe(target: Path) -> None:
    manifest = json.loads((target / MANIFEST_FILE).read_text())
    manifest["sources"] = [source for source in manifest["sources"] if source["id"] != "jones"]
    (target / MANIFEST_FILE).write_text(json.dumps(manifest))
    assert "jones" in str(refusal(target, MANIFEST_FILE))


def rewrite(folder: Path, change: Callable[[list[str]], list[str]]) -> None:
    """Change the rows of the region's table and write hash and count to match."""
    lines = change(gzip.decompress((folder / REGION_FILE).read_bytes()).decode().splitlines(keepends=True))
    content = "".join(lines).encode()
    (folder / REGION_FILE).write_bytes(gzip.compress(content, mtime=0))
    manifest = json.loads((folder / MANIFEST_FILE).read_text())
    manifest["tables"][REGION_FILE] |= {
        "sha256": hashlib.sha256(content).hexdigest(),
        "rows": len(lines) - 1,
    }
    (folder / MANIFEST_FILE).write_text(json.dumps(manifest))


CHANGES: dict[str, Callable[[list[str]], list[str]]] = {
    "another header": lambda lines: ["a,b,c,d,e\n", *lines[1:]],
    "a year twice": lambda lines: [*lines[:2], *lines[1:]],
    "no Armenia": lambda lines: [line for line in lines if not line.startswith("ARM,")],
    "an unknown variable": lambda lines: [*lines[:1], "ARM,jones,nonsense,2020,1\n", *lines[1:]],
    "not a finite number": lambda lines: [*lines[:1], lines[1].rpartition(",")[0] + ",nan\n", *lines[2:]],
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_finds_wrong_figures_under_a_right_hash(
    change: Callable[[list[str]], list[str]], target: Path
) -> None:
    rewrite(target, change)
    refusal(target, REGION_FILE)


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


def test_a_built_snapshot_is_described_for_other_tools(target: Path) -> None:
    manifest = snapshot.read_manifest(target)
    assert (target / datapackage.FILE).read_bytes() == datapackage.described(manifest)


@pytest.mark.parametrize("is_described", [True, False])
def test_a_description_that_came_before_its_figures_goes_back_with_them(
    target: Path, is_described: bool
) -> None:
    """A former snapshot may be of before there were descriptions."""
    former = beside(target, "old")
    shutil.copytree(target, former)
    if not is_described:
        (former / datapackage.FILE).unlink()
    before = contents(former)
    (target / datapackage.FILE).write_text("{}")
    recover(target)
    assert contents(target) == before
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
