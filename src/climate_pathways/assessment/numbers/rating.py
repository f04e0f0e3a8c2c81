"""The rating as rows: the five axes with their measures and other steps, and the steps of the earlier rule."""

from collections.abc import Iterator
from typing import Any

from climate_pathways.assessment.assessment import Assessment
from climate_pathways.assessment.axes.axis import DOMESTIC, FAIR_SHARE, Axis
from climate_pathways.assessment.numbers.row import FAIR_SHARES, HIGHEST, LOWEST, RATING, Row

NOT_JUDGED = "not-judged"
SOURCES = {FAIR_SHARE: FAIR_SHARES, DOMESTIC: "r10fsu"}


def rating_rows(assessment: Assessment) -> Iterator[Row]:
    """Yield what a country is rated by, the axes, and the steps of assessments made by the earlier rule."""
    if assessment.headline:
        yield Row(RATING, "judged_by", assessment.headline, "", method="rating")
    yield from _axes(assessment)
    for judged in assessment.judged:
        if judged.rating is None:
            continue
        year = assessment.by_pledge[judged.pledge].target.year
        rated, (lowest, highest) = judged.rating, judged.rating.range
        about = {"pledge": judged.pledge, "source": FAIR_SHARES, "method": f"rating-{rated.version}"}
        yield Row(RATING, "step", rated.step, "step", year, **about)
        yield Row(RATING, "step", lowest, "step", year, level=LOWEST, **about)
        yield Row(RATING, "step", highest, "step", year, level=HIGHEST, **about)
        for criterion in rated.criteria:
            yield Row(RATING, criterion.id, criterion.value, criterion.unit, year, **about)
            yield Row(RATING, f"{criterion.id}_step", criterion.step, "step", year, **about)


def _axes(assessment: Assessment) -> Iterator[Row]:
    """Yield each number and step of the axes, in the published order."""
    # An answer to a what-if has no version, and is made of nothing that names a rule.
    method = f"rating-{assessment.made_of['rating_rule']}" if assessment.version else "rating-2"
    for axis in assessment.axes:
        about = {"pledge": axis.pledge, "method": method, "source": _source(axis)}
        yield from (Row(RATING, **{**about, **row}) for row in _axis(axis))


def _source(axis: Axis) -> str:
    """Return what an axis rests on: fair shares, the region's pathways, the course's own source, or documents."""
    leads_to = axis.figure("leads_to")
    return leads_to.source if leads_to else SOURCES.get(axis.id, "documents")


def _axis(axis: Axis) -> Iterator[dict[str, Any]]:
    yield {"item": f"step:{axis.id}", "value": axis.step or NOT_JUDGED, "unit": "", "year": _year(axis)}
    if axis.measure is not None:
        measure = axis.measure
        yield {
            "item": f"measure:{axis.id}",
            "value": measure.value,
            "unit": measure.unit,
            "year": measure.year,
        }
    for result in axis.results:
        about = {"principle": result.principle, "level": result.kind, "year": _year(axis)}
        yield {"item": f"step:{axis.id}", "value": result.step, "unit": "", **about}
        if result.ratio is not None:
            yield {"item": f"measure:{axis.id}", "value": result.ratio, "unit": "fraction", **about}
    for figure in axis.figures:
        yield {
            "item": f"{figure.name}:{axis.id}",
            "value": figure.value,
            "unit": figure.unit,
            "year": figure.year,
            "level": figure.about,
            **({"source": figure.source} if figure.source else {}),
        }
    for other in axis.others:
        yield {
            "item": f"other:{axis.id}",
            "value": other.step,
            "unit": "",
            "level": f"{other.assumption}={other.level}",
        }


def _year(axis: Axis) -> int | None:
    # That of the target: the figure of a trend is dated by its own last year.
    return next((figure.year for figure in axis.figures if figure.name in ("target", "leads_to")), None)
