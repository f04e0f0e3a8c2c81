"""What a country promised, document by document, as its page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass

from climate_pathways.assessment import Assessment
from climate_pathways.assessment.sentences import Speaker
from climate_pathways.core.wording import say_date, say_rounded
from climate_pathways.pledges import (
    ACTIVE,
    NDC,
    UNVERIFIED,
    Document,
    Pledge,
    Reading,
    ReadPledge,
    assumption_text,
    condition_text,
    document_status,
    level_words,
    pledge_phrase,
    rounded_step,
    status_text,
)


@dataclass(frozen=True)
class ShownReading:
    """One way to read a target: what it assumes, how it leads to tonnes, and how many."""

    assumes: str
    steps: str
    mt_co2e: str


@dataclass(frozen=True)
class ShownTarget:
    """One target in words and tonnes. ``is_weak``: known from one weak source only."""

    id: str
    phrase: str
    condition: str
    status: str
    is_weak: bool
    is_headline: bool
    amount: str
    range: str
    note: str
    locator: str
    source_id: str
    source_name: str
    matters: tuple[tuple[str, str], ...]
    readings: tuple[ShownReading, ...]


@dataclass(frozen=True)
class ShownDocument:
    """One version of one document, also where its targets are not entered."""

    title: str
    date: str
    status: str
    is_active: bool
    entered: str
    note: str
    url: str
    source_id: str
    source_name: str
    targets: tuple[ShownTarget, ...]


def documents(assessment: Assessment, language: str) -> tuple[ShownDocument, ...]:
    """Return every document, those in force first, contributions before others, newest first."""
    ordered = sorted(assessment.pledges.documents, key=lambda document: document.submitted_on, reverse=True)
    # Sorting keeps the order of equals: within each group the newest stays first.
    ordered.sort(key=lambda document: (document.status != ACTIVE, document.kind != NDC))
    return tuple(_document(document, assessment, language) for document in ordered)


def _document(document: Document, assessment: Assessment, language: str) -> ShownDocument:
    cited = assessment.pledges.citations[document.source]
    return ShownDocument(
        title=document.title(language),
        date=say_date(language, document.submitted_on),
        status=document_status(document, language),
        is_active=document.status == ACTIVE,
        entered=document.targets,
        note=document.note(language),
        url=document.url,
        source_id=cited.id,
        source_name=cited.publisher,
        targets=tuple(_target(pledge, assessment, language) for pledge in assessment.pledges.of(document)),
    )


def _target(pledge: Pledge, assessment: Assessment, language: str) -> ShownTarget:
    read = assessment.by_pledge.get(pledge.id)
    amount, span = _tonnes(read, Speaker(assessment, language)) if read else ("", "")
    return ShownTarget(
        id=pledge.id,
        phrase=Speaker(assessment, language).sentence_start(pledge_phrase(pledge, language)),
        condition=condition_text(pledge.condition, language),
        status=status_text(pledge.status, language),
        is_weak=pledge.status == UNVERIFIED,
        is_headline=pledge.id == assessment.headline,
        amount=amount,
        range=span,
        note=pledge.note(language),
        locator=pledge.locator,
        source_id=pledge.source,
        source_name=assessment.pledges.citations[pledge.source].publisher,
        matters=_matters(read, language) if read else (),
        readings=_readings(read.readings, language) if read else (),
    )


def _tonnes(read: ReadPledge, speaker: Speaker) -> tuple[str, str]:
    target = read.target
    is_one = len(read.readings) < 2 or target.low_mt_co2e == target.high_mt_co2e
    span = "" if is_one else speaker.between(target.low_mt_co2e, target.high_mt_co2e)
    return speaker.amount(target.central_mt_co2e), span


def _matters(read: ReadPledge, language: str) -> tuple[tuple[str, str], ...]:
    return tuple(
        (assumption_text(name, language), say_rounded(language, apart)) for name, apart in read.what_matters()
    )


def _readings(readings: Sequence[Reading], language: str) -> tuple[ShownReading, ...]:
    return tuple(
        ShownReading(
            assumes="; ".join(
                f"{assumption_text(name, language)}: {level_words(name, level, language)}"
                for name, level in reading.assumptions
            ),
            steps=" → ".join(rounded_step(step, language) for step in reading.steps),
            mt_co2e=say_rounded(language, reading.mt_co2e),
        )
        for reading in sorted(readings, key=lambda reading: reading.mt_co2e)
    )
