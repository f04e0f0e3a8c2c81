"""A site's database with real workers beside it, as tests start, kill and ask them."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
AT_LAST = 60
# Answers line by line: a process for each question would come too late to see anything.
HAND = """
import json, sys
from pathlib import Path
import django
from tamyr.config.loading import loading
with loading(): django.setup()
from django.core.management import call_command
from django.db import connection
from tamyr.config.settings.stores import read_database
from tests.house import working
at = ""
for line in sys.stdin:
    told, answer = json.loads(line), None
    if at != told["at"]:
        connection.close()
        at = told["at"]
        connection.settings_dict.update(read_database({"at": at}, "at", Path()))
    if "enqueue" in told:
        for name in told["enqueue"]: working.KINDS[name.rpartition("-")[0]].enqueue(name)
    elif "migrate" in told:
        call_command("migrate", verbosity=0)
    else:
        with connection.cursor() as cursor:
            cursor.execute(told["ask"])
            answer = cursor.fetchall() if cursor.description else None
    print(json.dumps(answer, default=str), flush=True)
"""


@dataclass
class Hand:
    """A process that asks the databases of sites, and takes seconds to begin: one after another has it."""

    process: "subprocess.Popen[str] | None" = None

    def tell(self, environ: dict[str, str], **told: object) -> Any:
        if self.process is None or self.process.poll() is not None:
            self.process = subprocess.Popen(
                [sys.executable, "-c", HAND],
                env=environ,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        assert self.process.stdin and self.process.stdout
        print(json.dumps(told), file=self.process.stdin, flush=True)
        return json.loads(self.process.stdout.readline())

    def close(self) -> None:
        if self.process is not None:
            self.process.communicate()
            self.process = None


@dataclass
class Site:
    folder: Path
    given: dict[str, str] = field(default_factory=dict)
    hand: Hand = field(default_factory=Hand)

    @property
    def database(self) -> str:
        return self.given.get("DATABASE_URL", f"sqlite:///{self.folder / 'tamyr.sqlite3'}")

    @property
    def environ(self) -> dict[str, str]:
        ours = ("TAMYR_", "DJANGO_", "LC_", "DATABASE_URL")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        return {
            **kept,
            "LANG": "C.UTF-8",
            "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
            "TAMYR_DATA_DIR": str(self.folder),
            "DJANGO_SETTINGS_MODULE": "tamyr.config.settings.base",
            **self.given,
        }

    def tell(self, **told: object) -> Any:
        return self.hand.tell(self.environ, at=self.database, **told)

    def enqueue(self, *names: str) -> None:
        self.tell(enqueue=names)

    def ask(self, question: str) -> Any:
        return self.tell(ask=question)

    def close(self) -> None:
        self.hand.close()

    def ask_again(self, question: str) -> Any:
        """Ask a database that died until it answers."""
        given_up_at = time.monotonic() + AT_LAST
        while True:
            try:
                return self.ask(question)
            except (OSError, ValueError):
                # The hand does not outlive an error: the next question has a new one.
                self.close()
                assert time.monotonic() < given_up_at

    def start(self) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, "-m", "tamyr.config.worker"],
            env=self.environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    @contextmanager
    def working(self) -> Iterator["subprocess.Popen[str]"]:
        keeper = self.start()
        try:
            yield keeper
        finally:
            if keeper.poll() is None:
                os.killpg(keeper.pid, signal.SIGKILL)
            keeper.communicate()

    def wait_until(self, question: str, answer: object, seconds: float = AT_LAST) -> None:
        given_up_at = time.monotonic() + seconds
        while (found := self.ask(question)) != answer:
            assert time.monotonic() < given_up_at, found
            time.sleep(0.05)

    def wait_while_it_moves(self, question: str, answer: object, moving: str, seconds: float = 300) -> None:
        """Wait for an answer as long as another one changes: on a busy machine each piece of work takes its time."""
        given_up_at, last = time.monotonic() + seconds, None
        while (found := self.ask(question)) != answer:
            if (now := (found, self.ask(moving))) != last:
                given_up_at, last = time.monotonic() + seconds, now
            assert time.monotonic() < given_up_at, now
            time.sleep(0.2)


def loop_of(keeper: "subprocess.Popen[str]") -> int | None:
    """Return the process that works for a keeper, if there is one now."""
    try:
        children = Path(f"/proc/{keeper.pid}/task/{keeper.pid}/children").read_text().split()
    except OSError:
        return None
    return int(children[0]) if children else None


def wait_for_loop(keeper: "subprocess.Popen[str]") -> int:
    given_up_at = time.monotonic() + AT_LAST
    while (found := loop_of(keeper)) is None:
        assert time.monotonic() < given_up_at
        time.sleep(0.02)
    return found


def kill(process: int | None) -> None:
    if process is not None:
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)


def is_gone(process: int) -> bool:
    """Whether a process is no more, once it had time to go."""
    given_up_at = time.monotonic() + AT_LAST
    while time.monotonic() < given_up_at:
        stat = Path(f"/proc/{process}/stat")
        if not stat.exists() or stat.read_text().rpartition(")")[2].split()[0] == "Z":
            return True
        time.sleep(0.05)
    return False
