"""A PostgreSQL database, copied by its own programs at one moment and put back where none is."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from tamyr.config.operations.manifest import LEFT_OUT
from tamyr.config.operations.refusal import Refused

FOLDERS = "usr/lib/postgresql/*/bin"
ASIDE = "before_restore_"
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
APPLIED = "SELECT app || '.' || name FROM django_migrations ORDER BY id"
OTHERS = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    " AND backend_type = 'client backend'"
)
Database = Mapping[str, Any]


@contextmanager
def connected(database: Database) -> Iterator[psycopg.Connection[tuple[Any, ...]]]:
    names = {"HOST": "host", "PORT": "port", "USER": "user", "PASSWORD": "password", "NAME": "dbname"}
    given: dict[str, Any] = {word: str(database[name]) for name, word in names.items() if database.get(name)}
    try:
        connection = psycopg.connect(**given, **database.get("OPTIONS", {}), autocommit=True)
    except psycopg.OperationalError as error:
        raise Refused(
            "The database that DATABASE_URL names does not answer.",
            "База данных, которую называет DATABASE_URL, не отвечает.",
        ) from error
    try:
        with connection:
            yield connection
    except psycopg.Error as error:
        raise Refused(
            f"PostgreSQL refused ({type(error).__name__}). May its role do this? It has to own the database.",
            f"PostgreSQL отказал ({type(error).__name__}). Может ли это его роль? Она должна владеть базой.",
        ) from error


def copy_database(database: Database, copy: Path) -> tuple[dict[str, int], tuple[str, ...]]:
    """Write a dump; return its rows by table and its migrations, all of one moment."""
    with connected(database) as opened:
        # Counted and dumped under one snapshot, which lasts as long as this transaction: a row written
        # between the two would look as if it had been lost.
        opened.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        (moment,) = opened.execute("SELECT pg_export_snapshot()").fetchone() or ("",)
        rows, applied = _rows(opened), _migrations(opened)
        # The dump has the table without its rows, and a restore compares with what is said here.
        rows |= {LEFT_OUT: 0} if LEFT_OUT in rows else {}
        left_out = (f"--exclude-schema={ASIDE}*", f"--exclude-table-data=public.{LEFT_OUT}")
        options = ("--format=custom", "--no-owner", "--no-privileges", *left_out)
        _run(database, "pg_dump", *options, f"--snapshot={moment}", f"--file={copy}")
    return rows, applied


def load_dump(database: Database, dump: Path) -> None:
    options = ("--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction")
    _run(database, "pg_restore", *options, f"--dbname={database['NAME']}", str(dump))


def rows_of(database: Database) -> dict[str, int]:
    with connected(database) as opened:
        return _rows(opened)


def is_empty_database(database: Database) -> bool:
    with connected(database) as opened:
        return opened.execute(TABLES).fetchone() is None


def is_used(database: Database) -> bool:
    """Say whether a site, a worker or anybody else is connected to the database now."""
    with connected(database) as opened:
        (others,) = opened.execute(OTHERS).fetchone() or (0,)
        return bool(others)


def set_aside(database: Database, name: str) -> None:
    """Rename all that lies there, and make an empty place."""
    with connected(database) as opened, opened.transaction():
        opened.execute(sql.SQL("ALTER SCHEMA public RENAME TO {}").format(sql.Identifier(name)))
        opened.execute("CREATE SCHEMA public")


def put_back(database: Database, name: str = "") -> None:
    """Empty the place again, and give it what was set aside."""
    with connected(database) as opened, opened.transaction():
        opened.execute("DROP SCHEMA public CASCADE")
        if name:
            opened.execute(sql.SQL("ALTER SCHEMA {} RENAME TO public").format(sql.Identifier(name)))
        else:
            opened.execute("CREATE SCHEMA public")


@contextmanager
def throw_away(database: Database, name: str) -> Iterator[None]:
    """Make an empty database beside the site's, and remove it afterwards."""
    quoted = sql.Identifier(name)
    with connected(database) as opened:
        try:
            # The other template may hold what somebody has put there for every
            # new database, and the dump would not fit beside it.
            opened.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(quoted))
        except psycopg.errors.InsufficientPrivilege as error:
            role = database.get("USER") or "tamyr"
            raise Refused(
                f"The drill needs an empty database, and {role} may make none. As its keeper: ALTER ROLE {role} CREATEDB",
                f"Для проверки нужна пустая база, а {role} не может её создать. Хранителю базы: ALTER ROLE {role} CREATEDB",
            ) from error
        try:
            yield
        finally:
            # By force: what tried the site may have been killed, and its connection may not have ended yet.
            opened.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(quoted))


def remove_what_a_killed_one_left(database: Database, begins: str) -> None:
    with connected(database) as opened:
        question = "SELECT datname FROM pg_database WHERE starts_with(datname::text, %s)"
        for (name,) in opened.execute(question, [begins]).fetchall():
            opened.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def _rows(opened: psycopg.Connection[tuple[Any, ...]]) -> dict[str, int]:
    found = {}
    for (name,) in opened.execute(TABLES).fetchall():
        question = sql.SQL("SELECT count(*) FROM public.{}").format(sql.Identifier(name))
        (found[name],) = opened.execute(question).fetchone() or (0,)
    return found


def _migrations(opened: psycopg.Connection[tuple[Any, ...]]) -> tuple[str, ...]:
    if ("django_migrations",) not in opened.execute(TABLES).fetchall():
        return ()
    return tuple(name for (name,) in opened.execute(APPLIED).fetchall())


def _run(database: Database, program: str, *options: str) -> None:
    words = {
        "HOST": "PGHOST",
        "PORT": "PGPORT",
        "USER": "PGUSER",
        "PASSWORD": "PGPASSWORD",
        "NAME": "PGDATABASE",
    }
    # By the environment, since every user of the machine reads the words of a command.
    given = {word: str(database[name]) for name, word in words.items() if database.get(name)}
    given |= {f"PG{name.upper()}": str(value) for name, value in database.get("OPTIONS", {}).items()}
    finished = subprocess.run(
        [_path_of(program), *options],
        env={**os.environ, **given},
        capture_output=True,
        text=True,
        check=False,
    )
    if finished.returncode:
        said = (finished.stderr.strip().splitlines() or ["?"])[0]
        raise Refused(f"{program} failed: {said}", f"Программа {program} не справилась: {said}")


def _path_of(program: str) -> str:
    # Of several the newest: such a program refuses a server that is newer than itself.
    newest = sorted(Path("/").glob(f"{FOLDERS}/{program}"), key=lambda file: float(file.parts[-3]))
    found = str(newest[-1]) if newest else shutil.which(program)
    if not found:
        raise Refused(
            f"{program} is not installed. On Debian: apt install postgresql-client",
            f"Программа {program} не установлена. В Debian: apt install postgresql-client",
        )
    return found
