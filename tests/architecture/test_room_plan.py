"""What a file takes from its own room is what the plan of a room lets it: the contract only sees what lies above what."""

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

import pytest

from tests.architecture import plan, services
from tests.architecture.plan import nodes_in
from tests.architecture.test_tables import kinds, layers, rows

# What a service keeps or tells just as a page shows it.
KEPT_AS_SHOWN = {
    "consultations.pages.words": "whoever corrected it otherwise is shown what the first wrote",
    "demands.pages.plan": "whoever wrote otherwise is shown what the first wrote",
    "deliveries.pages.letter": "a paper is bound as it was previewed, and goes out so",
    "deliveries.pages.words": "a release is refused in the words beside the letter",
    "deliveries.pages.handed": "a second person is told what the first one saw",
    "ndc.pages.sources": "a section keeps what its source said when it was quoted",
}
DOORS = ("admin", "api", "management", "receivers", "tasks", "templatetags", "views", "wagtail_hooks")
# What is fetched by a name in a string is no import to a contract: where that is done, and what keeps it upstream.
FETCHED = {
    "climate_pathways.core.face": "names of a face, each an import that type checkers and contracts read",
    "climate_pathways.core.optional": "packages of others that may be missing",
    "tamyr.network.services.example": "rows of the example, of whichever room marked them",
    "tamyr.shared.room_forms": "the forms of a room that is known by an address, already imported by its views",
    "tamyr.priorities.logic.encoders": "an encoder, where it is installed",
    "tamyr.work.apps": "the tasks of each room on the list",
}
FETCHERS = {"__import__", "get_app_config", "get_model", "import_module", "import_string", "run_module"}
MANAGERS = {"objects", "_default_manager", "_base_manager", "default_manager", "base_manager"}
# What starts a question from a model that it is given.
MADE_ANEW = {"Manager", "QuerySet", "RawQuerySet"}
SHORT_WAYS = {"get_object_or_404", "get_list_or_404", "aget_object_or_404", "aget_list_or_404"}


class TakenName(NamedTuple):
    """A name that one kind of file takes from a module of another kind in its room."""

    by: str
    kind: str
    module: str
    name: str

    @property
    def pair(self) -> tuple[str, str]:
        return self.by, self.kind


@cache
def lets() -> set[tuple[str, str]]:
    """Return each kind of file with each kind that the plan lets it import within the room."""
    table = rows("The plan of a room")[:-1]
    return {
        (kind, other)
        for row in table
        for kind in kinds(row[0])
        for other in set(re.findall(r"[a-z_]+", row[2])) & layers().keys()
    }


def taken_in(text: str, room: str, by: str) -> Iterator[TakenName]:
    own = f"tamyr.{room}"
    # Most imports are of other rooms: a file that names its own nowhere is not walked.
    if own not in text:
        return
    for node in nodes_in(text):
        if isinstance(node, ast.ImportFrom):
            named = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            named = [alias.name for alias in node.names]
        else:
            continue
        for name in named:
            if name.startswith(f"{own}."):
                kind, _, rest = name.removeprefix(f"{own}.").partition(".")
                if kind in layers() and kind != by:
                    module, _, last = f"{kind}.{rest}".rpartition(".")
                    yield TakenName(by, kind, f"{room}.{module}", last)


@cache
def taken() -> tuple[TakenName, ...]:
    """Return all that the files of all rooms take from their own room."""
    return tuple(
        found
        for kind in layers()
        for file in services.kind_files(kind)
        for found in taken_in(
            file.read_text(encoding="utf-8"), file.relative_to(plan.PLATFORM).parts[0], kind
        )
    )


def off_plan(found: Iterable[TakenName]) -> set[TakenName]:
    return {name for name in found if name.pair not in lets() or takes_too_much(name)}


def takes_too_much(taken: TakenName) -> bool:
    """Whether a form takes of a service what does something, or a service of a page what nobody keeps."""
    if taken.pair == ("forms", "services"):
        return not taken.name[:1].isupper()
    return taken.pair == ("services", "pages") and taken.module not in KEPT_AS_SHOWN


def test_a_file_takes_from_its_room_what_the_plan_lets_it() -> None:
    assert off_plan(taken()) == set(), "ARCHITECTURE.md, “The plan of a room”, says what it may import"


def test_the_plan_lets_nobody_take_what_nobody_takes() -> None:
    asked = {(by, name.kind) for name in taken() for by in in_row(name.by)}
    assert lets() - asked == set()
    assert {name.module for name in taken() if name.pair == ("services", "pages")} == KEPT_AS_SHOWN.keys()


@cache
def in_row(kind: str) -> set[str]:
    """Return the kinds of files that share a row of the plan."""
    (row,) = (kinds(row[0]) for row in rows("The plan of a room")[:-1] if kind in kinds(row[0]))
    return row


