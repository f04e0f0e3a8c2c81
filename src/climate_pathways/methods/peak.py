"""The year of highest emissions."""

from climate_pathways.core.provenance import Result, Step
from climate_pathways.core.publication import Method
from climate_pathways.core.tables import Series
from climate_pathways.core.wording import mark

METHOD = "peak"
PUBLISHED = Method(
    METHOD,
    says=mark("The year with the highest emissions; the earliest of several that are equal."),
    rules=(
        mark("A peak in the first or last year of the figures is marked: the true one may lie outside them."),
    ),
    weaknesses=(mark("One odd year may be the highest without being a turning point."),),
)


def peak_year(series: Series) -> Result:
    """Return the year with the highest value of a yearly series; the earliest where several are equal.

    Flag ``still-rising`` where it is the last year of the series, ``starts-at-peak`` where it
    is the first: the true peak may then lie outside the figures.
    """
    # Of several equal years argmax names the earliest, as promised.
    position = int(series.values.argmax())
    year = int(series.years[position])
    flags = ("still-rising",) if year == series.last_year else ()
    if year == series.first_year:
        flags = (*flags, "starts-at-peak")
    return Result(
        # The year that was found is the value; the years of the result are those that were searched.
        value=float(year),
        unit="year",
        year=series.last_year,
        since=series.first_year,
        sources=tuple(series.source.split("+")),
        method=METHOD,
        steps=(
            Step(
                mark("highest of {count} values, {first}–{last}: {value} {unit}"),
                (
                    ("count", len(series)),
                    ("first", series.first_year),
                    ("last", series.last_year),
                    ("value", float(series.values[position])),
                    ("unit", series.unit),
                ),
            ),
        ),
        flags=flags,
    )
