"""Requests per second and p95 of pages against a bare one-query view of the same site.

    .venv/bin/python benchmarks/pages.py [--seconds 3] [--rounds 5]

One worker of the real server answers one client over a kept-open connection on loopback.
Pages and the bare view take turns in every round, so that a drifting machine moves both;
the ratios are medians over the rounds. Drawings are on disk from the warm-up in both runs.
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

ROOT = Path(__file__).resolve().parents[1]
BARE = "/bare/"
PAGES = ("/ru/countries/", "/en/countries/", "/ru/countries/kaz/", "/en/countries/geo/")
AIMS = {"from the page cache": 0.5, "without the page cache": 0.15}


class Turn(NamedTuple):
    """One address for a while: requests per second, 95th percentile, bytes of an answer."""

    per_second: float
    p95_ms: float
    size: int


def free_port() -> int:
    with closing(socket()) as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


@contextmanager
def server(folder: str, *, page_cache: bool) -> Iterator[int]:
    """Serve the site from a fresh data folder on a free port; stop it at the end."""
    environ = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")]),
        "DJANGO_SETTINGS_MODULE": "benchmarks.site",
        "BENCHMARK_PAGE_CACHE": "1" if page_cache else "0",
        "TAMYR_DATA_DIR": folder,
    }
    for command in (["migrate", "-v0"], ["load_figures", "-v0"], ["collectstatic", "--noinput", "-v0"]):
        subprocess.run([sys.executable, "-m", "django", *command], env=environ, check=True)
    port = free_port()
    command = ["--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--workers", "1", "--no-ws"]
    program = [
        sys.executable,
        "-m",
        "granian",
        *command,
        "--log-level",
        "error",
        "tamyr.config.wsgi:application",
    ]
    with subprocess.Popen(program, env=environ) as serving:
        try:
            wait_until_open(port)
            yield port
        finally:
            serving.terminate()


def wait_until_open(port: int) -> None:
    for _ in range(200):
        try:
            create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise SystemExit("the server did not start within ten seconds")


def take_turn(client: http.client.HTTPConnection, address: str, seconds: float) -> Turn:
    spans: list[float] = []
    size = 0
    began = time.perf_counter()
    while time.perf_counter() - began < seconds:
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


def report(title: str, turns: dict[str, list[Turn]]) -> None:
    aim = AIMS[title]
    print(f"\n{title}, aim: at least {aim} of the bare view\n")
    print(f"{'address':<22} {'per second':>10} {'of bare':>8} {'p95 ms':>8} {'× bare':>7} {'bytes':>7}")
    for address, taken in turns.items():
        speed = statistics.median(
            a.per_second / b.per_second for a, b in zip(taken, turns[BARE], strict=True)
        )
        slow = statistics.median(a.p95_ms / b.p95_ms for a, b in zip(taken, turns[BARE], strict=True))
        rate, p95 = (statistics.median(turn[i] for turn in taken) for i in (0, 1))
        verdict = "" if address == BARE else "met" if speed >= aim else "NOT met"
        print(
            f"{address:<22} {rate:>10.0f} {speed:>8.2f} {p95:>8.2f} {slow:>7.1f} {taken[0].size:>7} {verdict}"
        )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=float, default=1.0, help="length of one turn")
    options.add_argument("--rounds", type=int, default=5)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for title, page_cache in zip(AIMS, (True, False), strict=True):
            with server(folder, page_cache=page_cache) as port:
                report(title, measure(port, seconds=chosen.seconds, rounds=chosen.rounds))


if __name__ == "__main__":
    main()
