"""One series continued by another where it ends."""

import numpy as np

from climate_pathways.core.publication import Method
from climate_pathways.core.tables import Series
from climate_pathways.core.wording import mark
from climate_pathways.methods.ratio import join_sources

METHOD = "splice"
PUBLISHED = Method(
    METHOD,
    says=mark("A series that ends early goes on with the figures of another source, unchanged."),
    weaknesses=(
        mark(
            "Where the two differ there is a jump at the joint. It is left, because smoothing would hide it."
        ),
    ),
)


def extend(series: Series, continuation: Series | None) -> Series:
    """Append the years of ``continuation`` after the last year of ``series``, unchanged.

    Returns yearly values in the unit of ``series``. Raises ``PathwaysError`` where the units measure
    different things.
    """
    if continuation is None or continuation.last_year <= series.last_year:
        return series
    # Converted, but not scaled at the joint: a jump there shows that the two differ.
    later = continuation.converted(series.unit).between(series.last_year + 1, continuation.last_year)
    return Series(
        series.place,
        series.variable,
        series.unit,
        join_sources(series.source, continuation.source),
        np.concatenate([series.years, later.years]),
        np.concatenate([series.values, later.values]),
    )
