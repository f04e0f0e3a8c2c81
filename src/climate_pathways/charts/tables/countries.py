"""The countries compared: one row each, and in a sentence how they stand."""

from collections.abc import Sequence
from dataclasses import dataclass

from climate_pathways.assessment.assessment import Assessment, PledgeAssessment
from climate_pathways.assessment.axes.axis import (
    AXES,
    COURSE,
    DOMESTIC,
    FAIR_SHARE,
    NDC_QUALITY,
    NEUTRALITY,
    Axis,
)
from climate_pathways.assessment.axes.rule import axes_rule
from climate_pathways.assessment.axes.words import axis_name, step_word
from climate_pathways.assessment.tables.judgement import measure_text
from climate_pathways.core.naming import place_name
from climate_pathways.core.wording import mark, say, say_percent, say_rounded
from climate_pathways.fair_shares.words import with_span
from climate_pathways.pledges.documents import UNVERIFIED


@dataclass(frozen=True)
class ComparedCell:
    """A figure of the comparison: as text, and as a number to sort by (``None``: there is none).

    ``median``: the text's beginning, where the span of the principles stands behind it.
    """

    text: str
    value: float | None
    year: int | None = None
    median: str = ""

    @property
    def span(self) -> str:
        """Return what stands behind the median; empty where the text has no such part."""
        return self.text.removeprefix(self.median).strip() if self.median else ""


@dataclass(frozen=True)
class ComparedRow:
    """One country’s main pledge, fair share, gap, chance, the axes of its rating, and year of neutrality.

    An assessment by the first rule has its one step in place of the axis of fair share.
    """

    iso3: str
    name: str
    cells: dict[str, ComparedCell]


def compared_rows(assessments: Sequence[Assessment], language: str) -> list[ComparedRow]:
    """Return one row per country, in the alphabetical order of the language."""
    rows = [
        ComparedRow(assessment.iso3, place_name(assessment.iso3, language), _cells(assessment, language))
        for assessment in assessments
    ]
    # By name, not by code: the Russian order differs.
    return sorted(rows, key=lambda row: row.name)


def _cells(assessment: Assessment, language: str) -> dict[str, ComparedCell]:
    read = {
        **_axes(assessment, language),
        "neutral": _neutral(assessment, language),
    }
    judged = assessment.main
    if judged is None:
        return {name: NOTHING for name in ("pledge", "share", "gap", "chance")} | read
    target, gap = assessment.by_pledge[judged.pledge].target, judged.overall
    percent = gap.gap_percent
    return {
        "pledge": ComparedCell(
            say_rounded(language, target.central_mt_co2e), target.central_mt_co2e, target.year
        ),
        "share": ComparedCell(
            with_span(gap.share_median, assessment.share_span(target.year), language),
            gap.share_median,
            median=say_rounded(language, gap.share_median),
        ),
        "gap": NOTHING if percent is None else _gap(assessment, judged, percent, language),
        "chance": ComparedCell(say_percent(language, gap.probability), gap.probability),
        **read,
    }


def _neutral(assessment: Assessment, language: str) -> ComparedCell:
    """Return the first year of neutrality; one from a document that nobody read says so."""
    promise = next(iter(assessment.pledges.neutrality()), None)
    if promise is None:
        return NOTHING
    said = mark("{year}, unverified") if promise.status == UNVERIFIED else "{year}"
    return ComparedCell(say(language, said, year=promise.year), promise.year)


def _gap(assessment: Assessment, judged: PledgeAssessment, percent: float, language: str) -> ComparedCell:
    """Say by how much the pledge would have to be lower, at the median and by principle."""
    parts = [judged.gaps[name].gap_percent for name in assessment.equity]
    # Whether there is a percentage hangs on the target alone: all have one, or none.
    known = [part for part in parts if part is not None]
    middle, low, high = (say_percent(language, value / 100) for value in (percent, min(known), max(known)))
    text = mark("{median} (by principle {low} to {high})")
    said = say(language, text, median=middle, low=low, high=high)
    return ComparedCell(said, percent, median=middle)


NOTHING = ComparedCell("", None)


def axis_column(axis: str) -> str:
    """Return the name of an axis's column."""
    return f"axis_{axis.replace('-', '_')}"


