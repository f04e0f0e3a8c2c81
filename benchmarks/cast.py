"""Ballots per second, how long the closer waits among them, and an ordinary page meanwhile.

    .venv/bin/python -m benchmarks.cast [--seconds 6] [--rounds 3] [--writers 4]        # on SQLite
    bin/with-postgres .venv/bin/python -m benchmarks.cast

Peer: the same transaction without the service: lock the decision's row, ask the clock, write the ballot, add its version,
by SQL alone. It neither asks who may speak nor encrypts, and leaves no audit line. Idle turns, turns of the peer and turns
of the service follow each other; writers are processes, each with organisations of its own. The closer is the step that
ends a decision, asked before its time: what it waits for is the lock. Pages are asked for over connections of their own.
``benchmarks.cast_kills`` is the trial under SIGKILL.
"""

import argparse
import json
import multiprocessing
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from benchmarks.crowd import asked
from benchmarks.pages import environment, server
from benchmarks.parts.arguments import at_least, duration

IDLE, BARE, SERVICE = "idle", "bare", "service"
PAGES = ("/en/members/", "/en/desk/")
BETWEEN = 0.03


@dataclass
class Turn:
    """What one turn found: ballots a second, and waits in milliseconds."""

    per_second: float
    closer: list[float]
    pages: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))


def begin() -> None:
    import django

    django.setup()


def cast_for(kind: str, voters: list[dict[str, str]], seconds: float) -> int:
    """Cast for one organisation after another; return how often."""
    from django.db import connection

    from tamyr.decisions.models import Decision
    from tamyr.network.models import Member

    decision = Decision.objects.get()
    members = Member.objects.in_bulk([voter["member"] for voter in voters])
    act = _by_the_service if kind == SERVICE else _bare
    speaking = [(members[UUID(voter["member"])], UUID(voter["person"])) for voter in voters]
    done, until = 0, time.perf_counter() + seconds
    standing = dict(decision.ballots.values_list("member_id", "seq"))
    while time.perf_counter() < until:
        member, person = speaking[done % len(speaking)]
        standing[member.pk] = act(decision, member, person, standing.get(member.pk, 0))
        done += 1
    connection.close()
    return done


def _by_the_service(decision: Any, member: Any, person: UUID, seq: int) -> int:
    from tamyr.decisions.services.casting import Paper, cast
    from tamyr.procedures.queries import database_now

    paper = Paper(["p1", "p2", "p3"])
    named: dict[str, Any] = {"form_key": uuid4(), "actor": person, "clock": database_now}
    return cast(decision=decision, member=member, paper=paper, replaces=seq, **named).seq


def _bare(decision: Any, member: Any, person: UUID, seq: int) -> int:
    from django.db import connection, transaction

    is_server = connection.vendor == "postgresql"
    keys: list[Any] = [
        key if is_server else key.hex for key in (uuid4(), decision.pk, member.pk, member.pk, person)
    ]
    said: list[Any] = ["x" * 120, "", "delegate", seq + 1]
    columns = "id, decision_id, member_id, cast_for_id, cast_by_id, choice, words, way, seq"
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"SELECT stage, closes_at FROM decisions_decision WHERE id = %s{' FOR UPDATE' * is_server}",
            [keys[1]],
        )
        cursor.execute(
            "SELECT clock_timestamp()" if is_server else "SELECT strftime('%%Y-%%m-%%dT%%H:%%M:%%f', 'now')"
        )
        cursor.execute(
            f"INSERT INTO decisions_ballot ({columns}) VALUES ({', '.join(['%s'] * 9)}) ON CONFLICT (decision_id, member_id) "
            "DO UPDATE SET choice = excluded.choice, seq = excluded.seq",
            [*keys, *said],
        )
        cursor.execute(
            f"INSERT INTO decisions_ballotversion ({columns}, form_key) VALUES ({', '.join(['%s'] * 10)})",
            [uuid4() if is_server else uuid4().hex, *keys[1:], *said, keys[0]],
        )
    return seq + 1


def close_often(seconds: float) -> list[float]:
    """Ask again and again whether the decision is to be closed; return how long each answer took, in ms."""
    from django.db import connection

    from tamyr.decisions.models import Decision
    from tamyr.decisions.services.closing import close
    from tamyr.procedures.queries import database_now

    decision, waits, until = Decision.objects.get(), [], time.perf_counter() + seconds
    while time.perf_counter() < until:
        began = time.perf_counter()
        if close(decision=decision, clock=database_now):
            raise SystemExit("the decision was closed before its time")
        waits.append(1000 * (time.perf_counter() - began))
        time.sleep(BETWEEN)
    connection.close()
    return waits


