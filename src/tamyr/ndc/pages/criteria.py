"""The criteria of an NDC's quality: what each version says, and what the network makes of it."""

from dataclasses import dataclass

from climate_pathways.assessment import Assessment
from climate_pathways.pledges import QUALITY_CRITERIA, newest_contribution
from tamyr.evidence.queries.judgements import JudgementShown, judged_criteria, subject_address
from tamyr.evidence.queries.subjects import CriterionAnswer, Subject, criterion_said
from tamyr.network.models import Visitor


@dataclass(frozen=True)
class CriterionRow:
    """One criterion: what the document says with its place, and the network's published and open judgement."""

    said: CriterionAnswer
    judged: JudgementShown | None
    is_open: bool
    address: str


def criteria_rows(assessment: Assessment, visitor: Visitor, language: str) -> list[CriterionRow]:
    """Return the criteria of the newest version in force, which alone the evidence reads for them."""
    document = newest_contribution(assessment.pledges)
    judged = judged_criteria(assessment.iso3, visitor, language)
    return [
        _row(Subject(assessment.iso3, document.id, name), assessment, judged, language)
        for name in QUALITY_CRITERIA
    ]


def _row(
    subject: Subject, assessment: Assessment, judged: dict[Subject, list[JudgementShown]], language: str
) -> CriterionRow:
    shown = judged.get(subject, [])
    # The newest first, of which one stands beside the document.
    published = [row for row in shown if row.judgement.stage == row.judgement.Stage.PUBLISHED]
    return CriterionRow(
        criterion_said(subject, assessment, language),
        published[0] if published else None,
        len(published) < len(shown),
        subject_address(subject),
    )
