"""Tables of the two checklists: criterion, answer, what the document says, and where."""

from collections.abc import Sequence

from climate_pathways.assessment.assessment import Assessment
from climate_pathways.assessment.shown_table import NONE, ShownTable, words
from climate_pathways.core.wording import mark, say
from climate_pathways.pledges.criteria import (
    NEUTRALITY,
    NOT_READ,
    QUALITY,
    CriterionAnswer,
    answer_text,
    criterion_name,
)
from climate_pathways.pledges.places import place_text


def neutrality_table(assessment: Assessment, language: str) -> ShownTable | None:
    """Return the checklist of neutrality; ``None`` for an assessment of before it."""
    caption = say(language, mark("Neutrality: what the documents say"))
    return _table(assessment, NEUTRALITY, assessment.neutrality_criteria, caption, language)


def quality_table(assessment: Assessment, language: str) -> ShownTable | None:
    """Return the checklist of the newest NDC's quality; ``None`` for an assessment of before it."""
    caption = say(language, mark("Quality of the newest NDC: what it says"))
    return _table(assessment, QUALITY, assessment.ndc_quality, caption, language)


def _table(
    assessment: Assessment, group: str, answers: Sequence[CriterionAnswer], caption: str, language: str
) -> ShownTable | None:
    if not answers:
        return None
    heads = (mark("Criterion"), mark("Answer"), mark("What the document says"), mark("Where"))
    rows = tuple(_row(assessment, group, answer, language) for answer in answers)
    return ShownTable(f"checklist-{group}", caption, words(language, *heads), rows)


def _row(assessment: Assessment, group: str, answer: CriterionAnswer, language: str) -> tuple[str, ...]:
    said = answer_text(answer.answer, language)
    return (
        criterion_name(group, answer.criterion, language),
        f"{said}: {answer.value}" if answer.value else said,
        answer.says(language),
        _where(assessment, answer, language),
    )


def _where(assessment: Assessment, answer: CriterionAnswer, language: str) -> str:
    if not answer.document:
        return NONE
    document = assessment.pledges.document(answer.document).title(language)
    # Then the document is one that may say it, and nothing was read in it to be cited.
    if answer.answer == NOT_READ:
        return document
    place = place_text(answer.place, language)
    return say(
        language,
        mark("{document}, {place}: “{printed}”"),
        document=document,
        place=place,
        printed=answer.printed,
    )
