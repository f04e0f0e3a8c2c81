"""Nothing but a door reads the clock, and no template: the moment of an act comes in as an argument."""

import ast
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

import pytest

from tests.architecture import plan, services
from tests.architecture.plan import nodes_in, nodes_of

# The hooks of other makers that name no moment, and what doors ask before a view: each reads the clock once and hands it on.
HOOKS = {
    "accounts.rules:recently_confirmed": "a door: it knows the request alone",
    "network.queries.visitors:visitor_of": "the moment of a request, which a visitor carries from here on",
    "accounts.models.sessions:SessionStore.load": "Django's session store",
    "accounts.models.sessions:SessionStore.save": "Django's session store",
    "accounts.models.sessions:SessionStore.clear_expired": "Django's session store",
    "publishing.models.second_reading:moment": "Wagtail's pages, permissions and tasks",
    "safety.services.letters:Outbox.send_messages": "Django's mail",
    "procedures.queries:database_now": "the moment at which a lock is held, which no argument knows",
    "shared.turns:in_turn": "how long one has waited: no moment",
}
CLOCKS = {
    "timezone": {"now", "localdate", "localtime"},
    "datetime": {"now", "today", "utcnow"},
    "date": {"today"},
    "time": {"time", "time_ns", "monotonic", "perf_counter", "localtime", "gmtime", "strftime"},
    "utils": {"formatdate", "localtime"},  # of ``email``
}
# What a database is asked for in its own words.
STATED = re.compile(r"\b(?:CURRENT_(?:TIMESTAMP|DATE|TIME)|(?:clock|statement)_timestamp|NOW\(\))|'now'")
# With a moment these only turn it; without one they take that of the clock.
TURNS = {"formatdate", "localdate", "localtime", "gmtime"}
KINDS = ("models", "services", "queries", "pages", "rules", "forms", "logic", "signals", "templatetags")
# What names no clock reads none: few files do, and those alone are walked.
NAMED = re.compile(
    rf"\b({'|'.join({*itertools.chain(*CLOCKS.values()), 'Now', 'auto_now', 'auto_now_add'})})\b|{STATED.pattern}"
)
TEMPLATE_CLOCKS = re.compile(
    r"{%\s*now\b|\|\s*(?:timesince|timeuntil|naturaltime|naturalday)\b(?!:)|datetime\.today"
)


def other_names(nodes: Iterable[ast.AST]) -> dict[str, str]:
    """Return what an imported clock is called here: ``t`` for ``time``, ``now`` for ``timezone.now``."""
    found: dict[str, str] = {}
    for node in nodes:
        if isinstance(node, ast.Import | ast.ImportFrom):
            of = (node.module or "").rpartition(".")[2] if isinstance(node, ast.ImportFrom) else ""
            for alias in node.names:
                named = f"{of}.{alias.name}" if alias.name in CLOCKS.get(of, ()) else alias.name
                found[alias.asname or alias.name] = named
    return {called: named for called, named in found.items() if called != named}


def clocks_in(nodes: Iterable[ast.AST], named: Mapping[str, str]) -> Iterator[str]:
    """Yield the calls of a clock, and a clock that is handed on to be called, as a default is."""
    turning: set[ast.AST] = set()
    for node in nodes:
        if isinstance(node, ast.Call) and (node.args or node.keywords):
            turning.add(node.func)
        if isinstance(node, ast.Attribute | ast.Name):
            clock, _, verb = _dotted(node, named).rpartition(".")
            is_turned = node in turning and verb in TURNS
            if verb in CLOCKS.get(clock.rpartition(".")[2], ()) and not is_turned:
                yield f"{clock.rpartition('.')[2]}.{verb}"
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            if named.get(node.func.id, node.func.id) == "Now":
                yield "Now"
            elif node.func.id == "getattr" and len(node.args) > 1 and isinstance(node.args[1], ast.Constant):
                clock = _dotted(node.args[0], named).rpartition(".")[2]
                verb = str(node.args[1].value)
                if verb in CLOCKS.get(clock, ()):
                    yield f"{clock}.{verb}"
        elif isinstance(node, ast.keyword) and node.arg in ("auto_now", "auto_now_add"):
            yield str(node.arg)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and STATED.search(node.value):
            yield "a statement"


