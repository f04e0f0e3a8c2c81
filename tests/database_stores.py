"""Where the worlds of ``tests.databases`` are kept, and how a copy of one is made and connected to."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from django.db import connection


class Store(Protocol):
    """Keeps finished worlds, and opens this worker's own copy of each."""

    def has(self, name: str) -> bool: ...
    def begin(self, name: str, *, after: str) -> None: ...
    def keep(self, name: str) -> None: ...
    def open(self, name: str) -> None: ...
    def forget(self, name: str) -> None: ...
    def is_changed(self) -> bool: ...
    def end(self) -> None: ...


@dataclass
class SqliteStore:
    """Kept as files, copied into memory."""

    elsewhere: dict[str, Path]
    folder: Path
    copies: dict[str, Any] = field(default_factory=dict)
    changes_before: int = 0

    def has(self, name: str) -> bool:
        return self.file(name).exists()

    def begin(self, name: str, *, after: str) -> None:
        self._connect(f"making-{name}")
        if after:
            self._read(after)

    def keep(self, name: str) -> None:
        unfinished = self.file(name).with_suffix(".unfinished")
        unfinished.unlink(missing_ok=True)
        with closing(sqlite3.connect(unfinished)) as kept:
            connection.connection.backup(kept)
        unfinished.rename(self.file(name))
        connection.connection.close()

    def open(self, name: str) -> None:
        if name in self.copies:
            connection.settings_dict["NAME"] = self._address(name)
            connection.connection = self.copies[name]
        else:
            self._connect(name)
            self._read(name)
            self.copies[name] = connection.connection
        self.changes_before = connection.connection.total_changes

    def forget(self, name: str) -> None:
        self.copies.pop(name).close()
        connection.connection = None

    def is_changed(self) -> bool:
        """Whether a row was written since this copy was opened, be it taken back or not."""
        return bool(connection.connection.total_changes != self.changes_before)

    def end(self) -> None:
        for copy in self.copies.values():
            copy.close()
        connection.connection = None

    def _connect(self, name: str) -> None:
        connection.settings_dict["NAME"] = self._address(name)
        connection.connect()

    def _read(self, name: str) -> None:
        with closing(sqlite3.connect(self.file(name))) as kept:
            kept.backup(connection.connection)

    def _address(self, name: str) -> str:
        # Django never closes a database in memory by itself: all its rows would be gone.
        return f"file:{name}?mode=memory&cache=shared"

    def file(self, name: str) -> Path:
        return self.elsewhere.get(name, self.folder) / f"{name}.sqlite3"


@dataclass
class PostgresStore:
    """Kept as databases on the server, copied there; the files only say which are finished."""

    folder: Path
    worker: str
    server: str = field(default_factory=lambda: connection.settings_dict["NAME"])
    copies: dict[str, str] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        return self._mark(name).exists()

    def begin(self, name: str, *, after: str) -> None:
        self._make(self._kept(name), self._kept(after) if after else "template0")

    def keep(self, name: str) -> None:
        # The server copies no database that somebody is connected to.
        connection.close()
        self._mark(name).touch()

    def open(self, name: str) -> None:
        if name not in self.copies:
            self.copies[name] = f"test_tamyr_{name}_{self.worker}"
            self._make(self.copies[name], self._kept(name))
        self._connect(self.copies[name])

    def forget(self, name: str) -> None:
        del self.copies[name]

    def is_changed(self) -> bool:
        return True

    def end(self) -> None:
        self._connect(self.server)
        with connection.cursor() as cursor:
            for copy in self.copies.values():
                cursor.execute(f'DROP DATABASE IF EXISTS "{copy}" WITH (FORCE)')
        connection.close()

    def _make(self, database: str, template: str) -> None:
        self._connect(self.server)
        with connection.cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')
            cursor.execute(f'CREATE DATABASE "{database}" TEMPLATE "{template}"')
        self._connect(database)

    def _connect(self, database: str) -> None:
        if connection.settings_dict["NAME"] != database:
            connection.close()
            connection.settings_dict["NAME"] = database

    def _kept(self, name: str) -> str:
        return f"test_tamyr_world_{name}"

    def _mark(self, name: str) -> Path:
        return self.folder / f"{name}.made"
