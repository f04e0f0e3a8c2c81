"""The field registry: which class of data each field holds, how long it is kept, who may export it.

A room's ``fields.toml`` has one table per model: ``kept`` and ``export`` for all of it, and
the names of its fields under their classes; under ``proof``, for whom a field is kept that no page
and no act reads. Tables of other makers' apps lie in safety's own
file, under ``app.model``, where ``"*"`` may stand for all fields.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tamyr.safety.logic.month_keys import DAYS

CLASSES = ("P0", "P1", "P2", "P3")
KEPT = (
    "published",
    "register",
    "account",
    "process",
    "sealed",
    "quarter",
    "month",
    "days",
    "chain",
    "technical",
)
EXPORTS = ("public", "coordinator", "own", "never")


@dataclass(frozen=True)
class Entry:
    """What the registry says of one model."""

    kept: str
    export: str
    classes: Mapping[str, str]
    proof: Mapping[str, str] = field(default_factory=dict)

    def class_of(self, field: str) -> str | None:
        return self.classes.get(field) or self.classes.get("*")


@dataclass(frozen=True)
class ModelFields:
    """What a model has: its own fields, which of them hold free text, and which of those are encrypted."""

    label: str
    fields: tuple[str, ...]
    texts: frozenset[str]
    encrypted: frozenset[str]
    is_ours: bool
    # By field: for how long the keys of months let it be read.
    retained: Mapping[str, str] = field(default_factory=dict)


def read_registry(path: Path, prefix: str = "") -> dict[str, Entry]:
    """Read a ``fields.toml``; model names get ``prefix.`` in front, for a room's own."""
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    return {
        f"{prefix}.{name}" if prefix else name: Entry(
            kept=table.get("kept", ""),
            export=table.get("export", ""),
            classes={field: level for level in CLASSES for field in table.get(level, ())},
            proof=table.get("proof", {}),
        )
        for name, table in _flat(tables)
    }


def _flat(tables: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for name, table in tables.items():
        # A table of tables is another maker’s app, whose models lie one level deeper.
        if isinstance(table, dict) and all(isinstance(value, dict) for value in table.values()):
            yield from ((f"{name}.{inner}", value) for inner, value in table.items())
        elif isinstance(table, dict):
            yield name, table


def faults(registry: Mapping[str, Entry], found: Iterable[ModelFields]) -> Iterator[str]:
    """Name every field without a class, every entry without a field, and every secret in clear."""
    known = set()
    for model in found:
        known.add(model.label)
        entry = registry.get(model.label)
        if entry is None:
            yield f"{model.label} is not in the registry: add a table for it to its room’s fields.toml"
        else:
            yield from _faults_of(model, entry)
    yield from (
        f"{label} is in the registry, but there is no such model" for label in registry.keys() - known
    )


def _faults_of(model: ModelFields, entry: Entry) -> Iterator[str]:
    if entry.kept not in KEPT:
        yield f"{model.label}: kept = {entry.kept!r}; expected one of {', '.join(KEPT)}"
    if entry.export not in EXPORTS:
        yield f"{model.label}: export = {entry.export!r}; expected one of {', '.join(EXPORTS)}"
    if model.is_ours and "*" in entry.classes:
        yield f"{model.label}: “*” is for other makers’ tables only; name each field"
    for name in model.fields:
        level = entry.class_of(name)
        if level is None:
            yield f"{model.label}.{name} has no class: put it under P0, P1, P2 or P3"
        elif model.is_ours and level in ("P2", "P3") and name in model.texts - model.encrypted:
            yield f"{model.label}.{name} is {level} and a text in clear: make it an EncryptedTextField"
    expected = entry.kept if entry.kept in DAYS else ""
    for name in sorted(model.encrypted):
        if model.is_ours and model.retained.get(name, "") != expected:
            yield f"{model.label}.{name} is kept {entry.kept!r}: EncryptedTextField(retained={expected!r})"
    for name in sorted(entry.proof.keys() - set(model.fields)):
        yield f"{model.label}.{name} is kept as proof, but there is no such field"
    for name in entry.classes.keys() - {*model.fields, "*"}:
        yield f"{model.label}.{name} is in the registry, but there is no such field"
