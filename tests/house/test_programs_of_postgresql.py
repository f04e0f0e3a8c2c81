"""What PostgreSQL's own programs and connections are told, where none is installed: stand-ins write down what they hear."""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tamyr.config.operations import postgresql
from tamyr.config.operations.restore import drill, restore, way_back
from tamyr.config.operations.site import Site
from tests.house.test_copies import AT, copied, everything, refused, site_in, way

SITE = Site(
    Path("data"), "postgresql://keeper:canary-word@db.example.org:5433/tamyr?sslmode=require", Path("media")
)
PROGRAM = """#!/bin/sh
{{ echo "$0 $*"; env; }} > {folder}/heard
for word in "$@"; do case "$word" in --file=*) echo dump > "${{word#--file=}}";; esac; done
echo first line >&2
echo second line >&2
exit {code}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with two versions, of which the older one comes later by its letters."""
    monkeypatch.setattr(postgresql, "FOLDERS", f"{tmp_path}/*/bin".lstrip("/"))
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    for version in ("9.6", "17"):
        install(tmp_path, version)
    return tmp_path


def install(folder: Path, version: str, code: int = 0) -> None:
    for name in ("pg_dump", "pg_restore"):
        file = folder / version / "bin" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(PROGRAM.format(folder=folder, code=code))
        file.chmod(0o755)


def heard(folder: Path) -> tuple[str, dict[str, str]]:
    words, *environ = (folder / "heard").read_text().splitlines()
    return words, dict(line.split("=", 1) for line in environ if "=" in line)


def test_the_newest_program_is_told_how_to_sign_in_where_no_other_user_reads_it(folder: Path) -> None:
    postgresql.load_dump(SITE.database, Path("the-dump"))
    words, environ = heard(folder)
    assert words.startswith(f"{folder}/17/bin/pg_restore ") and words.endswith(" --dbname=tamyr the-dump")
    assert "--single-transaction" in words and "--exit-on-error" in words and "canary-word" not in words
    given = {name: environ.get(f"PG{name}") for name in ("HOST", "PORT", "USER", "PASSWORD", "DATABASE")}
    assert given == {
        "HOST": "db.example.org",
        "PORT": "5433",
        "USER": "keeper",
        "PASSWORD": "canary-word",
        "DATABASE": "tamyr",
    }
    assert environ["PGSSLMODE"] == "require" and environ["PATH"] == os.environ["PATH"]


