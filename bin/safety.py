"""Run the safety checks and say what each found: ``make safety``, with ``LONG=1`` the long trials too.

``tests/safety.toml`` names the tests of each check, ``docs/reference/threats.md`` the checks of each threat. A check of
which one named case did not run has not passed; one that waits for a room still to come says for which. What asks a
database server is run a second time on a throw-away PostgreSQL. ``--reports`` reads what a run has already found.

Ends with 0 where all passed, with 1 where something failed, with 3 where something did not run.
"""

import argparse
import re
import subprocess
import sys
import tempfile
import tomllib
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CHECKS, THREATS = ROOT / "tests/safety.toml", ROOT / "docs/reference/threats.md"
WORST_FIRST = FAILED, PASSED, NOT_RUN = "FAILED", "passed", "NOT RUN"
WAITS = "waits"
CODES = {FAILED: 1, NOT_RUN: 3}
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
class CaseVerdicts:
    """What the cases of one test said, by their names, and how long they took."""

    cases: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0

    def named(self, verdict: str) -> list[str]:
        return sorted(case for case, said in self.cases.items() if said == verdict)

    def add(self, case: str, said: str, seconds: float = 0.0) -> None:
        """Keep the worst of what ran: a case that was skipped on one database may have run on the other."""
        self.cases[case] = min(said, self.cases.get(case, said), key=WORST_FIRST.index)
        self.seconds += seconds


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


def run(tests: Iterable[str], *, long: bool, on: tuple[str, ...] = ()) -> dict[str, CaseVerdicts]:
    """Run tests; return what each said. A name without an answer did not run."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        options = ["-n", "2", "--dist", "load", "-q", "--timeout", "1800", f"--junitxml={report}"]
        if not long:
            options += ["-m", "not trial"]
        subprocess.run(
            [*on, sys.executable, "-m", "pytest", *options, *sorted(set(tests))], cwd=ROOT, check=False
        )
        return read_reports([report] if report.exists() else [])


def run_on_both(tests: Iterable[str], *, long: bool) -> dict[str, CaseVerdicts]:
    """Run tests as they are, and those of which a case was skipped once more on PostgreSQL."""
    found = run(tests, long=long)
    skipped = [name for name, said in found.items() if said.named(NOT_RUN)]
    if skipped:
        print(f"\n{len(skipped)} of them ask a database server: on a throw-away PostgreSQL")
        for name, said in run(skipped, long=long, on=("bin/with-postgres",)).items():
            for case, word in said.cases.items():
                found[name].add(case, word)
            found[name].seconds += said.seconds
    return found


def read_reports(reports: Iterable[Path]) -> dict[str, CaseVerdicts]:
    found: dict[str, CaseVerdicts] = {}
    for report in reports:
        for name, case, said, seconds in _cases_in(report):
            found.setdefault(name, CaseVerdicts()).add(case, said, seconds)
    return found


def _cases_in(report: Path) -> Iterator[tuple[str, str, str, float]]:
    for case in ET.parse(report).iter("testcase"):  # noqa: S314 (pytest wrote it a moment ago)
        of_file = case.attrib["classname"].replace(".", "/")
        whole = case.attrib["name"].partition("@")[0]
        said = PASSED
        if case.find("failure") is not None or case.find("error") is not None:
            said = FAILED
        elif case.find("skipped") is not None:
            said = NOT_RUN
        yield f"{of_file}.py::{whole.partition('[')[0]}", whole, said, float(case.attrib["time"])


def asked_of(check: Check, *, long: bool) -> tuple[str, ...]:
    return (*check.tests, *(check.long if long else ()))


def verdict(check: Check, found: Mapping[str, CaseVerdicts], *, long: bool) -> str:
    """Return ``passed`` where every case of every test ran and passed; else ``FAILED``, ``NOT RUN`` or ``waits``."""
    asked = asked_of(check, long=long)
    said = {word for name in asked for word in (found[name].cases.values() if name in found else [NOT_RUN])}
    if not asked:
        return WAITS if check.waits_for else NOT_RUN
    return FAILED if FAILED in said else NOT_RUN if NOT_RUN in said else PASSED


def report_on(checks: list[Check], found: Mapping[str, CaseVerdicts], *, long: bool) -> dict[int, str]:
    verdicts = {check.number: verdict(check, found, long=long) for check in checks}
    for check in checks:
        asked = asked_of(check, long=long)
        ran = [found[name] for name in asked if name in found]
        count, seconds = sum(len(one.named(PASSED)) for one in ran), sum(one.seconds for one in ran)
        print(f"{check.number:>2}  {verdicts[check.number]:<8}{check.name}: {count} passed, {seconds:.1f} s")
        for name in asked:
            if name not in found:
                print(f"              {NOT_RUN}  {name}")
                continue
            for word in (FAILED, NOT_RUN):
                for case in found[name].named(word):
                    print(f"              {word:<8} {case} in {name.partition('::')[0]}")
        if check.waits_for:
            print(f"              waits for {check.waits_for}")
    return verdicts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--long", action="store_true", help="the long trials too")
    parser.add_argument(
        "--reports", type=Path, metavar="FOLDER", help="read the reports (*.xml) of tests that ran"
    )
    asked = parser.parse_args()
    checks, threats = read_checks(), read_threats()
    names = [name for check in checks for name in asked_of(check, long=asked.long)]
    if asked.reports:
        found = read_reports(sorted(asked.reports.glob("*.xml")))
    else:
        found = run_on_both(names, long=asked.long)
    verdicts = report_on(checks, found, long=asked.long)
    print()
    for threat, numbers in threats.items():
        print(f"{threat:<4}", ", ".join(f"{number} {verdicts[number]}" for number in numbers))
    count = Counter(verdicts.values())
    print(f"\n{count[PASSED]} of {len(checks)} checks passed, {count[WAITS]} wait for a room still to come")
    for word in CODES:
        if bad := [number for number, said in verdicts.items() if said == word]:
            print(f"{word}: {', '.join(map(str, bad))}")
    sys.exit(next((code for word, code in CODES.items() if count[word]), 0))


if __name__ == "__main__":
    main()
