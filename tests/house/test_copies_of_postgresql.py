"""A PostgreSQL database is copied at one moment, tried beside the site's, and put back without writing over anything."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from django.conf import settings

from tamyr.config.operations.postgresql import connected, throw_away
from tamyr.config.operations.restore import drill, restore
from tamyr.config.operations.site import Site
from tests.house.copying import AT, WORD, copied, everything, refused, way

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"), reason="asks a database server"
    ),
]


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    address, name = os.environ["DATABASE_URL"], f"tamyr_copies_{uuid4().hex[:12]}"
    servers_own = Site(tmp_path, address, tmp_path)
    made = Site(
        tmp_path / "data", urlsplit(address)._replace(path=f"/{name}").geturl(), tmp_path / "data/media"
    )
    made.media.mkdir(parents=True)
    made.media.joinpath("lake.jpg").write_bytes(b"picture")
    with throw_away(servers_own.database, name):
        with connected(made.database) as opened:
            opened.execute("CREATE TABLE django_migrations (id serial PRIMARY KEY, app text, name text)")
            opened.execute("INSERT INTO django_migrations (app, name) VALUES ('safety', '0001_initial')")
            opened.execute("CREATE TABLE said (word text)")
            opened.execute("INSERT INTO said VALUES (%s)", [WORD])
        yield made


def words_in(site: Site, schema: str = "public") -> list[str]:
    with connected(site.database) as opened:
        return [word for (word,) in opened.execute(f'SELECT word FROM "{schema}".said').fetchall()]  # noqa: S608


def databases(site: Site) -> set[str]:
    """Return those that bear the site's name: other tests make theirs on the same server meanwhile."""
    own = str(site.database["NAME"])
    with connected(site.database) as opened:
        found = {name for (name,) in opened.execute("SELECT datname FROM pg_database").fetchall()}
    return {name for name in found if own in name}


def test_it_is_copied_and_tried_beside(site: Site, tmp_path: Path) -> None:
    file = copied(site, tmp_path / "copy.age")
    before = databases(site)
    assert before == {site.database["NAME"]}
    with connected(site.database) as opened:
        opened.execute(f"CREATE DATABASE tamyr_drill_{str(site.database['NAME'])[:30]}_killed")
    assert len(databases(site)) == 2
    assert WORD.encode() not in file.read_bytes()
    assert drill(site, file, way()).rows == {"django_migrations": 1, "said": 1}
    with refused("no value opens"):
        drill(site, file, way(why="no value opens"))
    assert databases(site) == before and not list(site.data_dir.glob("*-draft"))


def test_what_is_there_is_put_aside_and_what_does_not_work_is_not_put_in_place(
    site: Site, tmp_path: Path
) -> None:
    file = copied(site, tmp_path / "copy.age")
    with connected(site.database) as opened:
        opened.execute("INSERT INTO said VALUES ('later')")
        with refused("is running"):
            restore(site, file, way(), aside=True, at=AT)
    with refused("--aside"):
        restore(site, file, way(), aside=False, at=AT)
    before = everything(site)
    with refused("no value opens"):
        restore(site, file, way(why="no value opens"), aside=True, at=AT)
    assert words_in(site) == [WORD, "later"] and everything(site) == before
    _told, aside = restore(site, file, replace(way(), anyway=True), aside=True, at=AT)
    assert aside and words_in(site) == [WORD] and words_in(site, aside.name) == [WORD, "later"]
    assert (aside / "media/lake.jpg").exists() and (site.media / "lake.jpg").exists()
    # A later copy leaves out what was put aside.
    assert drill(site, copied(site, tmp_path / "later.age"), way()).rows["said"] == 1
