"""Plant small faults, one at a time, in a copy of the house, and report which of them the tests notice.

    make mutants SAMPLE=60 SEED=7 AREA=rules

Only tests that ran the faulty function before are run: ``called_functions.py`` writes down which those are.
docs/how-to/plant-faults.md
"""

import argparse
import difflib
import hashlib
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bin.faults import Fault, faults_in

HERE = Path(__file__).resolve().parent.parent
AREAS = {
    "rules": ("src/tamyr/*/rules.py",),
    "queries": ("src/tamyr/*/queries.py", "src/tamyr/*/queries/**/*.py"),
    "services": ("src/tamyr/*/services.py", "src/tamyr/*/services/**/*.py"),
    "operations": ("src/tamyr/config/operations/*.py",),
    "promises": (
        "src/tamyr/*/logic/**/*.py",
        "src/tamyr/*/models.py",
        "src/tamyr/*/models/*.py",
        "src/tamyr/shared/*.py",
        "src/tamyr/config/headers.py",
        "src/tamyr/config/uploads.py",
        "src/tamyr/config/settings/accounts.py",
        "src/tamyr/config/settings/base.py",
    ),
    "methods": ("src/climate_pathways/methods/*.py", "src/climate_pathways/fair_shares/draws.py"),
}
# What invents the example network is seen by eye; what moved a model's rows ran once.
LEFT_OUT = ("example.py", "example_members.py", "carrying_over.py")
TESTS = {
    "src/tamyr": ["src/tamyr", "tests/house", "tests/architecture"],
    "src/climate_pathways": ["tests/science", "tests/reproductions"],
}
QUICK = "not whole and not source_data and not trial and not frozen"
SECONDS = 300
NO_TESTS = 5
TYPES_KNOWN = ".mypy_cache"
MOST_FAILING = 5
# What reads the code calls nothing of it: a line or a lock that is missing, a check that nobody calls any more.
READ_THE_CODE = [
    f"tests/architecture/test_{name}.py"
    for name in ("clock", "dead_code", "deletions", "exact", "locks", "services")
]


class CouldNotRun(Exception):
    """No test failed, and yet the tests did not pass: they never began."""


def main() -> int:
    asked = _asked()
    tree = Path(asked.tree) if asked.tree else Path(tempfile.mkdtemp(prefix="mutants."))
    try:
        copy_to(tree)
        if asked.again:
            sample = [
                Fault(**fault) for fault in json.loads(Path(asked.again).read_text()) if fault["survived"]
            ]
        else:
            sample = sampled(asked.area, asked.sample, asked.seed)
        callers = callers_in(tree, {fault.package for fault in sample})
        rows = [planted(tree, fault, callers) for fault in sample]
    finally:
        if not asked.tree:
            shutil.rmtree(tree, ignore_errors=True)
    if asked.out:
        Path(asked.out).write_text(json.dumps([fault.as_dict() for fault in rows], indent=1))
    print(report(rows))
    return 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--area", choices=[*AREAS, "all"], default="all")
    parser.add_argument(
        "--sample", type=int, default=60, help="how many faults to plant, shared by the areas"
    )
    parser.add_argument("--seed", type=int, default=1, help="the same seed plants the same faults")
    parser.add_argument("--tree", help="a folder for the copy, kept for the next run")
    parser.add_argument("--out", help="a JSON file to write the outcome to")
    parser.add_argument("--again", help="such a file: plant what survived there once more")
    return parser.parse_args()


def sampled(area: str, size: int, seed: int) -> list[Fault]:
    """Return a reproducible sample, as many from each area as from another."""
    dice = random.Random(seed)
    areas = list(AREAS) if area == "all" else [area]
    sample = []
    for place, name in enumerate(areas):
        there = [fault for file in files_of(name) for fault in faults_in(file, HERE, area=name)]
        part = size * (place + 1) // len(areas) - size * place // len(areas)
        sample += dice.sample(there, min(part, len(there)))
    return sample


def files_of(area: str) -> list[Path]:
    found = {file for pattern in AREAS[area] for file in HERE.glob(pattern)}
    return sorted(file for file in found if file.name not in LEFT_OUT)


def copy_to(tree: Path) -> None:
    """Copy what git knows and what is new, never what is ignored; the databases of earlier runs stay."""
    tree.mkdir(parents=True, exist_ok=True)
    if (HERE / TYPES_KNOWN).is_dir() and not (tree / TYPES_KNOWN).exists():
        # Else the first question costs minutes.
        shutil.copytree(HERE / TYPES_KNOWN, tree / TYPES_KNOWN)
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=HERE,
        check=True,
        capture_output=True,
        text=True,
    )
    for name in filter(None, listed.stdout.split("\0")):
        source, target = HERE / name, tree / name
        if source.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target)
        else:
            target.unlink(missing_ok=True)


def callers_in(tree: Path, packages: set[str]) -> dict[str, list[str]]:
    """Run the quick tests once and return the tests that called each function, named ``file:line``."""
    callers: dict[str, list[str]] = {}
    for package in sorted(packages):
        kept = tree / f".called.{Path(package).name}.{_digest(tree)}.json"
        if not kept.exists():
            print(f"Which tests call what of {package}? Asked once for each state of the house.", flush=True)
            noting = ("-p", "bin.called_functions")
            run_tests(tree, TESTS[package], *noting, seconds=3600, CALLED_FUNCTIONS=str(kept))
        if not kept.exists():
            raise SystemExit(f"The tests of {package} take more than an hour.")
        noted = json.loads(kept.read_text())
        # On a busy machine a test that waits for another program may come too late: it can tell nothing.
        for test in noted["failing"]:
            print(f"Left out, because it fails without any fault: {test}", flush=True)
        if len(noted["failing"]) > MOST_FAILING:
            kept.unlink()
            raise SystemExit("These are too many: mend them first.")
        # The platform's tests call the science as well: asked after its own.
        for name, tests in noted["callers"].items():
            callers.setdefault(name, []).extend(tests)
    return callers


