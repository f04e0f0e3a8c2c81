"""Sums: over parts of a whole, over places, over years."""

from collections.abc import Sequence

import numpy as np

from climate_pathways.core.provenance import Result, Step
from climate_pathways.core.publication import Method
from climate_pathways.core.quantities import conversion_factor
from climate_pathways.core.tables import Series
from climate_pathways.core.wording import mark
from climate_pathways.methods.ratio import join_sources

METHOD = "total"
PUBLISHED = Method(
    METHOD,
    says=mark("Sums over sectors, gases, places and years."),
    rules=(
        mark(
            "A sum exists only for years in which every part has a figure. Sectors that a provider leaves empty "
            "where a country has none of them count as zero."
        ),
        mark("Missing years within a sum over years count as zero and are marked."),
    ),
    weaknesses=(mark("A sum is only as complete as its parts: what no source counts is missing."),),
)


def add(parts: Sequence[Series], *, place: str, variable: str, sparse: Sequence[str] = ()) -> Series:
    """Return the sum of yearly series of one unit over the years for which every part has a value.

    Parts whose variable is in ``sparse`` count as zero where the provider leaves them empty
    (such as "other fuel combustion" of a country that has none).
    """
    # All parts sparse: then every one is needed, or the sum would have no years.
    required = [part for part in parts if part.variable not in sparse] or list(parts)
    years = required[0].years
    for part in required[1:]:
        if not np.array_equal(years, part.years):
            years = np.intersect1d(years, part.years)
    values = np.zeros(len(years))
    for part in parts:
        # Most parts have the same years: looking each year up costs many times the sum itself.
        if np.array_equal(years, part.years):
            values += part.values
        else:
            values[np.isin(years, part.years)] += part.values[np.isin(part.years, years)]
    # No unit is converted here: parts of several units would be added as they stand.
    return Series(
        place, variable, parts[0].unit, join_sources(*(part.source for part in parts)), years, values
    )


def subtract(whole: Series, part: Series, *, variable: str) -> Series:
    """Return a whole less a part, yearly, over the years both have; both in the same unit."""
    minus = Series(part.place, part.variable, part.unit, part.source, part.years, -part.values)
    return add([whole, minus], place=whole.place, variable=variable)


def cumulative(series: Series, since: int, unit: str) -> Result | None:
    """Return the sum from ``since`` to the last year, in ``unit``.

    ``None`` where the series starts later than ``since``; missing years inside are counted as
    zero and flagged ``gaps``.
    """
    span = series.between(since, series.last_year)
    if not len(span) or series.first_year > since:
        return None
    # Counted by the calendar, since a gap leaves no trace in the sum itself.
    expected = series.last_year - since + 1
    return Result(
        value=float(span.values.sum()) * conversion_factor(series.unit, unit),
        unit=unit,
        year=series.last_year,
        since=since,
        sources=tuple(series.source.split("+")),
        method=METHOD,
        steps=(
            Step(
                mark("sum of {count} yearly values, {first}–{last}"),
                (("count", len(span)), ("first", since), ("last", series.last_year)),
            ),
        ),
        flags=() if len(span) == expected else ("gaps",),
    )
