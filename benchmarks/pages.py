"""Requests per second and p95 of pages against a bare one-query view of the same site.

    .venv/bin/python -m benchmarks.pages [--seconds 0.6] [--rounds 5]

One worker of the real server answers one client, this process, over a kept-open connection
on loopback. Pages and the bare view take turns in every round, so that a drifting machine
moves both; the ratios are medians over the rounds. Three servers follow one another:

from the page cache   the finished page lies in the worker's memory
with it off           the worker holds the prepared parts of pages and puts them into their frame
from nothing          the first reader of a process: its memory is emptied before every request;
                      prepared parts and drawings lie on disk, where earlier processes left them
"""

import argparse
import http.client
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from socket import create_connection, socket
from typing import NamedTuple

from benchmarks.parts.arguments import at_least, duration

ROOT = Path(__file__).resolve().parents[1]
BARE = "/bare/"
PAGES = (
    "/ru/countries/",
    "/en/countries/",
    "/ru/countries/kaz/",
    "/en/countries/geo/",
    "/ru/countries/kaz/assessment/",
    "/en/countries/comparison/",
    "/ru/countries/methods/",
)
DRAWS = "200"


class Run(NamedTuple):
    """One server: what it may answer from, and the share of the bare view's speed it should reach."""

    kept: str
    title: str
    aim: float


RUNS = (
    Run("pages", "from the page cache", 0.7),
    Run("parts", "with the page cache off", 0.25),
    Run("shared", "from nothing", 0.10),
)


class Turn(NamedTuple):
    """One address for a while: requests per second, 95th percentile, packed bytes of an answer."""

    per_second: float
    p95_ms: float
    size: int


def free_port() -> int:
    with closing(socket()) as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def environment(folder: str, kept: str) -> dict[str, str]:
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")]),
        "DJANGO_SETTINGS_MODULE": "benchmarks.parts.site",
        "BENCHMARK_KEPT": kept,
        "TAMYR_DATA_DIR": folder,
    }


def prepare(environ: dict[str, str]) -> None:
    commands = (
        "migrate -v0",
        "load_figures -v0",
        f"load_assessments -v0 --draws {DRAWS}",
        "collectstatic --noinput -v0",
    )
    for command in commands:
        subprocess.run([sys.executable, "-m", "django", *command.split()], env=environ, check=True)


@contextmanager
def server(environ: dict[str, str], *, workers: int = 1) -> Iterator[int]:
    """Serve the site on a free port of loopback, as ``make run`` does, which has two workers."""
    port = free_port()
    options = f"--interface rsgi --host 127.0.0.1 --port {port} --workers {workers} --no-ws"
    quiet = "--log-level error --workers-kill-timeout 3"
    command = [sys.executable, "-m", "granian", *options.split(), *quiet.split()]
    with subprocess.Popen([*command, "tamyr.config.wsgi:front"], env=environ) as serving:
        try:
            wait_until_open(port)
            yield port
        finally:
            serving.terminate()


def wait_until_open(port: int) -> None:
    for _ in range(1200):
        try:
            create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise SystemExit("the server did not start within a minute")


def take_turn(client: http.client.HTTPConnection, address: str, seconds: float) -> Turn:
    spans: list[float] = []
    size = 0
    began = time.perf_counter()
    while not spans or time.perf_counter() - began < seconds:
        asked = time.perf_counter()
        client.request("GET", address, headers={"Accept-Encoding": "gzip"})
        answer = client.getresponse()
        size = len(answer.read())
        if answer.status != 200:
            raise SystemExit(f"{address} answered {answer.status}")
        spans.append(time.perf_counter() - asked)
    p95 = statistics.quantiles(spans, n=20)[-1] if len(spans) > 1 else spans[0]
    return Turn(len(spans) / (time.perf_counter() - began), 1000 * p95, size)


def measure(port: int, *, seconds: float, rounds: int) -> dict[str, list[Turn]]:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as client:
        for address in (BARE, *PAGES):
            take_turn(client, address, 0.1)
        turns: dict[str, list[Turn]] = {address: [] for address in (BARE, *PAGES)}
        for _ in range(rounds):
            for address, taken in turns.items():
                taken.append(take_turn(client, address, seconds))
    return turns


def report(run: Run, turns: dict[str, list[Turn]]) -> None:
    print(f"\n{run.title}, aim: at least {run.aim} of the bare view\n")
    print(f"{'address':<30} {'per second':>10} {'of bare':>8} {'p95 ms':>8} {'× bare':>7} {'bytes':>7}")
    for address, taken in turns.items():
        speed, slow = (
            statistics.median(own[i] / bare[i] for own, bare in zip(taken, turns[BARE], strict=True))
            for i in (0, 1)
        )
        rate, p95 = (statistics.median(turn[i] for turn in taken) for i in (0, 1))
        numbers = f"{rate:>10.0f} {speed:>8.2f} {p95:>8.2f} {slow:>7.1f} {taken[0].size:>7}"
        print(f"{address:<30} {numbers} {'' if address == BARE else verdict(speed, run.aim)}")


def verdict(speed: float, aim: float) -> str:
    return "met" if speed >= aim else "NOT met"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--seconds", type=duration, default=0.6, help="length of one turn")
    options.add_argument("--rounds", type=at_least(1), default=5)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        prepare(environment(folder, "pages"))
        for run in RUNS:
            with server(environment(folder, run.kept)) as port:
                report(run, measure(port, seconds=chosen.seconds, rounds=chosen.rounds))


if __name__ == "__main__":
    main()
