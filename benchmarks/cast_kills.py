"""Five hundred ballots at once while a site, a worker or a process of the database is killed with SIGKILL, again and again.

    .venv/bin/python -m benchmarks.cast_kills                        # on SQLite
    bin/with-postgres .venv/bin/python -m benchmarks.cast_kills [--voters 500] [--seed 1]

Every delegate casts a ballot and then changes it, all at the same moment, and sends the same form again where no answer
came. On PostgreSQL there are two sites and two workers, and a killed process of the database ends every connection; on
SQLite the database dies with whoever writes to it. Then the decision is closed and counted. Aim: each acknowledged ballot
is counted exactly once and says what was last acknowledged; no form was written twice; bin/recount.py, given the published
file and hash, finds what the page says; the audit chain is whole.
"""

import argparse
import http.client
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from benchmarks.crowd import SECRET
from benchmarks.electorate import OPTIONS
from benchmarks.kills import Database
from benchmarks.pages import ROOT, free_port, wait_until_open
from benchmarks.parts.arguments import at_least
from benchmarks.two_of_each import SupervisedProcess, environment, site

# The published file of fewer ballots holds the result only, and nothing could be counted again.
FEWEST = 5
LONGEST = 1200
"""Seconds after which whoever still has no answer stops asking."""
ACTS = 2
NO_ANSWER = (0, 500, 502, 503, 504)


