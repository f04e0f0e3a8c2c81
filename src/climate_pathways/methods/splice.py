"""One series continued by another where it ends."""

import numpy as np

from climate_pathways.methods.ratio import join_sources
from climate_pathways.tables import Series

METHOD = "splice"


def extend(series: Series, continuation: Series | None) -> Series:
    """Append the years of ``continuation`` after the last year of ``series``, unchanged.

    No scaling at the joint: a jump there shows that the two differ.
    """
    if continuation is None or continuation.last_year <= series.last_year:
        return series
    later = continuation.converted(series.unit).between(series.last_year + 1, continuation.last_year)
    return Series(
        series.place,
        series.variable,
        series.unit,
        join_sources(series.source, continuation.source),
        np.concatenate([series.years, later.years]),
        np.concatenate([series.values, later.values]),
    )
