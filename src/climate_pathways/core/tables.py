"""Tidy tables of figures, and the checks every table passes at the door.

A ``Table`` is long: one row per place, variable and year. A reader in ``sources/`` turns a
provider's bytes into rows and calls ``Table.from_rows``; nothing unchecked gets further.
"""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from os import PathLike
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from climate_pathways.core.errors import TableError
from climate_pathways.core.provenance import Source
from climate_pathways.core.quantities import conversion_factor, unit
from climate_pathways.core.wording import mark


class Row(NamedTuple):
    """One figure as read: where, what, when, how much, and the file's row for messages."""

    place: str
    variable: str
    year: int
    value: float
    line: int


@dataclass(frozen=True)
class Series:
    """One variable of one place over time: ``years`` ascending, ``values`` of equal length."""

    place: str
    variable: str
    unit: str
    source: str
    years: NDArray[np.int64]
    values: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.years)

    @property
    def first_year(self) -> int:
        return int(self.years[0])

    @property
    def last_year(self) -> int:
        return int(self.years[-1])

    def at(self, year: int) -> float | None:
        """Return the value of one year, or ``None`` where there is none."""
        position = int(np.searchsorted(self.years, year))
        if position == len(self.years) or self.years[position] != year:
            return None
        return float(self.values[position])

    def between(self, first: int, last: int) -> "Series":
        """Return the part from ``first`` to ``last``, both included."""
        keep = (self.years >= first) & (self.years <= last)
        return Series(self.place, self.variable, self.unit, self.source, self.years[keep], self.values[keep])

    def converted(self, target: str) -> "Series":
        """Return the same series in another unit of the same dimension."""
        factor = conversion_factor(self.unit, target)
        return Series(self.place, self.variable, target, self.source, self.years, self.values * factor)


@dataclass(frozen=True)
class Table:
    """Checked figures of one source.

    ``units`` gives the unit of each variable; the four columns have equal length.
    """

    source: Source
    units: Mapping[str, str]
    place: NDArray[np.str_]
    variable: NDArray[np.str_]
    year: NDArray[np.int64]
    value: NDArray[np.float64]

    @classmethod
    def from_rows(
        cls,
        rows: Iterable[Row],
        *,
        source: Source,
        units: Mapping[str, str],
        file: str | PathLike[str],
        may_be_negative: Collection[str] = (),
    ) -> "Table":
        """Check ``rows`` and return them sorted by place, variable and year.

        Raises ``TableError`` for a duplicate, a number that is not finite, a negative value
        of a variable outside ``may_be_negative``, a year outside 1500–2150, or no rows.
        """
        for name in units.values():
            unit(name)
        checked = sorted(rows)
        ensure_not_empty(checked, file=file)
        for row in checked:
            ensure_plausible(row, file=file, may_be_negative=may_be_negative)
        ensure_unique(checked, file=file)
        return cls(
            source=source,
            units=dict(units),
            place=np.array([row.place for row in checked]),
            variable=np.array([row.variable for row in checked]),
            year=np.array([row.year for row in checked], dtype=np.int64),
            value=np.array([row.value for row in checked], dtype=np.float64),
        )

    def __len__(self) -> int:
        return len(self.value)

    @cached_property
    def _spans(self) -> dict[tuple[str, str], slice]:
        """Where each place's variable lies; rows of one pair are neighbours."""
        spans: dict[tuple[str, str], slice] = {}
        changes = np.flatnonzero(
            (self.place[1:] != self.place[:-1]) | (self.variable[1:] != self.variable[:-1])
        )
        starts = np.concatenate([[0], changes + 1]) if len(self) else np.array([], dtype=int)
        for start, end in zip(starts, [*starts[1:], len(self)], strict=True):
            spans[str(self.place[start]), str(self.variable[start])] = slice(int(start), int(end))
        return spans

    @property
    def places(self) -> tuple[str, ...]:
        return tuple(sorted({place for place, _ in self._spans}))

    @property
    def variables(self) -> tuple[str, ...]:
        return tuple(sorted({variable for _, variable in self._spans}))

    def series(self, place: str, variable: str) -> Series | None:
        """Return one variable of one place, or ``None`` where the source has none."""
        span = self._spans.get((place, variable))
        if span is None:
            return None
        return Series(
            place, variable, self.units[variable], self.source.id, self.year[span], self.value[span]
        )