def take_turn(kind: str, pool: Any, port: int, told: dict[str, Any], *, seconds: float, writers: int) -> Turn:
    half = len(told["voters"]) // 2
    voters = told["voters"][:half] if kind == BARE else told["voters"][half:]
    parts = [voters[n::writers] for n in range(writers)] if kind != IDLE else []
    casting = [pool.apply_async(cast_for, (kind, part, seconds)) for part in parts]
    closing = pool.apply_async(close_often, (seconds,))
    pages: dict[str, list[float]] = defaultdict(list)
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        for address in PAGES:
            began = time.perf_counter()
            status = asked(port, "GET", address, Cookie=f"session={told['voters'][0]['session']}")
            if status != 200:
                raise SystemExit(f"{address} answered {status}")
            pages[address].append(1000 * (time.perf_counter() - began))
            time.sleep(BETWEEN)
    return Turn(sum(done.get() for done in casting) / seconds, closing.get(), pages)


def report(turns: dict[str, list[Turn]]) -> None:
    """Print medians of the rounds, and the ratios within them."""
    rates = {kind: statistics.median(turn.per_second for turn in taken) for kind, taken in turns.items()}
    shares = [
        mine.per_second / peer.per_second for mine, peer in zip(turns[SERVICE], turns[BARE], strict=True)
    ]
    print(
        f"ballots per second: bare {rates[BARE]:,.0f}, service {rates[SERVICE]:,.0f}, {statistics.median(shares):.2f} of the bare one"
    )
    print(
        f"{'waits, ms (median, 95 of 100)':<32} {IDLE:>16} {BARE:>16} {SERVICE:>16} {'service to idle':>16}"
    )
    for name in ("the closer", *PAGES):
        found = {kind: [_waits(turn, name) for turn in taken] for kind, taken in turns.items()}
        ratio = statistics.median(
            statistics.median(busy) / statistics.median(quiet)
            for busy, quiet in zip(found[SERVICE], found[IDLE], strict=True)
        )
        cells = [_told([wait for waits in found[kind] for wait in waits]) for kind in (IDLE, BARE, SERVICE)]
        print(f"{name:<32} {' '.join(f'{cell:>16}' for cell in cells)} {ratio:>16.1f}")


def _waits(turn: Turn, name: str) -> list[float]:
    return turn.pages.get(name, turn.closer)


def _told(waits: list[float]) -> str:
    slow = statistics.quantiles(waits, n=20)[-1] if len(waits) > 1 else waits[0]
    return f"{statistics.median(waits):.1f}, {slow:.1f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--seconds", type=duration, default=6, help="length of one turn")
    parser.add_argument("--rounds", type=at_least(1), default=3)
    parser.add_argument("--writers", type=at_least(1), default=4)
    parser.add_argument("--voters", type=at_least(2), default=200)
    chosen = parser.parse_args()
    if chosen.voters < 2 * chosen.writers:
        parser.error(f"each writer needs a voter for both turns: --voters {2 * chosen.writers} at least")
    with tempfile.TemporaryDirectory() as folder:
        environ = environment(folder, "pages")
        for command in ("migrate -v0", "collectstatic --noinput -v0"):
            subprocess.run([sys.executable, "-m", "django", *command.split()], env=environ, check=True)
        filling = [sys.executable, "-m", "benchmarks.electorate", "--fill", str(chosen.voters)]
        told = json.loads(subprocess.run(filling, env=environ, check=True, stdout=subprocess.PIPE).stdout)
        os.environ.update(environ)
        apart = multiprocessing.get_context("spawn")
        turns: dict[str, list[Turn]] = {kind: [] for kind in (IDLE, BARE, SERVICE)}
        lasting = {"seconds": chosen.seconds, "writers": chosen.writers}
        # One after the other: a busy machine does not start all of them within a minute.
        with server(environ) as port, apart.Pool(chosen.writers + 1, initializer=begin) as pool:
            for kind in turns:
                take_turn(kind, pool, port, told, seconds=3, writers=chosen.writers)
            for _round in range(chosen.rounds):
                for kind, taken in turns.items():
                    taken.append(take_turn(kind, pool, port, told, **lasting))
        is_server = os.environ.get("DATABASE_URL", "").startswith("postgres")
        print(f"{'PostgreSQL' if is_server else 'SQLite'}, {chosen.writers} writers")
        report(turns)


if __name__ == "__main__":
    main()
