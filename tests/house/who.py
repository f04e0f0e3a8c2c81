"""Who may do and sees how much: every rule and every query that knows the one who asks, tried as each of the cast.

The reviewed table is ``who.toml``: ``network.rules.may_start_circles = "1: coordinator"``. Numbers count what a
query finds, or of how many rows of the cast a rule is true.
"""

import ast
import inspect
import pkgutil
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Sized
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime
from functools import cache
from importlib import import_module
from itertools import product
from pathlib import Path
from types import ModuleType
from typing import Any, get_type_hints

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import QuerySet
from django.http import Http404
from rules.predicates import Predicate

from tamyr.accounts.models import Person
from tamyr.config.rooms import ROOMS
from tamyr.network.models import Visitor
from tamyr.network.queries import visitor_on
from tests.house.cast import Cast
from tests.house.permissions import GROUPS, ROLES, named

TABLE = Path(__file__).with_name("who.toml")
HEAD = """\
# Who may do what, and how much of everything each of the cast sees: reviewed by people, checked by
# tests/house/test_who_may_and_sees.py. A number counts what a query finds, or of how many rows a rule is true.
# After adding a rule or a query run `make permissions`, and read what changed here before you commit it.
"""
MOST_ROWS = 12
# From here on numbers are one: they grow with each line that the cast leaves.
MANY = 15
NOBODY = "nobody"
READ = "run `make permissions` and read the difference"
Found = dict[str, str]


@dataclass(frozen=True)
class Question:
    """A rule or query by its name, and what it is asked with: ``Visitor``, ``Person``, ``datetime`` or a model."""

    name: str
    ask: Callable[..., Any]
    takes: tuple[type, ...]

    @property
    def room(self) -> str:
        return self.name.partition(".")[0]

    @property
    def own(self) -> set[type]:
        """What is of the one who asks: a visitor, or where none is asked for, their account."""
        return {Visitor if Visitor in self.takes else Person, datetime}

    @property
    def about(self) -> list[type]:
        return [kind for kind in self.takes if kind not in self.own]


@cache
def questions() -> list[Question]:
    """Return every rule and query whose parameters are known here; rules of rooms upstream first."""
    found: list[Question] = []
    kinds: dict[int, tuple[type, ...]] = {}
    for module in _modules():
        own = _names_of(module)
        for name, parts in own.items():
            thing = getattr(module, name, None)
            takes = _takes(thing, parts, module, kinds)
            if takes:
                found.append(
                    Question(f"{module.__name__.removeprefix('tamyr.')}.{name}", _called(thing), takes)
                )
    return [question for question in found if {Visitor, Person} & {*question.takes}]


def _modules() -> Iterator[ModuleType]:
    for kind, room in product(("rules", "queries"), ROOMS):
        try:
            whole = import_module(f"tamyr.{room.name}.{kind}")
        except ModuleNotFoundError:
            continue
        yield whole
        for below in pkgutil.walk_packages(getattr(whole, "__path__", ()), f"{whole.__name__}."):
            yield import_module(below.name)


def _names_of(module: ModuleType) -> dict[str, set[str]]:
    """Return the public names that a module defines itself, with the names of which each is made."""
    text = Path(str(module.__file__)).read_text(encoding="utf-8")
    found: dict[str, set[str]] = {}
    for node in ast.parse(text).body:
        if isinstance(node, ast.FunctionDef):
            found[node.name] = set()
        elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            parts = {part.id for part in _joined(node.value) if isinstance(part, ast.Name)}
            found |= {target.id: parts for target in targets if isinstance(target, ast.Name)}
    return {name: parts for name, parts in found.items() if not name.startswith("_")}


def _joined(value: ast.expr) -> Iterator[ast.expr]:
    """Yield what an expression joins; what a function makes of others is asked with something else than they are."""
    yield value
    for part in ast.iter_child_nodes(value):
        if isinstance(part, ast.expr) and not isinstance(value, ast.Call):
            yield from _joined(part)


def _takes(
    thing: Any, parts: set[str], module: ModuleType, kinds: dict[int, tuple[type, ...]]
) -> tuple[type, ...]:
    if not isinstance(thing, Predicate):
        return _parameters(thing) if inspect.isfunction(thing) else ()
    # What a joined rule is asked with is what its parts are asked with.
    joined = [kinds.get(id(getattr(module, part, None)), ()) for part in parts]
    kinds[id(thing)] = _narrowest([_parameters(_called(thing)), *joined]) or (Visitor,)
    return kinds[id(thing)]


def _narrowest(known: list[tuple[type, ...]]) -> tuple[type, ...]:
    """Return the most and the narrowest parameters: a judgement where another part asks for any procedure."""
    return max(known, key=lambda kinds: (len(kinds), sum(len(kind.__mro__) for kind in kinds)))


def _called(thing: Any) -> Any:
    return thing.fn if isinstance(thing, Predicate) and inspect.isfunction(thing.fn) else thing


def _parameters(function: Any) -> tuple[type, ...]:
    """Return the types of what a function must be given, or nothing where one of them is not known here."""
    try:
        hints = get_type_hints(function)
        needed = [
            each for each in inspect.signature(function).parameters.values() if each.default is each.empty
        ]
    except (NameError, TypeError, ValueError):
        return ()
    found = tuple(hints.get(each.name, object) for each in needed)
    return found if all(_is_known(kind) for kind in found) else ()


