"""An assessment's numbers one by one: chapter, item, year, quantile, value, unit, source, method.

Every other form of an assessment (spreadsheet, comparison of versions, programmes) is made of these
rows, so that no form can differ from another.
"""

from collections.abc import Iterator

from climate_pathways.assessment import suggestions
from climate_pathways.assessment.assessment import Assessment
from climate_pathways.assessment.numbers.criteria import criteria_rows
from climate_pathways.assessment.numbers.promises import entered, promised_rows, version_rows
from climate_pathways.assessment.numbers.rating import rating_rows
from climate_pathways.assessment.numbers.row import (
    ASKED,
    FAIR_SHARES,
    FLAGS,
    MT,
    NEUTRALITY,
    REPORTED,
    SERIES,
    STANDING,
    YEARS_UNIT,
    Row,
)
from climate_pathways.assessment.numbers.shares import gap_rows, share_rows
from climate_pathways.core.provenance import Result
from climate_pathways.core.quantities import rounded

# Numbers within a suggestion that are no Mt CO2e.
YEAR_NAMES = ("year", "promised", "first", "last", "latest", "base", "submitted")
UNIT_OF = {
    **dict.fromkeys(YEAR_NAMES, YEARS_UNIT),
    "percent": "%",
    "factor": "fraction",
    "gdp": "billion US$",
}


def rows(assessment: Assessment) -> Iterator[Row]:
    """Yield every row of an assessment, chapter by chapter, in one and the same order."""
    yield from _standing(assessment)
    yield from _series(assessment)
    yield from promised_rows(assessment.pledges, assessment.by_pledge, assessment.read_with_land_use)
    yield from version_rows(assessment)
    yield from criteria_rows(assessment)
    yield from _neutrality(assessment)
    yield from share_rows(assessment)
    for judged in assessment.judged:
        yield from gap_rows(assessment, judged)
    yield from rating_rows(assessment)
    yield from _suggestions(assessment)
    # Each once: two rows of one flag would have one key.
    flags = sorted({*assessment.flags, *assessment.shares.flags})
    yield from (Row(FLAGS, flag, "yes", "") for flag in flags)


def _made(result: Result) -> dict[str, str]:
    return {"source": "+".join(result.sources), "method": result.method}


def _standing(assessment: Assessment) -> Iterator[Row]:
    for name, result in sorted(assessment.standing.results.items()):
        yield Row(STANDING, name, rounded(result.value), result.unit, result.year, **_made(result))
    for name, spread in sorted(assessment.standing.spreads.items()):
        for source, value in spread.values:
            about = {"level": source, "source": source, "method": REPORTED}
            yield Row(STANDING, f"by_source:{name}", rounded(value), spread.unit, spread.year, **about)


def _series(assessment: Assessment) -> Iterator[Row]:
    for name, panel in sorted(assessment.standing.panels.items()):
        for column in panel.columns:
            item, about = f"{name}:{column.role}", {"source": "+".join(column.sources), "method": REPORTED}
            yield from (
                Row(SERIES, item, value, panel.unit, year, **about)
                for year, value in zip(panel.years, column.values, strict=True)
                # In some years of a panel a source is silent: a row would have no number to hold.
                if value is not None
            )


def _neutrality(assessment: Assessment) -> Iterator[Row]:
    for pledge in assessment.pledges.neutrality():
        yield Row(NEUTRALITY, "promised_by", pledge.year, YEARS_UNIT, pledge.year, **entered(pledge))
    for pathway in assessment.ways:
        for name, result in sorted(pathway.results.items()):
            value = rounded(result.value)
            yield Row(NEUTRALITY, name, value, result.unit, pathway.neutral_by, **_made(result))


def _suggestions(assessment: Assessment) -> Iterator[Row]:
    """Yield the numbers within the suggested demands; their sentences differ by language."""
    for suggestion in assessment.suggestions:
        about = {
            "pledge": "+".join(suggestion.concerns),
            "source": FAIR_SHARES,
            "method": suggestions.METHOD,
        }
        # One row a name: two sentences of one suggestion must not say different numbers under the same one.
        said = dict(value for step in (suggestion.says, *suggestion.more) for value in step.values)
        for name, value in said.items():
            unit = "" if isinstance(value, str) else UNIT_OF.get(name, MT)
            yield Row(ASKED, f"{suggestion.id}:{name}", value, unit, None, **about)
