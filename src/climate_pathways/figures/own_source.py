"""One more data source of emissions, which a user brought."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from climate_pathways.core.errors import PathwaysError
from climate_pathways.core.tables import Series, Table
from climate_pathways.core.wording import mark, to_figures
from climate_pathways.figures.arrays import continued, interpolated, without_any
from climate_pathways.figures.by_source import FIRST_YEAR, REFERENCE_YEAR
from climate_pathways.figures.inputs import FairInputs

# Sources differ by tens of percent; a slip of the unit is a thousandfold, a figure of zero stands for a missing one.
FARTHEST, LEAST_MT, COMPARED_FROM = 20.0, 0.5, 1970


def with_own_source(inputs: FairInputs, table: Table, name: str) -> FairInputs:
    """Return the inputs with one more data source of emissions, called ``name``.

    ``table``: ``ghg`` in Mt CO2e, on the same footing as to land use, AR6 potentials. Where it has
    no figures, the source with the longest history stands in; a country that is not in it at all
    is flagged ``not-in-own-source``. Raises ``PathwaysError`` where it knows none of the countries,
    begins after 2019, or ends before the base year for a country it has, and where a figure is so far
    from those of the shipped sources that its unit or the figure must be wrong.
    """
    values = np.full((len(inputs.countries), inputs.base_year - FIRST_YEAR + 1), np.nan)
    for row, iso3 in enumerate(inputs.countries):
        series = table.series(iso3, "ghg")
        if series is None:
            continue
        _ensure_covers(series, inputs.base_year)
        span = series.between(FIRST_YEAR, inputs.base_year)
        _ensure_plausible(span, np.array([source[row] for source in inputs.emissions.values()]))
        values[row, span.years - FIRST_YEAR] = span.values
    absent = without_any(values)
    if absent.all():
        raise PathwaysError(
            mark(
                "The file holds none of the countries of the comparison. Name them by three letters such as KAZ."
            )
        )
    # The first source is the one with the longest history; the order of the mapping matters.
    filled = continued(interpolated(values)[0], next(iter(inputs.emissions.values())))
    flags = {iso3: list(inputs.flags.get(iso3, ())) for iso3 in inputs.countries}
    for iso3 in np.array(inputs.countries)[absent].tolist():
        flags[iso3].append("not-in-own-source")
    # A file with land use cannot say what is without: the first source is taken for that part.
    reference = next(iter(inputs.without_land_use.values()))
    known = reference if inputs.with_land_use else filled[:, -1]
    return replace(
        inputs,
        emissions={**inputs.emissions, name: filled},
        without_land_use={**inputs.without_land_use, name: known},
        flags={iso3: tuple(names) for iso3, names in flags.items() if names},
    )


def _ensure_plausible(series: Series, shipped: NDArray[np.float64]) -> None:
    """Raise for the first figure that is many times more or less than what all shipped sources have.

    ``shipped``: (sources, years) from ``FIRST_YEAR``, Mt CO2e. Where one of them has little or
    takes up more than it emits, nothing can be said.
    """
    for year, value in zip(series.years.tolist(), series.values.tolist(), strict=True):
        known = shipped[:, year - FIRST_YEAR]
        known = known[np.isfinite(known)]
        if year < COMPARED_FROM or not known.size or known.min() < LEAST_MT:
            continue
        if not known.min() / FARTHEST <= value <= known.max() * FARTHEST:
            raise PathwaysError(
                mark(
                    "The own figure of {place} for {year} is {value} Mt CO₂e, where the shipped sources have {low} to {high}: "
                    "the unit or the figure may be wrong."
                ),
                place=series.place,
                year=year,
                value=value,
                low=to_figures(known.min()),
                high=to_figures(known.max()),
            )


def _ensure_covers(series: Series, base_year: int) -> None:
    # Paths are scaled by 2019, shares begin with the base year: neither may come from another source.
    if series.first_year > REFERENCE_YEAR or series.at(base_year) is None:
        raise PathwaysError(
            mark(
                "The own figures of {place} cover {first}–{last}. They must begin by {start} and hold {base}."
            ),
            place=series.place,
            first=series.first_year,
            last=series.last_year,
            start=REFERENCE_YEAR,
            base=base_year,
        )
