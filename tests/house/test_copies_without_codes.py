"""No copy of a site holds the codes of a secret vote that were picked up and not shuffled yet."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings

from tamyr.config.operations import postgresql, sqlite
from tamyr.config.operations.manifest import LEFT_OUT
from tamyr.config.operations.site import Site
from tamyr.decisions.models import IssuedCode
from tests.house.test_copies_of_postgresql import site

__all__ = ["site"]
CODE = "canary-of-a-code"


def test_a_copied_file_holds_none(tmp_path: Path) -> None:
    source, copy = tmp_path / "source.sqlite3", tmp_path / "copy.sqlite3"
    with closing(sqlite3.connect(source)) as database, database:
        database.execute(f"CREATE TABLE {LEFT_OUT} (sha256 text PRIMARY KEY) WITHOUT ROWID")
        database.execute(f"INSERT INTO {LEFT_OUT} VALUES (?)", [CODE])
        database.execute("CREATE TABLE said AS SELECT 'word' AS word")
    sqlite.copy_file(source, copy)
    assert sqlite.rows_of(copy) == {LEFT_OUT: 0, "said": 1} and CODE.encode() not in copy.read_bytes()
    assert sqlite.rows_of(source)[LEFT_OUT] == 1


@pytest.mark.django_db
@pytest.mark.skipif(
    settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"), reason="asks a database server"
)
def test_a_dump_holds_none(site: Site, tmp_path: Path) -> None:
    with postgresql.connected(site.database) as opened:
        opened.execute(f"CREATE TABLE {LEFT_OUT} (sha256 text PRIMARY KEY)")
        opened.execute(f"INSERT INTO {LEFT_OUT} VALUES ('{CODE}')")
    rows, _applied = postgresql.copy_database(site.database, tmp_path / "dump")
    assert (rows[LEFT_OUT], rows["said"]) == (0, 1)
    with postgresql.connected(site.database) as opened:
        opened.execute("DROP SCHEMA public CASCADE")
        opened.execute("CREATE SCHEMA public")
    postgresql.load_dump(site.database, tmp_path / "dump")
    assert postgresql.rows_of(site.database) == rows


def test_the_table_that_is_left_out_is_that_of_the_codes() -> None:
    assert IssuedCode._meta.db_table == LEFT_OUT
