"""Tests that could not fail: nothing asserted, always true, swallowed, of nothing, or content with this or that."""

import ast
import re
from collections.abc import Callable, Iterator
from functools import cache

import pytest

from tests.architecture import plan
from tests.architecture.plan import nodes_of, parsed

FINDERS = ("findall", "finditer", "glob", "rglob")
# What asserts for a test, or ends it: of a helper's own assertions a test need not say anything again.
ASSERTING = {
    "agrees": "tests/reproductions: a number against the published one",
    "checked": "who may speak, for each of the cast",
    "ensure_readable": "a drawing",
    ".ensure_readable": "a page in a browser",
    "ensure_words_are_whole": "a drawing's words",
    "play": "plays of two persons, each step looked at",
    "read_everything": "every page, each with its status",
    "refusal": "a damaged snapshot",
    "refused": "an error with these words",
    "reviewed": "against the reviewed table",
    "run": "a recipe's command, with its status and words",
    "told": "a story, each step looked at",
    ".wait_for_selector": "a browser gives up where nothing comes",
    ".warn": "points out, and says so",
}
ASSERTS = re.compile(r"^\s+assert\b|\b(?:raises|warns|expect|\w*assert_\w+)\(", re.MULTILINE)
LETS_ASSERT = re.compile(
    "|".join(rf"(?<![\w.]){re.escape(word)}\(" for word in ASSERTING).replace(r"(?<![\w.])\.", r"\.")
)
# A test as text: to read all of them as trees takes seconds.
TEST = re.compile(r"^(?:async )?def (test_\w+)\(.*?(?=^[^\s)\]}#]|\Z)", re.MULTILINE | re.DOTALL)
# Words that stand in few files, and without which none of these faults is there.
ALWAYS = re.compile(
    r"\bor (?:True|not False|[1-9]\d*|\"[^\"\n]+\")\s*(?:$|[,)#])|\bassert (?:True|[1-9]\d*|f?\"[^\"\n]+\")\s*(?:$|,|#)"
    r"|\bassert ([\w.]+) (?:==|is|<=|>=) \1\s*(?:$|,|#)",
    re.MULTILINE,
)
NOTHING = ("[]", "()", "{}", "''", "set()", "list()", "tuple()", "dict()", "range(0)")
OF_NOTHING = re.compile(rf" in (?:{'|'.join(map(re.escape, NOTHING))}|\"\"):")
EITHER = re.compile(r"\bassert [^\n]+ in (\w+) or [^\n]+ in \1\b")
SWALLOWING = re.compile(r"except\s*(?:\(|:|AssertionError|Exception|BaseException)|suppress\(")
SWALLOWERS = ("AssertionError", "Exception", "BaseException")
EMPTY = re.compile(
    r"^ +(\w+)(?:: [^=\n]+)? = (?:\[\]|{}|\(\)|(?:set|list|dict|tuple)\(\)|\"\")$", re.MULTILINE
)


def acts_in(text: str) -> Iterator[ast.FunctionDef]:
    for node in parsed(text).body:
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


def always_true(test: ast.FunctionDef) -> Iterator[int]:
    for node in nodes_of(test):
        if isinstance(node, ast.Assert) and is_always_true(node.test):
            yield node.lineno


def is_always_true(said: ast.expr) -> bool:
    if isinstance(said, ast.BoolOp):
        return (any if isinstance(said.op, ast.Or) else all)(map(is_always_true, said.values))
    if isinstance(said, ast.UnaryOp) and isinstance(said.op, ast.Not):
        return isinstance(said.operand, ast.Constant) and not said.operand.value
    if isinstance(said, ast.Compare) and isinstance(said.ops[0], ast.Eq | ast.Is | ast.LtE | ast.GtE):
        is_called = any(isinstance(part, ast.Call) for part in nodes_of(said))
        return not is_called and ast.dump(said.left) == ast.dump(said.comparators[0])
    return isinstance(said, ast.Constant | ast.JoinedStr) and bool(getattr(said, "value", True))


def either_of_two(test: ast.FunctionDef) -> Iterator[int]:
    """Yield the lines that are content with one of two words, where it is known which one the page says."""
    for node in nodes_of(test):
        if isinstance(node, ast.Assert):
            is_joined = isinstance(node.test, ast.BoolOp) and isinstance(node.test.op, ast.And)
            if any(map(is_either, ast.iter_child_nodes(node.test) if is_joined else [node.test])):
                yield node.lineno


def is_either(said: ast.AST) -> bool:
    if not isinstance(said, ast.BoolOp) or not isinstance(said.op, ast.Or):
        return False
    words = [
        part.left for part in said.values if isinstance(part, ast.Compare) and isinstance(part.ops[0], ast.In)
    ]
    return len(words) == len(said.values) and all(
        isinstance(word, ast.Constant | ast.JoinedStr) for word in words
    )


