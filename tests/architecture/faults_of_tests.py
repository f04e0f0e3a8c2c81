"""What makes a test one that could not fail, found in its words and in its tree."""

import ast
import re
from collections.abc import Callable, Iterator

from tests.architecture.plan import nodes_of
from tests.architecture.truths import ALWAYS, NOTHING, Act, always_true

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
# Of a maker of its own answers a test learns what it said itself; a class hides its tests from the rules below, a mark from all.
UNSEEN = re.compile(
    r"^(?:class (Test\w+)|(?:from|import) unittest\b.*\bmock\b"
    r"|(?:@|pytestmark\b.*)pytest\.mark\.(?:skip\b|xfail\b|skipif\((?:True|1|not False)\b))",
    re.MULTILINE,
)
# Words that stand in few tests, and without which none of these faults is there: whole patterns would know one line alone.
OR, FINDS = re.compile(r"\bor\b"), re.compile(rf"\.(?:{'|'.join(FINDERS)})\(")
OF_NOTHING = re.compile(rf" in (?:{'|'.join(map(re.escape, NOTHING))}|\"\")\s*[:)\]}}]")
SWALLOWING = re.compile(r"except\s*(?:\(|:|AssertionError|Exception|BaseException)|suppress\(")
STATUS = re.compile(
    r"status_code (?!==)|\bassert [^=\n]*status_code$|\bstatus (?:in|not in|[<>!])|[<>]=? (?:[\w.]+\.)?status"
)
ENDS = re.compile(r"^    (?:pytest\.(?:skip|xfail|exit)\(|return\b|raise\b)", re.MULTILINE)
TAKES_ALL = re.compile(r"\braises\((?:\(|Exception\b|BaseException\b)")
SWALLOWERS = ("AssertionError", "Exception", "BaseException")
EMPTY = re.compile(
    r"^ +(\w+)(?:: [^=\n]+)? = (?:\[\]|{}|\(\)|(?:set|list|dict|tuple)\(\)|\"\")$", re.MULTILINE
)
ABSENCE = re.compile(r"\.(?:content\.decode|getvalue)\(")


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
    """Yield the lines that are content with one of several answers: of a status only what it is may be said."""
    for node in nodes_of(test):
        if isinstance(node, ast.Compare):
            asked = [node.left, *node.comparators]
            if any(map(is_status, asked)) and not all(isinstance(how, ast.Eq) for how in node.ops):
                yield node.lineno
        elif isinstance(node, ast.Assert):
            parts = node.test.values if isinstance(node.test, ast.BoolOp) else [node.test]
            yield from (part.lineno for part in parts if is_status(part))


def is_status(asked: ast.expr) -> bool:
    named = asked.attr if isinstance(asked, ast.Attribute) else getattr(asked, "id", "")
    return named == "status_code" or named == "status" and isinstance(asked, ast.Name)


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


def taken_for_the_error(test: Act) -> Iterator[int]:
    """Yield the lines that wait for an error and are content with any, a mistake of the test itself too."""
    for node in nodes_of(test):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "pytest.raises":
            yield from (node.lineno for kind in node.args[:1] if takes_all(kind))


def ended_before_it(test: Act) -> Iterator[int]:
    """Yield the line on which a test ends whatever is so, with more of it behind, or nothing before."""
    for number, node in enumerate(test.body):
        is_last = number == len(test.body) - 1
        is_skip = isinstance(node, ast.Expr) and re.match(r"pytest\.(skip|xfail|exit)\(", ast.unparse(node))
        if is_skip or isinstance(node, ast.Return | ast.Raise) and not is_last:
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
    (STATUS, statuses_of_choice),
    (ALWAYS, always_true),
    (OR, either_of_two),
    (OF_NOTHING, loops_over_nothing),
    (SWALLOWING, swallowed),
    (TAKES_ALL, taken_for_the_error),
    (ENDS, ended_before_it),
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