@pytest.mark.parametrize(
    ("by", "line"),
    [
        ("forms", "from tamyr.evidence.services.judgements import withdraw_judgement"),
        ("forms", "from tamyr.evidence.services import judgements"),
        ("forms", "from tamyr.evidence import services"),
        ("tasks", "from tamyr.evidence.forms import what_if"),
        ("views", "import tamyr.evidence.tasks"),
        ("views", "def show():\n    from tamyr.evidence import api"),
        ("services", "from tamyr.evidence.pages.kept import hashed"),
        ("rules", "from tamyr.evidence.queries import standing"),
    ],
)
def test_what_the_plan_does_not_let_is_noticed(by: str, line: str) -> None:
    assert len(off_plan(taken_in(line, "evidence", by))) == 1


def test_what_the_plan_lets_is_no_fault() -> None:
    line = "from tamyr.evidence.services import Proposal\nfrom tamyr.network.services import announce"
    found = list(taken_in(line, "evidence", "forms"))
    assert [name.name for name in found] == ["Proposal"] and off_plan(found) == set()


# --- doors -------------------------------------------------------------------------------------


# What tells a database how to write its log, and asks it for nothing.
ASK_NOBODY = {"safety.receivers"}


def own_questions(text: str) -> Iterator[int]:
    """Yield the lines that start a question to the database: from a model, also by a manager's name, or in its own words."""
    if any(name in text for name in (*MANAGERS, *MADE_ANEW, "_or_404", "cursor")):
        for node in nodes_in(text):
            if isinstance(node, ast.Attribute):
                is_one = node.attr in SHORT_WAYS | MANAGERS | {"cursor"} or node.attr in MADE_ANEW
            elif isinstance(node, ast.Constant):
                is_one = isinstance(node.value, str) and node.value.rpartition(".")[2] in MANAGERS
            elif isinstance(node, ast.Call):
                is_one = isinstance(node.func, ast.Name) and node.func.id in MADE_ANEW
            else:
                is_one = isinstance(node, ast.Name) and node.id in SHORT_WAYS
            if is_one:
                yield getattr(node, "lineno", 0)


def test_no_door_starts_a_question_of_its_own() -> None:
    files = [file for kind in DOORS for file in services.kind_files(kind)]
    assert len(files) > 150
    asked = {services.module_of(file): [*own_questions(file.read_text("utf-8"))] for file in files}
    found = {module.removeprefix("tamyr."): lines for module, lines in asked.items() if lines}
    assert found.keys() == ASK_NOBODY, f"let a query that knows the person find it: {found}"


@pytest.mark.parametrize(
    "line",
    [
        "row = Page.objects.get(pk=1)",
        "def show():\n    return Page._default_manager.first()",
        "rows = Page._meta.default_manager.all()",
        "row = get_object_or_404(Page, pk=1)",
        "row = shortcuts.get_object_or_404(Page, pk=1)",
        'rows = getattr(Page, "objects").all()',
        'rows = attrgetter("models.Page.objects")(app).all()',
        "rows = QuerySet(Page)",
        "rows = query.QuerySet(Page).all()",
        "with connection.cursor() as asked:\n    asked.execute('SELECT 1')",
    ],
)
def test_a_question_of_a_door_is_noticed(line: str) -> None:
    assert len([*own_questions(line)]) == 1
    assert [*own_questions("rows = found(objects)")] == []


# --- names in strings ----------------------------------------------------------------------------


def fetches(text: str) -> bool:
    return any(name in text for name in (*FETCHERS, "modules")) and any(map(is_fetching, nodes_in(text)))


def is_fetching(node: ast.AST) -> bool:
    if isinstance(node, ast.Call):
        return ast.unparse(node.func).rpartition(".")[2] in FETCHERS
    if isinstance(node, ast.Attribute):
        return node.attr == "modules" and ast.unparse(node.value) == "sys"
    if isinstance(node, ast.ImportFrom) and node.module == "sys":
        return any(alias.name == "modules" for alias in node.names)
    # Under another name nobody would know the call.
    return isinstance(node, ast.alias) and node.asname is not None and node.name in FETCHERS


def test_nothing_else_is_fetched_by_a_name_in_a_string() -> None:
    files = [
        file
        for package in ("climate_pathways", "tamyr")
        for file in (plan.ROOT / "src" / package).rglob("*.py")
        if not {"tests", "migrations"} & set(file.parts)
    ]
    assert len(files) > 1000
    found = {services.module_of(file) for file in files if fetches(file.read_text(encoding="utf-8"))}
    assert found == FETCHED.keys(), "import it, or say in FETCHED what keeps it upstream"


@pytest.mark.parametrize(
    "line",
    [
        'draw = import_module("climate_pathways.charts.drawing")',
        'def ask():\n    return apps.get_model("demands", "Demand").objects',
        'importlib.import_module("tamyr.ndc")',
        "from importlib import import_module as load",
        'demands = sys.modules["tamyr.demands.models"]',
        "from sys import modules",
    ],
)
def test_what_is_fetched_by_its_name_is_noticed(line: str) -> None:
    assert fetches(line) and not fetches("rows = get_models()  # no get_model")
