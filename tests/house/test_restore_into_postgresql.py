"""A copy is tried beside a PostgreSQL database and takes its place, or leaves all as it was: stand-ins for its programs write down what they are told."""

from dataclasses import replace
from pathlib import Path

import pytest

from tamyr.config.operations import postgresql
from tamyr.config.operations.restore import drill, restore, way_back
from tamyr.config.operations.site import Site
from tests.house.copying import AT, copied, everything, refused, site_in, way
from tests.house.stand_ins import DROP, MAKE, SITE, Server, folder, heard, install, server

__all__ = ["folder", "server"]


FORMER = "before_restore_20261129_093000"


@pytest.fixture
def site(server: Server, folder: Path) -> Site:
    server.answers = {
        postgresql.TABLES: [("django_migrations",), ("said",)],
        "SELECT count(*) FROM public": [(1,)],
        postgresql.APPLIED: [("safety.0001_initial",)],
        postgresql.OTHERS: [(0,)],
    }
    made = Site(folder / "data", SITE.database_url, folder / "data/media")
    made.media.mkdir(parents=True)
    (made.media / "lake.jpg").write_bytes(b"picture")
    return made


def test_a_copy_is_tried_in_a_database_of_its_own(site: Site, server: Server, folder: Path) -> None:
    file = copied(site, folder / "copy.age")
    tried: list[Site] = []

    def faults_of(trial: Site) -> str:
        tried.append(trial)
        assert (trial.media / "lake.jpg").read_bytes() == b"picture"
        return ""

    server.asked.clear()
    assert drill(site, file, replace(way(), faults_of=faults_of)).rows == {"django_migrations": 1, "said": 1}
    name = tried[0].database["NAME"]
    assert name.startswith("tamyr_drill_tamyr_") and tried[0].data_dir != site.data_dir
    assert f"--dbname={name}" in heard(folder)[0]
    assert server.asked[0].endswith("['tamyr_drill_tamyr_']")
    assert f'"{name}"' in server.asked[1] and server.asked[-1].startswith(f'DROP DATABASE IF EXISTS "{name}"')
    server.answers["SELECT count(*) FROM public"] = [(2,)]
    with refused("Table django_migrations came back with 2 rows, the copy says 1"):
        drill(site, file, way())
    assert server.asked[-1].startswith("DROP DATABASE IF EXISTS")


def test_what_was_there_stays_in_a_schema_of_its_own(site: Site, server: Server, folder: Path) -> None:
    file = copied(site, folder / "copy.age")
    with refused("--aside"):
        restore(site, file, way(), aside=False, at=AT)
    server.asked.clear()
    _told, before = restore(site, file, way(), aside=True, at=AT)
    assert f'ALTER SCHEMA public RENAME TO "{FORMER}"' in server.asked and before == site.data_dir / FORMER
    assert (before / "media/lake.jpg").exists() and (site.media / "lake.jpg").exists()
    words = way_back(site, before)
    assert f"ALTER SCHEMA {FORMER} RENAME TO public" in words and f"mv {before}/media {site.media}" in words
    server.answers[postgresql.OTHERS] = [(1,)]
    with refused("is running"):
        restore(site, file, way(), aside=True, at=AT)


@pytest.mark.parametrize(
    "fault", ["a program that fails", "rows that are missing", "values that do not open"]
)
def test_what_does_not_come_back_whole_leaves_all_as_it_was(
    site: Site, server: Server, folder: Path, fault: str
) -> None:
    file = copied(site, folder / "copy.age")
    before, trying = everything(site), way(why="no value opens" if "values" in fault else "")
    if "program" in fault:
        install(folder, "17", code=1)
    if "rows" in fault:
        server.answers["SELECT count(*) FROM public"] = [(0,)]
    with refused("failed" if "program" in fault else "rows" if "rows" in fault else "no value opens"):
        restore(site, file, trying, aside=True, at=AT)
    assert server.asked[-2:] == [DROP, f'ALTER SCHEMA "{FORMER}" RENAME TO public']
    assert everything(site) == before


def test_into_an_empty_place_nothing_is_put_aside(site: Site, server: Server, folder: Path) -> None:
    file, there = copied(site, folder / "copy.age"), server.answers[postgresql.TABLES]
    (site.media / "lake.jpg").unlink()
    answers = iter([[], there, []])
    server.answers[postgresql.TABLES] = lambda: next(answers)
    server.asked.clear()
    assert restore(site, file, way(), aside=False, at=AT)[1] is None
    assert not [text for text in server.asked if "SCHEMA" in text]
    install(folder, "17", code=1)
    (site.media / "lake.jpg").unlink()
    with refused("pg_restore failed"):
        restore(site, file, way(), aside=False, at=AT)
    assert server.asked[-2:] == [DROP, MAKE]


def test_a_copy_of_another_kind_of_database_is_refused(site: Site, folder: Path) -> None:
    file = copied(site, folder / "copy.age")
    other = site_in(folder / "other")
    with refused("This copy is of postgresql"):
        restore(other, file, way(), aside=False, at=AT)
