"""The countries compared: one row each, and in a sentence how they stand."""

from collections.abc import Sequence
from dataclasses import dataclass

from climate_pathways.assessment.assessment import Assessment, PledgeAssessment
from climate_pathways.core.naming import place_name
from climate_pathways.core.wording import mark, say, say_percent, say_rounded
from climate_pathways.fair_shares.words import with_span
from climate_pathways.pledges.criteria import YES, CriterionAnswer, count_of

ENOUGH = 4


@dataclass(frozen=True)
class ComparedCell:
    """A figure of the comparison: as text, and as a number to sort by (``None``: there is none)."""

    text: str
    value: float | None
    year: int | None = None


@dataclass(frozen=True)
class ComparedRow:
    """One country’s main pledge, fair share, gap, chance, rating, year of neutrality, and criteria met."""

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
    neutral = next((pledge.year for pledge in assessment.pledges.neutrality()), None)
    read = {
        "neutral": ComparedCell("" if neutral is None else str(neutral), neutral),
        "ndc_quality": _met(assessment.ndc_quality),
        "neutrality_criteria": _met(assessment.neutrality_criteria),
    }
    judged = assessment.main
    if judged is None:
        return {
            name: ComparedCell("", None) for name in ("pledge", "share", "gap", "chance", "rating")
        } | read
    target, gap, step = assessment.by_pledge[judged.pledge].target, judged.overall, judged.rating.step
    percent = gap.gap_percent
    return {
        "pledge": ComparedCell(
            say_rounded(language, target.central_mt_co2e), target.central_mt_co2e, target.year
        ),
        "share": ComparedCell(
            with_span(gap.share_median, assessment.share_span(target.year), language), gap.share_median
        ),
        "gap": ComparedCell("" if percent is None else _gap(assessment, judged, percent, language), percent),
        "chance": ComparedCell(say_percent(language, gap.probability), gap.probability),
        "rating": ComparedCell(f"{step}. {judged.rating.label(language)}", step),
        **read,
    }


def _gap(assessment: Assessment, judged: PledgeAssessment, percent: float, language: str) -> str:
    """Say by how much the pledge would have to be lower, at the median and by principle."""
    parts = [judged.gaps[name].gap_percent for name in assessment.equity]
    known = [part for part in parts if part is not None]
    middle, low, high = (say_percent(language, value / 100) for value in (percent, min(known), max(known)))
    return say(language, mark("{median} (by principle {low} to {high})"), median=middle, low=low, high=high)


def _met(answers: Sequence[CriterionAnswer]) -> ComparedCell:
    """Return how many criteria are met in full; nothing for an assessment of before the checklists."""
    met = count_of(answers, YES)
    return ComparedCell(str(met), met) if answers else ComparedCell("", None)


def compared_sentence(assessments: Sequence[Assessment], language: str) -> str:
    """Say how many main pledges are rated how, and how many countries promise neutrality."""
    steps = [assessment.main.rating.step for assessment in assessments if assessment.main]
    if not steps:
        return say(
            language,
            mark("None of the countries has a target ahead that can be compared with a fair share."),
        )
    enough = sum(step >= ENOUGH for step in steps)
    text = mark(
        "None of the main pledges of {count} countries is sufficient for 1.5 °C by fair shares, or almost; {far} are far "
        "from it. {neutral} of {all} countries name a year of neutrality."
    )
    if enough:
        text = mark(
            "Of the main pledges of {count} countries, {enough} are sufficient for 1.5 °C by fair shares, or almost; {far} "
            "are far from it. {neutral} of {all} countries name a year of neutrality."
        )
    return say(
        language,
        text,
        count=len(steps),
        enough=enough,
        far=sum(step == 1 for step in steps),
        neutral=sum(bool(assessment.pledges.neutrality()) for assessment in assessments),
        all=len(assessments),
    )
