"""The words of the region’s page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from climate_pathways.assessment import Assessment
from climate_pathways.charts import LegendItem
from climate_pathways.charts.map import MISSING_COLOUR, MapWords, words_for_axis, words_for_map
from climate_pathways.core.countries import COUNTRIES
from climate_pathways.core.naming import REGION
from climate_pathways.figures import Standing
from tamyr.evidence.logic.choices import Measure
from tamyr.evidence.logic.measures import measure_title
from tamyr.evidence.logic.references import NamedSource, Statement, statements

Assessments = Mapping[str, Assessment]


def map_words(
    standings: Mapping[str, Standing], measure: Measure, assessments: Assessments, language: str
) -> MapWords:
    """Return what the map of a measure, or of an axis of the rating, needs besides outlines."""
    if measure.axis:
        axes = {
            # All twelve have to be there: a country without an assessment
            # is drawn as one that nothing is known of.
            iso3: assessments[iso3].axis(measure.axis) if iso3 in assessments else None
            for iso3 in COUNTRIES
        }
        return words_for_axis(measure.axis, axes, language)
    results = {iso3: standings[iso3].results.get(measure.result) for iso3 in COUNTRIES}
    return words_for_map(measure_title(standings, measure, language), results, language)


@dataclass(frozen=True)
class RegionWords:
    """The words of the region's page: its summary and what the map shows."""

    summary: tuple[Statement, ...]
    map: MapWords
    legend: tuple[LegendItem, ...]


def region_words(
    standings: Mapping[str, Standing],
    measure: Measure,
    assessments: Assessments,
    listed: Sequence[NamedSource],
    language: str,
) -> RegionWords:
    words = map_words(standings, measure, assessments, language)
    # The legend's last word is that of countries without a figure, whose colour is none of the scale's.
    colours = (*words.colours, MISSING_COLOUR)
    return RegionWords(
        summary=statements(standings[REGION], listed, language),
        map=words,
        legend=tuple(
            LegendItem(name, colour, is_line=False, dash="")
            for colour, name in zip(colours, words.legend, strict=True)
        ),
    )