# --- checks at the door ---------------------------------------------------------------------


def ensure_not_empty(rows: Sequence[Row], *, file: str | PathLike[str]) -> None:
    if not rows:
        raise TableError(
            mark("the file has a header but no figures."),
            file=file,
            expected=mark("at least one row with a place, a year and a number."),
        )


def ensure_plausible(row: Row, *, file: str | PathLike[str], may_be_negative: Collection[str]) -> None:
    if not math.isfinite(row.value):
        raise TableError(
            mark("this is not a finite number."),
            file=file, row=row.line, column=row.variable, value=row.value,
            expected=mark("a plain decimal number, or nothing where the provider has none."),
        )  # fmt: skip
    if row.value < 0 and row.variable not in may_be_negative:
        raise TableError(
            mark("this value cannot be negative."),
            file=file, row=row.line, column=row.variable, value=row.value,
            expected=mark("zero or more: only land use and trade can be below zero."),
        )  # fmt: skip
    if not 1500 <= row.year <= 2150:
        raise TableError(
            mark("this year is out of range."),
            file=file, row=row.line, column=row.variable, value=row.year,
            expected=mark("a year from 1500 to 2150."),
        )  # fmt: skip


def ensure_unique(rows: Sequence[Row], *, file: str | PathLike[str]) -> None:
    """Raise for two figures of one place, variable and year; ``rows`` are sorted."""
    for row, other in pairwise(rows):
        if row[:3] == other[:3]:
            raise TableError(
                mark("the year {year} of {place} stands twice."),
                file=file, row=max(row.line, other.line), column=row.variable, value=row.year,
                expected=mark("one row per place and year (the other is row {other})."),
                year=row.year, place=row.place, other=min(row.line, other.line),
            )  # fmt: skip


def ensure_columns(
    columns: Sequence[str], needed: Iterable[str], *, file: str | PathLike[str], row: int = 1
) -> None:
    """Raise where the header in ``row`` lacks a column, or has it twice."""
    for name in needed:
        if name not in columns:
            raise TableError(
                mark("the column “{missing}” is missing."),
                file=file, row=row, value=", ".join(columns)[:200],
                expected=mark("a header with the column “{missing}”. The provider may have renamed it."),
                missing=name,
            )  # fmt: skip
        if columns.count(name) > 1:
            raise TableError(
                mark("the column stands twice in the header."),
                file=file, row=row, column=name, value=", ".join(columns)[:200],
                expected=mark("each column once."),
            )  # fmt: skip


def ensure_not_repeated(
    key: str, row: int, rows: dict[str, int], *, file: str | PathLike[str], column: str
) -> None:
    """Note in ``rows`` that ``key`` stands in ``row``; raise where it stood in an earlier one."""
    other = rows.setdefault(key, row)
    if other != row:
        raise TableError(
            mark("the entry stands twice."),
            file=file, row=row, column=column, value=key[:80],
            expected=mark("one row per entry (the other is row {other})."), other=other,
        )  # fmt: skip


def ensure_row_length(
    cells: Sequence[str], header: Sequence[str], *, file: str | PathLike[str], row: int
) -> None:
    if len(cells) != len(header):
        raise TableError(
            mark("the row has {found} cells; the file may be cut off."),
            file=file, row=row, value=" | ".join(cells)[:80],
            expected=mark("{needed} cells, as in the header."), found=len(cells), needed=len(header),
        )  # fmt: skip


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
            file=file, row=row, column=column, value=name,
            expected=mark("the unit “{unit}”. Check the provider's notes before converting."),
            unit=expected,
        )  # fmt: skip


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
            mark("the figure for {place} in {year} is outside any plausible range: the unit may have changed."),
            file=file, column=column, value=value,
            expected=mark("a number between {low:g} and {high:g}."),
            place=place, year=year, low=low, high=high,
        )  # fmt: skip