def loops_over_nothing(test: ast.FunctionDef) -> Iterator[int]:
    for node in nodes_of(test):
        if isinstance(node, ast.For) and ast.unparse(node.iter) in NOTHING:
            yield node.lineno


def swallowed(test: ast.FunctionDef) -> Iterator[int]:
    """Yield the lines where an assertion that fails would be taken for one that holds."""
    for node in nodes_of(test):
        if isinstance(node, ast.Try):
            caught = [handler.type for handler in node.handlers]
            body = node.body
        elif isinstance(node, ast.With):
            calls = [item.context_expr for item in node.items if isinstance(item.context_expr, ast.Call)]
            caught = [kind for call in calls if "suppress" in ast.unparse(call.func) for kind in call.args]
            body = node.body
        else:
            continue
        asserts = any(isinstance(part, ast.Assert) for line in body for part in nodes_of(line))
        if asserts and any(kind is None or takes_all(kind) for kind in caught):
            yield node.lineno


def takes_all(caught: ast.expr) -> bool:
    return any(isinstance(part, ast.Name) and part.id in SWALLOWERS for part in nodes_of(caught))


def silent(text: str) -> Iterator[int]:
    """Yield the lines of tests that assert nothing, and of lists that are empty when they are looped over."""
    for test in TEST.finditer(text):
        line = text.count("\n", 0, test.start()) + 1
        if not ASSERTS.search(test[0]) and not LETS_ASSERT.search(test[0]):
            yield line
        for name in EMPTY.findall(test[0]):
            if f" in {name}:" in test[0] and len(re.findall(rf"\b{name}\b", test[0])) == 2:
                yield line


# What a kind of fault needs in a file, and how it is found there.
KINDS: tuple[tuple[re.Pattern[str], Callable[[ast.FunctionDef], Iterator[int]]], ...] = (
    (re.compile(rf"\bfor [^\n]+ in [^\n]*\.(?:{'|'.join(FINDERS)})\("), loops_that_may_be_empty),
    (re.compile("status_code in"), statuses_of_choice),
    (ALWAYS, always_true),
    (EITHER, either_of_two),
    (OF_NOTHING, loops_over_nothing),
    (SWALLOWING, swallowed),
)


def faults(text: str) -> list[int]:
    asked = [find for words, find in KINDS if words.search(text)]
    tests = acts_in(text) if asked else ()
    return sorted([*silent(text), *(line for test in tests for find in asked for line in find(test))])


@cache
def sources() -> dict[str, str]:
    files = [*plan.ROOT.glob("tests/**/test_*.py"), *plan.ROOT.glob("src/tamyr/*/tests/test_*.py")]
    return {str(file.relative_to(plan.ROOT)): file.read_text(encoding="utf-8") for file in files}


def test_no_test_is_content_with_finding_nothing_or_with_any_answer() -> None:
    assert len(sources()) > 150
    found = {name: lines for name, text in sources().items() if (lines := faults(text))}
    assert found == {}, "keep what was found under a name and assert that it is there; name the one status"


def test_each_word_that_asserts_is_needed() -> None:
    """A word that a test without it would do as well without lets others pass that assert nothing."""
    tests = [test[0] for text in sources().values() for test in TEST.finditer(text)]
    needed = {word for test in tests if not ASSERTS.search(test) for word in LETS_ASSERT.findall(test)}
    assert {word.rstrip("(") for word in needed} == set(ASSERTING)


PLANTED = {
    "nothing asserted": ("def test_a(client):\n    client.get('/')", [1]),
    "always true": ("def test_a():\n    assert x or True", [2]),
    "true of anything": ('def test_a():\n    assert (\n        x\n        or "words"\n    )', [2]),
    "true of itself": ("def test_a():\n    assert x.y == x.y, 'why'", [2]),
    "the same twice": ("def test_a():\n    assert drawn(x) == drawn(x)", []),
    "another word to say": ("def test_a():\n    assert (x or 'nobody') == 'nobody'", []),
    "a loop over nothing": ("def test_a():\n    for x in []:\n        assert x", [2]),
    "a loop over what stays empty": ("def test_a():\n    xs = []\n    for x in xs:\n        assert x", [1]),
    "a loop over what is filled": (
        "def test_a():\n    xs = []\n    fill(xs)\n    for x in xs:\n        assert x",
        [],
    ),
    "swallowed": (
        "def test_a():\n    try:\n        assert x\n    except (AssertionError, OSError):\n        pass",
        [2],
    ),
    "swallowed by everything": ("def test_a():\n    try:\n        assert x\n    except:\n        pass", [2]),
    "suppressed": ("def test_a():\n    with suppress(Exception):\n        assert x", [2]),
    "another error caught": (
        "def test_a():\n    try:\n        assert x\n    except OSError:\n        pass",
        [],
    ),
    "either of two words": ("def test_a():\n    assert 'a' in page or 'b' in page", [2]),
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
