"""What no copy of ours holds is refused, with what is missing or strange by name."""

import io
import subprocess
import tarfile
from dataclasses import replace
from pathlib import Path

import pytest

from tamyr.config.operations import keys, manifest, sealed
from tamyr.config.operations.backup import add_bytes
from tamyr.config.operations.manifest import Manifest, read_manifest, refuse_differences
from tamyr.config.operations.restore import drill
from tamyr.config.operations.site import Site
from tests.house.copying import BOTH, FIRST, KEYS, copy, refused, site, way

__all__ = ["copy", "site"]
TOLD = Manifest("2026-11-29", "example", "sqlite", ("safety.0001_initial",), {"said": 1}, 2, 30)


def made_of(file: Path, *entries: tuple[str, bytes] | tarfile.TarInfo, told: bytes = b"") -> Path:
    with sealed.sealed(file, BOTH) as archive:
        add_bytes(archive, manifest.NAME, told or TOLD.as_json())
        for entry in entries:
            if isinstance(entry, tarfile.TarInfo):
                archive.addfile(entry, io.BytesIO())
            else:
                add_bytes(archive, *entry)
    return file


def linked(name: str, kind: bytes = tarfile.SYMTYPE) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.type, entry.linkname = kind, "/etc/passwd"
    return entry


FOREIGN: dict[str, tuple[str, bytes] | tarfile.TarInfo] = {
    "up": ("media/../up", b"x"),
    "elsewhere": ("elsewhere/a", b"x"),
    "no name": ("media", b"x"),
    "a link": linked("media/a"),
    "a folder": linked("database", tarfile.DIRTYPE),
}


@pytest.mark.parametrize("foreign", FOREIGN.values(), ids=FOREIGN)
def test_what_no_copy_of_ours_holds_is_not_used(
    site: Site, tmp_path: Path, foreign: tuple[str, bytes] | tarfile.TarInfo
) -> None:
    with refused("which no copy of ours does"):
        drill(site, made_of(tmp_path / "copy.age", foreign), way())
    assert not (site.data_dir / "up").exists()


def test_a_damaged_database_in_a_whole_copy_is_found(site: Site, tmp_path: Path) -> None:
    whole = site.file.read_bytes()
    for number, content in enumerate((b"no database", whole[:4096] + b"x" * (len(whole) - 4096))):
        file = made_of(tmp_path / f"{number}.age", ("database", content))
        with refused("damaged. Take another one"):
            drill(site, file, way())


def test_a_list_of_contents_of_another_form_is_refused() -> None:
    assert read_manifest(TOLD.as_json()) == TOLD
    with refused("has the form 2", "reads the form 1"):
        read_manifest(replace(TOLD, format=2).as_json())


@pytest.mark.parametrize(
    ("rows", "files", "size", "words"),
    [
        ({"said": 2}, 2, 30, "Table said came back with 2 rows, the copy says 1"),
        ({}, 2, 30, "Table said came back with None rows"),
        ({"said": 1, "heard": 1}, 2, 30, "Table heard came back with 1 rows, the copy says None"),
        ({"said": 1}, 1, 30, "1 uploaded files came back"),
        ({"said": 1}, 2, 29, "(29 bytes), the copy says 2 (30)"),
    ],
)
def test_whatever_is_missing_is_named(rows: dict[str, int], files: int, size: int, words: str) -> None:
    refuse_differences(TOLD, {"said": 1}, 2, 30)
    with refused(words):
        refuse_differences(TOLD, rows, files, size)


@pytest.mark.parametrize("name", ["month-keys/../up", "month-keys/", "others/a", "environment.old"])
def test_what_no_copy_of_keys_holds_is_not_written(tmp_path: Path, name: str) -> None:
    with sealed.sealed(tmp_path / "keys.age", BOTH) as archive:
        add_bytes(archive, keys.NAME, b"{}")
        add_bytes(archive, name, b"x")
    with refused("holds no keys"):
        keys.restore_keys(tmp_path / "keys.age", tmp_path / "new", [FIRST])
    assert not (tmp_path / "new").exists() and not (tmp_path / "up").exists()


def test_keys_are_put_into_an_empty_folder_too(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    keys.back_up_keys(tmp_path / "no months", KEYS, tmp_path / "keys.age", BOTH)
    assert keys.restore_keys(tmp_path / "keys.age", tmp_path / "there", [FIRST]).exists()


def test_a_shell_reads_the_keys_as_they_were(tmp_path: Path) -> None:
    secret = """a$HOME`b`"c'd\\e\\$f#g"""
    keys.back_up_keys(tmp_path / "none", {**KEYS, "TAMYR_SECRET_KEY": secret}, tmp_path / "keys.age", BOTH)
    file = keys.restore_keys(tmp_path / "keys.age", tmp_path / "there", [FIRST])
    asked = ["sh", "-c", '. "$0"; printf %s "$TAMYR_SECRET_KEY"', str(file)]
    assert subprocess.run(asked, capture_output=True, text=True, check=True).stdout == secret


def test_keys_without_the_sites_own_are_refused(tmp_path: Path) -> None:
    with sealed.sealed(tmp_path / "keys.age", BOTH) as archive:
        add_bytes(archive, "month-keys/2026-11", b"x")
    with refused("holds no keys"):
        keys.restore_keys(tmp_path / "keys.age", tmp_path / "new", [FIRST])