def test_what_is_not_given_is_left_to_the_machine(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGHOST", "of-the-machine")
    postgresql.load_dump(
        {"NAME": "tamyr", "HOST": "", "PORT": "", "USER": "", "PASSWORD": ""}, Path("the-dump")
    )
    _words, environ = heard(folder)
    assert environ["PGHOST"] == "of-the-machine" and "PGPASSWORD" not in environ


def test_a_program_that_fails_is_named_with_its_first_word(folder: Path) -> None:
    install(folder, "17", code=1)
    with refused("pg_restore failed: first line"):
        postgresql.load_dump(SITE.database, Path("the-dump"))
    (folder / "17/bin/pg_restore").write_text("#!/bin/sh\nexit 3\n")
    with refused("pg_restore failed: ?"):
        postgresql.load_dump(SITE.database, Path("the-dump"))


def test_a_program_that_is_missing_is_asked_for(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgresql, "FOLDERS", "nowhere/*/bin")
    monkeypatch.setenv("PATH", str(folder))
    with refused("pg_restore is not installed", "apt install"):
        postgresql.load_dump(SITE.database, Path("the-dump"))
    (folder / "17/bin/pg_restore").rename(folder / "pg_restore")
    postgresql.load_dump(SITE.database, Path("the-dump"))


class Server:
    """Stands for a server and its connections: answers a question by how it begins, and keeps what it was asked."""

    def __init__(self) -> None:
        self.answers: dict[str, Any] = {}
        self.asked: list[str] = []
        self.to: dict[str, object] = {}
        self.is_open = self.is_silent = False
        self.rows: list[tuple[Any, ...]] = []

    def connect(self, **to: object) -> "Server":
        if self.is_silent:
            raise psycopg.OperationalError
        self.to = to
        return self

    def transaction(self) -> AbstractContextManager[None]:
        return nullcontext()

    def __enter__(self) -> "Server":
        self.is_open = True
        return self

    def __exit__(self, *_any: object) -> None:
        self.is_open = False

    def execute(self, question: Any, values: object = None) -> "Server":
        text = question if isinstance(question, str) else question.as_string(None)
        self.asked.append(f"{text} {values}" if values else text)
        answer: Any = next((given for begin, given in self.answers.items() if text.startswith(begin)), [])
        if isinstance(answer, Exception):
            raise answer
        self.rows = answer() if callable(answer) else answer
        return self

    def fetchone(self) -> Any:
        return self.rows[0] if self.rows else None

    def fetchall(self) -> list[tuple[Any, ...]]:
        return self.rows


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    made = Server()
    monkeypatch.setattr(psycopg, "connect", made.connect)
    yield made
    assert not made.is_open


def test_a_connection_is_for_the_database_that_the_address_names(server: Server) -> None:
    assert postgresql.rows_of(SITE.database) == {}
    named = {"host": "db.example.org", "port": "5433", "user": "keeper", "dbname": "tamyr"}
    secret = {"password": "canary-word", "sslmode": "require"}
    assert server.to == {**named, **secret, "autocommit": True}
    postgresql.rows_of({"NAME": "tamyr", "HOST": ""})
    assert server.to == {"dbname": "tamyr", "autocommit": True}


def test_a_server_that_is_silent_or_refuses_is_named(server: Server) -> None:
    server.answers = {postgresql.TABLES: psycopg.errors.InsufficientPrivilege()}
    with refused("PostgreSQL refused (InsufficientPrivilege)"):
        postgresql.rows_of(SITE.database)
    server.is_silent = True
    with refused("does not answer"):
        postgresql.rows_of(SITE.database)


def test_a_copy_says_what_its_own_moment_holds(server: Server, folder: Path) -> None:
    server.answers = {
        postgresql.TABLES: [("django_migrations",), ("said",)],
        "SELECT count(*) FROM public": [(7,)],
        postgresql.APPLIED: [("safety.0001",), ("safety.0002",)],
        "SELECT pg_export_snapshot": [("the-moment",)],
    }
    rows, applied = postgresql.copy_database(SITE.database, folder / "the-copy")
    assert (rows, applied) == ({"django_migrations": 7, "said": 7}, ("safety.0001", "safety.0002"))
    assert server.asked[0].startswith("BEGIN ISOLATION LEVEL REPEATABLE READ")
    words, _environ = heard(folder)
    assert "--snapshot=the-moment" in words and words.endswith(f"--file={folder}/the-copy")
    assert "--exclude-schema=before_restore_*" in words
    server.answers[postgresql.TABLES] = [("said",)]
    assert postgresql.copy_database(SITE.database, folder / "the-copy") == ({"said": 7}, ())


def test_an_empty_or_a_used_database_is_known(server: Server) -> None:
    assert postgresql.is_empty_database(SITE.database) and not postgresql.is_used(SITE.database)
    server.answers = {postgresql.TABLES: [("said",)], postgresql.OTHERS: [(2,)]}
    assert not postgresql.is_empty_database(SITE.database) and postgresql.is_used(SITE.database)
    server.answers[postgresql.OTHERS] = [(0,)]
    assert not postgresql.is_used(SITE.database)


DROP, MAKE = "DROP SCHEMA public CASCADE", "CREATE SCHEMA public"


@pytest.mark.parametrize(
    ("act", "asked"),
    [
        (lambda: postgresql.set_aside({}, "former"), ['ALTER SCHEMA public RENAME TO "former"', MAKE]),
        (lambda: postgresql.put_back({}, "former"), [DROP, 'ALTER SCHEMA "former" RENAME TO public']),
        (lambda: postgresql.put_back({}), [DROP, MAKE]),
    ],
)
def test_what_was_there_is_renamed_and_comes_back(
    server: Server, act: Callable[[], None], asked: list[str]
) -> None:
    act()
    assert server.asked == asked


def test_a_trial_leaves_no_database_behind(server: Server) -> None:
    with pytest.raises(LookupError), postgresql.throw_away(SITE.database, "trial"):
        raise LookupError
    made, dropped = server.asked
    assert made.startswith('CREATE DATABASE "trial"') and dropped.startswith(
        'DROP DATABASE IF EXISTS "trial"'
    )
    server.answers = {"SELECT datname": [("trial_1",), ("trial_2",)]}
    postgresql.remove_what_a_killed_one_left(SITE.database, "trial_")
    assert server.asked[2].endswith("['trial_']") and len(server.asked) == 5
    server.answers = {"CREATE": psycopg.errors.InsufficientPrivilege()}
    for database, role in ((SITE.database, "keeper"), ({}, "tamyr")):
        with refused(f"ALTER ROLE {role} CREATEDB"), postgresql.throw_away(database, "trial"):
            pass
    assert len(server.asked) == 7, "what was not made is not dropped"


# --- a whole site on such a server --------------------------------------------------------------

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
