"""Rows as a reader brings them, and the checks that every table passes at the door."""

import math
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise
from os import PathLike
from typing import NamedTuple

from climate_pathways.core.errors import TableError
from climate_pathways.core.wording import mark


class Row(NamedTuple):
    """One figure as read: where, what, when, how much, and the file's row for messages."""

    place: str
    variable: str
    year: int
    value: float
    line: int


def ensure_not_empty(rows: Sequence[Row], *, file: str | PathLike[str]) -> None:
    if not rows:
        raise TableError(
            mark("the file has a header but no figures."),
            file=file,
            expected=mark("at least one row with a place, a year and a number."),
        )


def ensure_plausible(row: Row, *, file: str | PathLike[str], may_be_negative: Collection[str]) -> None:
    # NaN is neither below zero nor above: it would pass every check that follows.
    if not math.isfinite(row.value):
        raise TableError(
            mark("this is not a finite number."),
            file=file,
            row=row.line,
            column=row.variable,
            value=row.value,
            expected=mark("a plain decimal number, or nothing where the provider has none."),
        )
    if row.value < 0 and row.variable not in may_be_negative:
        raise TableError(
            mark("this value cannot be negative."),
            file=file,
            row=row.line,
            column=row.variable,
            value=row.value,
            expected=mark("zero or more: only land use and trade can be below zero."),
        )
    # A figure in the column of years is the usual sign of a shifted row.
    if not 1500 <= row.year <= 2150:
        raise TableError(
            mark("this year is out of range."),
            file=file,
            row=row.line,
            column=row.variable,
            value=row.year,
            expected=mark("a year from 1500 to 2150."),
        )


def ensure_unique(rows: Sequence[Row], *, file: str | PathLike[str]) -> None:
    """Raise for two figures of one place, variable and year; ``rows`` are sorted."""
    for row, other in pairwise(rows):
        # Only neighbours are compared: an unsorted list would hide a double.
        if row[:3] == other[:3]:
            raise TableError(
                mark("the year {year} of {place} stands twice."),
                file=file,
                row=max(row.line, other.line),
                column=row.variable,
                value=row.year,
                expected=mark("one row per place and year (the other is row {other})."),
                year=row.year,
                place=row.place,
                other=min(row.line, other.line),
            )


def ensure_columns(
    columns: Sequence[str], needed: Iterable[str], *, file: str | PathLike[str], row: int = 1
) -> None:
    """Raise where the header in ``row`` lacks a column, or has it twice."""
    for name in needed:
        if name not in columns:
            raise TableError(
                mark("the column “{missing}” is missing."),
                file=file,
                row=row,
                value=", ".join(columns)[:200],
                expected=mark("a header with the column “{missing}”. The provider may have renamed it."),
                missing=name,
            )
        # A reader by name takes the last of two equal columns without a word.
        if columns.count(name) > 1:
            raise TableError(
                mark("the column stands twice in the header."),
                file=file,
                row=row,
                column=name,
                value=", ".join(columns)[:200],
                expected=mark("each column once."),
            )


def ensure_not_repeated(
    key: str, row: int, rows: dict[str, int], *, file: str | PathLike[str], column: str
) -> None:
    """Note in ``rows`` that ``key`` stands in ``row``; raise where it stood in an earlier one."""
    # A row read twice with the same number is the same row, not a double.
    other = rows.setdefault(key, row)
    if other != row:
        raise TableError(
            mark("the entry stands twice."),
            file=file,
            row=row,
            column=column,
            value=key[:80],
            expected=mark("one row per entry (the other is row {other})."),
            other=other,
        )


def ensure_row_length(
    cells: Sequence[str], header: Sequence[str], *, file: str | PathLike[str], row: int
) -> None:
    if len(cells) != len(header):
        raise TableError(
            mark("the row has {found} cells; the file may be cut off."),
            file=file,
            row=row,
            value=" | ".join(cells)[:80],
            expected=mark("{needed} cells, as in the header."),
            found=len(cells),
            needed=len(header),
        )


