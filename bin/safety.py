"""Run the safety checks and say what each found: ``make safety``, with ``LONG=1`` the long ones too.

``tests/safety.toml`` names the tests of each check, ``docs/reference/threats.md`` the checks of each threat. A check
whose test did not run has not passed; one that waits for a room still to come says for which.
"""

import argparse
import re
import subprocess
import sys
import tempfile
import tomllib
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CHECKS, THREATS = ROOT / "tests/safety.toml", ROOT / "docs/reference/threats.md"
THREAT = re.compile(r"^\| (T\d+) \|.*\| ([\d, ]+) \|$", re.MULTILINE)


@dataclass(frozen=True)
class Check:
    """One check: the tests that are its evidence, those that take long, and what it waits for in part or whole."""

    number: int
    name: str
    tests: tuple[str, ...] = ()
    long: tuple[str, ...] = ()
    waits_for: str = ""


@dataclass
class Found:
    """What the tests of one name said: how many passed, which did not, and how long they took."""

    passed: int = 0
    failed: list[str] = field(default_factory=list)
    skipped: int = 0
    seconds: float = 0.0


def read_checks(file: Path = CHECKS) -> list[Check]:
    written = tomllib.loads(file.read_text())["check"]
    return [
        Check(
            number=int(one["number"]),
            name=one["name"],
            tests=tuple(one.get("tests", ())),
            long=tuple(one.get("long", ())),
            waits_for=one.get("waits_for", ""),
        )
        for one in written
    ]


def read_threats(file: Path = THREATS) -> dict[str, list[int]]:
    """Return the checks of each threat."""
    rows = THREAT.findall(file.read_text())
    return {code: [int(number) for number in numbers.split(",")] for code, numbers in rows}


def run(tests: Iterable[str]) -> dict[str, Found]:
    """Run tests; return what each name said. A name without an answer did not run."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        options = ["-n", "2", "--dist", "load", "-q", "--timeout", "1200", f"--junitxml={report}"]
        subprocess.run([sys.executable, "-m", "pytest", *options, *sorted(set(tests))], cwd=ROOT, check=False)
        return read_report(report) if report.exists() else {}


def read_report(report: Path) -> dict[str, Found]:
    found: dict[str, Found] = {}
    for case in ET.parse(report).iter("testcase"):  # noqa: S314 (pytest wrote it a moment ago)
        of_file = case.attrib["classname"].replace(".", "/")
        whole = case.attrib["name"].partition("@")[0]
        said = found.setdefault(f"{of_file}.py::{whole.partition('[')[0]}", Found())
        said.seconds += float(case.attrib["time"])
        if case.find("failure") is not None or case.find("error") is not None:
            said.failed.append(whole)
        elif case.find("skipped") is not None:
            said.skipped += 1
        else:
            said.passed += 1
    return found


def verdict(check: Check, found: Mapping[str, Found], *, long: bool) -> str:
    """Return ``passed``, ``FAILED``, ``NOT RUN`` or ``waits``."""
    asked = (*check.tests, *(check.long if long else ()))
    if any(name in found and found[name].failed for name in asked):
        return "FAILED"
    if not asked:
        return "waits" if check.waits_for else "NOT RUN"
    return "passed" if all(name in found and found[name].passed for name in asked) else "NOT RUN"


def report_on(checks: list[Check], found: Mapping[str, Found], *, long: bool) -> dict[int, str]:
    verdicts = {check.number: verdict(check, found, long=long) for check in checks}
    for check in checks:
        asked = (*check.tests, *(check.long if long else ()))
        ran = [found[name] for name in asked if name in found]
        count, seconds = sum(one.passed for one in ran), sum(one.seconds for one in ran)
        print(f"{check.number:>2}  {verdicts[check.number]:<8}{check.name}: {count} passed, {seconds:.1f} s")
        for name in asked:
            one = found.get(name)
            for case in one.failed if one else ():
                print(f"              FAILED   {case} in {name.partition('::')[0]}")
            if one is None or not (one.passed or one.failed):
                print(f"              NOT RUN  {name}")
        if check.waits_for:
            print(f"              waits for {check.waits_for}")
    return verdicts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--long", action="store_true", help="the long trials too")
    long = parser.parse_args().long
    checks, threats = read_checks(), read_threats()
    found = run(name for check in checks for name in (*check.tests, *(check.long if long else ())))
    verdicts = report_on(checks, found, long=long)
    print()
    for threat, numbers in threats.items():
        print(f"{threat:<4}", ", ".join(f"{number} {verdicts[number]}" for number in numbers))
    bad = sorted(number for number, said in verdicts.items() if said in ("FAILED", "NOT RUN"))
    ran = sum(said == "passed" for said in verdicts.values())
    waiting = sum(said == "waits" for said in verdicts.values())
    print(f"\n{ran} of {len(checks)} checks passed, {waiting} wait for a room still to come")
    if bad:
        sys.exit(f"Not passed: {', '.join(map(str, bad))}")


if __name__ == "__main__":
    main()
