"""The house's rules that no import shows, as questions about a folder, a model or a text."""

import ast
import re
import tomllib
from collections import deque
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from django.db import models

ROOT = Path(__file__).resolve().parents[2]
PLATFORM = ROOT / "src" / "tamyr"
DOORS = ("admin", "api", "forms", "management", "receivers", "tasks", "views", "wagtail_hooks")
INSIDE = ("__init__", "apps", "logic", "models", "pages", "queries", "rules", "services", "signals", "urls")
FILES = {*DOORS, *INSIDE} - {"management"}
PACKAGES = (
    "api",
    "logic",
    "forms",
    "management",
    "templatetags",
    "services",
    "pages",
    "queries",
    "models",
    "migrations",
    "tests",
    "views",
)
LONGEST_FUNCTION = 60
LONG_FILE = 300
MOST_FILES = 10


@cache
def parsed(source: str) -> ast.Module:
    """Return the tree of a source, which many rules ask for; all are let go when their last test ends (conftest.py)."""
    return ast.parse(source)


@cache
def nodes_in(source: str) -> tuple[ast.AST, ...]:
    return tuple(nodes_of(parsed(source)))


def nodes_of(tree: ast.AST) -> Iterator[ast.AST]:
    """Yield what ``ast.walk`` does but for ``ctx``, a third of all that nobody asks for, in half the time."""
    waiting = deque([tree])
    while waiting:
        node = waiting.popleft()
        yield node
        for name in node._fields:
            if name == "ctx":
                continue
            value = getattr(node, name, None)
            if isinstance(value, list):
                waiting.extend(part for part in value if isinstance(part, ast.AST))
            elif isinstance(value, ast.AST):
                waiting.append(value)


def contracts(root: Path = ROOT) -> dict[str, dict[str, Any]]:
    config = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    return {contract["id"]: contract for contract in config["tool"]["importlinter"]["contracts"]}


def stages() -> list[str]:
    """Return the rooms of the flow, those downstream first, as the import contract lists them."""
    return [name.strip(" ()") for layer in contracts()["flow"]["layers"] for name in layer.split("|")]


def downstream_relations(among: Iterable[type[models.Model]]) -> list[str]:
    """Return the relations of our models that point at a room further down the flow."""
    order = stages()
    return [
        f"{model._meta.label}.{field.name} → {field.related_model._meta.label}"
        for model in among
        for field in model._meta.get_fields()
        if field.concrete and isinstance(field.related_model, type)
        if model._meta.app_label in order and field.related_model._meta.app_label in order
        if order.index(field.related_model._meta.app_label) < order.index(model._meta.app_label)
    ]


# What leads to another room by a name that no import shows.
LEADS = frozenset(
    (
        *("reverse", "reverse_lazy", "redirect", "include"),
        *("get_model", "import_module", "import_string"),
        *("render", "render_to_string", "get_template"),
    )
)
# An address that is written out begins with a language: ``/ru/demands/``, ``/{{ LANGUAGE_CODE }}/demands/``.
LED = re.compile(
    r"(?:{%-?\s*(?:url|include|extends|static)\s+[\"']|(?:href|action|src)=\"/(?:[a-z]{2}|{{[^}]*}})/)"
    r"([\w.-]+?)(?:-api)?[:/]"
)
LOADED = re.compile(r"{%\s*load\s+([\w\s]+?)(?:\sfrom\s+(\w+)\s*)?%}")


def written(room: Path) -> Iterator[Path]:
    """Yield the programs and templates of a room, without its tests and its past."""
    for file in room.rglob("*"):
        apart = {"tests", "migrations", "__pycache__"} & set(file.relative_to(room).parts)
        if file.suffix in (".py", ".html") and not apart:
            yield file


def rooms_named(source: str, suffix: str) -> set[str]:
    """Return the first words of what a program or a template names as text: routes, templates, modules, models, tags."""
    if suffix == ".html":
        loaded = (word for names, of in LOADED.findall(source) for word in (of or names).split())
        return {*LED.findall(source), *loaded}
    if not any(lead in source for lead in LEADS):
        return set()
    calls = (node for node in nodes_in(source) if isinstance(node, ast.Call))
    leading = (
        call for call in calls if LEADS & {getattr(call.func, "attr", ""), getattr(call.func, "id", "")}
    )
    return {
        re.split(r"-api:|[:/.]", text.removeprefix("tamyr."))[0]
        for call in leading
        for given in (*call.args, *(keyword.value for keyword in call.keywords))
        for text in _texts(given)
    }


def looks_back(order: list[str], among: Iterable[type[models.Model]]) -> dict[str, set[str]]:
    """Return for each room the names under which its rows, and those further up, know the rows of later rooms."""
    found: dict[str, set[str]] = {room: set() for room in order}
    for model in among:
        for relation in model._meta.related_objects:
            own, other = model._meta.app_label, relation.related_model._meta.app_label
            name = relation.get_accessor_name()
            if name and {own, other} <= found.keys() and order.index(own) < order.index(other):
                for room in order[: order.index(other)]:
                    # A dictionary has that word too.
                    found[room] |= {name} - set(dir(dict))
    return found


def looked_back(source: str, names: set[str]) -> list[str]:
    """Return the names that a program or a template asks a row for, or by which it narrows a question."""
    known = "|".join(sorted(names))
    asked = re.findall(rf"\w\.({known})\b(?!\()|\b({known})__\w", source) if names else []
    return [one or two for one, two in asked if one or two]


def _texts(given: ast.expr) -> Iterator[str]:
    """Yield the text that an argument begins with, where it is one."""
    first = given.values[0] if isinstance(given, ast.JoinedStr) and given.values else given
    if isinstance(first, ast.Constant) and isinstance(first.value, str):
        yield first.value


def off_plan(room: Path) -> list[str]:
    """Return the files of a room that have no place in the plan of a room."""
    files = (file.relative_to(room) for file in room.rglob("*") if file.is_file())
    return sorted(
        str(file) for file in files if "__pycache__" not in file.parts and not on_plan(file, room.name)
    )


def on_plan(file: Path, room: str) -> bool:
    place = file.parts[0]
    if len(file.parts) == 1:
        if file.name == "fields.toml":
            return True
        return file.suffix == ".py" and file.stem in FILES
    if place in ("templates", "static"):
        return file.parts[1] == room or (place, len(file.parts), file.suffix) == ("templates", 2, ".html")
    return place in PACKAGES and (file.suffix == ".py" or place == "tests")


def crowded_folders(platform: Path = PLATFORM) -> set[str]:
    """Return the kind-folders with more than ten files: their room holds two subjects."""
    folders = (folder for kind in PACKAGES for folder in platform.glob(f"*/{kind}"))
    named = ("tests", "migrations")
    return {
        folder.relative_to(platform).as_posix()
        for folder in folders
        if folder.name not in named and len(set(folder.glob("*.py")) - {folder / "__init__.py"}) > MOST_FILES
    }


def blocks(node: ast.AST) -> Iterator[ast.AST]:
    """Yield all parts but expressions, in which no function stands: a quarter of the work of a whole walk."""
    for inner in ast.iter_child_nodes(node):
        if not isinstance(inner, ast.expr):
            yield inner
            yield from blocks(inner)


def long_functions(source: str) -> Iterator[str]:
    # A text that is no longer than a function may be holds none that is.
    if source.count("\n") <= LONGEST_FUNCTION:
        return
    for node in blocks(parsed(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > LONGEST_FUNCTION:
                yield f"{node.name} ({lines} lines)"
