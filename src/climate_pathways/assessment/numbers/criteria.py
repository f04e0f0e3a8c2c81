"""The checklists read in the documents as rows: what each asks, its answer, and in which document."""

from collections.abc import Iterator

from climate_pathways.assessment.assessment import Assessment
from climate_pathways.assessment.numbers.row import CRITERIA, Row
from climate_pathways.pledges.criteria import METHOD, NEUTRALITY, QUALITY


def criteria_rows(assessment: Assessment) -> Iterator[Row]:
    """Yield each answer, both lists in the order in which they are published."""
    sources = {document.id: document.source for document in assessment.pledges.documents}
    for group, found in ((NEUTRALITY, assessment.neutrality_criteria), (QUALITY, assessment.ndc_quality)):
        for answer in found:
            # Of what no document says there is no source.
            source = sources.get(answer.document, "")
            about = {"pledge": answer.document, "source": source, "method": METHOD}
            yield Row(CRITERIA, f"{group}:{answer.criterion}", answer.answer, "", None, **about)
