"""What is kept is read by somebody: every field of a model or of a dataclass, or it is named as proof, with for whom."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import models
from modelcluster.fields import ParentalKey

from tamyr.config.rooms import ROOMS
from tamyr.safety.queries import registry
from tests.architecture import plan
from tests.architecture.plan import nodes_in, parsed

# Calls of Django's that ask by the names of fields: as keywords, or as texts.
ASK_BY_KEYWORD = {"Q", "exclude", "filter", "get", "get_object_or_404", "one_reading_each"}
ASK_BY_TEXT = {
    "F",
    "Count",
    "Max",
    "Min",
    "Sum",
    "OuterRef",
    "Prefetch",
    "distinct",
    "order_by",
    "values",
    "values_list",
}
# Dataclasses that are read whole, and where.
READ_WHOLE = {
    "Health": "work/views.py answers a monitor with all of it",
    "Classification": "the corpus of letters is compared with all of it: replies/tests/corpus/making.py",
}
# Upstream first; what the house itself and the components of pages read may be of any room.
ORDER = ["shared", *(room.name for room in ROOMS if room.name != "ui"), "ui", "config"]


def test_every_field_of_a_model_is_read_or_kept_as_proof() -> None:
    kept = {f"{label}.{name}" for label, entry in registry().items() for name in entry.proof}
    fields = set(columns())
    assert len(fields) > 600
    unread = {f"{label}.{field.name}" for room, label, field in fields if not is_read(room, *called(field))}
    assert sorted(unread - kept) == [], (
        "use it, remove it, or say under “proof” in fields.toml for whom it is kept"
    )
    assert sorted(kept - unread) == [], "it is read: take it out from under “proof”"


def test_every_field_of_a_dataclass_is_read() -> None:
    found = list(attributes())
    assert len(found) > 900
    unread = [
        f"{room}: {owner}.{name}"
        for room, owner, name in found
        if owner not in READ_WHOLE and not is_read(room, name)
    ]
    assert unread == []


def test_what_only_writes_a_field_reads_none() -> None:
    source = "row.a = 1\nRow(b=1)\nrows.update(c=1)\nrow.save(update_fields=['d'])\n"
    source += "row.e\nrows.filter(f__g=1)\nrows.order_by('-h__i')\nclass Meta:\n    ordering = ('j',)\n"
    assert sorted(reads_in(source)) == sorted(
        ["e", "filter", "order_by", "save", "update", "f", "g", "h", "i", "j"]
    )


def is_read(room: str, *names: str) -> bool:
    """Whether one of the names is asked for in a room or in one that may import it."""
    places = ORDER if room == "config" else ORDER[ORDER.index(room) :]
    return any(place in _readers_of()[name] for name in names for place in places)


def called(field: models.Field[Any, Any]) -> list[str]:
    """Return the names by which a field is read; a row that is edited with its page, from the page alone."""
    other = [field.remote_field.get_accessor_name() or ""] if isinstance(field, ParentalKey) else []
    return [field.name, field.attname, f"get_{field.name}_display", *other]


def columns() -> Iterator[tuple[str, str, models.Field[Any, Any]]]:
    """Yield the fields that our own models declare: in which room, of which model of the registry."""
    for model in apps.get_models():
        if not model.__module__.startswith("tamyr."):
            continue
        for base in (one for one in model.__mro__ if one.__module__.startswith("tamyr.")):
            declared = _declared(base.__module__).get(base.__name__, set())
            room = base.__module__.split(".")[1]
            yield from (
                (room, model._meta.label_lower, field)
                for field in model._meta.local_fields
                if field.name in declared
            )


def attributes() -> Iterator[tuple[str, str, str]]:
    for room, text in _texts_of_rooms():
        for node in nodes_in(text):
            if isinstance(node, ast.ClassDef) and any(
                "dataclass" in ast.unparse(one) for one in node.decorator_list
            ):
                yield from (
                    (room, node.name, line.target.id)
                    for line in node.body
                    if isinstance(line, ast.AnnAssign)
                    and isinstance(line.target, ast.Name)
                    and "ClassVar" not in ast.unparse(line.annotation)
                )


def reads_in(source: str) -> Iterator[str]:
    for node in nodes_in(source):
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):
            yield node.attr
        elif isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in ASK_BY_KEYWORD:
                yield from (part for word in node.keywords for part in (word.arg or "").split("__"))
            if called in ASK_BY_TEXT:
                yield from _texts(node)
        elif isinstance(node, ast.ClassDef) and {"Schema"} & {ast.unparse(base) for base in node.bases}:
            # What an interface answers it reads by the names in its description.
            yield from (
                line.target.id
                for line in node.body
                if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name)
            )
        elif isinstance(node, ast.Assign) and "ordering" in map(ast.unparse, node.targets):
            yield from _texts(node.value)


def _texts(node: ast.AST) -> Iterator[str]:
    texts = (
        one.value for one in ast.walk(node) if isinstance(one, ast.Constant) and isinstance(one.value, str)
    )
    return (part for text in texts for part in text.lstrip("-").split("__"))


@cache
def _readers_of() -> dict[str, set[str]]:
    """Return the rooms in which each name is read, in Python or in a template."""
    readers: dict[str, set[str]] = defaultdict(set)
    for room, text in _texts_of_rooms():
        for name in reads_in(text):
            readers[name].add(room)
    for file in plan.PLATFORM.glob("*/templates/**/*.*"):
        for name in re.findall(r"\.(\w+)", file.read_text(encoding="utf-8")):
            readers[name].add(_room(file))
    return readers


@cache
def _texts_of_rooms() -> list[tuple[str, str]]:
    files = (
        file for file in plan.PLATFORM.glob("*/**/*.py") if not {"tests", "migrations"} & set(file.parts)
    )
    return [(_room(file), file.read_text(encoding="utf-8")) for file in files]


@cache
def _declared(module: str) -> dict[str, set[str]]:
    file = plan.ROOT.joinpath("src", *module.split("."))
    path = file.with_suffix(".py") if file.with_suffix(".py").exists() else file / "__init__.py"
    classes = (
        node for node in parsed(path.read_text(encoding="utf-8")).body if isinstance(node, ast.ClassDef)
    )
    return {
        node.name: {ast.unparse(line.targets[0]) for line in node.body if isinstance(line, ast.Assign)}
        for node in classes
    }


def _room(file: Path) -> str:
    return file.relative_to(plan.PLATFORM).parts[0]
