"""The five axes of a rating as rows: each step, its measure, the numbers it rests on, every other step."""

from collections.abc import Iterator
from typing import Any

from climate_pathways.assessment.assessment import Assessment
from climate_pathways.assessment.axes.axis import DOMESTIC, FAIR_SHARE, Axis

RATING, NOT_JUDGED = "rating", "not-judged"


def rows(assessment: Assessment) -> Iterator[dict[str, Any]]:
    """Yield what makes a row of each number and step of the axes, in the published order."""
    method = f"rating-{assessment.made_of['rating_rule']}" if assessment.version else "rating-2"
    for axis in assessment.axes:
        about = {"chapter": RATING, "pledge": axis.pledge, "method": method, "source": _source(axis)}
        for row in _axis(axis):
            yield {**about, **row}


def _source(axis: Axis) -> str:
    """Return what an axis rests on: fair shares, the region's pathways, the course's own source, or documents."""
    leads_to = axis.figure("leads_to")
    return leads_to.source if leads_to else SOURCES.get(axis.id, "documents")


SOURCES = {FAIR_SHARE: "fair-shares", DOMESTIC: "r10fsu"}


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
    return next((figure.year for figure in axis.figures if figure.name in ("target", "leads_to")), None)
