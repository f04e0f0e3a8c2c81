"""What a country promised, document by document, as its page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass

from climate_pathways.assessment import Assessment
from climate_pathways.assessment.sentences import Speaker
from climate_pathways.assessment.tables import (
    ReadingStep,
    ShownTable,
    comparisons_table,
    own_amounts,
    questions_table,
    reading_steps,
)
from climate_pathways.core.wording import say_date, say_rounded
from climate_pathways.pledges import (
    ACTIVE,
    NDC,
    UNVERIFIED,
    Document,
    Pledge,
    Pledges,
    Reading,
    ReadPledge,
    assumption_text,
    condition_text,
    difference_places,
    document_status,
    level_words,
    line_text,
    pledge_phrase,
    publisher_text,
    quoted,
    rounded_step,
    status_text,
    target_status,
    text_address,
    theme_name,
)


@dataclass(frozen=True)
class ShownReading:
    """One way to read a target: what it assumes, how it leads to tonnes, and how many."""

    assumes: str
    steps: str
    mt_co2e: str


@dataclass(frozen=True)
class ShownAim:
    """Another quantified aim: what it says, on what it depends, where it stands and what is printed there."""

    says: str
    condition: str
    place: str
    printed: str


@dataclass(frozen=True)
class ShownTarget:
    """One target in words and tonnes. ``is_weak``: known from one weak source only; ``over``: why it is
    not in force, though its document is.

    ``steps``, ``compared`` and ``questions``: how it was read by its document's own account; an
    assessment of an earlier release has ``readings`` and ``matters`` instead.
    """

    id: str
    phrase: str
    condition: str
    status: str
    is_weak: bool
    is_headline: bool
    over: str
    amount: str
    range: str
    own: str
    is_own_from_inventory: bool
    needs: str
    note: str
    locator: str
    source_id: str
    source_name: str
    matters: tuple[tuple[str, str], ...]
    readings: tuple[ShownReading, ...]
    steps: tuple[ReadingStep, ...]
    compared: ShownTable | None
    questions: ShownTable | None


@dataclass(frozen=True)
class ShownDocument:
    """One version of one document, also where its targets are not entered.

    ``aims``: its other quantified aims by theme; ``differences``: two places of it that do not agree;
    ``text_url``: where the text can be read that their lines are counted in.
    """

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
    aims: tuple[tuple[str, tuple[ShownAim, ...]], ...]
    differences: tuple[tuple[str, str], ...]
    text_url: str

    @property
    def aims_count(self) -> int:
        return sum(len(aims) for _, aims in self.aims)

    @property
    def is_history(self) -> bool:
        """Whether it has targets and none of them is in force or judged by."""
        is_over = not self.is_active or all(target.over for target in self.targets)
        return bool(self.targets) and is_over and not any(target.is_headline for target in self.targets)


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
        source_name=publisher_text(cited.publisher, language),
        targets=tuple(_target(pledge, assessment, language) for pledge in assessment.pledges.of(document)),
        aims=_aims(document, assessment.pledges, language),
        differences=tuple(
            (difference.says(language), difference_places(difference, language))
            for difference in assessment.pledges.differences_of(document)
        ),
        text_url=text_address(assessment.pledges, document.texts[0]) if document.texts else "",
    )


def _aims(
    document: Document, pledges: Pledges, language: str
) -> tuple[tuple[str, tuple[ShownAim, ...]], ...]:
    """Return a document's other aims by theme, in the order in which it names the themes first."""
    by_theme: dict[str, list[ShownAim]] = {}
    for aim in pledges.commitments_of(document):
        shown = ShownAim(
            says=aim.says(language),
            condition=condition_text(aim.condition, language),
            place=line_text(aim.place, aim.line, language),
            printed=quoted(aim.printed, language),
        )
        by_theme.setdefault(theme_name(aim.theme, language), []).append(shown)
    return tuple((theme, tuple(aims)) for theme, aims in by_theme.items())


def _target(pledge: Pledge, assessment: Assessment, language: str) -> ShownTarget:
    read = assessment.by_pledge.get(pledge.id)
    # Only what may be set beside a fair share: the document’s own tonnes stand in ``own``.
    amount, span = _tonnes(read, Speaker(assessment, language)) if read and read.is_comparable else ("", "")
    own = read if read and read.own else None
    return ShownTarget(
        id=pledge.id,
        phrase=Speaker(assessment, language).sentence_start(pledge_phrase(pledge, language)),
        condition=condition_text(pledge.condition, language),
        status=status_text(pledge.status, language),
        is_weak=pledge.status == UNVERIFIED,
        is_headline=pledge.id == assessment.headline,
        over=target_status(pledge, assessment.pledges, assessment.as_of, language),
        amount=amount,
        range=span,
        own=own_amounts(own, language) if own else "",
        is_own_from_inventory=bool(own and own.own and own.own.is_from_inventory),
        needs=pledge.condition_in(language),
        note=pledge.note(language),
        # Assessments of earlier releases hold words for the place where this one counts lines.
        locator=line_text(pledge.place, pledge.line, language) if pledge.line else pledge.locator,
        source_id=pledge.source,
        source_name=publisher_text(assessment.pledges.citations[pledge.source].publisher, language),
        matters=_matters(read, language) if read and not own else (),
        readings=_readings(read.readings, language) if read and not own else (),
        steps=reading_steps(assessment.pledges, own, language) if own else (),
        compared=_table(comparisons_table(own, language)) if own else None,
        questions=_table(questions_table(own, language)) if own else None,
    )


def _table(table: ShownTable) -> ShownTable | None:
    return table if table.rows else None


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
