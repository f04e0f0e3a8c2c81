"""What countries have promised: documents, pledges, the ways to read them in tonnes, their wording."""

from typing import TYPE_CHECKING

from climate_pathways.core.face import lazy

if TYPE_CHECKING:
    from climate_pathways.pledges.account import Commitment
    from climate_pathways.pledges.comparisons import Span
    from climate_pathways.pledges.context import Circumstance, circumstance_name
    from climate_pathways.pledges.criteria import (
        QUALITY,
        QUALITY_CRITERIA,
        CriterionAnswer,
        answer_text,
        criterion_name,
    )
    from climate_pathways.pledges.criteria import newest as newest_contribution
    from climate_pathways.pledges.documents import ACTIVE, NDC, UNVERIFIED, Document, Pledge, Pledges
    from climate_pathways.pledges.fact_words import (
        difference_places,
        line_text,
        quoted,
        text_address,
        theme_name,
    )
    from climate_pathways.pledges.places import place_text
    from climate_pathways.pledges.publishers import listed as listed_citations
    from climate_pathways.pledges.publishers import publisher_text
    from climate_pathways.pledges.readings import Reading, ReadPledge
    from climate_pathways.pledges.targets import TargetEmissions
    from climate_pathways.pledges.versions import SAME_WITHIN, Change
    from climate_pathways.pledges.words import (
        assumption_text,
        condition_text,
        document_status,
        level_words,
        pledge_phrase,
        rounded_step,
        status_text,
        target_status,
    )
else:
    __getattr__, __dir__ = lazy(__name__)

__all__ = [
    "circumstance_name",
    "ACTIVE",
    "NDC",
    "QUALITY",
    "QUALITY_CRITERIA",
    "SAME_WITHIN",
    "UNVERIFIED",
    "Change",
    "Circumstance",
    "Commitment",
    "CriterionAnswer",
    "Document",
    "Pledge",
    "Pledges",
    "ReadPledge",
    "Reading",
    "Span",
    "TargetEmissions",
    "answer_text",
    "assumption_text",
    "condition_text",
    "criterion_name",
    "difference_places",
    "document_status",
    "level_words",
    "line_text",
    "newest_contribution",
    "listed_citations",
    "place_text",
    "publisher_text",
    "pledge_phrase",
    "quoted",
    "rounded_step",
    "status_text",
    "target_status",
    "text_address",
    "theme_name",
]