def _dotted(node: ast.AST, named: Mapping[str, str]) -> str:
    if isinstance(node, ast.Name):
        return named.get(node.id, node.id)
    return f"{_dotted(node.value, named)}.{node.attr}" if isinstance(node, ast.Attribute) else ""


def read_in(text: str, module: str) -> Iterator[str]:
    """Yield module:name of every function, and the module of what stands outside of them, that reads a clock."""
    if not NAMED.search(text):
        return
    nodes = nodes_in(text)
    named = other_names(nodes)
    outside = len([*clocks_in(nodes, named)])
    for name, function in services.read(text, module).functions.items() if outside else ():
        clocks = len([*clocks_in(nodes_of(function), named)])
        outside -= clocks
        if clocks:
            yield f"{module}:{name}"
    if outside:
        yield module


@cache
def calls_of_the_clock() -> frozenset[str]:
    """Return them for the rooms, for what they share and for the science, whose commands are doors."""
    science = (plan.ROOT / "src" / "climate_pathways").rglob("*.py")
    files = [file for kind in KINDS for file in services.kind_files(kind)]
    files += [*(plan.PLATFORM / "shared").rglob("*.py")]
    files += [file for file in science if "commands" not in file.parts]
    return frozenset(
        name.removeprefix("tamyr.")
        for file in files
        for name in read_in(file.read_text(encoding="utf-8"), services.module_of(file))
    )


def test_the_clock_comes_in_as_an_argument() -> None:
    assert calls_of_the_clock() - set(HOOKS) == set(), "take `at` or `day` as an argument"


def test_no_exception_outlives_its_hook() -> None:
    assert set(HOOKS) - calls_of_the_clock() == set()


def test_no_template_reads_the_clock() -> None:
    files = [*plan.ROOT.glob("src/tamyr/**/*.html"), *plan.ROOT.glob("src/**/*.typ")]
    assert len(files) > 200
    found = {file.name for file in files if TEMPLATE_CLOCKS.search(file.read_text(encoding="utf-8"))}
    assert found == set(), "let the page be given its moment"


@pytest.mark.parametrize(
    ("line", "reads"),
    [
        ('{% now "Y" %}', True),
        ("{{ news.at|timesince }}", True),
        ("{{ news.at|timesince:at }}", False),
        ("#datetime.today()", True),
        ("{% translate 'now' %}", False),
    ],
)
def test_a_clock_of_a_template_is_found(line: str, reads: bool) -> None:
    assert bool(TEMPLATE_CLOCKS.search(line)) is reads


def test_a_clock_is_told_by_where_it_stands() -> None:
    text = "from time import time as t\nSINCE = t()\nclass A:\n    def b(self): return t()\ndef c(): return 1"
    assert [*read_in(text, "a.pages")] == ["a.pages:A.b", "a.pages"]


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
        ("from django.utils.timezone import now\nx = now()", ["timezone.now"]),
        ("from django.utils.timezone import now as moment\nx = moment()", ["timezone.now"]),
        ("from datetime import datetime as clock\nx = clock.now(UTC)", ["datetime.now"]),
        ("import time as t\nx = t.monotonic()", ["time.monotonic"]),
        ("from django.db.models.functions import Now as N\nx = N()", ["Now"]),
        ("x = timezone.localdate()", ["timezone.localdate"]),
        ("x = timezone.localdate(at)", []),
        ("x = at.date()", []),
        ('x = getattr(datetime, "now")()', ["datetime.now"]),
        ('x = getattr(row, "now")', []),
        ('x = RawSQL("CURRENT_TIMESTAMP", [])', ["a statement"]),
        ("cursor.execute(\"SELECT strftime('%Y', 'now')\")", ["a statement"]),
        ("from email.utils import formatdate\nx = formatdate()", ["utils.formatdate"]),
        ("from email import utils\nx = utils.formatdate(at.timestamp())", []),
    ],
)
def test_a_clock_is_found(line: str, clocks: list[str]) -> None:
    nodes = nodes_in(line)
    assert list(clocks_in(nodes, other_names(nodes))) == clocks
