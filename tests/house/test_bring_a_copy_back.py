"""A copy comes back without writing over anything; a spoilt one is refused, and nothing is lost."""

import errno
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from tamyr.config.operations.restore import drill, is_empty, restore, way_back
from tamyr.config.operations.site import Site, alone
from tests.house.copying import (
    AT,
    PICTURE,
    WORD,
    closed_to_others,
    copy,
    everything,
    refused,
    site,
    site_in,
    way,
    words_in,
)

__all__ = ["closed_to_others", "copy", "site"]


# --- a file that is no good ---------------------------------------------------------------------


@dataclass(frozen=True)
class Damage:
    how: Callable[[bytes], bytes]
    words: str


SPOILT = {
    "cut off early": Damage(lambda whole: whole[:60], "cut off or damaged"),
    "cut off late": Damage(lambda whole: whole[:-1], "cut off or damaged"),
    "cut at a piece": Damage(lambda whole: whole[: 65_552 + 400], "cut off or damaged"),
    "one byte": Damage(lambda whole: whole[:9000] + bytes([whole[9000] ^ 1]) + whole[9001:], "damaged"),
    "in its head": Damage(lambda whole: b"X" + whole[1:], "no copy made by"),
    "foreign": Damage(lambda _whole: b"PK\x03\x04 another file", "no copy made by"),
    "empty": Damage(lambda _whole: b"", "no copy made by"),
}


@pytest.mark.parametrize("spoilt", SPOILT.values(), ids=SPOILT)
def test_a_spoilt_copy_is_refused_and_nothing_is_lost(site: Site, copy: Path, spoilt: Damage) -> None:
    copy.write_bytes(spoilt.how(copy.read_bytes()))
    before = everything(site)
    with refused(spoilt.words):
        drill(site, copy, way())
    with refused(spoilt.words):
        restore(site, copy, way(), aside=True, at=AT)
    assert everything(site) == before


def test_it_is_said_in_russian_too(site: Site, copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "ru_RU.UTF-8")
    copy.write_bytes(copy.read_bytes()[:-1])
    with refused("обрезан или повреждён"):
        drill(site, copy, way())


@pytest.mark.parametrize(
    ("known", "words"),
    [("safety.0002_later", "made by an older release"), ("safety", "made by a newer release")],
)
def test_a_copy_of_another_release_is_refused(site: Site, copy: Path, known: str, words: str) -> None:
    both = frozenset({"safety.0001_initial", known}) if "older" in words else frozenset[str]()
    before = everything(site)
    with refused(words, "2026-11-29", "Nothing was changed"):
        restore(site, copy, replace(way(), known=both), aside=True, at=AT)
    assert everything(site) == before


# --- putting it back ----------------------------------------------------------------------------


def test_it_comes_back_into_an_empty_place(copy: Path, tmp_path: Path) -> None:
    place = site_in(tmp_path / "new")
    place.media.joinpath("pictures").mkdir(parents=True)
    assert is_empty(place)
    told, before = restore(place, copy, way(), aside=False, at=AT)
    assert (told.files, before) == (1, None)
    assert words_in(place.file) == ([WORD], [WORD])
    assert (place.media / "pictures/lake.jpg").read_bytes() == PICTURE * 10_000
    modes = {path.stat().st_mode & 0o077 for path in place.data_dir.rglob("*") if path.name != "copies.lock"}
    assert modes == {0} and sorted(path.name for path in place.data_dir.iterdir()) == [
        "copies.lock",
        "media",
        "tamyr.sqlite3",
    ]


def test_a_site_that_is_there_is_put_aside_and_comes_back(site: Site, copy: Path) -> None:
    with closing(sqlite3.connect(site.file)) as database, database:
        database.execute("INSERT INTO said VALUES ('later')")
    with refused("--aside"):
        restore(site, copy, way(), aside=False, at=AT)
    _told, before = restore(site, copy, way(), aside=True, at=AT)
    assert words_in(site.file)[0] == [WORD]
    _stopped, then = way_back(site, before).split("then: ")
    subprocess.run(["sh", "-ec", then], check=True)
    assert words_in(site.file)[0] == [WORD, "later"]
    assert (site.media / "pictures/lake.jpg").exists()


def test_what_does_not_work_is_not_put_in_place(site: Site, copy: Path) -> None:
    before = everything(site)
    with refused("no value opens", "--anyway"):
        restore(site, copy, way(why="no value opens"), aside=True, at=AT)
    assert everything(site) == before
    shutil.rmtree(site.media)
    site.file.unlink()
    restore(site, copy, replace(way(why="no value opens"), anyway=True), aside=False, at=AT)
    assert words_in(site.file)[0] == [WORD]


def test_without_room_the_site_stays_as_it_was(
    site: Site, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_any: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    before = everything(site)
    monkeypatch.setattr(Path, "replace", refuse)
    with refused("could not be put back", "the disk is full", "as it was"):
        restore(site, copy, way(), aside=True, at=AT)
    assert everything(site) == before


def test_a_living_site_is_not_replaced(site: Site, copy: Path) -> None:
    with closing(sqlite3.connect(site.file)) as living:
        living.execute("SELECT * FROM said").fetchall()
        with refused("is running"):
            restore(site, copy, way(), aside=True, at=AT)
    with alone(site), refused("Another copy or restore"):
        restore(site, copy, way(), aside=True, at=AT)
    assert words_in(site.file)[0] == [WORD]