def _digest(tree: Path) -> str:
    digest = hashlib.sha256()
    for file in sorted([*tree.glob("src/**/*.py"), *tree.glob("tests/**/*.py")]):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


def planted(tree: Path, fault: Fault, callers: dict[str, list[str]]) -> Fault:
    """Plant one fault, run the tests that could notice it, take it out again."""
    file = tree / fault.file
    sound = file.read_text(encoding="utf-8")
    tests = tests_for(fault, callers)
    began = time.monotonic()
    file.write_text(fault.plant(sound), encoding="utf-8")
    try:
        fault.survived = all(
            not asked or run_tests(tree, asked, "-x", seconds=SECONDS) == 0
            for asked in (tests, others_for(tests), readers_in(tree))
        )
        fault.untyped = fault.survived and not are_types_sound(tree, fault.file)
        fault.survived = fault.survived and not fault.untyped
    except CouldNotRun:
        # The fault may stop the whole house from starting, which is noticed; or this machine is broken.
        file.write_text(sound, encoding="utf-8")
        run_tests(tree, tests[:1], seconds=SECONDS)
        fault.survived = False
    finally:
        file.write_text(sound, encoding="utf-8")
    took = time.monotonic() - began
    print(
        f"{'SURVIVED' if fault.survived else 'types   ' if fault.untyped else 'caught  '} {fault} ({len(tests)} tests, {took:.0f} s)",
        flush=True,
    )
    return fault


def tests_for(fault: Fault, callers: dict[str, list[str]]) -> list[str]:
    """Return those that called the function; for a line outside functions, those that called its module."""
    names = [f"{fault.file}:{line}" for line in fault.function_lines]
    if not names:
        names = [name for name in callers if name.startswith(f"{fault.file}:")]
    found = dict.fromkeys(test for name in names for test in callers.get(name, ()))
    room = "/".join(fault.file.split("/")[:3])
    if not fault.function_lines and fault.file.startswith("src/tamyr/"):
        # A rule joined of another room's predicates calls nothing of its own module.
        tests = (test for tests in callers.values() for test in tests)
        found |= dict.fromkeys(test for test in tests if test.startswith(f"{room}/tests/"))
    return [*found]


def others_for(tests: list[str]) -> list[str]:
    """Return what to ask where those that called the function noticed nothing.

    What one test of a file made, others of it look at: they called nothing themselves.
    """
    return list(dict.fromkeys(test.partition("::")[0] for test in tests))


def readers_in(tree: Path) -> list[str]:
    return [name for name in READ_THE_CODE if (tree / name).exists()]


def are_types_sound(tree: Path, file: str) -> bool:
    """Ask the checker of types, which ``make check`` asks: it refuses most of what leaves out “is None”."""
    command = [sys.executable, "-m", "mypy", "--no-error-summary", file]
    environ = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    said = subprocess.run(command, cwd=tree, env=environ, capture_output=True, text=True, check=False).stdout
    return not any(line.startswith(f"{file}:") for line in said.splitlines())


def run_tests(tree: Path, tests: list[str], *options: str, seconds: int, **variables: str) -> int:
    environ = os.environ | variables
    first = [str(tree / "src"), str(tree)]
    environ["PYTHONPATH"] = os.pathsep.join([*first, *filter(None, [environ.get("PYTHONPATH")])])
    environ["PYTHONDONTWRITEBYTECODE"] = "1"
    listed = tree / ".tests-to-run"
    listed.write_text("\n".join(tests), encoding="utf-8")
    # Options stand on the line itself: what is in the file comes too late to load a plugin.
    command = [sys.executable, "-m", "pytest", "-n", "0", "-m", QUICK, "--no-header", *options, f"@{listed}"]
    try:
        outcome = subprocess.run(
            command, cwd=tree, env=environ, capture_output=True, text=True, timeout=seconds
        )
    except subprocess.TimeoutExpired:
        return 1
    # A fault is noticed by a test that fails, not by tests that do not run at all.
    if outcome.returncode not in (0, NO_TESTS) and not re.search(
        r"^(FAILED|ERROR)", outcome.stdout + outcome.stderr, re.M
    ):
        raise CouldNotRun(f"pytest could not run:\n{outcome.stdout[-2000:]}{outcome.stderr[-2000:]}")
    return 0 if outcome.returncode == NO_TESTS else outcome.returncode


def report(faults: list[Fault]) -> str:
    return "\n".join([*_survivors(faults), *_table(faults)])


def _survivors(faults: list[Fault]) -> Iterator[str]:
    for fault in faults:
        if fault.survived:
            sound = (HERE / fault.file).read_text(encoding="utf-8")
            lines = difflib.unified_diff(
                sound.splitlines(), fault.plant(sound).splitlines(), fault.file, fault.kind, n=1, lineterm=""
            )
            yield "\n".join([f"\nSurvived: {fault}", *lines])


def _table(faults: list[Fault]) -> Iterator[str]:
    every, caught = Counter[str](), Counter[str]()
    for fault in faults:
        for name in (fault.area, "all"):
            every[name] += 1
            caught[name] += not fault.survived
    yield "\nCaught of all planted faults:"
    for name, count in every.items():
        yield f"  {name:10} {caught[name]:3} of {count:3}  {100 * caught[name] / count:3.0f} %"
    yield f"  {sum(fault.untyped for fault in faults)} of the caught are refused by the checker of types alone"


if __name__ == "__main__":
    sys.exit(main())
