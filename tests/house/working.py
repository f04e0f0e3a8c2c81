"""Work of several tempers, for tests that start real workers: each leaves one effect, however often it is tried."""

import fcntl
import time
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.utils.functional import lazystr

from tamyr.shared.background import background

TABLES = (
    "CREATE TABLE effects (name VARCHAR(80) PRIMARY KEY)",
    "CREATE TABLE tries (name VARCHAR(80))",
    "CREATE TABLE collisions (name VARCHAR(80))",
)
patiently = background(lazystr("An example"), tries=50, first_wait=timedelta(seconds=0.1))
briefly = background(
    lazystr("An example"), tries=50, first_wait=timedelta(seconds=0.1), limit=timedelta(seconds=2)
)


def begin(name: str) -> int:
    """Note a try, and whether another process is at the same work; return which try it is."""
    folder = Path(settings.DATA_DIR) / "busy"
    folder.mkdir(exist_ok=True)
    # Held until this process ends or tries the next thing: the name keeps the handle open.
    begin.handle = (folder / name).open("w")  # type: ignore[attr-defined]
    try:
        fcntl.flock(begin.handle, fcntl.LOCK_EX | fcntl.LOCK_NB)  # type: ignore[attr-defined]
    except BlockingIOError:
        write("collisions", name)
    write("tries", name)
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM tries WHERE name = %s", [name])
        return int(cursor.fetchone()[0])


def write(table: str, name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} VALUES (%s)", [name])


def leave_effect(name: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM effects WHERE name = %s", [name])
        if cursor.fetchone() is None:
            write("effects", name)


@patiently
def quick(name: str) -> None:
    begin(name)
    leave_effect(name)


@patiently
def slow(name: str) -> None:
    begin(name)
    time.sleep(0.6)
    leave_effect(name)
    time.sleep(0.6)


@patiently
def stumbling(name: str) -> None:
    if begin(name) < 3:
        raise ValueError("a secret that nobody may read")
    leave_effect(name)


@briefly
def hanging(name: str) -> None:
    if begin(name) < 2:
        time.sleep(3600)
    leave_effect(name)


@background(lazystr("An example"), tries=1)
def hopeless(name: str) -> None:
    begin(name)
    raise ValueError("a secret that nobody may read")


KINDS = {"quick": quick, "slow": slow, "stumbling": stumbling, "hanging": hanging, "hopeless": hopeless}
