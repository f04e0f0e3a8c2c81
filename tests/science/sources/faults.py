"""What goes wrong with a provider's file, and what the reader must say about it."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.science.sources.examples import Example
from tests.science.sources.layouts import Grid

TEXT_KINDS = ("csv", "yaml")
PAGE = b"<!DOCTYPE html>\n<html><body>404 Not Found</body></html>"

Damage = Grid | Callable[[bytes], bytes] | None


@dataclass(frozen=True)
class Fault:
    """``damage`` returns the damaged rows, or what to do to the good file's bytes, or ``None``
    where this cannot befall the example.

    ``says`` is part of the English sentence; ``names`` are the places of the error that are set.
    """

    name: str
    damage: Callable[[Example], Damage]
    says: str
    names: tuple[str, ...] = ()

    def file_of(self, example: Example) -> bytes:
        """Return the damaged file."""
        damage = self.damage(example)
        assert damage is not None
        return example.encode(damage) if isinstance(damage, Grid) else damage(example.content())


def renamed_column(example: Example) -> Damage:
    return example.grid.renamed(example.column)


def other_scale(example: Example) -> Damage:
    return example.grid.times(1000) if example.scaled else None


def duplicate(example: Example) -> Damage:
    if example.part:
        return None
    return example.grid.with_rows([*example.grid.rows, example.grid.rows[0]])


def negative(example: Example) -> Damage:
    return example.grid.with_cell(example.negative, -2e9) if example.negative else None


def text_for_a_number(example: Example) -> Damage:
    if example.kind == "netcdf" or example.part:
        return None
    return example.grid.with_cell(example.figure, "n/a", row=1)


def text_for_a_year(example: Example) -> Damage:
    return example.grid.with_cell(example.year, "n/a", row=1) if example.year else None


def cut_in_a_row(example: Example) -> Damage:
    """Cut text inside its last row, and what is not text in the middle."""
    if example.kind == "yaml":
        return lambda content: content[: content.rindex(b'":') - 1]
    if example.kind == "csv":
        return lambda content: content[: max(content.rfind(b","), content.rfind(b";"))]
    return lambda content: content[: len(content) // 2]


def cut_after_some_countries(example: Example) -> Damage:
    rows = example.grid.rows
    keep = len(rows) * 3 // 4 if example.kind != "yaml" else len(rows) - 1
    return example.grid.with_rows(rows[:keep]) if example.has_places else None


def header_only(example: Example) -> Damage:
    return None if example.kind == "netcdf" else example.grid.with_rows([])


def wrong_encoding(example: Example) -> Damage:
    # What people bring themselves is read in every encoding of the region.
    if example.kind not in TEXT_KINDS or example.file.startswith("own/"):
        return None
    return lambda content: content.decode().encode("utf-16")


def replaced_by(content: bytes) -> Callable[[Example], Damage]:
    return lambda example: lambda good: content


FAULTS = (
    Fault("a column renamed", renamed_column, ""),
    Fault("another scale", other_scale, "", ("value",)),
    Fault("a year twice", duplicate, "stands twice", ("value",)),
    Fault("below zero", negative, "cannot be negative", ("row", "column", "value")),
    Fault("text for a number", text_for_a_number, "this is not a", ("column", "value")),
    Fault("text for a year", text_for_a_year, "this is not a year", ("row", "column", "value")),
    Fault("cut off in a row", cut_in_a_row, "cut off"),
    Fault("cut off after some countries", cut_after_some_countries, "cut off"),
    Fault("a header only", header_only, ""),
    Fault("another encoding", wrong_encoding, "encoding", ("row", "value")),
    Fault("a web page", replaced_by(PAGE), "this is a web page", ("row",)),
    Fault("empty", replaced_by(b""), "the file is empty"),
    Fault("blank", replaced_by(b"\n  \n"), "the file is empty"),
)
