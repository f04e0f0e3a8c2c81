"""Models and services read no clock: the moment of an act comes in as an argument."""

import ast
from collections.abc import Iterator
from functools import cache

import pytest

from tests.architecture import services
from tests.architecture.plan import nodes_of, parsed

# The hooks of other makers that name no moment: each reads the clock once and hands it on.
HOOKS = {
    "accounts.models.sessions:SessionStore.load": "Django's session store",
    "accounts.models.sessions:SessionStore.save": "Django's session store",
    "accounts.models.sessions:SessionStore.clear_expired": "Django's session store",
    "publishing.models.second_reading:moment": "Wagtail's pages, permissions and tasks",
    "safety.services.letters:Outbox.send_messages": "Django's mail",
}
CLOCKS = {
    "timezone": {"now", "localdate", "localtime"},
    "datetime": {"now", "today", "utcnow"},
    "date": {"today"},
    "time": {"time", "time_ns", "monotonic", "localtime", "gmtime", "strftime"},
}


def clocks_in(function: ast.AST) -> Iterator[str]:
    """Yield the calls of a clock, and a clock that is handed on to be called, as a default is."""
    for node in nodes_of(function):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name | ast.Attribute):
            clock = node.value.id if isinstance(node.value, ast.Name) else node.value.attr
            if node.attr in CLOCKS.get(clock, ()):
                yield f"{clock}.{node.attr}"
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Now":
            yield "Now"
        elif isinstance(node, ast.keyword) and node.arg in ("auto_now", "auto_now_add"):
            yield str(node.arg)


@cache
def calls_of_the_clock() -> frozenset[str]:
    """Return module:name of every function, and of every module's own lines, that read a clock."""
    found: set[str] = set()
    for kind in ("models", "services"):
        for name, (_module, function) in services.all_functions(kind).items():
            found |= {name.removeprefix("tamyr.") for _call in clocks_in(function)}
        for file in services.kind_files(kind):
            text = file.read_text(encoding="utf-8")
            # What names no clock reads none: few do, and the whole tree is walked of those alone.
            if not any(word in text for word in (*CLOCKS, "Now", "auto_now")):
                continue
            tree = parsed(text)
            inside = sum(len([*clocks_in(node)]) for node in nodes_of(tree) if is_outermost(node, tree))
            if len([*clocks_in(tree)]) > inside:
                found.add(services.module_of(file).removeprefix("tamyr."))
    return frozenset(found)


def is_outermost(node: ast.AST, tree: ast.Module) -> bool:
    methods = [part for top in tree.body if isinstance(top, ast.ClassDef) for part in top.body]
    return isinstance(node, ast.FunctionDef) and node in [*tree.body, *methods]


def test_the_clock_comes_in_as_an_argument() -> None:
    assert calls_of_the_clock() - set(HOOKS) == set(), "take `at` or `day` as an argument"


def test_no_exception_outlives_its_hook() -> None:
    assert set(HOOKS) - calls_of_the_clock() == set()


@pytest.mark.parametrize(
    ("line", "clocks"),
    [
        ("x = timezone.now()", ["timezone.now"]),
        ("x = datetime.now(UTC)", ["datetime.now"]),
        ("x = datetime.datetime.now(UTC)", ["datetime.now"]),
        ("x = date.today()", ["date.today"]),
        ("x = time.time()", ["time.time"]),
        ("x = models.DateTimeField(default=timezone.now)", ["timezone.now"]),
        ("x = models.DateTimeField(auto_now_add=True)", ["auto_now_add"]),
        ("x = Row.objects.filter(ends_at__lt=Now())", ["Now"]),
        ("x = at.date()", []),
    ],
)
def test_a_clock_is_found(line: str, clocks: list[str]) -> None:
    assert list(clocks_in(ast.parse(line))) == clocks
