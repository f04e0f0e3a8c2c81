"""Tables of what was promised: targets in force, versions compared, documents."""

from collections.abc import Iterator

from climate_pathways.assessment.assessment import Assessment
from climate_pathways.assessment.sentences.own_account import is_recalculated
from climate_pathways.assessment.shown_table import NONE, ShownTable, signed, words
from climate_pathways.core.wording import mark, say
from climate_pathways.figures.sentences.quantities import signed_percent
from climate_pathways.pledges.account import GROSS, NET
from climate_pathways.pledges.comparisons import Span, today
from climate_pathways.pledges.documents import UNSPECIFIED, VERIFIED, Pledge
from climate_pathways.pledges.own_readings import OwnReading
from climate_pathways.pledges.readings import ReadPledge
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
    """Return the targets ahead and the promises of neutrality: on their own footing, beside today and fair shares."""
    ahead = assessment.pledges.ahead(assessment.as_of)
    heads = (mark("Target"), mark("Document"), mark("With land use"), mark("Without land use"))
    more = (mark("Against the latest year, %: with / without land use"), mark("Beside fair shares"))
    caption = mark(
        "Targets in force, Mt CO₂e: by the document’s own account, against its inventory, and without land use by "
        "international series; central value [lowest; highest]"
    )
    rows = [_pledge_row(assessment, pledge, language) for pledge in ahead]
    return ShownTable(
        "pledges",
        say(language, caption),
        words(language, *heads, *more),
        (*rows, *_neutrality_rows(assessment, language)),
        # Not the column against the latest year, which holds two numbers and a year: it is set as words.
        numbers=(2, 3, 5),
        # Places among all rows: targets stand before the promises of neutrality.
        strong=tuple(place for place, pledge in enumerate(ahead) if pledge.id == assessment.headline),
    )


def _pledge_row(assessment: Assessment, pledge: Pledge, language: str) -> tuple[str, ...]:
    read = assessment.by_pledge.get(pledge.id)
    own = read.own if read else None
    return (
        _phrase(pledge, language),
        _document(assessment, pledge, language),
        _bracketed(own.net if own else None, language),
        _bracketed(own.gross if own else None, language),
        against_today(own, language) if own else NONE,
        _bracketed(_target(read), language),
    )


def _neutrality_rows(assessment: Assessment, language: str) -> Iterator[tuple[str, ...]]:
    """Yield each promise once, with every document that makes it."""
    documents: dict[str, list[str]] = {}
    for pledge in assessment.pledges.neutrality():
        title = _document(assessment, pledge, language)
        documents.setdefault(_phrase(pledge, language), []).append(title)
    for phrase, titles in documents.items():
        yield phrase, "; ".join(titles), NONE, NONE, NONE, NONE


def _phrase(pledge: Pledge, language: str) -> str:
    phrase = pledge_phrase(pledge, language)
    # Not `capitalize`, which would make the rest small: “BAU”, “NDC”, names of places.
    return phrase[:1].upper() + phrase[1:]


def _document(assessment: Assessment, pledge: Pledge, language: str) -> str:
    """Name a target's document, what it depends on, and how well it is known where it was not read itself."""
    parts = [document_text(assessment.pledges.document(pledge.document), language)]
    if pledge.condition != UNSPECIFIED:
        parts.append(condition_text(pledge.condition, language))
    if pledge.status != VERIFIED:
        parts.append(status_text(pledge.status, language))
    return ", ".join(parts)


def _target(read: ReadPledge | None) -> Span | None:
    """Return what stands beside fair shares; nothing where the target cannot."""
    if read is None or not read.is_comparable:
        return None
    return Span(read.target.low_mt_co2e, read.target.central_mt_co2e, read.target.high_mt_co2e)


def _bracketed(span: Span | None, language: str) -> str:
    return bracketed(span.central, span.low, span.high, language) if span else NONE


def against_today(own: OwnReading, language: str) -> str:
    """Say how far a target lies from the latest inventory year, percent: with and without land use."""
    latest = {comparison.footing: comparison for comparison in today(own.comparisons)}
    if not latest:
        return NONE
    values = [
        signed_percent(latest[footing].percent.central, language) if footing in latest else NONE
        for footing in (NET, GROSS)
    ]
    year = str(max(comparison.years[-1] for comparison in latest.values()))
    if any(is_recalculated(comparison) for comparison in latest.values()):
        year = say(language, mark("{year}, base year recalculated"), year=year)
    return f"{' / '.join(values)} ({year})"


def versions_table(assessment: Assessment, language: str) -> ShownTable:
    """Return every change from one version of the NDC to the next."""
    targets = {target.id: target for target in assessment.pledges.targets}
    compared = (mark("Newer target"), mark("Older target"), mark("Comparison"))
    differing = (mark("Difference, Mt CO₂e"), mark("Difference, %"), mark("Depends on"))
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
