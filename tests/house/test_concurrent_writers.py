"""Many writers at once all succeed on the embedded database."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

PROCESSES = 3
THREADS = 3
ROUNDS = 20
# Each round reads and then writes in one transaction: what fails at once with default settings.
WRITER = f"""
import threading, django
django.setup()
from django.db import connection, transaction

def write():
    for _ in range({ROUNDS}):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT total FROM tally")
            cursor.execute("UPDATE tally SET total = %s", [cursor.fetchone()[0] + 1])
    connection.close()

threads = [threading.Thread(target=write) for _ in range({THREADS})]
for thread in threads: thread.start()
for thread in threads: thread.join()
"""


# The first connection is one alone, as at a site's first start: it turns the journal for all to come.
FIRST = """
import django
django.setup()
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("CREATE TABLE tally (total INTEGER)")
    cursor.execute("INSERT INTO tally VALUES (0)")
"""


@pytest.mark.whole
def test_all_writers_succeed_and_no_write_is_lost(tmp_path: Path) -> None:
    file = tmp_path / "tamyr.sqlite3"
    environ = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{file}",
        "TAMYR_DATA_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "tamyr.config.settings.base",
    }
    subprocess.run([sys.executable, "-c", FIRST], env=environ, check=True)
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER], env=environ, stderr=subprocess.PIPE, text=True)
        for _ in range(PROCESSES)
    ]
    assert [writer.communicate()[1] for writer in writers] == [""] * PROCESSES
    with closing(sqlite3.connect(file)) as database:
        assert database.execute("SELECT total FROM tally").fetchone() == (PROCESSES * THREADS * ROUNDS,)
        assert database.execute("PRAGMA journal_mode").fetchone() == ("wal",)
