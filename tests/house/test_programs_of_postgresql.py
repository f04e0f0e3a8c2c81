"""What PostgreSQL's own programs and connections are told, where none is installed: stand-ins write down what they hear."""

import os
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from tamyr.config.operations import postgresql
from tests.house.copying import refused
from tests.house.stand_ins import DROP, MAKE, SITE, Server, folder, heard, install, server

__all__ = ["folder", "server"]


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
