"""Compare the counting with the libraries themselves: ``make test-oracles``.

Each library lives in an environment of its own, a folder of ORACLES (``var/oracles`` unless set) that bears its name: they bring a
gigabyte with them, and none of it belongs on a site. What is absent is said and left out::

    python3 -m venv var/oracles/pabutools && var/oracles/pabutools/bin/pip install pabutools==1.2.3
    python3 -m venv var/oracles/abcvoting && var/oracles/abcvoting/bin/pip install abcvoting==2.19.2
    python3 -m venv var/oracles/pref_voting && var/oracles/pref_voting/bin/pip install pref_voting==1.18.2

``--freeze`` writes the first answers of each rule to ``tests/oracles/answers``, which the quick tests read.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.oracles.instances import LIBRARIES, instance
from tests.oracles.kept import FROZEN, keep
from tests.oracles.ours import agrees, is_on_the_edge

ROOT = Path(__file__).resolve().parents[2]
VERSIONS = {"pabutools": "1.2.3", "abcvoting": "2.19.2", "pref_voting": "1.18.2"}


def main() -> None:
    parser = argparse.ArgumentParser(description="Compare the counting with the libraries.")
    parser.add_argument("--number", type=int, default=5000, help="instances of each rule")
    parser.add_argument("--rule", choices=LIBRARIES, action="append", help="this rule only")
    parser.add_argument("--freeze", action="store_true", help="keep the first answers")
    given = parser.parse_args()
    differing = 0
    for rule in given.rule or LIBRARIES:
        python = python_of(LIBRARIES[rule])
        if python is None:
            print(f"NOT RUN  {rule}: {LIBRARIES[rule]} {VERSIONS[LIBRARIES[rule]]} is not installed")
        elif given.freeze:
            keep(
                rule,
                f"{LIBRARIES[rule]} {VERSIONS[LIBRARIES[rule]]}",
                list(answers(python, rule, FROZEN.get(rule, 600))),
            )
        else:
            differing += compare(rule, python, given.number)
    sys.exit(min(differing, 1))


def python_of(library: str) -> Path | None:
    python = Path(os.environ.get("ORACLES") or ROOT / "var" / "oracles") / library / "bin" / "python"
    return python if python.exists() else None


def compare(rule: str, python: Path, number: int) -> int:
    """Print how many answers are ours; return how many are not."""
    differing, silent, cut_off = [], 0, 0
    for each, answer in enumerate(answers(python, rule, number)):
        silent += answer is None
        if not agrees(rule, instance(rule, each), answer):
            if rule == "stv" and is_on_the_edge(instance(rule, each)):
                cut_off += 1
            else:
                differing.append(each)
    said = number - silent
    told = f"{said - len(differing) - cut_off} of {said} the same, {silent} without an answer"
    told += f", {cut_off} decided by a digit that the library cuts off" if cut_off else ""
    print(f"{'ok     ' if not differing else 'DIFFERS'}  {rule}, {LIBRARIES[rule]}: {told}", *differing[:10])
    sys.stdout.flush()
    return len(differing)


def answers(python: Path, rule: str, number: int) -> Iterator[Any]:
    command = [str(python), str(Path(__file__).with_name("ask.py")), rule, "0", str(number)]
    # The libraries see nothing of this site's packages.
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env={"PATH": os.environ["PATH"]}
    ) as asked:
        assert asked.stdout is not None
        for line in asked.stdout:
            yield json.loads(line)
    if asked.returncode:
        sys.exit(f"{rule}: the library ended with {asked.returncode}")


if __name__ == "__main__":
    main()