def _axes(assessment: Assessment, language: str) -> dict[str, ComparedCell]:
    """Return one cell an axis: the step in words, sorted by its place from the best one down and its measure."""
    cells = {axis_column(name): NOTHING for name in AXES}
    for axis in assessment.axes:
        cells[axis_column(axis.id)] = ComparedCell(step_word(axis.id, axis.step, language), _order(axis))
    former = assessment.main.rating if assessment.main else None
    if former is not None:
        said = f"{former.step}. {former.label(language)}"
        # Its steps rise to the best one, and the places of the axes from the best one down.
        cells[axis_column(FAIR_SHARE)] = ComparedCell(said, -former.step)
    return cells


def _order(axis: Axis) -> float | None:
    """Return what an axis is sorted by: the place of its step, and within a step nothing finer than that."""
    return axes_rule().axis(axis.id).place(axis.step) if axis.is_judged else None


@dataclass(frozen=True)
class SharedStep:
    """A step that many countries share: how many, why, and each country's continuous measure."""

    axis: str
    sentence: str
    measures: tuple[tuple[str, str], ...]


def shared_steps(assessments: Sequence[Assessment], language: str) -> list[SharedStep]:
    """Return the steps that as many countries share as the rule says, with the measure that tells them apart."""
    found = []
    for name in AXES:
        by_step: dict[str, list[Assessment]] = {}
        for assessment in assessments:
            axis = assessment.axis(name)
            if axis is not None and axis.is_judged:
                by_step.setdefault(axis.step, []).append(assessment)
        found += [
            _shared(name, step, members, language)
            for step, members in by_step.items()
            if len(members) >= axes_rule().shared_by
        ]
    return found


def _shared(name: str, step: str, members: Sequence[Assessment], language: str) -> SharedStep:
    measured = [(assessment.iso3, axis) for assessment in members if (axis := assessment.axis(name))]
    ordered = sorted(measured, key=lambda pair: (pair[1].measure is None, _value(pair[1])))
    text = mark(
        "{axis}: {count} countries share the step “{step}”. {why} The measure behind the step tells them apart."
    )
    return SharedStep(
        name,
        say(
            language,
            text,
            axis=axis_name(name, language),
            count=len(members),
            step=step_word(name, step, language),
            why=say(language, WHY_SHARED[name]),
        ),
        tuple((place_name(iso3, language), measure_text(axis, language)) for iso3, axis in ordered),
    )


def _value(axis: Axis) -> float:
    return axis.measure.value if axis.measure else 0.0


WHY_SHARED = {
    FAIR_SHARE: mark("The axis has five steps, and what lies past the last path is not divided further."),
    DOMESTIC: mark(
        "One pathway of the whole region is the yardstick for all; it falls below today’s level, and most targets do not."
    ),
    COURSE: mark("A target above where policies lead is reached by doing nothing new."),
    NEUTRALITY: mark("The steps follow from a few named facts, which few documents give."),
    NDC_QUALITY: mark(
        "The steps follow from a few named criteria, which many documents meet in the same part."
    ),
}


def compared_sentence(assessments: Sequence[Assessment], language: str) -> str:
    """Say how many main pledges stand where on the axis of fair share, and how many promise neutrality."""
    axes = [axis for assessment in assessments if (axis := assessment.axis(FAIR_SHARE)) and axis.is_judged]
    if not axes:
        return say(
            language,
            mark("None of the countries has a target ahead that can be compared with a fair share."),
        )
    best, last = axes_rule().axis(FAIR_SHARE).steps[0], axes_rule().axis(FAIR_SHARE).steps[-1]
    return say(
        language,
        mark(
            "Even under the principle kindest to each country, the targets of {beyond} of {count} countries are beyond a path of 4 °C, "
            "and those of {first} in line with 1.5 °C; each is tested in one year. {neutral} of {all} countries name a year of neutrality."
        ),
        count=len(axes),
        beyond=sum(axis.step == last.id for axis in axes),
        first=sum(axis.step == best.id for axis in axes),
        # A year that one weak source alone reports is no word of the country's.
        neutral=sum(
            any(pledge.status != UNVERIFIED for pledge in assessment.pledges.neutrality())
            for assessment in assessments
        ),
        all=len(assessments),
    )
