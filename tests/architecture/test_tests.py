"""Tests that could not fail: a loop over what a pattern found, and a status that may be this or that."""

import ast
from collections.abc import Iterator

import pytest

from tests.architecture import plan
from tests.architecture.plan import nodes_of

FINDERS = ("findall", "finditer", "glob", "rglob")


def acts_in(text: str) -> Iterator[ast.FunctionDef]:
    for node in nodes_of(ast.parse(text)):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            yield node


def loops_that_may_be_empty(test: ast.FunctionDef) -> Iterator[int]:
    """Yield the lines of loops that assert of each thing found, where nothing found would pass."""
    for node in nodes_of(test):
        if isinstance(node, ast.For) and isinstance(node.iter, ast.Call):
            called = node.iter.func
            finds = isinstance(called, ast.Attribute) and called.attr in FINDERS
            if finds and any(isinstance(part, ast.Assert) for part in nodes_of(node)):
                yield node.lineno


def statuses_of_choice(test: ast.FunctionDef) -> Iterator[int]:
    """Yield the lines that are content with one of several answers."""
    for node in nodes_of(test):
        if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.In):
            asked, several = node.left, node.comparators[0]
            is_status = isinstance(asked, ast.Attribute) and asked.attr == "status_code"
            if is_status and isinstance(several, ast.Tuple | ast.List | ast.Set):
                yield node.lineno


def faults(text: str) -> list[int]:
    # Most files hold neither, and reading them all as a tree takes seconds.
    if not any(word in text for word in (*(f".{name}(" for name in FINDERS), "status_code in")):
        return []
    return sorted(
        line for test in acts_in(text) for line in (*loops_that_may_be_empty(test), *statuses_of_choice(test))
    )


def test_no_test_is_content_with_finding_nothing_or_with_any_answer() -> None:
    files = [*plan.ROOT.glob("tests/**/test_*.py"), *plan.ROOT.glob("src/tamyr/*/tests/test_*.py")]
    assert len(files) > 150
    found = {file.name: lines for file in files if (lines := faults(file.read_text(encoding="utf-8")))}
    assert found == {}, "keep what was found under a name and assert that it is there; name the one status"


PLANTED = {
    "a loop over what a pattern finds": (
        "def test_a():\n    for x in re.findall('a', page):\n        assert x",
        [2],
    ),
    "a status of choice": ("def test_a():\n    assert answer.status_code in (200, 403)", [2]),
    "a loop over what is there": (
        "def test_a():\n    xs = re.findall('a', page)\n    assert xs\n    for x in xs:\n        assert x",
        [],
    ),
    "a helper that gathers": ("def gather():\n    for x in re.findall('a', page):\n        assert x", []),
}


@pytest.mark.parametrize(("text", "lines"), PLANTED.values(), ids=PLANTED.keys())
def test_the_test_notices(text: str, lines: list[int]) -> None:
    assert faults(text) == lines
