"""Whatever is damaged in a snapshot of figures is found and named."""

import gzip
import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from climate_pathways.figures.snapshot import snapshot
from climate_pathways.figures.snapshot.snapshot import (
    MANIFEST_FILE,
    REGION_FILE,
    TABLES,
    SnapshotError,
)

FILES = (*TABLES, MANIFEST_FILE)


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
def test_finds_a_missing_file(name: str, old_snapshot: Path) -> None:
    (old_snapshot / name).unlink()
    assert "missing" in str(refusal(old_snapshot, name))


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("position", [0, -1, -5])
def test_finds_a_flipped_byte(name: str, position: int, old_snapshot: Path) -> None:
    content = bytearray((old_snapshot / name).read_bytes())
    content[position] ^= 0xFF
    (old_snapshot / name).write_bytes(content)
    assert "damaged" in str(refusal(old_snapshot, name))


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize(
    "places", [(10, 35, 59), pytest.param((*range(11, 35), *range(36, 59)), marks=pytest.mark.whole)]
)
def test_finds_a_flipped_byte_in_the_compressed_text(
    name: str, places: tuple[int, ...], old_snapshot: Path
) -> None:
    good = (old_snapshot / name).read_bytes()
    for position in places:
        (old_snapshot / name).write_bytes(
            good[:position] + bytes([good[position] ^ 0xFF]) + good[position + 1 :]
        )
        refusal(old_snapshot, name)


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("length", [0, 5, 200])
def test_finds_a_truncated_table(name: str, length: int, old_snapshot: Path) -> None:
    (old_snapshot / name).write_bytes((old_snapshot / name).read_bytes()[:length])
    assert "damaged" in str(refusal(old_snapshot, name))


@pytest.mark.parametrize("name", TABLES)
def test_finds_a_wrong_count_of_rows(name: str, old_snapshot: Path) -> None:
    manifest = json.loads((old_snapshot / MANIFEST_FILE).read_text())
    manifest["tables"][name]["rows"] += 1
    (old_snapshot / MANIFEST_FILE).write_text(json.dumps(manifest))
    assert "damaged" in str(refusal(old_snapshot, name))


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"null", b"\xff\xfe{}", b'{"format": 99}', b'{"format": 1}'],
    ids=["empty", "cut off", "a list", "null", "other encoding", "other format", "nothing inside"],
)
def test_finds_a_bad_manifest(content: bytes, old_snapshot: Path) -> None:
    (old_snapshot / MANIFEST_FILE).write_bytes(content)
    refusal(old_snapshot, MANIFEST_FILE)


@pytest.mark.parametrize("part", ["edition", "tables", "sources", "variables"])
def test_finds_a_manifest_without_a_part(part: str, old_snapshot: Path) -> None:
    manifest = json.loads((old_snapshot / MANIFEST_FILE).read_text())
    del manifest[part]
    (old_snapshot / MANIFEST_FILE).write_text(json.dumps(manifest))
    assert part in str(refusal(old_snapshot, MANIFEST_FILE))


def test_finds_a_source_that_the_manifest_does_not_describe(old_snapshot: Path) -> None:
    manifest = json.loads((old_snapshot / MANIFEST_FILE).read_text())
    manifest["sources"] = [source for source in manifest["sources"] if source["id"] != "jones"]
    (old_snapshot / MANIFEST_FILE).write_text(json.dumps(manifest))
    assert "jones" in str(refusal(old_snapshot, MANIFEST_FILE))


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
    change: Callable[[list[str]], list[str]], old_snapshot: Path
) -> None:
    rewrite(old_snapshot, change)
    refusal(old_snapshot, REGION_FILE)
