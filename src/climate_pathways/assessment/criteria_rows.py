"""The checklists read in the documents as rows: what each asks, its answer, and in which document."""

from collections.abc import Iterator
from typing import Any

from climate_pathways.assessment.assessment import Assessment
from climate_pathways.pledges.criteria import METHOD, NEUTRALITY, QUALITY

CRITERIA = "criteria"


def answers(assessment: Assessment) -> Iterator[dict[str, Any]]:
    """Yield what makes a row of each answer, both lists in the order in which they are published."""
    sources = {document.id: document.source for document in assessment.pledges.documents}
    for group, found in ((NEUTRALITY, assessment.neutrality_criteria), (QUALITY, assessment.ndc_quality)):
        for answer in found:
            yield {
                "chapter": CRITERIA,
                "item": f"{group}:{answer.criterion}",
                "value": answer.answer,
                "unit": "",
                "pledge": answer.document,
                "source": sources.get(answer.document, ""),
                "method": METHOD,
            }
