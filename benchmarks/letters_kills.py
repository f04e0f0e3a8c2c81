"""SIGKILL to the worker that sends letters, at random moments, before a mail server that fails at every step.

    python -m benchmarks.letters_kills [--kills 100] [--letters 300] [--seed 1]
    bin/with-postgres python -m benchmarks.letters_kills

The worker's clock runs six hundred times as fast, so that waits and leases end within seconds. Aim: sent + failed +
waiting + perhaps sent = queued; whatever the server has taken is sent or perhaps sent; nothing was taken twice; whatever
counts as sent was taken.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from email import message_from_bytes
from pathlib import Path
from typing import Any

from benchmarks.pages import ROOT
from benchmarks.parts.arguments import at_least

FASTER = 600
SECONDS_TO_END = 180
LONGEST_LIFE = 1.0
ANSWERS = {
    "hello": (b"", b"421 busy"),
    "ehlo": (b"",),
    "mail": (b"", b"451 later"),
    "rcpt": (b"", b"450 later", b"550 nobody"),
    "data": (b"", b"451 later"),
    "body": (b"",),
    "dot": (b"", b"451 later", b"554 no"),
}


class FaultyAnswers(dict[str, bytes]):
    """What the server answers: mostly as it should, late, or with a fault at a random step."""

    is_well = False

    def get(self, step: str, good: Any = None) -> Any:
        if self.is_well or step == "keeps":
            return good
        if random.random() < 0.1:
            time.sleep(random.uniform(0, 0.3))
        return random.choice(ANSWERS[step]) if step in ANSWERS and random.random() < 0.06 else good


def environment(folder: str, port: int) -> dict[str, str]:
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")]),
        "DJANGO_SETTINGS_MODULE": "tamyr.config.settings.base",
        "TAMYR_DATA_DIR": folder,
        "TAMYR_SECRET_KEY": "example-" * 8,
        "TAMYR_FIELD_KEYS": "k1 MDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDA=",
        "TAMYR_MAIL_URL": f"smtp://127.0.0.1:{port}",
    }


def work() -> None:
    """Begin a worker for each line that comes in, which sends what is due for ever, by a clock that runs fast.

    Each is a process of its own, forked from one that has loaded the site and has no connection.
    """
    import django

    django.setup()
    for _line in sys.stdin:
        worker = os.fork()
        if not worker:
            send_for_ever(datetime.fromisoformat(os.environ["BEGAN"]))
        print(worker, flush=True)
        os.waitpid(worker, 0)
        print("ended", flush=True)


def send_for_ever(began: datetime) -> None:
    from django.utils import timezone

    from tamyr.deliveries.services.sending import send_due

    def clock() -> datetime:
        return began + (timezone.now() - began) * FASTER

    while True:
        try:
            send_due(clock=clock)
        except Exception as fault:  # noqa: BLE001 (as the worker of the site: the next round tries again)
            print(type(fault).__name__, fault, file=sys.stderr)
        time.sleep(0.02)


def released(count: int) -> datetime:
    """Release letters of one demand to as many invented bodies; return the moment."""
    from django.utils import timezone
    from tests.people import give_mandate, make_member, make_person

    from tamyr.addressees.models import Channel
    from tamyr.deliveries.services.preparing import MOST, Plan, prepare
    from tamyr.deliveries.tests.releasing import proposed
    from tamyr.demands.tests.asking import agreed, letter, ministry
    from tamyr.safety.services.proposals import approve

    at = timezone.now()
    lake = make_member("Example Green Lake", "Пример Зелёное озеро", "KAZ", exposure="public")
    people = [make_person(name, f"{name} Example") for name in ("aygul", "dana")]
    for person in people:
        give_mandate(person, lake)
    demand = agreed(people[0], people[1], lake, at)
    letters = []
    for number in range(count):
        body = ministry(91_000 + number)
        known = {"status": "seen", "source_url": "https://ministry.example.org/", "source_seen_on": at.date()}
        Channel.objects.create(
            institution=body,
            letter="demand",
            way="email",
            value=f"office{number}@ministry.example.org",
            is_lawful=True,
            entered_at=at,
            **known,
        )
        letters.append(letter(demand, people[0], body, lake, at, way="email"))
    for first in range(0, count, MOST):
        plan = Plan(letters[first : first + MOST])
        batch = prepare(demand=demand, plan=plan, form_key=letters[first].pk, actor=people[0].pk, at=at)
        approve(proposal=proposed(batch, people[0], at), by=people[1].pk, at=at)
    return at


class Workers:
    """Workers one after another; each is killed with SIGKILL before the next begins."""

    def __init__(self, env: dict[str, str]) -> None:
        command = [sys.executable, "-m", "benchmarks.letters_kills", "--work"]
        self.parent = subprocess.Popen(
            command, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def begin(self) -> int:
        assert self.parent.stdin is not None and self.parent.stdout is not None
        print(file=self.parent.stdin, flush=True)
        return int(self.parent.stdout.readline())

    def kill(self, worker: int) -> None:
        assert self.parent.stdout is not None
        os.kill(worker, signal.SIGKILL)
        assert self.parent.stdout.readline() == "ended\n"


def killed(workers: Workers, kills: int) -> None:
    """Kill one worker after another at random moments of its sending."""
    for _time in range(kills):
        worker = workers.begin()
        time.sleep(random.uniform(0, LONGEST_LIFE))
        workers.kill(worker)


def let_end(workers: Workers, is_over: Callable[[], bool]) -> None:
    """Let a worker end what is left, before a server that is well."""
    until, worker = time.monotonic() + SECONDS_TO_END, workers.begin()
    while time.monotonic() < until and not is_over():
        time.sleep(0.5)
    workers.kill(worker)


def report(taken: list[bytes], count: int) -> bool:
    from tamyr.deliveries.models import Missive, State

    states = dict(Missive.objects.values_list("pk", "state"))
    sums = Counter(states.values())
    times = Counter(message_from_bytes(raw)["Message-ID"].strip("<>").split("@")[0] for raw in taken)
    by_key = {str(key): state for key, state in states.items()}
    faults = {
        "lost or beside the queue": count
        - sum(sums[state] for state in ("sent", "failed", "waiting", "perhaps")),
        "taken twice": sum(number > 1 for number in times.values()),
        "taken, and neither sent nor perhaps sent": sum(
            by_key[key] not in (State.SENT, State.PERHAPS) for key in times
        ),
        "sent, and never taken": sum(
            state == State.SENT and key not in times for key, state in by_key.items()
        ),
        "sent, and not told": Missive.objects.filter(state=State.SENT, told_at=None).count(),
    }
    print(", ".join(f"{state}: {number}" for state, number in sorted(sums.items())), f"· taken: {len(taken)}")
    for words, number in faults.items():
        print(f"{words}: {number}")
    return not any(faults.values())


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--kills", type=at_least(1), default=100)
    asked.add_argument("--letters", type=at_least(1), default=300)
    asked.add_argument("--seed", type=at_least(0), default=1)
    asked.add_argument("--work", action="store_true", help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.work:
        work()
        return 0
    random.seed(given.seed)
    from tamyr.deliveries.tests.mail_server import mail_server

    with tempfile.TemporaryDirectory() as folder, mail_server() as server:
        server.says = moody = FaultyAnswers()
        env = environment(folder, server.settings["port"])
        os.environ.update(env)
        subprocess.run([sys.executable, str(Path(ROOT) / "manage.py"), "migrate", "-v0"], env=env, check=True)
        import django

        django.setup()
        at = released(given.letters)
        from tamyr.deliveries.models import Missive

        def is_over() -> bool:
            open_ones = Missive.objects.filter(state__in=("waiting", "sending"))
            return not (open_ones | Missive.objects.filter(state="sent", told_at=None)).exists()

        env["BEGAN"] = at.isoformat()
        workers = Workers(env)
        killed(workers, given.kills)
        moody.is_well = True
        let_end(workers, is_over)
        workers.parent.communicate()
        return 0 if report(server.taken, given.letters) else 1


if __name__ == "__main__":
    sys.exit(main())
