"""Functions stay short enough to read at a glance; a long file and a room of two subjects are warnings."""

import warnings

import pytest

from tests.architecture import plan

SOURCES = [
    file
    for file in [*plan.ROOT.glob("src/**/*.py"), *plan.ROOT.glob("bin/*.py")]
    if "migrations" not in file.parts
]


def test_no_function_is_long() -> None:
    found = {
        str(file.relative_to(plan.ROOT)): names
        for file in SOURCES
        if (names := list(plan.long_functions(file.read_text(encoding="utf-8"))))
    }
    assert found == {}


def test_a_long_function_is_found() -> None:
    body = "\n".join(f"    x{number} = {number}" for number in range(60))
    assert list(plan.long_functions(f"def act():\n{body}\n")) == ["act (61 lines)"]


@pytest.mark.filterwarnings("default")
def test_long_files_are_pointed_out() -> None:
    for file in SOURCES:
        lines = file.read_text(encoding="utf-8").count("\n")
        if lines > plan.LONG_FILE:
            warnings.warn(f"{file.relative_to(plan.ROOT)} has {lines} lines", stacklevel=1)


def test_the_formatter_lays_out_nearly_everything() -> None:
    """What a hand sets is a table that would take a page otherwise, and there are few of these."""
    mark = "# fmt: " + "skip"
    by_hand = [
        str(file.relative_to(plan.ROOT))
        for folder in ("src", "tests", "bin", "benchmarks")
        for file in sorted((plan.ROOT / folder).rglob("*.py"))
        for _found in range(file.read_text(encoding="utf-8").count(mark))
    ]
    assert 0 < len(by_hand) < 60, by_hand
