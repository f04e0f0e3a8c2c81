"""Nothing but a door reads the clock, and no template: the moment of an act comes in as an argument."""

import ast
import re
import sys
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
    "accounts.services.passkeys:_asked": "Django's signing, which asks how old a signature is",
    "safety.services.letters:Outbox.send_messages": "Django's mail",
    "procedures.queries:database_now": "the moment at which a lock is held, which no argument knows",
    "shared.turns:in_turn": "how long one has waited: no moment",
}
# All that may be asked of what knows the hour: whatever else it can do may be a clock.
LET = {
    "datetime.date": {"fromisoformat", "max", "min"},
    "datetime.datetime": {"combine", "fromisoformat", "max", "min"},
    "django.utils.timezone": {"make_naive"},
    "email.utils": {"format_datetime"},
    "time": {"sleep"},
    "uuid": {"UUID", "uuid4", "uuid5"},
}
# With so many arguments these only turn a moment; with fewer they take that of the clock.
TURNS = {
    "babel.dates.format_date": 1,
    "django.utils.http.http_date": 1,
    "django.utils.timesince.timesince": 2,
    "django.utils.timesince.timeuntil": 2,
    "django.utils.timezone.localdate": 1,
    "django.utils.timezone.localtime": 1,
    "email.utils.formatdate": 1,
    "time.gmtime": 1,
}
# Of what says how long ago something was, and of functions of a database.
TOLD_BY_CLOCK = {"django.contrib.humanize.templatetags.humanize", "babel.dates.format_timedelta"}
NOW = re.compile(r"\b(?:Transaction)?Now$")
# What anything else is asked for that knows the hour, as ``Timestamp.now()``.
ASKED = {"now", "today", "utcnow"}
# What a database is asked for in its own words.
STATED = re.compile(r"\b(?:CURRENT_(?:TIMESTAMP|DATE|TIME)|(?:clock|statement)_timestamp|NOW\(\))|'now'")
KINDS = ("models", "services", "queries", "pages", "rules", "forms", "logic", "signals", "templatetags")
# What names no clock reads none: few files do, and those alone are walked.
NAMED = re.compile(
    r"\b(?:(?:date(?:time)?|timezone)(?: as |\.(?!(?:combine|fromisoformat|max|make_naive|min|timezone)\b)[a-z])"
    r"|import time\b|from (?:time|django\.utils\.time(?:since|zone)) import|(?:Transaction)?Now\b|auto_now|datetime64\b"
    r"|humanize\b|email(?:\.| import )utils|babel\b|http_date\b|uuid(?:[1-367]| as |\.(?!(?:UUID|uuid[45])\b))|max_age\b"
    r"|CURRENT_|clock_t|statement_t|NOW\()|\.(?:now|today|utcnow)\(|[\"'](?:now|today|utcnow)[\"']"
)
TEMPLATE_CLOCKS = re.compile(
    r"{%\s*now\b|\|\s*(?:timesince|timeuntil|naturaltime|naturalday)\b(?!:)|datetime\.today"
)


def full_names(nodes: Iterable[ast.AST]) -> dict[str, str]:
    """Return what each imported name stands for: ``t`` for ``time``, ``now`` for ``django.utils.timezone.now``."""
    found: dict[str, str] = {}
    for node in nodes:
        if isinstance(node, ast.Import):
            found |= {alias.asname: alias.name for alias in node.names if alias.asname}
            found |= {
                (name := alias.name.partition(".")[0]): name for alias in node.names if not alias.asname
            }
        elif isinstance(node, ast.ImportFrom):
            found |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
    return found


def clocks_in(nodes: Iterable[ast.AST], named: Mapping[str, str]) -> Iterator[str]:
    """Yield the calls of a clock, and a clock that is handed on to be called, as a default is."""
    turning: dict[ast.AST, int] = {}
    for node in nodes:
        if isinstance(node, ast.Call):
            given = [*node.args, *(keyword.value for keyword in node.keywords)]
            turning[node.func] = sum(getattr(one, "value", one) is not None for one in given)
            yield from clocks_asked(node, named)
        elif isinstance(node, ast.Attribute | ast.Name):
            path = _dotted(node, named)
            if is_clock(path) and not turning.get(node, -1) >= TURNS.get(path, sys.maxsize):
                yield path
        elif isinstance(node, ast.keyword) and node.arg in ("auto_now", "auto_now_add"):
            yield str(node.arg)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and STATED.search(node.value):
            yield "a statement"


def is_clock(path: str) -> bool:
    of, _, verb = path.rpartition(".")
    return (
        path in TURNS
        or NOW.search(path) is not None
        or not TOLD_BY_CLOCK.isdisjoint({path, of})
        or of in LET
        and verb not in LET[of]
    )


