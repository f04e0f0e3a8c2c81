"""Tests that could not fail: nothing asserted, always true, swallowed, of nothing, of no page, or content with this or that."""

import ast
import re
from collections.abc import Callable, Iterator
from functools import cache

import pytest

from tests.architecture import plan
from tests.architecture.plan import nodes_of

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
# Of a maker of its own answers a test learns what it said itself; a class hides its tests from the rules below.
UNSEEN = re.compile(r"^(?:class (Test\w+)|(?:from|import) unittest\b.*\bmock\b)", re.MULTILINE)
# Words that stand in few tests, and without which none of these faults is there: whole patterns would know one line alone.
OR, FINDS = re.compile(r"\bor\b"), re.compile(rf"\.(?:{'|'.join(FINDERS)})\(")
ALWAYS = re.compile(
    r"\bor (?:True|not False|[1-9]\d*|\"[^\"\n]+\")\s*(?:$|[,)#])|\bassert (?:True|[1-9]\d*|f?\"[^\"\n]+\")\s*(?:$|,|#)"
    r"|\bassert ([\w.]+) (?:==|is|<=|>=) \1\s*(?:$|,|#)|\bassert \(|\) (?:>= 0|> -1)\b|\bisinstance\((\w+)\("
    r"|\b(?:if|assert) (?:True\b|not (?:False|None|[\[({\"]))",
    re.MULTILINE,
)
NOTHING = ("[]", "()", "{}", "''", "set()", "list()", "tuple()", "dict()", "range(0)")
OF_NOTHING = re.compile(rf" in (?:{'|'.join(map(re.escape, NOTHING))}|\"\")\s*[:)\]}}]")
SWALLOWING = re.compile(r"except\s*(?:\(|:|AssertionError|Exception|BaseException)|suppress\(")
SWALLOWERS = ("AssertionError", "Exception", "BaseException")
EMPTY = re.compile(
    r"^ +(\w+)(?:: [^=\n]+)? = (?:\[\]|{}|\(\)|(?:set|list|dict|tuple)\(\)|\"\")$", re.MULTILINE
)
ABSENCE = re.compile(r"\.(?:content\.decode|getvalue)\(")
Act = ast.FunctionDef | ast.AsyncFunctionDef


def is_found(asked: ast.expr) -> bool:
    return (
        isinstance(asked, ast.Call) and isinstance(asked.func, ast.Attribute) and asked.func.attr in FINDERS
    )


def loops_that_may_be_empty(test: Act) -> Iterator[int]:
    """Yield the lines that assert of each thing found, where nothing found would pass."""
    for node in nodes_of(test):
        if isinstance(node, ast.For) and is_found(node.iter):
            if any(isinstance(part, ast.Assert) for part in nodes_of(node)):
                yield node.lineno
        elif isinstance(node, ast.Assert):
            asked = node.test.values if isinstance(node.test, ast.BoolOp) else [node.test]
            yield from (part.lineno for part in asked if is_of_each_found(part))


def is_of_each_found(said: ast.expr) -> bool:
    """Whether it is said that all of what is found are so, or that not any is."""
    is_denied = isinstance(said, ast.UnaryOp) and isinstance(said.op, ast.Not)
    call = said.operand if isinstance(said, ast.UnaryOp) else said
    if not isinstance(call, ast.Call) or ast.unparse(call.func) != ("any" if is_denied else "all"):
        return False
    return any(is_found(each.iter) for part in call.args for each in getattr(part, "generators", ()))


def statuses_of_choice(test: Act) -> Iterator[int]:
    """Yield the lines that are content with one of several answers."""
    for node in nodes_of(test):
        if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.In):
            asked, several = node.left, node.comparators[0]
            is_status = isinstance(asked, ast.Attribute) and asked.attr == "status_code"
            if is_status and isinstance(several, ast.Tuple | ast.List | ast.Set):
                yield node.lineno


def always_true(test: Act) -> Iterator[int]:
    """Yield the lines of assertions that hold of anything, and of an end that comes whatever is so."""
    for node in nodes_of(test):
        if isinstance(node, ast.Assert | ast.If) and is_always_true(node.test):
            yield node.lineno


def is_always_true(said: ast.expr) -> bool:
    if isinstance(said, ast.BoolOp):
        return (any if isinstance(said.op, ast.Or) else all)(map(is_always_true, said.values))
    if isinstance(said, ast.UnaryOp) and isinstance(said.op, ast.Not):
        is_nothing = isinstance(said.operand, ast.Constant) and not said.operand.value
        return is_nothing or ast.unparse(said.operand) in NOTHING
    if isinstance(said, ast.Compare):
        return is_true_of_itself(said)
    if isinstance(said, ast.Call):
        return ast.unparse(said.func) == "isinstance" and is_made_so(*said.args)
    if isinstance(said, ast.Tuple):
        return bool(said.elts)
    return isinstance(said, ast.Constant | ast.JoinedStr) and bool(getattr(said, "value", True))


