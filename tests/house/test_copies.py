"""A copy of a site is whole or not there, opens for named people alone, and comes back without writing over anything."""

import base64
import errno
import os
import resource
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest
from pyrage.x25519 import Identity

from tamyr.config.operations import backup, command, keys
from tamyr.config.operations.backup import DATABASE, MEDIA, name_of_copy
from tamyr.config.operations.manifest import read_manifest
from tamyr.config.operations.recipients import read_identities, read_recipients
from tamyr.config.operations.refusal import Refused
from tamyr.config.operations.restore import drill, restore
from tamyr.config.operations.sealed import opened
from tamyr.config.operations.site import DRAFTS, Site
from tests.house.copying import (
    AT,
    BOTH,
    FIRST,
    KEYS,
    PICTURE,
    SECOND,
    WORD,
    closed_to_others,
    copied,
    copy,
    everything,
    refused,
    site,
    site_in,
    way,
    words_in,
)

__all__ = ["closed_to_others", "copy", "site"]


SOURCES = os.pathsep.join(str(Path(__file__).parents[2] / name) for name in ("src", "."))


def test_what_is_stopped_half_way_says_so_and_does_not_end_well(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stopped(_given: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "back_up", stopped)
    before = signal.getsignal(signal.SIGTERM)
    try:
        with pytest.raises(SystemExit, match="nothing half done is left"):
            command.main(["backup", "copy.age"])
    finally:
        signal.signal(signal.SIGTERM, before)


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[]", b'{"migrations": [], "colour": "red"}', b'{"migrations": 1}']
)
def test_a_list_of_contents_of_another_program_is_refused(content: bytes) -> None:
    with refused("list of contents cannot be read"):
        read_manifest(content)


# --- for whom -----------------------------------------------------------------------------------

ONE, OTHER = (str(key) for key in BOTH)
BAD_RECIPIENTS = {
    "": "at least 2",
    ONE: "names 1 key(s)",
    f"{ONE}\n# the same\n{ONE}": "names 1 key(s)",
    f"{ONE}\n{FIRST}": "private key",
    f"{ONE}\n{OTHER[:-1]}": "line 2",
    f"{ONE}\nssh-ed25519 AAAA": "line 2",
}


@pytest.mark.parametrize(("text", "words"), BAD_RECIPIENTS.items(), ids=range(len(BAD_RECIPIENTS)))
def test_a_copy_is_for_two_people_at_least(tmp_path: Path, text: str, words: str) -> None:
    file = tmp_path / "recipients"
    file.write_text(text)
    with pytest.raises(Refused, match=words.replace("(", r"\(").replace(")", r"\)")) as told:
        read_recipients(file)
    assert str(FIRST) not in str(told.value)
    file.write_text(f"# Two people\n{ONE}\n\n{OTHER}\n")
    assert [str(key) for key in read_recipients(file)] == [ONE, OTHER]


def test_it_opens_for_each_of_them_and_nobody_else(site: Site, copy: Path) -> None:
    for identity in (FIRST, SECOND):
        assert drill(site, copy, way(identity)).rows == {"django_migrations": 1, "heard": 1, "said": 1}
    with refused("This key does not open"):
        drill(site, copy, way(Identity.generate()))


def test_a_public_key_opens_nothing(tmp_path: Path) -> None:
    file = tmp_path / "identity"
    for text, words in ((ONE, "public key"), ("AGE-SECRET-KEY-1", "No private key"), ("", "No private key")):
        file.write_text(text)
        with refused(words):
            read_identities(file)
    file.write_text(f"# mine\n{FIRST}\n")
    assert [str(key) for key in read_identities(file)] == [str(FIRST)]


# --- what lies in it ----------------------------------------------------------------------------


def test_a_copy_shows_nothing_and_leaves_nothing_behind(site: Site, tmp_path: Path) -> None:
    before = everything(site)
    file = copied(site, tmp_path / "copy.age")
    content = file.read_bytes()
    for word in (WORD.encode(), PICTURE, b"django_migrations", b"lake.jpg"):
        for hidden in (
            word,
            word.hex().encode(),
            base64.b64encode(word)[:-4],
            word.decode().encode("utf-16-le"),
        ):
            assert hidden not in content
    assert file.stat().st_mode & 0o777 == 0o600
    assert everything(site).keys() == before.keys()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy.age", "data"]


def test_keys_are_apart_from_the_data(site: Site, copy: Path, tmp_path: Path) -> None:
    site.data_dir.joinpath("month-keys").mkdir()
    site.data_dir.joinpath("month-keys", "2026-11").write_bytes(b"canary-of-a-month")
    file = tmp_path / "keys.age"
    assert keys.back_up_keys(site.data_dir / "month-keys", KEYS, file, BOTH) == 1
    assert b"canary" not in file.read_bytes()
    with opened(copied(site, tmp_path / "with-keys-beside.age"), [FIRST]) as archive:
        names = [entry.name for entry in archive]
    assert names == ["manifest.json", DATABASE, f"{MEDIA}/pictures/lake.jpg"]
    with refused("Keys are restored by"):
        drill(site, file, way())
    with refused("holds no keys"):
        keys.restore_keys(copy, tmp_path / "keys", [FIRST])
    written = keys.restore_keys(file, tmp_path / "keys", [SECOND])
    assert written.read_text() == "".join(f'{name}="{value}"\n' for name, value in KEYS.items())
    assert written.stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "keys/month-keys/2026-11").read_bytes() == b"canary-of-a-month"
    with refused("not empty"):
        keys.restore_keys(file, tmp_path / "keys", [SECOND])


