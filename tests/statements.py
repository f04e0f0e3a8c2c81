"""Which tests PostgreSQL is asked: some that together send it every statement that any test sends.

The others are listed in ``alike.toml``; SQLite alone is asked them, which no assertion is lost by. ``make alike`` runs
them all on PostgreSQL and writes the list anew. A test that is not listed runs on both.
"""

import inspect
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from django.db import DatabaseError, connection

ROOT = str(Path(__file__).resolve().parents[1]) + "/"
LIST = Path(__file__).with_name("alike.toml")
HEAD = """\
# Tests that send PostgreSQL no statement but those that tests not listed send too: tests/statements.py.
# `make alike` writes this file anew. A test that is renamed or taken away is taken from here by hand.
"""
# What a test of these words tries is in no statement: who comes first, in which order, on which day.
OF_ITS_OWN = re.compile(
    r"[Tt]hread|connection\b|transaction\b|IntegrityError|DatabaseError|ProtectedError|ZoneInfo|collat"
    r"|at_once|twice|two_workers|waited|meanwhile|_order|sorted\(|in_turn|migrat|trigger|constraint|subprocess"
)
AT_ONCE = re.compile(r"\b(Thread|ThreadPoolExecutor|connections)\b")
# Of one table, and no more than its columns and rows.
PLAIN = re.compile(
    r"(SELECT|UPDATE|DELETE)(?!.*(JOIN|\(SELECT|COALESCE|CASE|LIKE|UPPER|EXISTS| OR |COUNT|DISTINCT|GROUP|FOR UPDATE|::|->))"
)
SAME = (
    (re.compile(r'"s\d+_x\d+"'), "savepoint"),
    (re.compile(r"'[^']*'|\b\d+\b"), "?"),
    (re.compile(r"\((%s|\?|NULL)(, (%s|\?|NULL))+\)"), "(…)"),
    (re.compile(r"\(…\)(, \(…\))+"), "(…)"),
)


def in_short(statement: str, given: object = None) -> str:
    """Return what the server has to understand: the statement without its values, and of which types these are."""
    for pattern, instead in SAME:
        statement = pattern.sub(instead, statement)
    values = given if isinstance(given, list | tuple) else ()
    return " ".join([statement, *sorted({type(value).__name__ for value in values})])


@dataclass
class Sent:
    """What one test sent in all its cases, and whether it has to be asked in any case."""

    statements: set[str] = field(default_factory=set)
    cost: int = 0
    is_needed: bool = False


def telling(tests: Mapping[str, Sent]) -> set[str]:
    """Return tests that send every statement: those needed in any case, then whichever adds most for what it costs."""
    chosen = {name for name, sent in tests.items() if sent.is_needed}
    missing = set().union(*(sent.statements for sent in tests.values()))
    missing -= set().union(*(tests[name].statements for name in chosen))
    while missing:
        best = max(
            sorted(tests), key=lambda name: len(tests[name].statements & missing) / (tests[name].cost + 1)
        )
        chosen.add(best)
        missing -= tests[best].statements
    return chosen - made_needless(tests, chosen)


def made_needless(tests: Mapping[str, Sent], chosen: set[str]) -> set[str]:
    """Return those chosen early of which all statements came in again with those chosen later."""
    senders = Counter(statement for name in chosen for statement in tests[name].statements)
    needless = set()
    for name in sorted(chosen, key=lambda name: (-tests[name].cost, name)):
        sent = tests[name]
        if not sent.is_needed and all(senders[statement] > 1 for statement in sent.statements):
            needless.add(name)
            senders.subtract(sent.statements)
    return needless


def listed() -> dict[str, list[str]]:
    return tomllib.loads(LIST.read_text(encoding="utf-8")) if LIST.exists() else {}


def write_list(names: set[str]) -> None:
    by_file: dict[str, list[str]] = {}
    for name in sorted(names):
        file, test = name.split("::", 1)
        by_file.setdefault(file, []).append(test)
    parts = [
        f'"{file}" = [\n' + "".join(f'  "{test}",\n' for test in tests) + "]\n"
        for file, tests in by_file.items()
    ]
    LIST.write_text(HEAD + "\n" + "\n".join(parts), encoding="utf-8")


@dataclass(eq=False)
class Recorder:
    """Listens to what each test sends, but not to the making of what it finds in its database."""

    config: pytest.Config
    tests: dict[str, Sent] = field(default_factory=dict)
    now: Sent = field(default_factory=Sent)
    is_making: bool = False

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Function) -> Generator[None, object, object]:
        self.now = self.tests.setdefault(item.nodeid.split("[")[0], Sent())
        self.now.is_needed |= is_of_its_own(item)
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
                self.now.statements.add(in_short(sql, None if many else given))
        try:
            return execute(sql, given, many, context)
        except DatabaseError:
            # What the database itself refuses, it refuses in its own words.
            self.now.is_needed = True
            raise

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """Add what a worker heard."""
        for name, (statements, cost, is_needed) in node.workeroutput["sent"].items():
            self.tests[name] = Sent(set(statements), cost, is_needed)

    def pytest_sessionfinish(self, exitstatus: int) -> None:
        if hasattr(self.config, "workeroutput"):
            heard = {
                name: (sorted(one.statements), one.cost, one.is_needed) for name, one in self.tests.items()
            }
            self.config.workeroutput["sent"] = heard
            return
        if exitstatus:
            print("\nNothing was written: a test that fails has not sent all that it sends.")
            return
        chosen = telling(self.tests)
        write_list(set(self.tests) - chosen)
        statements = set().union(*(sent.statements for sent in self.tests.values()))
        print(f"\n{len(chosen)} of {len(self.tests)} tests send all {len(statements)} statements")


def is_the_tests_own_question() -> bool:
    """Whether none of the site's code asks, but a test that looks at what came of it."""
    frame: FrameType | None = sys._getframe(2)
    while frame:
        file = frame.f_code.co_filename
        if file.startswith(ROOT) and "site-packages" not in file:
            return "tests/" in file.removeprefix(ROOT)
        frame = frame.f_back
    return False


def is_of_its_own(item: pytest.Function) -> bool:
    """Whether a test tries what no statement shows: what runs at once, on a server alone, or in an order."""
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
        if item.nodeid.split("[")[0] in names:
            item.add_marker(pytest.mark.alike)
