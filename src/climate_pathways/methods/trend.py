"""Average yearly change of a series, by least squares on its logarithm.

World Bank (2024), World Development Indicators, statistical methods: least-squares growth rate.
"""

import math

from climate_pathways.core.provenance import Result, Step
from climate_pathways.core.publication import Citation, Method, Term
from climate_pathways.core.tables import Series
from climate_pathways.core.wording import mark

METHOD = "trend"
TREND_YEARS = 10
PUBLISHED = Method(
    METHOD,
    says=mark(
        "The average yearly change of the last {years} years: a straight line through the logarithms, so that one "
        "odd year weighs little."
    ),
    formulas=("ln E(t) = a + b · t", "c = 100 · (e^b − 1)"),
    terms=(
        Term("E(t)", mark("emissions, or another figure, in year t")),
        Term("a, b", mark("found by least squares")),
        Term("c", mark("change in percent a year")),
    ),
    sources=(
        Citation(
            "World Bank",
            2024,
            "World Development Indicators: statistical methods (least-squares growth rate)",
            "Washington, DC",
            "https://datatopics.worldbank.org/world-development-indicators/",
        ),
    ),
    weaknesses=(
        mark(
            "It exists only where every year has a positive figure: not for net sinks, and not across gaps."
        ),
    ),
    facts=(("years", TREND_YEARS),),
)


def average_yearly_change(series: Series, *, years: int = TREND_YEARS) -> Result | None:
    """Return the average change of the last ``years`` years, in % per year.

    Fits ln(E) = a + b·year by ordinary least squares to the ``years`` + 1 latest values and
    returns 100·(exp(b) − 1), so that one odd year at either end weighs little. ``None`` where a value
    in the span is missing, zero or negative: a logarithm would mean nothing.
    """
    last = series.last_year
    span = series.between(last - years, last)
    if len(span) != years + 1 or bool((span.values <= 0).any()):
        return None
    # Summed by hand, years counted from the middle: a fit by the library's matrices has other last digits
    # on other processors, and whoever computes again must meet the same bytes.
    away = [float(year) - (last - years / 2) for year in span.years]
    risen = math.fsum(step * math.log(value) for step, value in zip(away, span.values, strict=True))
    slope = risen / math.fsum(step * step for step in away)
    return Result(
        # expm1, for exp(b) − 1 loses digits where b is small.
        value=100 * math.expm1(slope),
        unit="%/year",
        year=last,
        since=last - years,
        sources=tuple(series.source.split("+")),
        method=METHOD,
        steps=(
            Step(
                mark("least squares on the logarithm of {count} values, {first}–{last}"),
                (("count", years + 1), ("first", last - years), ("last", last)),
            ),
        ),
    )


def change_since(series: Series, base_year: int) -> Result | None:
    """Return the change of a yearly series from ``base_year`` to its last year, in % of the base year's value.

    ``None`` where the base year is missing or not positive.
    """
    base = series.at(base_year)
    # Against a sink a rise would be a fall: the percentage would have the other sign.
    if base is None or base <= 0:
        return None
    latest = float(series.values[-1])
    return Result(
        value=100 * (latest / base - 1),
        unit="%",
        year=series.last_year,
        since=base_year,
        sources=tuple(series.source.split("+")),
        method=METHOD,
        steps=(
            Step(
                mark("{latest} in {last} against {base} in {first}"),
                (
                    ("latest", latest),
                    ("last", series.last_year),
                    ("base", base),
                    ("first", base_year),
                ),
            ),
        ),
    )
