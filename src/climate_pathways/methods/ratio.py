"""One series divided by another: shares, per person, per GDP."""

import numpy as np

from climate_pathways.core.provenance import Result, Step
from climate_pathways.core.publication import Method
from climate_pathways.core.quantities import conversion_factor
from climate_pathways.core.tables import Series
from climate_pathways.core.wording import mark

METHOD = "ratio"
PUBLISHED = Method(
    METHOD,
    says=mark(
        "Shares, figures per person and per unit of income: one published series divided by another, in the years both have."
    ),
    rules=(mark("A year in which the divisor is zero is left out."),),
    weaknesses=(mark("The two series may draw a country’s borders differently; neither is corrected."),),
)


def divide(numerator: Series, denominator: Series, *, unit: str, scale: float, variable: str) -> Series:
    """Return one series divided by another, yearly, over the years they share, in ``unit``.

    ``scale`` turns (unit of numerator / unit of denominator) into ``unit``. Years in which the
    denominator is zero are left out.
    """
    # The two masks below line up only because the years of a series ascend and none stands twice.
    years = np.intersect1d(numerator.years, denominator.years)
    top = numerator.values[np.isin(numerator.years, years)]
    bottom = denominator.values[np.isin(denominator.years, years)]
    valid = bottom != 0
    return Series(
        place=numerator.place,
        variable=variable,
        unit=unit,
        source=join_sources(numerator.source, denominator.source),
        years=years[valid],
        values=scale * top[valid] / bottom[valid],
    )


def per_person(emissions: Series, population: Series) -> Series:
    """Return t per person from Mt CO2e (or Mt CO2) and people, yearly.

    Raises ``PathwaysError`` for emissions or people in units of another kind.
    """
    # By its end: every unit of CO2e holds the letters of CO2.
    gas = "CO2e" if emissions.unit.endswith("CO2e") else "CO2"
    scale = conversion_factor(emissions.unit, f"t {gas}") / conversion_factor(population.unit, "person")
    return divide(
        emissions,
        population,
        unit=f"t {gas}/person",
        scale=scale,
        variable=f"{emissions.variable}_per_person",
    )


def per_gdp(emissions: Series, gdp: Series) -> Series:
    """Return kg CO2e per international dollar of 2011 from Mt CO2e and dollars, yearly.

    Raises ``PathwaysError`` for emissions in a unit of another kind.
    """
    # The factor leads to tonnes, the result is in kilograms.
    scale = 1000 * conversion_factor(emissions.unit, "t CO2e")
    return divide(emissions, gdp, unit="kg CO2e/int$", scale=scale, variable=f"{emissions.variable}_per_gdp")


def share(part: Series, whole: Series) -> Series:
    """Return ``part`` as % of ``whole``, yearly; both in units of the same kind, else ``PathwaysError``."""
    scale = 100 * conversion_factor(part.unit, whole.unit)
    return divide(part, whole, unit="%", scale=scale, variable=f"{part.variable}_share")


def latest(series: Series, numerator: Series, denominator: Series) -> Result | None:
    """Return a ratio's last value as a result that names what was divided; ``None`` for no years."""
    if not len(series):
        return None
    year = series.last_year
    return Result(
        value=float(series.values[-1]),
        unit=series.unit,
        year=year,
        sources=tuple(series.source.split("+")),
        method=METHOD,
        steps=(
            Step(
                mark("{top} {top_unit} divided by {bottom} {bottom_unit}, {year}"),
                (
                    ("top", numerator.at(year) or 0.0),
                    ("top_unit", numerator.unit),
                    ("bottom", denominator.at(year) or 0.0),
                    ("bottom_unit", denominator.unit),
                    ("year", year),
                ),
            ),
        ),
    )


def join_sources(*names: str) -> str:
    """Return the distinct source identifiers joined by ``+``, in order of appearance."""
    # A name may itself be joined already, by a sum before: each source is to be named once.
    parts = [part for name in names for part in name.split("+")]
    return "+".join(dict.fromkeys(parts))