@dataclass
class Delegates:
    """Who votes, and what was acknowledged to whom."""

    ports: list[int]
    number: int
    voters: list[dict[str, str]]
    acknowledged: dict[str, list[str]] = field(default_factory=dict)
    acts: Counter[str] = field(default_factory=Counter)
    unanswered: int = 0
    refused: list[str] = field(default_factory=list)
    beginning: threading.Barrier = field(init=False)
    until: float = 0.0

    def __post_init__(self) -> None:
        self.beginning = threading.Barrier(len(self.voters) + 1)

    def send(self, typed: list[tuple[str, str]], session: str) -> int:
        """Return the status of an answer from one of the sites; 0 for none."""
        body = urlencode([*typed, ("csrfmiddlewaretoken", SECRET)])
        headers = {
            "Cookie": f"session={session}; csrf={SECRET}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        line = http.client.HTTPConnection("127.0.0.1", random.choice(self.ports), timeout=60)
        with closing(line):
            try:
                line.request("POST", f"/en/decisions/{self.number}/cast/", body, headers)
                answer = line.getresponse()
                answer.read()
            except (OSError, http.client.HTTPException):
                return 0
            return answer.status

    def vote(self, voter: dict[str, str], chance: random.Random) -> None:
        self.beginning.wait()
        for replaces in range(ACTS):
            choice = sorted(f"p{n}" for n in chance.sample(range(1, OPTIONS + 1), chance.randint(1, 4)))
            form = {"member": voter["member"], "replaces": str(replaces), "form_key": str(uuid4())}
            typed = [*form.items(), *(("approved", code) for code in choice)]
            while (status := self.send(typed, voter["session"])) in NO_ANSWER:
                self.unanswered += 1
                if time.monotonic() > self.until:
                    return
                time.sleep(chance.uniform(0.1, 1))
            if status != 302:
                self.refused.append(f"act {replaces}: {status}")
                return
            self.acknowledged[voter["member"]] = choice
            self.acts[voter["member"]] += 1

    def begin(self, seed: int) -> list[threading.Thread]:
        self.until = time.monotonic() + LONGEST
        threads = [
            threading.Thread(target=self.vote, args=(voter, random.Random(seed + n)), daemon=True)
            for n, voter in enumerate(self.voters)
        ]
        for thread in threads:
            thread.start()
        self.beginning.wait()
        return threads


def kill_while(
    voting: Callable[[], bool], kept: list[SupervisedProcess | Database], sites: dict[str, int], most: int
) -> Counter[str]:
    """Kill one process after another as long as somebody votes; return how often each was killed."""
    killed: Counter[str] = Counter()
    turn: list[SupervisedProcess | Database] = []
    while killed.total() < most:
        time.sleep(random.uniform(0.3, 2))
        if not voting():
            break
        # Each once before any is killed again.
        turn = turn or random.sample(kept, len(kept))
        process = turn.pop()
        process.kill()
        killed[process.name] += 1
        process.begin()
        if process.name in sites:
            wait_until_open(sites[process.name])
    return killed


def run(environ: dict[str, str], *command: str) -> Any:
    told = subprocess.run(
        [sys.executable, "-m", *command], env=environ, check=True, stdout=subprocess.PIPE, text=True
    ).stdout
    return json.loads(told.splitlines()[-1]) if told.strip() else None


def keep_what_is_acknowledged(address: str) -> None:
    """Let the throw-away server write each commit before it answers, as a server of people's data does."""
    import psycopg

    with psycopg.connect(address, autocommit=True) as asked:
        asked.execute("ALTER DATABASE postgres SET synchronous_commit = on")


def recounted(found: dict[str, Any], folder: str) -> str:
    """Return what the one-file script says of the published file and hash."""
    file = Path(folder) / "published.json"
    file.write_text(found["outside"], encoding="utf-8", newline="")
    command = [sys.executable, str(ROOT / "bin/recount.py"), str(file), "--expect", found["hash"]]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return (done.stdout or done.stderr).strip()


def report(delegates: Delegates, found: dict[str, Any], script: str) -> bool:
    """Compare what was acknowledged with what was counted; return whether the aim is met."""
    counted = dict(found["counted"])
    chosen = ", ".join(re.findall(r"<li><b>Priority no. (\d+)</b></li>", found["page"]))
    told = {
        "lost": sum(counted.get(member) != choice for member, choice in delegates.acknowledged.items()),
        "counted twice": len(found["counted"]) - len(counted),
        "counted though nobody was told": len({*counted} - {*delegates.acknowledged}),
        "forms written twice": sum(found["versions"][key] != acts for key, acts in delegates.acts.items()),
        "audit lines missing or too many": abs(found["lines"] - delegates.acts.total()),
        "refused": len(delegates.refused),
        "faults of the chain": found["faults"],
        "ballots beside the count": abs(found["kept"] - len(counted)),
        "recount disagrees with the page": int(
            script != f"CONFIRMED: adopted, chosen: {chosen.replace(', ', ', p').join(('p', ''))}."
            or found["hash"] not in found["page"]
        ),
    }
    print(f"acknowledged: {delegates.acts.total()} acts of {len(delegates.acknowledged)} organisations")
    print(f"sent again because no answer came: {delegates.unanswered}")
    print(f"the script: {script}; the page: no. {chosen}")
    print(", ".join(f"{name}: {number}" for name, number in told.items()), *delegates.refused[:3], flush=True)
    return not any(told.values()) and len(delegates.acknowledged) == len(delegates.voters)


def trial(*, voters: int, seed: int, address: str, most: int, workers: bool = True) -> bool:
    """Let so many delegates vote at once under kills; return whether every acknowledged ballot was counted once."""
    random.seed(seed)
    is_server = address.startswith("postgres")
    each = (1, 2) if is_server else (1,)
    with tempfile.TemporaryDirectory() as folder, ExitStack() as ended:
        # Assessments that a worker would make meanwhile are nobody's here.
        environ = {
            **environment(folder),
            "TAMYR_HTTPS": "0",
            "TAMYR_ALLOWED_HOSTS": "127.0.0.1",
            "TAMYR_DRAWS": "100",
        }
        if is_server:
            keep_what_is_acknowledged(address)
        run(environ, "django", "migrate", "-v0")
        run(environ, "django", "collectstatic", "--noinput", "-v0")
        told = run(environ, "benchmarks.electorate", "--fill", str(voters))
        ports = [free_port() for _ in each]
        sites = [site(number, port, environ) for number, port in enumerate(ports, start=1)]
        beside = [
            SupervisedProcess(f"worker {number}", ["tamyr.config.worker"], environ)
            for number in each
            if workers
        ]
        for process in (*sites, *beside):
            ended.callback(process.kill)
        for port in ports:
            wait_until_open(port)
        delegates = Delegates(ports, told["number"], told["voters"])
        began = time.monotonic()
        threads = delegates.begin(seed)
        database = [Database(address)] if is_server else []
        by_name = {process.name: port for process, port in zip(sites, ports, strict=True)}
        killed = kill_while(
            lambda: any(thread.is_alive() for thread in threads), [*sites, *beside, *database], by_name, most
        )
        for thread in threads:
            thread.join(LONGEST)
        kills = ", ".join(f"{name} {times}" for name, times in sorted(killed.items()))
        print(f"{killed.total()} kills while they voted, {time.monotonic() - began:.0f} s: {kills}")
        found = run(environ, "benchmarks.electorate", "--count")
        return report(delegates, found, recounted(found, folder))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--voters", type=at_least(FEWEST), default=500)
    parser.add_argument(
        "--seed", type=at_least(0), default=1, help="of what is killed when, and of what is chosen"
    )
    parser.add_argument("--kills", type=at_least(1), default=30, help="how often at most")
    options = parser.parse_args()
    address = os.environ.get("DATABASE_URL", "")
    is_met = trial(voters=options.voters, seed=options.seed, address=address, most=options.kills)
    print(
        f"on {'PostgreSQL' if address.startswith('postgres') else 'SQLite'}:", "met" if is_met else "NOT met"
    )
    sys.exit(0 if is_met else 1)


if __name__ == "__main__":
    main()