def is_true_of_itself(said: ast.Compare) -> bool:
    """Whether a thing is compared with itself, or a length with less than nothing."""
    how, other = said.ops[0], said.comparators[0]
    if isinstance(said.left, ast.Call) and ast.unparse(said.left.func) == "len":
        least = {ast.GtE: "0", ast.Gt: "-1"}.get(type(how))
        if ast.unparse(other) == least:
            return True
    is_called = any(isinstance(part, ast.Call) for part in nodes_of(said))
    is_alike = isinstance(how, ast.Eq | ast.Is | ast.LtE | ast.GtE)
    return is_alike and not is_called and ast.dump(said.left) == ast.dump(other)


def is_made_so(made: ast.expr, kind: ast.expr) -> bool:
    return isinstance(made, ast.Call) and ast.unparse(made.func) == ast.unparse(kind)


def either_of_two(test: Act) -> Iterator[int]:
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


def loops_over_nothing(test: Act) -> Iterator[int]:
    for node in nodes_of(test):
        if isinstance(node, ast.For | ast.comprehension) and ast.unparse(node.iter) in NOTHING:
            yield node.iter.lineno


def absent_from_no_page(test: Act) -> Iterator[int]:
    """Yield the line of a test that asks an answer for nothing but what is not there: no page at all would do."""
    asked = [node for node in nodes_of(test) if isinstance(node, ast.Assert)]
    compared = [node for line in asked for node in nodes_of(line) if isinstance(node, ast.Compare)]
    if compared and all(isinstance(node.ops[0], ast.NotIn) for node in compared):
        words = ast.unparse(test)
        if "status_code" not in words and not LETS_ASSERT.search(words):
            yield test.lineno


def swallowed(test: Act) -> Iterator[int]:
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


def silent(test: str) -> bool:
    """Whether a test asserts nothing, or of the things in a list that is empty when it is looped over."""
    if not ASSERTS.search(test) and not LETS_ASSERT.search(test):
        return True
    return any(
        f" in {name}:" in test and len(re.findall(rf"\b{name}\b", test)) == 2 for name in EMPTY.findall(test)
    )


# What a kind of fault needs in a test, and how it is found there.
KINDS: tuple[tuple[re.Pattern[str], Callable[[Act], Iterator[int]]], ...] = (
    (FINDS, loops_that_may_be_empty),
    (re.compile("status_code in"), statuses_of_choice),
    (ALWAYS, always_true),
    (OR, either_of_two),
    (OF_NOTHING, loops_over_nothing),
    (SWALLOWING, swallowed),
    (ABSENCE, absent_from_no_page),
)


def faults(text: str) -> list[int]:
    """Return the lines of faults: each test is a tree of its own, and only where its words may be those of one."""
    found = [text.count("\n", 0, hidden.start()) + 1 for hidden in UNSEEN.finditer(text)]
    for words in TEST.finditer(text):
        line = text.count("\n", 0, words.start())
        found += [line + 1] if silent(words[0]) else []
        asked = [find for pattern, find in KINDS if pattern.search(words[0])]
        for test in ast.parse(words[0]).body if asked else ():
            if isinstance(test, Act):
                found += [line + at for find in asked for at in find(test)]
    return sorted(found)


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
    "all of what is found": (
        "def test_a():\n    assert all(\n        read(x)\n        for x in folder.glob('*')\n    )",
        [2],
    ),
    "not any of what is found": (
        "def test_a():\n    assert y and not any(x for x in folder.glob('*'))",
        [2],
    ),
    "all that is found": ("def test_a():\n    assert [x for x in folder.glob('*')] == ['a']", []),
    "a folded loop": (
        "def test_a():\n    for x in (\n        folder\n    ).glob('*'):\n        assert x",
        [2],
    ),
    "all of nothing": ("def test_a():\n    assert all(row for row in [])", [2]),
    "a loop over nothing made": ("def test_a():\n    for x in (y for y in ()):\n        assert x", [2]),
    "either of two words, folded": (
        "def test_a():\n    assert (\n        'a' in page\n        or 'b' in page\n    )",
        [2],
    ),
    "a pair": ("def test_a():\n    assert (x, 'why')", [2]),
    "as many as nothing": ("def test_a():\n    assert len(rows) >= 0", [2]),
    "more than one": ("def test_a():\n    assert len(rows) >= 1", []),
    "what it was made": ("def test_a():\n    assert isinstance(str(1), str)", [2]),
    "an end that always comes": ("def test_a():\n    if not []:\n        return\n    assert x", [2]),
    "an end where nothing is": ("def test_a():\n    if not rows:\n        return\n    assert x", []),
    "another kind of function": ("async def test_a():\n    assert x or True", [2]),
    "hidden in a class": ("class TestA:\n    def test_a(self):\n        assert x or True", [1]),
    "an answer of its own": ("from unittest.mock import Mock\ndef test_a():\n    assert Mock().a", [1]),
    "absent from what may be no page": (
        "def test_a(client):\n    page = client.get('/').content.decode()\n    assert 'b' not in page",
        [1],
    ),
    "absent from a page": (
        "def test_a(client):\n    page = client.get('/')\n    assert page.status_code == 200"
        "\n    assert 'b' not in page.content.decode()",
        [],
    ),
    "a helper that gathers": ("def gather():\n    for x in re.findall('a', page):\n        assert x", []),
}


@pytest.mark.parametrize(("text", "lines"), PLANTED.values(), ids=PLANTED.keys())
def test_the_test_notices(text: str, lines: list[int]) -> None:
    assert faults(text) == lines
