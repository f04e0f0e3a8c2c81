"""The worker that sends letters is killed at named steps before a real mail server: the short form of ``benchmarks.letters_kills``."""

import json
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from email import message_from_bytes
from pathlib import Path
from queue import Queue
from typing import IO, Any

import pytest
from benchmarks.letters_kills import environment

from tamyr.deliveries.tests.mail_server import mail_server

pytestmark = [pytest.mark.whole, pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1"])]
# Each line that it is told is a moment at which a worker of its own sends what is due.
WORKERS = """
import json, os, sys, django
from tamyr.config.loading import loading
with loading(): django.setup()
from datetime import datetime
from django.db import connection
from benchmarks.letters_kills import released
from tamyr.deliveries.models import Missive
from tamyr.deliveries.services.sending import send_due
print(released(4).isoformat(), flush=True)
for line in sys.stdin:
    moment = datetime.fromisoformat(line.strip())
    connection.close()
    worker = os.fork()
    if not worker:
        send_due(clock=lambda: moment)
        os._exit(0)
    print(worker, flush=True)
    os.waitpid(worker, 0)
    told = {str(one.pk): [one.state, bool(one.told_at)] for one in Missive.objects.all()}
    print(json.dumps(told), flush=True)
"""


class Killing(dict[str, bytes]):
    """What the server answers; at one step, the time it comes to it, the worker is killed before the answer."""

    def __init__(self) -> None:
        super().__init__()
        self.workers: Queue[int] = Queue()
        self.step, self.at_the = "", 0

    def get(self, step: str, good: Any = None) -> Any:
        if step == self.step:
            self.at_the -= 1
            if self.at_the == 0:
                os.kill(self.workers.get(timeout=60), signal.SIGKILL)
        return good


def sent_at(moment: datetime, into: IO[str], out: IO[str], killing: Killing) -> dict[str, list[Any]]:
    print(moment.isoformat(), file=into, flush=True)
    killing.workers.put(int(out.readline()))
    found: dict[str, list[Any]] = json.loads(out.readline())
    return found


def test_a_worker_killed_at_each_step_loses_no_letter_and_sends_none_twice(
    database_file: Callable[[str], Path], tmp_path: Path
) -> None:
    with mail_server() as server:
        server.says = killing = Killing()
        environ = {
            **environment(str(tmp_path), server.settings["port"]),
            "DATABASE_URL": f"sqlite:///{database_file('empty')}",
        }
        workers = subprocess.Popen(
            [sys.executable, "-c", WORKERS],
            env=environ,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert workers.stdin and workers.stdout
        moment = datetime.fromisoformat(workers.stdout.readline().strip())
        states: dict[str, list[Any]] = {}
        # Before anything was said; once the letter is taken, before that is said; with one sent, at the next.
        for killing.step, killing.at_the in (("hello", 1), ("dot", 1), ("hello", 2)):
            states = sent_at(moment, workers.stdin, workers.stdout, killing)
        assert Counter(state for state, _told in states.values()) == {"sending": 3, "sent": 1}
        assert not any(told for _state, told in states.values())
        killing.step = ""
        for hours in (1, 100):
            states = sent_at(moment + timedelta(hours=hours), workers.stdin, workers.stdout, killing)
        workers.communicate()
    taken = [message_from_bytes(raw)["Message-ID"].strip("<>").split("@")[0] for raw in server.taken]
    assert sorted(states[key] for key in taken) == [["perhaps", False], ["sent", True]]
    assert Counter(state for state, _told in states.values()) == {"perhaps": 3, "sent": 1}
