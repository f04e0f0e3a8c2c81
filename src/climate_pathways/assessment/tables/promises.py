"""Tables of what was promised: targets in force, versions compared, documents."""

from climate_pathways.assessment.assessment import Assessment
from climate_pathways.assessment.shown_table import NONE, ShownTable, signed, words
from climate_pathways.core.wording import mark, say
from climate_pathways.pledges.documents import Pledge
from climate_pathways.pledges.versions import Change
from climate_pathways.pledges.words import (
    assumption_text,
    bracketed,
    condition_text,
    document_text,
    pledge_phrase,
    status_text,
    verdict_text,
)


def pledges_table(assessment: Assessment, language: str) -> ShownTable:
    """Return the targets in force and the promises of neutrality, with their tonnes and status."""
    current = (*assessment.pledges.current(), *assessment.pledges.neutrality())
    heads = (mark("Target"), mark("Document"), mark("Condition"), mark("In tonnes"), mark("How known"))
    caption = mark("Targets in force, in Mt CO₂e without land use: central reading [lowest; highest]")
    return ShownTable(
        "pledges",
        say(language, caption),
        words(language, *heads),
        tuple(_pledge_row(assessment, pledge, language) for pledge in current),
        numbers=(3,),
        strong=tuple(place for place, pledge in enumerate(current) if pledge.id == assessment.headline),
    )


def _pledge_row(assessment: Assessment, pledge: Pledge, language: str) -> tuple[str, ...]:
    read = assessment.by_pledge.get(pledge.id)
    ends = (read.target.central_mt_co2e, read.target.low_mt_co2e, read.target.high_mt_co2e) if read else None
    return (
        pledge_phrase(pledge, language),
        document_text(assessment.pledges.document(pledge.document), language),
        condition_text(pledge.condition, language),
        bracketed(*ends, language) if ends else NONE,
        status_text(pledge.status, language),
    )


def versions_table(assessment: Assessment, language: str) -> ShownTable:
    """Return every change from one version of the NDC to the next."""
    targets = {target.id: target for target in assessment.pledges.targets}
    compared = (mark("Newer target"), mark("Older target"), mark("Comparison"))
    differing = (mark("Difference, Mt CO₂e"), "%", mark("Depends on"))
    caption = mark(
        "Versions compared: newer minus older, lowest … median … highest of the readings they share"
    )
    return ShownTable(
        "versions",
        say(language, caption),
        words(language, *compared, *differing),
        tuple(_version_row(change, targets, language) for change in assessment.changes),
        numbers=(3, 4),
    )


def _version_row(change: Change, targets: dict[str, Pledge], language: str) -> tuple[str, ...]:
    # Equal ends are said once: a change that all readings agree on is one number.
    differences = dict.fromkeys(
        signed(value, language) for value in (change.low, change.central, change.high)
    )
    return (
        pledge_phrase(targets[change.newer], language),
        pledge_phrase(targets[change.older], language),
        verdict_text(change.verdict, language),
        " … ".join(differences),
        signed(change.percent, language) if change.percent is not None else NONE,
        ", ".join(assumption_text(name, language) for name in change.depends_on) or NONE,
    )