def _is_known(kind: Any) -> bool:
    return inspect.isclass(kind) and (kind in (Visitor, datetime) or issubclass(kind, models.Model))


# --- asking ---------------------------------------------------------------------------------


def who(cast: Cast, now: datetime, asked: Mapping[str, Sequence[str]] | None = None) -> Found:
    """Ask every question as each of the cast, or some as some; whatever the asking changed is taken back."""
    mine = {role: _own(cast, role, now) for role in ROLES}
    rows: dict[tuple[type, str], list[models.Model]] = {}
    found: Found = {}
    for question in questions():
        roles = ROLES if asked is None else asked.get(question.name, ())
        if not roles:
            continue
        rows |= {(kind, question.room): _rows(kind, question.room) for kind in question.about}
        by_role: dict[str, int] = {}
        with transaction.atomic():
            for role in roles:
                own = mine[role]
                # Who is locked or on a journey is the same stranger to every query that asks for a visitor.
                is_stranger = Visitor in question.takes and own[Visitor][0].person is None
                known = by_role.get(ROLES[0]) if is_stranger else None
                by_role[role] = sum(_answers(question, own, rows)) if known is None else known
            transaction.set_rollback(True)
        found[question.name] = in_short(by_role)
    return found


def _own(cast: Cast, role: str, now: datetime) -> dict[type, list[Any]]:
    known = cast.people.get(role)
    person = Person.objects.filter(pk=known.pk).first() if known else None
    return {Visitor: [visitor_on(person, now)], Person: [person] if person else [], datetime: [now]}


def _answers(
    question: Question, own: dict[type, list[Any]], rows: dict[tuple[type, str], list[models.Model]]
) -> Iterator[int]:
    choices = [own[kind] if kind in question.own else rows[kind, question.room] for kind in question.takes]
    for chosen in product(*choices):
        yield _counted(question.ask, chosen)


def _rows(kind: type, room: str) -> list[models.Model]:
    """Return the rows of a model; of one without a table, those of the room that are one, or of all rooms."""
    every = [model for model in apps.get_models() if issubclass(model, kind)]
    own = [model for model in every if model.__module__.startswith(f"tamyr.{room}.")]
    tables = every if kind in every else own or every
    return [row for model in tables for row in _some_rows(model)]


def _some_rows(model: type[models.Model]) -> list[models.Model]:
    """Return all rows, or of many the last ones: what the cast made, after what is shipped."""
    rows = list(model._default_manager.order_by("pk")[: MOST_ROWS + 1])
    return rows if len(rows) <= MOST_ROWS else list(model._default_manager.reverse()[:MOST_ROWS])


def _counted(ask: Callable[..., Any], chosen: Iterable[Any]) -> int:
    try:
        answer = ask(*chosen)
        return _number(list(answer) if inspect.isgenerator(answer) else answer)
    except (Http404, PermissionDenied, AssertionError):
        return 0


def _number(answer: Any) -> int:
    if isinstance(answer, QuerySet):
        return answer.count()
    if isinstance(answer, Sized) and not isinstance(answer, str):
        return len(answer)
    if is_dataclass(answer):
        return sum(_number(getattr(answer, each.name)) for each in fields(answer))
    return answer if isinstance(answer, int) else int(bool(answer))


# --- the table ------------------------------------------------------------------------------


def in_short(by_role: Mapping[str, int]) -> str:
    by_role = {role: min(number, MANY) for role, number in by_role.items()}
    numbers = sorted(set(by_role.values()) - {0}, reverse=True)
    parts = [
        f"{number}: {named([role for role in by_role if by_role[role] == number])}" for number in numbers
    ]
    return "; ".join(parts) or NOBODY


def in_full(answer: str) -> dict[str, int]:
    """Read what ``in_short`` says: the number of every role."""
    found = dict.fromkeys(ROLES, 0)
    for part in answer.split("; ") if answer != NOBODY else ():
        number, _, names = part.partition(": ")
        found |= dict.fromkeys(GROUPS.get(names) or names.split(", "), int(number))
    return found


def of_some(answer: str, roles: Sequence[str]) -> str:
    by_role = in_full(answer)
    return in_short({role: by_role[role] for role in roles})


def who_could_find_more(answer: str) -> list[str]:
    """Return all for whom a rule can be widened, and the first of those for whom most is found already."""
    by_role = in_full(answer)
    most = max(by_role.values())
    first = next(role for role in ROLES if by_role[role] == most)
    return [role for role in ROLES if role == first or by_role[role] < (most or 1)]


def told_of(act: str) -> Found:
    """Return who is told of an act, by the kind of news, as it was reviewed."""
    told = read_table()["told"]
    return {key.removeprefix(f"{act}: "): told[key] for key in told if key.startswith(f"{act}: ")}


@cache
def read_table() -> dict[str, Found]:
    return tomllib.loads(TABLE.read_text(encoding="utf-8")) if TABLE.exists() else {}


def write_table(part: str, found: Found) -> None:
    table = {**read_table(), part: found}
    lines = [HEAD]
    for name in sorted(table):
        lines += [f'["{name}"]', *(f'"{key}" = "{value}"' for key, value in sorted(table[name].items())), ""]
    TABLE.write_text("\n".join(lines), encoding="utf-8")
    read_table.cache_clear()