def test_a_copy_is_of_one_moment_though_the_site_writes(site: Site, tmp_path: Path) -> None:
    stopped = threading.Event()

    def write() -> None:
        with closing(sqlite3.connect(site.file, timeout=20)) as database:
            number = 0
            while not stopped.is_set():
                number += 1
                with database:
                    for table in ("said", "heard"):
                        database.execute(f"INSERT INTO {table} VALUES (?)", [f"{number}"])

    writer = threading.Thread(target=write)
    writer.start()
    try:
        copies = [copied(site, tmp_path / f"{number}.age") for number in range(5)]
    finally:
        stopped.set()
        writer.join()
    for number, file in enumerate(copies):
        place = site_in(tmp_path / f"place {number}")
        told, _before = restore(place, file, way(), aside=False, at=AT)
        said, heard = words_in(place.file)
        assert said == heard and len(said) == told.rows["said"]


def test_a_folder_gets_a_file_by_its_moment(tmp_path: Path) -> None:
    assert name_of_copy(tmp_path, AT) == tmp_path / "tamyr-2026-11-29T093000Z.age"
    assert name_of_copy(tmp_path, AT, "tamyr-keys").name == "tamyr-keys-2026-11-29T093000Z.age"
    assert name_of_copy(tmp_path / "a.age", AT) == tmp_path / "a.age"


# --- when it fails ------------------------------------------------------------------------------


def test_without_room_there_is_no_half_copy(site: Site, copy: Path, tmp_path: Path) -> None:
    before = copy.read_bytes()
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, limits[1]))
    try:
        with refused("No copy was made"):
            copied(site, tmp_path / "second.age")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy.age", "data"]
    assert copy.read_bytes() == before


def test_what_cannot_be_copied_is_said_and_leaves_nothing(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def torn(*_given: object) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(backup, "_copy_database", torn)
    with refused("No copy was made", "the disk does not answer"):
        copied(site, tmp_path / "copy.age")
    assert [path.name for path in tmp_path.iterdir()] == ["data"]
    assert not {path.name for path in site.data_dir.iterdir()} & set(DRAFTS)


@pytest.mark.whole
def test_a_killed_copy_has_no_name_and_hinders_no_other(site: Site, tmp_path: Path) -> None:
    with site.media.joinpath("large").open("wb") as large:
        large.truncate(3_000_000_000)
    file, half = tmp_path / "copy.age", tmp_path / "copy.age.unfinished"
    script = (
        "import sys; from pathlib import Path; from datetime import datetime, UTC\n"
        "from pyrage.x25519 import Recipient\n"
        "from tamyr.config.operations.backup import back_up\nfrom tamyr.config.operations.site import Site\n"
        "folder, address, file, *to = sys.argv[1:]\n"
        "site = Site(Path(folder), address, Path(folder) / 'media')\n"
        "back_up(site, Path(file), [Recipient.from_str(key) for key in to], release='', at=datetime.now(UTC))\n"
    )
    command = [sys.executable, "-c", script, str(site.data_dir), site.database_url, str(file), ONE, OTHER]
    with subprocess.Popen(command, env={**os.environ, "PYTHONPATH": SOURCES}) as copying:
        given_up_at = time.monotonic() + 60
        while not (half.exists() and half.stat().st_size > 1_000_000):
            assert time.monotonic() < given_up_at and copying.poll() is None
            time.sleep(0.01)
        with refused("Another copy or restore"):
            copied(site, tmp_path / "second.age")
        copying.send_signal(signal.SIGKILL)
    assert not file.exists()
    site.media.joinpath("large").unlink()
    copied(site, file)
    assert not half.exists() and not (site.data_dir / "copy-draft").exists()
    assert drill(site, file, way()).files == 1


def test_what_a_killed_restore_left_in_clear_goes_with_the_next_copy(site: Site, tmp_path: Path) -> None:
    left = site.data_dir / "restore-draft"
    left.mkdir()
    left.joinpath("database").write_text(WORD)
    copied(site, tmp_path / "copy.age")
    assert not left.exists()


def test_nothing_is_written_over(site: Site, copy: Path) -> None:
    before, unfinished = copy.read_bytes(), copy.with_name("copy.age.unfinished")
    unfinished.write_text("another one is being written")
    with refused("is there already"):
        copied(site, copy)
    assert copy.read_bytes() == before and unfinished.exists(), "refused before anything is written"
