"""Series of many countries as one array, and what is done where figures are missing.

Arrays have the shape (countries, years); a missing figure is NaN until one of the fillings
here, each of which says which countries it touched. Nothing missing leaves ``fair_inputs``.
"""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from climate_pathways.figures.snapshot.snapshot import Snapshot

Matrix = NDArray[np.float64]
Rows = NDArray[np.bool_]


def matrix(
    snapshot: Snapshot, source: str, variable: str, countries: Sequence[str], first: int, last: int
) -> Matrix:
    """Return a variable for ``first`` to ``last``, in the unit of the data dictionary; NaN where absent."""
    values = np.full((len(countries), last - first + 1), np.nan)
    known = {
        row: series
        for row, iso3 in enumerate(countries)
        if (series := snapshot.series(iso3, source, variable)) is not None
    }
    if known:
        # All countries end to end: a mask and a series for each of some two hundred cost twice as much.
        rows = np.repeat(list(known), [len(series) for series in known.values()])
        years = np.concatenate([series.years for series in known.values()])
        figures = np.concatenate([series.values for series in known.values()])
        kept = (first <= years) & (years <= last)
        values[rows[kept], years[kept] - first] = figures[kept]
    return values


def added(parts: Iterable[Matrix], *, sparse: Iterable[Matrix] = ()) -> Matrix:
    """Add arrays; missing in any of ``parts`` stays missing, missing in ``sparse`` counts as zero."""
    # Not nansum, which would count a missing part as zero.
    whole = np.sum(list(parts), axis=0)
    for part in sparse:
        whole = whole + np.nan_to_num(part, nan=0.0)
    return np.asarray(whole, dtype=np.float64)


def continued(main: Matrix, other: Matrix) -> Matrix:
    """Return ``main`` with ``other`` where it is missing: unscaled, a jump shows that they differ."""
    return np.where(np.isnan(main), other, main)


def interpolated(values: Matrix) -> tuple[Matrix, Rows]:
    """Fill gaps between known years linearly; return the rows that had one too."""
    filled, touched = values.copy(), np.zeros(len(values), dtype=bool)
    years = np.arange(values.shape[1])
    for row in np.flatnonzero(np.isnan(values).any(axis=1) & ~np.isnan(values).all(axis=1)):
        known = np.flatnonzero(~np.isnan(values[row]))
        # np.interp would carry the edges on as well: what lies outside is left to `edge_filled`.
        inside = (years > known[0]) & (years < known[-1]) & np.isnan(values[row])
        filled[row, inside] = np.interp(years[inside], known, values[row, known])
        touched[row] = bool(inside.any())
    return filled, touched


def edge_filled(values: Matrix) -> Matrix:
    """Carry the first known value of each row back and the last one on."""
    filled = values.copy()
    for row in np.flatnonzero(np.isnan(values).any(axis=1) & ~np.isnan(values).all(axis=1)):
        known = np.flatnonzero(~np.isnan(values[row]))
        filled[row, : known[0]] = values[row, known[0]]
        filled[row, known[-1] + 1 :] = values[row, known[-1]]
    return filled


def without_any(values: Matrix) -> Rows:
    """Return which rows have no figure at all."""
    return np.asarray(np.isnan(values).all(axis=1))


def typical(values: Matrix) -> tuple[Matrix, Rows]:
    """Give rows without any figure the median of the others; return those rows too."""
    empty = without_any(values)
    if not empty.any() or empty.all():
        return values, empty
    filled = values.copy()
    # Of those with figures alone: one NaN would make the median NaN everywhere.
    filled[empty] = np.median(values[~empty], axis=0)
    return filled, empty
