"""An SQLite database, copied while the site writes and put back where none is."""

import fcntl
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from tamyr.config.operations.manifest import LEFT_OUT
from tamyr.config.operations.reasons import of_sqlite
from tamyr.config.operations.refusal import Refused
from tamyr.config.private_files import FILE

SECONDS_TO_WAIT = 60
TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~'"
APPLIED = "SELECT app || '.' || name FROM django_migrations ORDER BY id"


@contextmanager
def open_file(file: Path, seconds: float = SECONDS_TO_WAIT) -> Iterator[sqlite3.Connection]:
    # Never made anew: a mistyped path would else be an empty database, of which a copy succeeds.
    address = f"file:{quote(str(file))}?mode=rw"
    with closing(sqlite3.connect(address, uri=True, timeout=seconds, isolation_level=None)) as opened:
        yield opened


def copy_file(source: Path, copy: Path) -> None:
    """Write what the database held at one moment; whoever writes meanwhile is not kept waiting."""
    if not source.exists():
        raise Refused(
            f"There is no database at {source}: nothing to copy. Is TAMYR_DATA_DIR or DATABASE_URL set as for the site?",
            f"Базы данных {source} нет: копировать нечего. TAMYR_DATA_DIR или DATABASE_URL заданы так же, как у сайта?",
        )
    copy.touch(FILE)  # SQLite takes an empty file as it is, with its mode.
    try:
        with open_file(source) as opened:
            opened.execute("VACUUM INTO ?", [str(copy)])
        _leave_out(copy)
    except sqlite3.Error as error:
        english, russian = of_sqlite(error)
        raise Refused(
            f"The database could not be copied ({english}). No copy was made; earlier ones are as they were.",
            f"Базу не удалось скопировать ({russian}). Копия не сделана, прежние остались как были.",
        ) from error


def _leave_out(copy: Path) -> None:
    if not rows_of(copy).get(LEFT_OUT):
        return
    with open_file(copy) as opened:
        # A deleted row stays readable in the file until its place is written over.
        opened.execute("PRAGMA secure_delete = ON")
        opened.execute(f"DELETE FROM {LEFT_OUT}")
        opened.execute("VACUUM")


def rows_of(file: Path) -> dict[str, int]:
    with open_file(file) as opened:
        tables = sorted(name for (name,) in opened.execute(TABLES))
        return {name: opened.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables}


def migrations_of(file: Path) -> tuple[str, ...]:
    with open_file(file) as opened:
        if ("django_migrations",) not in opened.execute(TABLES).fetchall():
            return ()
        return tuple(name for (name,) in opened.execute(APPLIED))


def is_sound(file: Path) -> bool:
    try:
        with open_file(file) as opened:
            return bool(opened.execute("PRAGMA quick_check").fetchone() == ("ok",))
    except sqlite3.DatabaseError:
        return False


def is_empty_file(file: Path) -> bool:
    return not file.exists() or file.stat().st_size == 0 or not rows_of(file)


def is_used(file: Path) -> bool:
    """Say whether a site or worker has the database open now."""
    workers = file.with_name(f"{file.name}-workers")
    # By its own lock a worker is known also in a moment in which it has the database closed.
    if workers.is_dir() and any(_is_held(hold) for hold in workers.iterdir()):
        return True
    if not file.exists():
        return False
    with open_file(file, seconds=0) as opened:
        try:
            # Only who is alone with the file gets it for itself.
            opened.execute("PRAGMA locking_mode = EXCLUSIVE")
            opened.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            return True
    return False


def _is_held(hold: Path) -> bool:
    try:
        with hold.open("r") as handle:
            fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except FileNotFoundError:
        return False
    return False
