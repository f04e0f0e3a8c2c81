"""Lets the tests beside the code and those in ``tests/`` share one cast and one set of databases."""

import gc
import os

import pytest
from _pytest.runner import runtestprotocol
from django.core.cache import caches
from django.template.base import Template
from django.utils import translation
from hypothesis import settings

from tamyr.config.frames import with_room

# No time limit: another program on the machine is no fault. The same cases each time: a change is judged alone.
settings.register_profile("house", deadline=None, derandomize=True)
settings.load_profile("house")
# As it is before Django readies itself for tests.
DRAW = Template._render  # type: ignore[attr-defined]
# Worlds that take longer to fill than most files of tests take: who asks for one is no quick test.
FILLED_IN_SECONDS = {"example_network", "example_of_today"}
pytest_plugins = [
    "tests.children",
    "tests.databases",
    "tests.people",
    "tests.shipped",
    "tests.statements",
    "tests.worlds",
]
LONG = ("whole", "source_data")
# Of a test that passed, the call alone is told: to send word of each beginning and end takes longer than many tests.
WORTH_TELLING_SECONDS = 0.05


def pytest_configure(config: pytest.Config) -> None:
    # Not the folder of whoever runs the tests; what one test computed, the next one finds.
    os.environ["PATHWAYS_CACHE"] = str(config.cache.mkdir("pathways"))


def pytest_collection_finish() -> None:
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    gc.enable()


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish() -> None:
    """Look once for what nobody closed: pytest looks five times, and the interpreter once more."""
    gc.collect()
    gc.freeze()


def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool:
    """As pytest itself does, but with room for what a test calls: a third of the system's time went there."""
    item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
    every = item.config.getoption("xmlpath", None) is not None
    for report in with_room(runtestprotocol, item, log=False, nextitem=nextitem):
        if every or report.when == "call" or not report.passed or report.duration > WORTH_TELLING_SECONDS:
            item.ihook.pytest_runtest_logreport(report=report)
    item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
    return True


@pytest.fixture(autouse=True, scope="session")
def drawn_as_for_readers(django_test_environment: None) -> None:
    """No test asks of what a page was drawn: copying that for each of its pieces would only be slow."""
    Template._render = DRAW  # type: ignore[attr-defined]


def pytest_runtest_setup() -> None:
    """Each test begins as the first one does: a fixture of each would take longer than many tests."""
    translation.activate("en")  # A page that an earlier test read in Russian leaves that language behind.
    # What a test did was undone at its end: the head of the chain, by which the menu counts, is as it was.
    caches["moment"].clear()


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name a long case in short: names travel between the workers, and an archive bears the second of its packing."""
    if isinstance(val, bytes) and val.startswith(b"PK\x03\x04"):
        return "archive"
    if isinstance(val, str | bytes) and len(val) > 100:
        return f"{argname} of {len(val)}"
    return None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the tests of a file stay with one worker, which keeps what they share, but for files of long ones alone."""
    for item in items:
        if FILLED_IN_SECONDS & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.whole)
    of_moments = {item.path for item in items if not any(map(item.get_closest_marker, LONG))}
    for item in items:
        if item.path in of_moments and not item.get_closest_marker("source_data"):
            # The rules about the sources read the same ones: together, each is read once.
            together = item.path.parent if item.path.parent.name == "architecture" else item.path
            item.add_marker(pytest.mark.xdist_group(together.stem))
