"""A map or an atlas with a fault is refused by name."""

import copy
import json
from pathlib import Path

import pytest

from climate_pathways.charts.map import natural_earth
from climate_pathways.charts.map.boundaries import (
    check_region_map,
    prepare,
    region_map,
)
from climate_pathways.charts.map.topology import Ring, merge
from climate_pathways.core.errors import PathwaysError, TableError


def damaged(change: str) -> bytes:
    document = copy.deepcopy(region_map())
    areas = document["objects"]["region"]["geometries"]
    if change == "a country is gone":
        del areas[3]
    if change == "an arc is gone":
        document["arcs"].pop()
    if change == "a step is a fraction":
        document["arcs"][0][1] = [0.5, 1]
    if change == "no provenance":
        del document["provenance"]
    if change == "Ukraine and Russia changed places":
        areas[7]["arcs"], areas[10]["arcs"] = areas[10]["arcs"], areas[7]["arcs"]
    if change == "cut short":
        return json.dumps(document).encode()[:5000]
    return json.dumps(document).encode()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("a country is gone", "damaged"),
        ("an arc is gone", "damaged"),
        ("a step is a fraction", "damaged"),
        ("no provenance", "damaged"),
        ("cut short", "build it again"),
        ("Ukraine and Russia changed places", "part of UKR"),
    ],
)
def test_a_damaged_map_is_refused(change: str, says: str) -> None:
    with pytest.raises(PathwaysError, match=says):
        check_region_map(damaged(change))


SMALL_ATLAS = {
    "type": "Topology",
    "transform": {"scale": [0.01, 0.01], "translate": [0, 0]},
    "objects": {
        "countries": {
            "type": "GeometryCollection",
            "geometries": [
                {"type": "Polygon", "id": "804", "properties": {"name": "Ukraine"}, "arcs": [[0]]},
            ],
        }
    },
    "arcs": [[[3000, 5000], [100, 0], [0, -100], [-100, 0], [0, 100]]],
}


def atlas_file(folder: Path, content: object) -> Path:
    path = folder / "countries-50m.json"
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    return path


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"<!DOCTYPE html><title>404</title>", "web page"),
        (b"\x89PNG\r\n\xff", "not readable JSON"),
        (b'{"type": "Topology", "arcs": [[[1', "not readable JSON"),
        ([1, 2], "not a TopoJSON document"),
        ({"type": "Topology"}, "damaged near 'arcs'"),
        (SMALL_ATLAS | {"objects": {}}, "damaged near 'countries'"),
        (SMALL_ATLAS | {"arcs": [[[3000, 5000], [100, 0], [0, -100]]]}, "does not close"),
        (SMALL_ATLAS | {"arcs": [[["x", 0], [1, 1]]]}, "damaged near"),
        (SMALL_ATLAS | {"transform": {"scale": [10, 10], "translate": [0, 0]}}, "off the globe"),
        (SMALL_ATLAS, "missing: ARM, AZE, BLR"),
    ],
)
def test_a_file_that_is_not_the_atlas_is_refused(tmp_path: Path, content: object, says: str) -> None:
    with pytest.raises(TableError, match=says) as refusal:
        natural_earth.read(atlas_file(tmp_path, content))
    assert "countries-50m.json" in str(refusal.value)
    assert str(tmp_path) not in str(refusal.value)


def test_a_missing_atlas_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="cannot be opened"):
        prepare(tmp_path / "countries-50m.json")


def test_an_atlas_with_overlapping_lands_is_refused() -> None:
    square: Ring = [(0, 0), (0, 9), (9, 9), (9, 0)]
    with pytest.raises(PathwaysError, match="overlap"):
        merge([[square], [[(0, 0), (0, 9), (4, 20)]]])
