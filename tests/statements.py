"""Which tests PostgreSQL is asked: some that together show it everything new that any test shows it.

New to the server is what ``tests.statement_kinds`` tells of each statement, and what it refuses itself, by a
constraint or a trigger, in each of our functions: a refusal breaks its transaction, as it does not in SQLite.

Always asked are tests that write without a transaction of their own, so that others see it meanwhile, and those that
name what no statement of theirs shows (``OF_ITS_OWN``). Each case of a test is chosen by itself. The others are listed
in ``alike.toml``; SQLite alone is asked them, which no assertion is lost by. ``make alike`` runs them all on PostgreSQL
and writes the list anew. A test that is not listed runs on both.
"""

import inspect
import json
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from django.db import DatabaseError, connection

from tests.statement_kinds import news_in

ROOT = str(Path(__file__).resolve().parents[1]) + "/"
LIST = Path(__file__).with_name("alike.toml")
HEAD = """\
# Tests that show PostgreSQL nothing but what tests not listed show it too: tests/statements.py.
# `make alike` writes this file anew. A test that is renamed or taken away is taken from here by hand.
"""
# What is tried is in no statement of this process: another one, two at once, the tables' own past, a server's own way.
OF_ITS_OWN = re.compile(
    r"[Tt]hread|two_workers|migrat|subprocess|vendor|on_commit|ATOMIC_REQUESTS|_order|collat"
)
# A test that sends nothing costs as much as so many statements.
EACH = 20
AT_ONCE = re.compile(r"\b(Thread|ThreadPoolExecutor|connections)\b")
# Of one table, and no more than its columns and rows.
PLAIN = re.compile(
    r"(SELECT|UPDATE|DELETE)(?!.*(JOIN|\(SELECT|COALESCE|CASE|LIKE|UPPER|EXISTS| OR |COUNT|DISTINCT|GROUP|FOR UPDATE|::|->))"
)


@dataclass
class CaseStatements:
    """What one case of a test showed the server, and whether it has to be asked in any case."""

    shown: set[str] = field(default_factory=set)
    cost: int = 0
    is_needed: bool = False


def telling(tests: Mapping[str, CaseStatements]) -> set[str]:
    """Return tests that show everything: those needed in any case, then whichever adds most for what it costs."""
    chosen = {name for name, sent in tests.items() if sent.is_needed}
    known = set().union(*(tests[name].shown for name in chosen))
    missing = {name: tests[name].shown - known for name in sorted(tests)}
    while missing := {name: shown for name, shown in missing.items() if shown}:
        best = max(missing, key=lambda name: len(missing[name]) / (tests[name].cost + EACH))
        chosen.add(best)
        added = missing[best]
        missing = {name: shown - added for name, shown in missing.items()}
    return chosen - made_needless(tests, chosen)


def made_needless(tests: Mapping[str, CaseStatements], chosen: set[str]) -> set[str]:
    """Return those chosen early of which all came in again with those chosen later."""
    showing = Counter(one for name in chosen for one in tests[name].shown)
    needless = set()
    for name in sorted(chosen, key=lambda name: (-tests[name].cost, name)):
        sent = tests[name]
        if not sent.is_needed and all(showing[one] > 1 for one in sent.shown):
            needless.add(name)
            showing.subtract(sent.shown)
    return needless


def listed() -> dict[str, list[str]]:
    return tomllib.loads(LIST.read_text(encoding="utf-8")) if LIST.exists() else {}


def in_list(name: str, names: set[str]) -> bool:
    """Whether a case is listed, or its test with all its cases."""
    return name in names or name.split("[")[0] in names


def told_shortest(names: set[str], others: set[str]) -> set[str]:
    """Return names of cases, and a test's own name instead of all its cases."""
    of_both = {name.split("[")[0] for name in others}
    return {name if (test := name.split("[")[0]) in of_both else test for name in names}


def write_list(names: set[str]) -> None:
    by_file: dict[str, list[str]] = {}
    for name in sorted(names):
        file, test = name.split("::", 1)
        by_file.setdefault(file, []).append(test)
    parts = [
        f'"{file}" = [\n' + "".join(f"  {json.dumps(test)},\n" for test in tests) + "]\n"
        for file, tests in by_file.items()
    ]
    LIST.write_text(HEAD + "\n" + "\n".join(parts), encoding="utf-8")


