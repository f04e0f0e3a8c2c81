"""A small site and its copy for two people."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pyrage.x25519 import Identity, Recipient

from tamyr.config.operations.backup import back_up
from tamyr.config.operations.refusal import Refused
from tamyr.config.operations.restore import Way
from tamyr.config.operations.site import Site, address_of
from tamyr.config.private_files import make_private

AT = datetime(2026, 11, 29, 9, 30, tzinfo=UTC)
WORD, PICTURE = "canary-in-a-row", b"canary-in-a-picture"
FIRST, SECOND = Identity.generate(), Identity.generate()
KEYS = {"TAMYR_SECRET_KEY": "canary-of-the-secret" * 3, "TAMYR_FIELD_KEYS": "k1 canary-of-the-fields="}
BOTH = [FIRST.to_public(), SECOND.to_public()]


def site_in(folder: Path) -> Site:
    return Site(folder, address_of(folder / "tamyr.sqlite3"), folder / "media")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A small site: two tables that say the same, and one upload."""
    made = site_in(tmp_path / "data")
    made.media.joinpath("pictures").mkdir(parents=True)
    made.media.joinpath("pictures", "lake.jpg").write_bytes(PICTURE * 10_000)
    with closing(sqlite3.connect(made.file)) as database, database:
        database.execute("PRAGMA journal_mode = WAL")
        database.executescript(
            "CREATE TABLE django_migrations (id integer PRIMARY KEY, app text, name text);"
            "INSERT INTO django_migrations VALUES (1, 'safety', '0001_initial');"
            "CREATE TABLE said (word text); CREATE TABLE heard (word text);"
            f"INSERT INTO said VALUES ('{WORD}'); INSERT INTO heard VALUES ('{WORD}');"
        )
    return made


@pytest.fixture
def copy(site: Site, tmp_path: Path) -> Path:
    return copied(site, tmp_path / "copy.age")


def copied(site: Site, file: Path, recipients: list[Recipient] = BOTH) -> Path:
    back_up(site, file, recipients, release="example", at=AT)
    return file


def way(identity: Identity = FIRST, *, known: str = "safety.0001_initial", why: str = "") -> Way:
    return Way([identity], frozenset({known}), lambda _trial: why)


def everything(site: Site) -> dict[str, bytes]:
    """Return every file of a site but its lock."""
    files = [path for path in site.data_dir.rglob("*") if path.is_file()]
    return {str(f.relative_to(site.data_dir)): f.read_bytes() for f in files if f.name != "copies.lock"}


def words_in(file: Path) -> tuple[list[str], list[str]]:
    with closing(sqlite3.connect(file)) as database:
        asked = [database.execute(f"SELECT word FROM {table}").fetchall() for table in ("said", "heard")]
        return tuple([word for (word,) in rows] for rows in asked)  # type: ignore[return-value]


@contextmanager
def refused(*words: str) -> Iterator[None]:
    with pytest.raises(Refused) as told:
        yield
    assert [word for word in words if word not in str(told.value)] == []


@pytest.fixture(autouse=True)
def closed_to_others() -> Iterator[None]:
    """Make files as the command does."""
    former = os.umask(0)
    make_private()
    yield
    os.umask(former)