def clocks_asked(call: ast.Call, named: Mapping[str, str]) -> Iterator[str]:
    """Yield what a call asks for the hour in a word, or without a word."""
    path = _dotted(call.func, named)
    verb = path.rpartition(".")[2] or getattr(call.func, "attr", "")
    first = call.args[0] if call.args else None
    word = first.value if isinstance(first, ast.Constant) else None
    if path == "getattr" and len(call.args) > 1 and isinstance(call.args[1], ast.Constant):
        fetched = f"{_dotted(call.args[0], named)}.{call.args[1].value!s}"
        if is_clock(fetched):
            yield fetched
    elif verb in ASKED:
        yield from () if call.args or call.keywords or is_clock(path) else (verb,)
    # A word is another moment each day, and what is no text here may be one.
    elif verb == "datetime64":
        yield from () if isinstance(word, str) and word[:1].isdigit() else (verb,)
    elif verb in ("loads", "unsign"):
        yield from (verb for keyword in call.keywords if keyword.arg == "max_age")


def _dotted(node: ast.AST, named: Mapping[str, str]) -> str:
    if isinstance(node, ast.Name):
        return named.get(node.id, node.id)
    return f"{_dotted(node.value, named)}.{node.attr}" if isinstance(node, ast.Attribute) else ""


def read_in(text: str, module: str) -> Iterator[str]:
    """Yield module:name of every function, and the module of what stands outside of them, that reads a clock."""
    if not NAMED.search(text):
        return
    nodes = nodes_in(text)
    named = full_names(nodes)
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


TIMEZONE, DATETIME = "from django.utils import timezone\n", "from datetime import date, datetime\n"
SINCE = "from django.utils.timesince import timesince\n"


@pytest.mark.parametrize(
    ("line", "clocks"),
    [
        (f"{TIMEZONE}x = timezone.now()", ["django.utils.timezone.now"]),
        (f"{DATETIME}x = datetime.now(UTC)", ["datetime.datetime.now"]),
        ("import datetime\nx = datetime.datetime.now(UTC)", ["datetime.datetime.now"]),
        (f"{DATETIME}x = date.today()", ["datetime.date.today"]),
        (f"{DATETIME}x = date.fromtimestamp(x)", ["datetime.date.fromtimestamp"]),
        (f"{DATETIME}x = datetime.combine(day, hour)", []),
        (f"{TIMEZONE}x = models.DateTimeField(default=timezone.now)", ["django.utils.timezone.now"]),
        ("x = models.DateTimeField(auto_now_add=True)", ["auto_now_add"]),
        ("x = Row.objects.filter(ends_at__lt=Now())", ["Now"]),
        ("from django.utils.timezone import now\nx = now()", ["django.utils.timezone.now"]),
        ("from django.utils.timezone import now as moment\nx = moment()", ["django.utils.timezone.now"]),
        ("from datetime import datetime as clock\nx = clock.now(UTC)", ["datetime.datetime.now"]),
        ("import time as t\nx = t.monotonic()", ["time.monotonic"]),
        ("import time\nx = time.time()", ["time.time"]),
        ("import time\nx = time.ctime()", ["time.ctime"]),
        ("import time\nx = time.clock_gettime(0)", ["time.clock_gettime"]),
        ("from time import perf_counter_ns\nx = perf_counter_ns()", ["time.perf_counter_ns"]),
        ("import time\ntime.sleep(1)\nx = time.gmtime(at)", []),
        ("from datetime import time\nx = time.fromisoformat(said)", []),
        (f"{SINCE}x = timesince(at)", ["django.utils.timesince.timesince"]),
        (f"{SINCE}x = timesince(at, now)", []),
        (f"{SINCE}x = timesince(at, now=None)", ["django.utils.timesince.timesince"]),
        ("import uuid\nx = uuid.uuid1()", ["uuid.uuid1"]),
        ("from uuid import uuid4\nx = uuid4()", []),
        ('x = np.datetime64("today")', ["datetime64"]),
        ("x = np.datetime64(word)", ["datetime64"]),
        ('x = np.datetime64("1750-01-01")', []),
        ("x = pandas.Timestamp.now()", ["now"]),
        ("x = figures.today(source)", []),
        ("x = signing.loads(text, max_age=60)", ["loads"]),
        ("from django.db.models.functions import Now as N\nx = N()", ["django.db.models.functions.Now"]),
        (f"{TIMEZONE}x = timezone.localdate()", ["django.utils.timezone.localdate"]),
        (f"{TIMEZONE}x = timezone.localdate(at)", []),
        ("x = at.date()", []),
        (f'{DATETIME}x = getattr(datetime, "now")()', ["datetime.datetime.now"]),
        ('x = getattr(row, "now")', []),
        ('x = RawSQL("CURRENT_TIMESTAMP", [])', ["a statement"]),
        ("cursor.execute(\"SELECT strftime('%Y', 'now')\")", ["a statement"]),
        ("from email.utils import formatdate\nx = formatdate()", ["email.utils.formatdate"]),
        ("from email import utils\nx = utils.make_msgid()", ["email.utils.make_msgid"]),
        ("from email import utils\nx = utils.formatdate(at.timestamp())", []),
    ],
)
def test_a_clock_is_found(line: str, clocks: list[str]) -> None:
    assert bool(NAMED.search(line)) or not clocks, "no file with it would be walked"
    nodes = nodes_in(line)
    assert list(clocks_in(nodes, full_names(nodes))) == clocks