@dataclass(eq=False)
class Recorder:
    """Listens to what each test sends, but not to the making of what it finds in its database."""

    config: pytest.Config
    tests: dict[str, CaseStatements] = field(default_factory=dict)
    now: CaseStatements = field(default_factory=CaseStatements)
    is_making: bool = False

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Function) -> Generator[None, object, object]:
        self.now = self.tests.setdefault(item.nodeid, CaseStatements(is_needed=is_of_its_own(item)))
        with connection.execute_wrapper(self.listen):
            return (yield)

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: pytest.FixtureDef[Any]) -> Generator[None, object, object]:
        self.is_making = fixturedef.argname == "django_db_setup"
        try:
            return (yield)
        finally:
            self.is_making = False

    def listen(self, execute: Callable[..., Any], sql: str, given: Any, many: bool, context: Any) -> Any:
        if not self.is_making:
            self.now.cost += 1
            if not (PLAIN.match(sql) and is_the_tests_own_question()):
                self.now.shown |= news_in(sql, None if many else given)
        try:
            return execute(sql, given, many, context)
        except DatabaseError as error:
            # What a test itself plays has no words of a server.
            if diagnosis := getattr(error.__cause__, "diag", None):
                self.now.shown.add(f"{refusal_of(diagnosis)} in {asking_function()}")
            raise

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """Add what a worker heard."""
        for name, (shown, cost, is_needed) in node.workeroutput["sent"].items():
            self.tests[name] = CaseStatements(set(shown), cost, is_needed)

    def pytest_sessionfinish(self, exitstatus: int) -> None:
        if hasattr(self.config, "workeroutput"):
            heard = {name: (sorted(one.shown), one.cost, one.is_needed) for name, one in self.tests.items()}
            self.config.workeroutput["sent"] = heard
            return
        if exitstatus:
            print("\nNothing was written: a test that fails has not sent all that it sends.")
            return
        chosen = telling(self.tests)
        write_list(told_shortest(set(self.tests) - chosen, chosen))
        shown = set().union(*(sent.shown for sent in self.tests.values()))
        print(f"\n{len(chosen)} of {len(self.tests)} tests show the server all {len(shown)} things")


def refusal_of(diagnosis: Any) -> str:
    """Return what the server refused: all triggers of a room share their words, so by which of them it did."""
    trigger = (diagnosis.context or "").split("\n")[0].partition(" line ")[0]
    return f"refused: {diagnosis.sqlstate} {diagnosis.constraint_name or diagnosis.message_primary} {trigger}"


def our_callers() -> Generator[FrameType]:
    """Yield the frames of this repository that led to a statement, the asking one first."""
    frame: FrameType | None = sys._getframe(1)
    while frame:
        file = frame.f_code.co_filename
        if file.startswith(ROOT) and "site-packages" not in file and file != __file__:
            yield frame
        frame = frame.f_back


def is_the_tests_own_question() -> bool:
    """Whether none of the site's code asks, but a test that looks at what came of it."""
    return any("tests/" in frame.f_code.co_filename.removeprefix(ROOT) for frame in islice(our_callers(), 1))


def asking_function() -> str:
    frame = next(our_callers(), None)
    return (
        f"{frame.f_code.co_filename.removeprefix(ROOT)}:{frame.f_code.co_qualname}"
        if frame
        else "no function"
    )


def is_of_its_own(item: pytest.Function) -> bool:
    """Whether a test tries what no statement shows: what runs at once, or on a server alone."""
    marker = item.get_closest_marker("django_db")
    return bool(
        item.get_closest_marker("skipif")
        or "transactional_db" in item.fixturenames
        or (marker and marker.kwargs.get("transaction"))
        or OF_ITS_OWN.search(inspect.getsource(item.function))
        or AT_ONCE.search(inspect.getsource(inspect.getmodule(item.function) or item.function))
    )


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--write-alike", action="store_true", help="ask every test, and write alike.toml anew")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--write-alike"):
        config.pluginmanager.register(Recorder(config))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    names = {f"{file}::{test}" for file, tests in listed().items() for test in tests}
    for item in () if config.getoption("--write-alike") else items:
        if in_list(item.nodeid, names):
            item.add_marker(pytest.mark.alike)
