"""The measures in the reader’s words: title, unit, and the year their figures share."""

from collections.abc import Mapping
from dataclasses import dataclass

from climate_pathways.assessment import axis_name
from climate_pathways.core.naming import result_name
from climate_pathways.core.quantities import unit_label
from climate_pathways.figures import Standing
from tamyr.evidence.logic.choices import AXIS_MEASURES, MEASURES, Measure


def measure_title(standings: Mapping[str, Standing], measure: Measure, language: str) -> str:
    return f"{result_name(measure.result, language)}, {measure_unit(standings, measure, language)}"


def measure_unit(standings: Mapping[str, Standing], measure: Measure, language: str) -> str:
    units = {a.results[measure.result].unit for a in standings.values() if measure.result in a.results}
    return unit_label(next(iter(units)), language) if units else ""


@dataclass(frozen=True)
class MeasureChoice:
    """A measure in the reader's words, for the switch over the map and the table's head.

    ``year`` is the year of its figures where all countries have the same.
    """

    slug: str
    label: str
    unit: str
    year: int | None


def measure_choices(standings: Mapping[str, Standing], language: str) -> list[MeasureChoice]:
    return [
        MeasureChoice(
            measure.slug,
            result_name(measure.result, language),
            measure_unit(standings, measure, language),
            common_year(standings, measure),
        )
        for measure in MEASURES.values()
    ]


def axis_choices(language: str) -> list[MeasureChoice]:
    """Return the axes of the rating as choices of the map."""
    return [
        MeasureChoice(measure.slug, axis_name(measure.axis, language), "", None)
        for measure in AXIS_MEASURES.values()
    ]


def common_year(standings: Mapping[str, Standing], measure: Measure) -> int | None:
    years = {a.results[measure.result].year for a in standings.values() if measure.result in a.results}
    return years.pop() if len(years) == 1 else None
