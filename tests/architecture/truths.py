"""What holds of anything, and so says nothing of what a test asks."""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping

from tests.architecture.plan import nodes_of

Act = ast.FunctionDef | ast.AsyncFunctionDef
NOTHING = ("[]", "()", "{}", "''", "b''", "set()", "frozenset()", "list()", "tuple()", "dict()", "range(0)")
# Without these words none of it is there: few tests hold one, and only those are read as trees.
ALWAYS = re.compile(
    r"\bor (?:True|not False|[1-9]\d*|\"[^\"\n]+\")\s*(?:$|[,)#])|\bassert (?:True|[1-9]\d*|f?\"[^\"\n]+\")\s*(?:$|,|#)"
    r"|\bassert ([\w.]+) (?:==|is|<=|>=) \1\s*(?:$|,|#)|\bassert \(|\) (?:>= 0|> -1)\b|\b0 <= [\w.]+\(|\bisinstance\("
    r"|\b(?:if|assert) (?:True\b|not (?:False|None|[\[({\"]))|\bis not None\b|\bassert [\w.]+\.(?:pk|id)$"
    r"|(?:\"\"|'') (?:not )?in |with\(b?(?:\"\"|'')|\bset\(\) <=?|>= (?:frozen)?set\(\)|\bissu(?:b|per)set\("
    r"|\bre\.(?:search|match)\(r?b?(?:\"\"|'')|\bassert (?:enumerate|filter|iter|lambda|map|object|reversed|zip)\b"
    r"|\bassert (?:[\w.]*[cC]lient\b|[\w.]+\.objects\b)[^=<>\n]*$",
    re.MULTILINE,
)
# Of these there is always one, empty or not.
LAZY = {"enumerate", "filter", "iter", "map", "object", "reversed", "zip"}
COUNTS = {"count", "find_all", "index"}
# A row that is asked for is there, or an error is; an answer is always one.
FOUND = {"create", "earliest", "get", "get_or_create", "latest", "update_or_create"}
ANSWERED = {"delete", "get", "head", "options", "patch", "post", "put"}


def always_true(test: Act) -> Iterator[int]:
    """Yield the lines of assertions that hold of anything, and of an end that comes whatever is so."""
    parts = tuple(nodes_of(test))
    named = given_once(parts) if any(isinstance(part, ast.IsNot) for part in parts) else {}
    for node in parts:
        if isinstance(node, ast.Assert | ast.If) and is_always_true(node.test, named):
            yield node.lineno


def given_once(parts: Iterable[ast.AST]) -> dict[str, ast.expr]:
    """Return each name that a test gives once, in a line of its own, with what it is given."""
    given: dict[str, list[ast.expr | None]] = {}
    for node in parts:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            given.setdefault(node.targets[0].id, []).append(node.value)
            continue
        to = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        for part in (part for each in to if each is not None for part in nodes_of(each)):
            if isinstance(part, ast.Name):
                given.setdefault(part.id, []).append(None)
    return {name: values[0] for name, values in given.items() if len(values) == 1 and values[0] is not None}


def is_always_true(said: ast.expr, named: Mapping[str, ast.expr]) -> bool:
    if isinstance(said, ast.BoolOp):
        # Of what is said beside it, each part has to say something.
        return any(is_always_true(part, named) for part in said.values)
    if isinstance(said, ast.UnaryOp) and isinstance(said.op, ast.Not):
        is_nothing = isinstance(said.operand, ast.Constant) and not said.operand.value
        return is_nothing or ast.unparse(said.operand) in NOTHING
    if isinstance(said, ast.Compare):
        return is_true_of_itself(said, named)
    if isinstance(said, ast.Call) and is_true_call(said):
        return True
    if isinstance(said, ast.Tuple):
        return bool(said.elts)
    if isinstance(said, ast.Constant | ast.JoinedStr):
        return bool(getattr(said, "value", True))
    return isinstance(said, ast.GeneratorExp | ast.Lambda) or is_there(said, named)


def is_true_call(said: ast.Call) -> bool:
    called = ast.unparse(said.func)
    if called == "isinstance":
        return is_made_so(*said.args)
    if called in LAZY:
        return True
    is_of_nothing = bool(said.args) and ast.unparse(said.args[0]) in NOTHING
    if called in ("re.search", "re.match"):
        return is_of_nothing
    return is_of_nothing and getattr(said.func, "attr", "") in ("startswith", "endswith", "issuperset")


def is_true_of_itself(said: ast.Compare, named: Mapping[str, ast.expr]) -> bool:
    """Whether a part of what is compared would hold of anything."""
    sides = [said.left, *said.comparators]
    return any(
        is_true_pair(one, how, other, named)
        for one, how, other in zip(sides, said.ops, sides[1:], strict=False)
    )


def is_true_pair(one: ast.expr, how: ast.cmpop, other: ast.expr, named: Mapping[str, ast.expr]) -> bool:
    left, right = ast.unparse(one), ast.unparse(other)
    if isinstance(how, ast.IsNot) and right == "None":
        return is_there(one, named)
    if isinstance(how, ast.In) and left in ("''", "b''"):
        return True
    if isinstance(how, ast.LtE) and left in ("set()", "frozenset()"):
        return True
    if isinstance(how, ast.GtE) and right in ("set()", "frozenset()"):
        return True
    if is_number(one) and right == {ast.GtE: "0", ast.Gt: "-1"}.get(type(how)):
        return True
    if is_number(other) and left == {ast.LtE: "0", ast.Lt: "-1"}.get(type(how)):
        return True
    is_called = any(isinstance(part, ast.Call) for part in nodes_of(one))
    is_alike = isinstance(how, ast.Eq | ast.Is | ast.LtE | ast.GtE)
    return is_alike and not is_called and left == right


def is_number(asked: ast.expr) -> bool:
    """Whether it counts things: never less than none."""
    if not isinstance(asked, ast.Call):
        return False
    return ast.unparse(asked.func) == "len" or getattr(asked.func, "attr", "") in COUNTS


def is_made_so(made: ast.expr, kind: ast.expr) -> bool:
    """Whether it is asked for the kind that it was just made as, or of a key for what keys are."""
    if isinstance(made, ast.Attribute) and made.attr in ("pk", "id"):
        return ast.unparse(kind).rpartition(".")[2] in ("UUID", "int")
    return isinstance(made, ast.Call) and ast.unparse(made.func) == ast.unparse(kind)


def is_there(asked: ast.expr, named: Mapping[str, ast.expr]) -> bool:
    """Whether it cannot be None: a key, a row that was asked for, the answer to a browser."""
    if isinstance(asked, ast.Name) and asked.id in named:
        return is_there(named[asked.id], {})
    if isinstance(asked, ast.Attribute):
        return asked.attr == "pk"
    if not isinstance(asked, ast.Call) or not isinstance(asked.func, ast.Attribute):
        return False
    of = ast.unparse(asked.func.value)
    if asked.func.attr in FOUND and re.search(r"\.objects\b", of):
        return True
    return asked.func.attr in ANSWERED and re.search(r"(?:\bclient|\bClient\(\))$", of) is not None
