"""Stand-ins for PostgreSQL’s own programs and for a connection, which write down what they are told."""

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tamyr.config.operations import postgresql
from tamyr.config.operations.site import Site

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


DROP, MAKE = "DROP SCHEMA public CASCADE", "CREATE SCHEMA public"
