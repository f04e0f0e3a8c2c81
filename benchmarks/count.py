"""Counting decisions of a network and of a large federation, against the libraries that count them too.

    python -m benchmarks.count [--rounds 5]

50 members × 200 options, and 1,900 × 200 with 24 approvals each; STV with 20 and 40 candidates for 9 seats. The libraries live in
environments of their own, as ``tests/oracles/compare.py`` says (ORACLES, ``var/oracles`` unless set); NOT RUN is said where one is
absent. Sides take turns, each round in a fresh process that counts the same ballots, read beforehand, until half a second
of processor time has gone; ratios are medians of the rounds' ratios. Equal shares includes its completion here, and not with pabutools; Schulze
includes the pairwise matrix here, and not with pref_voting.
"""

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.parts.arguments import at_least

ROOT = Path(__file__).resolve().parents[1]
SECONDS = 0.5
Ballots = list[Any]


class Case(NamedTuple):
    rule: str
    members: int
    options: int
    seats: int
    marks: int
    """Approvals of a ballot, or ranks."""


CASES = (
    Case("equal-shares", 50, 200, 10, 24),
    Case("equal-shares", 1900, 200, 20, 24),
    Case("phragmen", 50, 200, 10, 24),
    Case("phragmen", 1900, 200, 20, 24),
    Case("schulze", 50, 200, 1, 200),
    Case("schulze", 1900, 200, 1, 200),
    Case("stv", 50, 20, 9, 20),
    Case("stv", 1900, 40, 9, 40),
)
PEERS = {"equal-shares": "pabutools", "phragmen": "pabutools", "schulze": "pref_voting", "stv": "pref_voting"}
AIMS = {"equal-shares": 8, "phragmen": 6, "schulze": 5, "stv": 10}


def ballots_of(case: Case) -> Ballots:
    generator = random.Random(1)
    return [generator.sample(range(case.options), case.marks) for _ in range(case.members)]


# --- one side, in a process of its own --------------------------------------------------------


def ours(case: Case, ballots: Ballots) -> Callable[[], object]:
    from tamyr.decisions.logic.counting import RULES
    from tamyr.decisions.logic.question import APPROVING, Ballot, Option, Question, Rule, Voter
    from tamyr.decisions.logic.ties import stated_ties

    names = [f"o{number:03}" for number in range(case.options)]
    voters = [Voter(f"v{number:04}") for number in range(case.members)]
    rule = Rule(case.rule, seats=None if case.rule == "schulze" else case.seats)
    question = Question(rule, tuple(map(Option, names)), tuple(voters))
    cast = [
        Ballot(
            voter.label,
            tuple(names[option] for option in ballot)
            if case.rule in APPROVING
            else tuple((names[option],) for option in ballot),
        )
        for voter, ballot in zip(voters, ballots, strict=True)
    ]
    ties = stated_ties(names)
    return lambda: RULES[case.rule](question, cast, ties)


def by_pabutools(case: Case, ballots: Ballots) -> Callable[[], object]:
    from pabutools.election import ApprovalBallot, ApprovalProfile, Cardinality_Sat, Instance, Project
    from pabutools.rules import method_of_equal_shares, sequential_phragmen

    projects = [Project(f"o{number:03}", 1) for number in range(case.options)]
    instance = Instance(projects, budget_limit=case.seats)
    profile = ApprovalProfile(ApprovalBallot(projects[option] for option in ballot) for ballot in ballots)
    if case.rule == "phragmen":
        return lambda: sequential_phragmen(instance, profile)
    return lambda: method_of_equal_shares(instance, profile, sat_class=Cardinality_Sat)


def by_pref_voting(case: Case, ballots: Ballots) -> Callable[[], object]:
    from pref_voting.margin_based_methods import beat_path, split_cycle_defeat
    from pref_voting.profiles import Profile
    from pref_voting.proportional_methods import stv_scottish

    profile = Profile(ballots)
    if case.rule == "stv":
        return lambda: stv_scottish(profile, num_seats=case.seats)
    return lambda: (beat_path(profile), split_cycle_defeat(profile))


SIDES = {"ours": ours, "pabutools": by_pabutools, "pref_voting": by_pref_voting}


def measure(side: str, number: int) -> None:
    """Print the milliseconds of one count, and the peak of memory that counting takes above the ballots."""
    case = CASES[number]
    counting = SIDES[side](case, ballots_of(case))
    began = time.process_time()
    counting()
    times = [time.process_time() - began]
    if times[0] > 2 * SECONDS:
        # What takes long is counted once, and its memory is not looked at: that would take ten times as long.
        print(json.dumps([1000 * times[0], 0]))
        return
    while sum(times) < SECONDS or len(times) < 4:
        began = time.process_time()
        counting()
        times.append(time.process_time() - began)
    tracemalloc.start()
    counting()
    print(json.dumps([1000 * min(times), tracemalloc.get_traced_memory()[1] / 2**20]))


# --- all sides, in turns ----------------------------------------------------------------------


def main() -> None:
    parser = argparse.ArgumentParser(description="Count decisions, against libraries.")
    parser.add_argument("--rounds", type=at_least(1), default=5)
    parser.add_argument("--rule", choices=PEERS, help="this rule only")
    parser.add_argument("--side", choices=SIDES, help=argparse.SUPPRESS)
    parser.add_argument("--case", type=at_least(0), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.side:
        measure(given.side, given.case)
        return
    for number, case in enumerate(CASES):
        if given.rule and given.rule != case.rule:
            continue
        compare(number, case, given.rounds)


def compare(number: int, case: Case, rounds: int) -> None:
    peer = PEERS[case.rule]
    python = Path(os.environ.get("ORACLES") or ROOT / "var" / "oracles") / peer / "bin" / "python"
    pairs = []
    for _ in range(rounds):
        own = asked(sys.executable, "ours", number)
        pairs.append((own, asked(str(python), peer, number) if python.exists() else None))
    told = f"{case.rule:13} {case.members:5,} × {case.options:3}, {case.seats:2} seats"
    own_ms, own_mib = (statistics.median(own[part] for own, _ in pairs) for part in range(2))
    peers = [other for _, other in pairs if other is not None]
    if not peers:
        print(f"{told}: {own_ms:8.2f} ms, {own_mib:.2f} MiB   NOT RUN: {peer} is absent")
        return
    ratio = statistics.median(other[0] / own[0] for own, other in pairs if other is not None)
    verdict = "met" if ratio >= AIMS[case.rule] else "NOT MET"
    other_ms, other_mib = (statistics.median(other[part] for other in peers) for part in range(2))
    print(
        f"{told}: {own_ms:8.2f} ms, {own_mib:.2f} MiB; {peer} {other_ms:8.2f} ms, {other_mib:.2f} MiB: "
        f"{ratio:5.1f} × as fast, aim {AIMS[case.rule]} ×: {verdict}"
    )
    sys.stdout.flush()


def asked(python: str, side: str, case: int) -> list[float]:
    path = {"PYTHONPATH": os.pathsep.join([str(ROOT), *([str(ROOT / "src")] if side == "ours" else [])])}
    command = [python, str(Path(__file__)), "--side", side, "--case", str(case)]
    told = subprocess.run(
        command, capture_output=True, text=True, check=True, env={"PATH": os.environ["PATH"], **path}
    )
    found: list[float] = json.loads(told.stdout.splitlines()[-1])
    return found


if __name__ == "__main__":
    main()
