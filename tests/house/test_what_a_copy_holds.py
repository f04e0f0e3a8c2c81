"""What a copy holds to the last file and the last byte, and what is refused in one that somebody else made."""

import errno
import fcntl
import io
import os
import sqlite3
import sys
import tarfile
from collections.abc import Callable
from contextlib import closing, nullcontext, suppress
from dataclasses import replace
from pathlib import Path

import pyrage
import pytest
from pyrage.x25519 import Identity

from tamyr.config.operations import backup, manifest, sealed, sqlite
from tamyr.config.operations.backup import add_bytes
from tamyr.config.operations.manifest import Manifest
from tamyr.config.operations.recipients import read_identities, read_recipients
from tamyr.config.operations.restore import drill, is_empty, restore, way_back
from tamyr.config.operations.site import DRAFTS, Site, alone, draft_in
from tests.house.copying import AT, BOTH, FIRST, SECOND, copied, copy, refused, site, site_in, way

__all__ = ["copy", "site"]
TOLD = Manifest("2026-11-29", "example", "sqlite", ("safety.0001_initial",), {"said": 1}, 2, 30)


def test_uploads_that_come_and_go_meanwhile_are_there(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the database names at its one moment was there before it, or after it."""
    copy_database, lake = backup._copy_database, site.media / "pictures/lake.jpg"

    def meanwhile(*given: object) -> object:
        lake.rename(site.media / "later.jpg")
        return copy_database(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(backup, "_copy_database", meanwhile)
    made = backup.back_up(site, tmp_path / "copy.age", BOTH, release="example", at=AT)
    assert (made.files, made.file_bytes) == (2, 2 * (site.media / "later.jpg").stat().st_size)
    with sealed.opened(tmp_path / "copy.age", [FIRST]) as archive:
        entries = [(each.name, each.uid, each.gid, each.uname, each.gname) for each in archive][1:]
    names = ["database", "media/later.jpg", "media/pictures/lake.jpg"]
    assert entries == [(name, 0, 0, "", "") for name in names]


def test_uploads_on_another_disk_are_copied_and_those_just_gone_left_out(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def elsewhere(file: Path, _name: Path) -> None:
        raise FileNotFoundError if file.name == "gone.jpg" else OSError(errno.EXDEV, "another disk")

    (site.media / "gone.jpg").write_bytes(b"x")
    monkeypatch.setattr(os, "link", elsewhere)
    assert drill(site, copied(site, tmp_path / "copy.age"), way()).files == 1


def test_a_copy_outlives_a_power_cut(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its content lies on the disk before it has its name, and the name after that."""
    synced: list[tuple[str, int, bool]] = []

    def fsync(handle: int) -> None:
        name = Path(os.readlink(f"/proc/self/fd/{handle}"))
        size = name.stat().st_size if name.is_file() else 0
        synced.append((name.name, size, (tmp_path / "copy.age").exists()))

    monkeypatch.setattr(os, "fsync", fsync)
    open_before = len(os.listdir("/proc/self/fd"))
    file = copied(site, tmp_path / "copy.age")
    whole = file.stat().st_size
    assert synced == [("copy.age.unfinished", whole, False), (tmp_path.name, 0, True)]
    assert len(os.listdir("/proc/self/fd")) == open_before


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.ENOSPC, "no room left"), (errno.EDQUOT, "no room left"), (errno.EIO, "cannot be written")],
)
def test_why_it_could_not_be_written_is_said(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    def full(_handle: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", full)
    with refused(words, "No copy was made"):
        copied(site, tmp_path / "copy.age")
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


def test_a_copy_that_another_one_overtook_is_not_written_over_it(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", lambda _handle: (tmp_path / "copy.age").write_text("first"))
    with refused("is there already"):
        copied(site, tmp_path / "copy.age")
    assert (tmp_path / "copy.age").read_text() == "first" and not list(tmp_path.glob("*.unfinished"))


def test_the_plain_draft_is_closed_to_others_whatever_they_may_read_else(site: Site, tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        sqlite.copy_file(site.file, tmp_path / "plain")
    finally:
        os.umask(before)
    assert (tmp_path / "plain").stat().st_mode & 0o777 == 0o600


def test_without_a_database_there_is_nothing_to_copy(site: Site, tmp_path: Path) -> None:
    site.file.unlink()
    with refused("There is no database at", "nothing to copy"):
        copied(site, tmp_path / "copy.age")
    assert not list(tmp_path.glob("copy.age*")) and not (site.data_dir / DRAFTS[0]).exists()
    site.file.write_bytes(b"no database at all, though it has the name of one" * 100)
    with refused("The database could not be copied (it is no database)", "No copy was made"):
        copied(site, tmp_path / "copy.age")


def test_what_is_cut_off_behind_the_last_file_is_found_too(tmp_path: Path) -> None:
    """Whoever made it may have meant more to follow: of a copy that is cut nothing is used."""
    plain = io.BytesIO()
    with tarfile.open(fileobj=plain, mode="w") as archive:
        add_bytes(archive, manifest.NAME, TOLD.as_json())
    whole = pyrage.encrypt(plain.getvalue() + bytes(200_000), BOTH)
    for content, words in ((whole, ""), (whole[:-1], "cut off or damaged")):
        (tmp_path / "copy.age").write_bytes(content)
        expected = refused(words) if words else nullcontext()
        with expected, sealed.opened(tmp_path / "copy.age", [FIRST]) as archive:
            assert [entry.name for entry in archive] == [manifest.NAME]


# --- who opens it -------------------------------------------------------------------------------


def test_a_private_key_is_typed_unseen_or_piped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"# mine\n\n{FIRST}\n  {SECOND}  \n"))
    assert [str(key) for key in read_identities(None)] == [str(FIRST), str(SECOND)]
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr("getpass.getpass", lambda _words: f" {SECOND} ")
    assert [str(key) for key in read_identities(None)] == [str(SECOND)]


@pytest.mark.parametrize("content", [None, b"\xff\xfe"])
@pytest.mark.parametrize("read", [read_recipients, read_identities])
def test_a_file_that_cannot_be_read_is_named(
    tmp_path: Path, content: bytes | None, read: Callable[[Path], object]
) -> None:
    if content is not None:
        (tmp_path / "people").write_bytes(content)
    with refused(f"{tmp_path / 'people'} cannot be read"):
        read(tmp_path / "people")


def test_one_of_several_private_keys_is_enough(site: Site, copy: Path) -> None:
    assert drill(site, copy, replace(way(), identities=[Identity.generate(), SECOND])).files == 1


# --- where it is put ----------------------------------------------------------------------------


def test_a_place_is_empty_without_rows_and_uploads(tmp_path: Path) -> None:
    place = site_in(tmp_path / "new")
    assert is_empty(place)
    place.media.mkdir(parents=True)
    place.file.touch()
    assert is_empty(place)
    with closing(sqlite3.connect(place.file)) as database:
        database.execute("PRAGMA user_version = 1")
    assert is_empty(place)
    (place.media / "lake.jpg").touch()
    assert not is_empty(place)
    (place.media / "lake.jpg").unlink()
    with closing(sqlite3.connect(place.file)) as database:
        database.execute("CREATE TABLE said (word text)")
    assert not is_empty(place)


def test_a_database_is_used_while_a_worker_holds_its_sign(site: Site) -> None:
    workers = site.data_dir / f"{site.file.name}-workers"
    assert not sqlite.is_used(site.file) and not sqlite.is_used(site.data_dir / "none")
    workers.mkdir()
    (workers / "former").touch()
    (workers / "gone this moment").symlink_to("nowhere")
    (site.data_dir / "empty").touch()
    assert not sqlite.is_used(site.file) and not sqlite.is_used(site.data_dir / "empty")
    with (workers / "living").open("w") as hold:
        fcntl.flock(hold, fcntl.LOCK_EX)
        assert sqlite.is_used(site.file)
    assert not sqlite.is_used(site.file)
    assert sqlite.migrations_of(site.file) == ("safety.0001_initial",)
    with closing(sqlite3.connect(site.data_dir / "other")) as other:
        other.execute("CREATE TABLE said (word text)")
    assert sqlite.migrations_of(site.data_dir / "other") == () and sqlite.is_sound(site.data_dir / "other")


def test_the_way_back_is_said_where_nothing_was_before_and_where_no_uploads_were(
    site: Site, copy: Path, tmp_path: Path
) -> None:
    assert "The place was empty" in way_back(site, None)
    (site.media / "pictures/lake.jpg").unlink()
    (site.media / "pictures").rmdir()
    site.media.rmdir()
    _told, before = restore(site, copy, way(), aside=True, at=AT)
    assert before is not None and f"{before}/media" not in way_back(site, before)
    names = {path.name for path in before.iterdir()}
    assert before.name == "before_restore_20261129_093000" and "tamyr.sqlite3" in names


def test_a_draft_goes_whatever_happens_and_one_works_at_a_time(tmp_path: Path) -> None:
    place = site_in(tmp_path / "far" / "away")
    with suppress(LookupError), alone(place), draft_in(place, DRAFTS[1]) as draft:
        assert draft.stat().st_mode & 0o777 == 0o700
        (draft / "word").touch()
        raise LookupError
    assert [path.name for path in place.data_dir.iterdir()] == ["copies.lock"]
    for name in DRAFTS:
        (place.data_dir / name).mkdir()
    with alone(place):
        assert [path.name for path in place.data_dir.iterdir()] == ["copies.lock"]