def ensure_places(places: Collection[str], needed: Iterable[str], *, file: str | PathLike[str]) -> None:
    """Raise where a place that the file always has is absent: the sign of a cut-off file."""
    missing = [place for place in needed if place not in places]
    if missing:
        raise TableError(
            mark("there are no figures for {missing}; the file may be cut off."),
            file=file,
            expected=mark("figures for each of: {needed}."),
            missing=", ".join(missing),
            needed=", ".join(needed),
        )


def ensure_unit(
    name: str, expected: str, *, file: str | PathLike[str], column: str, row: int | None = None
) -> None:
    if name != expected:
        raise TableError(
            mark("the unit has changed."),
            file=file,
            row=row,
            column=column,
            value=name,
            expected=mark("the unit “{unit}”. Check the provider’s notes before converting."),
            unit=expected,
        )


def ensure_scale(
    value: float | None,
    low: float,
    high: float,
    *,
    file: str | PathLike[str],
    column: str,
    place: str,
    year: int,
) -> None:
    """Raise where a known figure is off by orders of magnitude: a file without a unit column
    whose provider changed the unit gives itself away only so."""
    if value is None or not low <= value <= high:
        raise TableError(
            mark(
                "the figure for {place} in {year} is outside any plausible range: the unit may have changed."
            ),
            file=file,
            column=column,
            value=value,
            expected=mark("a number between {low} and {high}."),
            place=place,
            year=year,
            low=float(low),
            high=float(high),
        )


LATEST_YEARS = 3
CONSTANT_FROM = 5


def ensure_own_values(rows: Iterable[Row], *, file: str | PathLike[str], highest_share: float = 0.0) -> None:
    """Raise where places carry the values of the place before them in the file.

    A script that fills gaps downwards without minding where a country ends leaves this trace. Two
    neighbours are alike where their three latest common years are equal and not zero.
    ``highest_share`` of all pairs may be: rounded figures of small countries meet by chance.
    """
    places = _by_place(rows)
    alike = [
        (before, after)
        for before, after in pairwise(places)
        if before[1] == after[1] and _ends_alike(places[before], places[after])
    ]
    if len(alike) > highest_share * len(places):
        (before, _), (place, variable) = alike[0]
        last = max(places[place, variable])
        raise TableError(
            mark("{place} carries the values of {before}, the place before it; so do {count} in all."),
            file=file,
            row=places[place, variable][last].line,
            column=variable,
            value=places[place, variable][last].value,
            expected=mark("figures of its own for each place. A gap was probably filled from the row above."),
            place=place,
            before=before,
            count=len(alike),
        )


def ensure_changing(
    rows: Iterable[Row],
    *,
    file: str | PathLike[str],
    highest_share: float = 0.0,
    known: Collection[str] = (),
) -> None:
    """Raise where figures of places never change over five years and more, zero apart.

    ``highest_share`` of all series may be constant, and those of the places in ``known``.
    """
    places = _by_place(rows)
    constant = [
        key
        for key, figures in places.items()
        if key[0] not in known and len(figures) >= CONSTANT_FROM and _is_constant(figures)
    ]
    if len(constant) > highest_share * len(places):
        place, variable = constant[0]
        row = min(places[place, variable].values(), key=lambda row: row.line)
        raise TableError(
            mark("the figure of {place} is the same in every year; so is that of {count} in all."),
            file=file,
            row=row.line,
            column=variable,
            value=row.value,
            expected=mark("figures that change over the years. The provider may have filled gaps."),
            place=place,
            count=len(constant),
        )


def _by_place(rows: Iterable[Row]) -> dict[tuple[str, str], dict[int, Row]]:
    """Return {(place, variable): {year: row}}: variables one after the other, places as in the file."""
    places: dict[tuple[str, str], dict[int, Row]] = {}
    for row in sorted(rows, key=lambda row: (row.variable, row.line)):
        places.setdefault((row.place, row.variable), {})[row.year] = row
    return places


def _ends_alike(before: dict[int, Row], after: dict[int, Row]) -> bool:
    latest = sorted(before.keys() & after.keys())[-LATEST_YEARS:]
    return len(latest) == LATEST_YEARS and all(
        before[year].value == after[year].value != 0 for year in latest
    )


def _is_constant(figures: dict[int, Row]) -> bool:
    return len({row.value for row in figures.values()}) == 1 and next(iter(figures.values())).value != 0
