"""Tidy tables of figures: every one has passed the checks at the door.

A ``Table`` is long: one row per place, variable and year. A reader in ``sources/`` turns a
provider's bytes into rows and calls ``Table.from_rows``; nothing unchecked gets further.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from os import PathLike

import numpy as np
from numpy.typing import NDArray

from climate_pathways.core.checks import Row, ensure_not_empty, ensure_plausible, ensure_unique
from climate_pathways.core.provenance import Source
from climate_pathways.core.quantities import conversion_factor, unit


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
        # The place where a year would stand is no proof that it stands there.
        position = int(np.searchsorted(self.years, year))
        if position == len(self.years) or self.years[position] != year:
            return None
        return float(self.values[position])

    def by_year(self) -> dict[int, float]:
        """Return every value by its year: quicker than ``at`` for whoever asks for many years."""
        return dict(zip(self.years.tolist(), self.values.tolist(), strict=True))

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
        # By the first fields of a row: place, variable, year. All that follows rests on this order.
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
        # Rows are sorted at the door, so that one pair is one slice: no search per series.
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
