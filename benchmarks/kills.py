"""A hundred times SIGKILL during mixed writes: a site, a worker or a process of the database itself, at random.

    make kills                                                  # on PostgreSQL, then on SQLite
    bin/with-postgres .venv/bin/python -m benchmarks.kills [--kills 100] [--seed 1] [--writers 4]

People start circles and seat somebody in them, as in ``benchmarks.two_of_each``: through the proxy, sending the same form
again where no answer came. On PostgreSQL two sites and two workers run, and a killed process of the database ends every
connection until it has recovered. On SQLite one site and one worker do, and the database dies with whoever writes to it.
Aim: of all acts that were acknowledged none is lost and none was done twice; each seat is told of once; nothing is given
up; the audit chain is whole.
"""

import argparse
import os
import random
import signal
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from benchmarks.pages import free_port, wait_until_open
from benchmarks.parts.arguments import at_least, end_without
from benchmarks.two_of_each import NGINX, People, SupervisedProcess, environment, prepare, proxy, report, site


class Database:
    """PostgreSQL, of which one process at a time is killed: it ends every connection and recovers by itself."""

    name = "database"

    def __init__(self, address: str) -> None:
        self.address = address

    def kill(self) -> None:
        import psycopg

        try:
            with psycopg.connect(self.address, connect_timeout=20) as asked:
                others = asked.execute(
                    "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
                ).fetchall()
        except psycopg.OperationalError:
            return  # It still recovers from the last time.
        if others:
            os.kill(random.choice(others)[0], signal.SIGKILL)

    def begin(self) -> None:
        """It has begun anew by itself."""


def kill_at_random(
    people: People, kept: list[SupervisedProcess | Database], sites: dict[str, int], kills: int, writers: int
) -> None:
    acts: list[Callable[[], None]] = [people.write] * writers + [people.read]
    threads = [threading.Thread(target=act, daemon=True) for act in acts]
    for thread in threads:
        thread.start()
    began, killed = time.monotonic(), Counter[str]()
    for _ in range(kills):
        time.sleep(random.uniform(0.2, 2))
        process = random.choice(kept)
        process.kill()
        killed[process.name] += 1
        time.sleep(random.uniform(0, 1))
        process.begin()
        if process.name in sites and random.random() < 0.5:
            wait_until_open(sites[process.name])
    told = ", ".join(f"{name} {times}" for name, times in sorted(killed.items()))
    print(f"{kills} kills in {time.monotonic() - began:.0f} s: {told}", flush=True)
    for port in sites.values():
        wait_until_open(port)
    people.over.set()
    for thread in threads:
        thread.join(120)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--kills", type=at_least(1), default=100)
    parser.add_argument("--seed", type=at_least(0), default=1, help="of what is killed when")
    parser.add_argument("--writers", type=at_least(1), default=4)
    options = parser.parse_args()
    end_without(NGINX, "openssl")
    random.seed(options.seed)
    address = os.environ.get("DATABASE_URL", "")
    is_server = address.startswith("postgres")
    each = (1, 2) if is_server else (1,)
    with tempfile.TemporaryDirectory() as folder, ExitStack() as ended:
        environ = environment(folder)
        told = prepare(environ)
        ports = [free_port() for _ in each]
        sites = [site(number, port, environ) for number, port in enumerate(ports, start=1)]
        workers = [SupervisedProcess(f"worker {number}", ["tamyr.config.worker"], environ) for number in each]
        for process in (*sites, *workers):
            ended.callback(process.kill)
        for port in ports:
            wait_until_open(port)
        people = People(ended.enter_context(proxy(Path(folder), ports)), told["coordinator"], told["seated"])
        database = [Database(address)] if is_server else []
        by_name = {process.name: port for process, port in zip(sites, ports, strict=True)}
        kill_at_random(people, [*sites, *workers, *database], by_name, options.kills, options.writers)
        is_met = report(people, environ)
    print(f"on {'PostgreSQL' if is_server else 'SQLite'}:", "met" if is_met else "NOT met")
    sys.exit(0 if is_met else 1)


if __name__ == "__main__":
    main()
