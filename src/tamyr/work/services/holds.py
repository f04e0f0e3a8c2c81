"""How a worker is known to be alive: by a lock that its system takes back the moment it is no more.

No clock is asked, so none that jumps gives a task to two workers.
"""

import fcntl
import os
from contextlib import closing
from pathlib import Path
from typing import IO, Protocol

from django.conf import settings
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from tamyr.work.logic import lock_number


class Hold(Protocol):
    """The lock of one worker, and how it asks for those of others."""

    def check(self) -> None:
        """Raise where the lock was lost: others may have taken this worker's task."""

    def is_dead(self, worker: str) -> bool: ...

    def release(self) -> None: ...


def take_hold(worker: str) -> Hold:
    if connection.vendor == "postgresql":
        # Not on the site’s own connection: that is closed between two pieces of work, and the lock with it.
        return ServerHold(worker, connection.copy())
    name = Path(str(connection.settings_dict["NAME"]))
    # A database in memory lies in no folder.
    beside = name if name.is_absolute() else settings.DATA_DIR / "memory"
    return FileHold(worker, beside.with_name(f"{beside.name}-workers"))


class FileHold:
    """A locked file beside the database's own: for workers of one machine."""

    def __init__(self, worker: str, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.file = folder / worker
        self.handle = _locked(self.file)
        for other in folder.iterdir():
            self._sweep(other)

    def check(self) -> None:
        pass  # A file's lock is lost with its process alone.

    def is_dead(self, worker: str) -> bool:
        return self._sweep(self.file.with_name(worker))

    def release(self) -> None:
        self.file.unlink(missing_ok=True)
        self.handle.close()

    def _sweep(self, file: Path) -> bool:
        """Remove the file of a worker that is no more; return whether it is none."""
        try:
            handle = file.open("r")
        except FileNotFoundError:
            return True
        with handle:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
            file.unlink(missing_ok=True)
            return True


def _locked(file: Path) -> IO[str]:
    while True:
        handle = file.open("w")
        fcntl.flock(handle, fcntl.LOCK_EX)
        # Whoever swept the folder may have removed it between the two lines before.
        if file.exists() and file.stat().st_ino == os.fstat(handle.fileno()).st_ino:
            return handle
        handle.close()


class ServerHold:
    """An advisory lock of PostgreSQL on a connection of its own: for workers of any machine."""

    def __init__(self, worker: str, own: BaseDatabaseWrapper) -> None:
        self.own = own
        self._ask("SELECT pg_advisory_lock(%s)", worker)

    def check(self) -> None:
        with closing(self.own.cursor()) as cursor:
            cursor.execute("SELECT 1")

    def is_dead(self, worker: str) -> bool:
        # Never asked of oneself: PostgreSQL gives a lock again to the connection that has it.
        if not self._ask("SELECT pg_try_advisory_lock(%s)", worker):
            return False
        self._ask("SELECT pg_advisory_unlock(%s)", worker)
        return True

    def release(self) -> None:
        self.own.close()

    def _ask(self, question: str, worker: str) -> bool:
        with closing(self.own.cursor()) as cursor:
            cursor.execute(question, [lock_number(worker)])
            return bool(cursor.fetchone()[0])
