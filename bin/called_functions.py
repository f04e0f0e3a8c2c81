"""A pytest plugin for ``mutants.py``: write down which tests called which functions of ``src``, the quickest first."""

import json
import os
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

import pytest

SOURCES = f"{Path.cwd() / 'src'}{os.sep}"
_called: dict[str, set[str]] = defaultdict(set)
_now: set[tuple[str, int]] = set()
_seconds: dict[str, float] = {}
_failing: set[str] = set()


def _note(frame: FrameType, _event: str, _argument: object) -> None:
    code = frame.f_code
    if code.co_filename.startswith(SOURCES):
        _now.add((code.co_filename, code.co_firstlineno))


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    _now.clear()
    began = time.monotonic()
    # What a test lets a thread do, it called as well.
    for trace in (sys.settrace, threading.settrace):
        trace(_note)
    yield
    for trace in (sys.settrace, threading.settrace):
        trace(None)
    _seconds[item.nodeid] = time.monotonic() - began
    for file, line in _now:
        if "/tests/" not in file:
            _called[f"{Path(file).relative_to(Path.cwd())}:{line}"].add(item.nodeid)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.failed:
        _failing.add(report.nodeid)


def pytest_sessionfinish() -> None:
    callers = {
        name: sorted(tests - _failing, key=_seconds.__getitem__) for name, tests in sorted(_called.items())
    }
    noted = {"callers": callers, "failing": sorted(_failing)}
    Path(os.environ["CALLED_FUNCTIONS"]).write_text(json.dumps(noted))
