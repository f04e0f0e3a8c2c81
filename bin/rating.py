#!/usr/bin/env python3
"""Write docs/reference/rating.md (``bin/rating.py write``): the five axes of the twelve countries."""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from climate_pathways.assessment.assessment import Assessment
from climate_pathways.assessment.axes.axis import AXES, Axis
from climate_pathways.assessment.axes.rule import axes_rule
from climate_pathways.assessment.axes.words import NOTES, axis_reason, criterion_of, measure_name, step_word
from climate_pathways.assessment.making import assessment_inputs
from climate_pathways.assessment.sentences.axes import turning_text
from climate_pathways.assessment.tables import measure_text
from climate_pathways.charts.tables.countries import shared_steps
from climate_pathways.core.countries import COUNTRIES
from climate_pathways.core.wording import say
from climate_pathways.fair_shares.categories import MOST_DRAWS
from climate_pathways.fair_shares.choices import Parameters

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "rating.md"
AS_OF = 2026
LANGUAGE = "en"
COLUMNS = (
    "country",
    "step",
    "measure",
    "criterion, or why not judged",
    "to be borne in mind",
    "one other assumption",
)
HEAD = """# The rating: five axes, twelve countries

By the second rule (`src/climate_pathways/data/rating-2.json`), which replaces the one scale of the first. None of the
axes is averaged into another. Written by `.venv/bin/python bin/rating.py write` from the shipped figures, pledges and
checklists, as of {year} and with {draws} draws; a test holds it to the code. What each axis asks, its sources and its
weaknesses: `pathways methods`, section rating.

The axis of fair share tests one target year, under the principle kindest to the country. It is no forecast of warming and
no probability. Its measure is the target over the country's fair share of 1.5 °C by that principle.
"""


def assessments() -> dict[str, Assessment]:
    """Return the twelve assessments that the page is written from."""
    inputs = assessment_inputs(as_of=AS_OF, parameters=Parameters(draws=MOST_DRAWS))
    return {iso3: inputs.assess(iso3) for iso3 in COUNTRIES}


def page(found: Mapping[str, Assessment]) -> str:
    """Return the whole page: all steps in one table, then a table an axis."""
    parts = [HEAD.format(year=AS_OF, draws=f"{MOST_DRAWS:,}"), overview(found)]
    for axis in axes_rule().axes:
        parts.append(f"## {axis.name}\n\nMeasure: {measure_name(axis.id, LANGUAGE)}.\n")
        parts.append(_table(COLUMNS, (row(iso3, found[iso3].axis(axis.id)) for iso3 in COUNTRIES)))
        parts += [
            f"{shared.sentence}\n"
            for shared in shared_steps(list(found.values()), LANGUAGE)
            if shared.axis == axis.id
        ]
    return "\n".join(parts)


def overview(found: Mapping[str, Assessment]) -> str:
    heads = ("country", *(axis.name for axis in axes_rule().axes))
    rows = (
        (COUNTRIES[iso3].name(LANGUAGE), *(_step(found[iso3].axis(name)) for name in AXES))
        for iso3 in COUNTRIES
    )
    return _table(heads, rows)


def row(iso3: str, axis: Axis | None) -> tuple[str, ...]:
    if axis is None:
        raise ValueError(f"{iso3} was not assessed by the second rule")
    said = criterion_of(axis.id, axis.step, LANGUAGE) if axis.is_judged else axis_reason(axis, LANGUAGE)
    return (
        COUNTRIES[iso3].name(LANGUAGE),
        _step(axis),
        measure_text(axis, LANGUAGE),
        said,
        " ".join(say(LANGUAGE, NOTES[note]) for note in axis.notes) or "–",
        turning_text(axis, LANGUAGE) or "–",
    )


def _step(axis: Axis | None) -> str:
    return step_word(axis.id, axis.step, LANGUAGE) if axis else "–"


def _table(heads: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> str:
    lines = [heads, tuple("---" for _ in heads), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines) + "\n"


if __name__ == "__main__":
    if sys.argv[1:] != ["write"]:
        sys.exit("Say what to do: bin/rating.py write")
    PAGE.write_text(page(assessments()), encoding="utf-8")
