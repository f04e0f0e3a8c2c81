"""One sheet for whoever doubts a number: what the document says, what we compute, what would change it.

Plain data like the brief, of the one target that a country speaks of first; a page sets it so that
it is printed on one side of A4.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from climate_pathways.assessment.assessment import Assessment
from climate_pathways.assessment.corrections import PLEDGE, Correction, corrections_of
from climate_pathways.assessment.sentences.chapters import sentences
from climate_pathways.assessment.sentences.speaker import Speaker
from climate_pathways.assessment.tables import (
    ReadingStep,
    ShownTable,
    comparisons_table,
    questions_table,
    reading_steps,
)
from climate_pathways.core.wording import check_language, mark, say_date
from climate_pathways.pledges.account import NET, Difference
from climate_pathways.pledges.amounts import BY_TONNES
from climate_pathways.pledges.fact_words import difference_places, line_text, quoted, text_address
from climate_pathways.pledges.own_readings import OwnReading
from climate_pathways.pledges.publishers import publisher_text
from climate_pathways.pledges.readings import ReadPledge
from climate_pathways.pledges.titles import Title, shown_title
from climate_pathways.pledges.words import (
    condition_text,
    document_status,
    document_text,
    pledge_phrase,
    status_text,
)

# Of the main target: what it comes to, without the comparisons, which stand in a table.
COMES_TO = ("own", "variant", "met_already", "no_inventory", "per_gdp", "bridge")
# More of either would not leave the sheet on one side of A4.
MOST_DIFFERENCES, MOST_CORRECTIONS = 2, 2


@dataclass(frozen=True)
class Passage:
    """A target as its document has it: ``place`` in it, the words ``printed`` there, ``url`` of its text."""

    document: str
    status: str
    says: str
    condition: str
    needs: str
    place: str
    printed: str
    known: str
    source: Title
    publisher: str
    url: str


@dataclass(frozen=True)
class CorrectionEntry:
    """One correction, dated: what it is about and what is right now, to be cited by ``id``."""

    id: str
    on: str
    title: str
    right: str


@dataclass(frozen=True)
class Derivation:
    """How the target becomes tonnes, and what would change them.

    ``comes_to``: in sentences; ``left_open``: what we did not find in the document; ``differences``:
    (what, where) of its places that do not agree and that the number rests on; ``differences_count``:
    of all its places that do not agree.
    """

    comes_to: tuple[str, ...]
    steps: tuple[ReadingStep, ...]
    compared: ShownTable | None
    questions: ShownTable | None
    left_open: tuple[str, ...]
    differences: tuple[tuple[str, str], ...]
    differences_count: int


@dataclass(frozen=True)
class Sheet:
    """The answer about one version of one country's assessment, in one language.

    ``edition``, ``reviewed``: the days of the figures and of the pledges; ``passage``: nothing where no target lies ahead;
    ``derivation``: nothing where the version was made before documents were read step by step;
    ``corrections``: the newest of the country.
    """

    iso3: str
    version: str
    name: str
    edition: str
    reviewed: str
    passage: Passage | None
    derivation: Derivation | None
    corrections: tuple[CorrectionEntry, ...]


def answer_sheet(assessment: Assessment, language: str) -> Sheet:
    """Return the sheet of an assessment; raise ``ValueError`` for a language without a catalogue."""
    speaker = Speaker(assessment, check_language(language))
    read = speaker.promised
    return Sheet(
        iso3=assessment.iso3,
        version=assessment.version,
        name=speaker.name,
        edition=say_date(language, assessment.standing.edition),
        reviewed=say_date(language, assessment.pledges.reviewed_on),
        passage=_passage(speaker, read) if read else None,
        derivation=_derivation(speaker, read, read.own) if read and read.own else None,
        corrections=tuple(
            _entry(correction, language)
            for correction in _of_the_pledge_first(assessment.iso3)[:MOST_CORRECTIONS]
        ),
    )


def _of_the_pledge_first(iso3: str) -> list[Correction]:
    """Return a country's corrections, those of its pledges first: a ministry is answered about these."""
    # A stable sort: within both halves the newest stays first.
    return sorted(corrections_of(iso3), key=lambda correction: correction.topic != PLEDGE)


def _entry(correction: Correction, language: str) -> CorrectionEntry:
    return CorrectionEntry(
        id=correction.id,
        on=say_date(language, correction.on),
        title=correction.title(language),
        right=correction.right(language),
    )


def _passage(speaker: Speaker, read: ReadPledge) -> Passage:
    pledges, pledge, language = speaker.assessment.pledges, read.pledge, speaker.language
    document, cited = pledges.document(pledge.document), pledges.citations[pledge.source]
    return Passage(
        document=document_text(document, language),
        status=document_status(document, language),
        says=speaker.sentence_start(pledge_phrase(pledge, language)),
        condition=condition_text(pledge.condition, language),
        needs=pledge.condition_in(language),
        # Frozen assessments of earlier releases have a locator in place of the line.
        place=line_text(pledge.place, pledge.line, language) if pledge.line else pledge.locator,
        printed=quoted(pledge.printed, language) if pledge.line else "",
        known=status_text(pledge.status, language),
        source=shown_title(cited, language),
        publisher=publisher_text(cited.publisher, language),
        url=text_address(pledges, pledges.text_of(pledge)) or cited.url,
    )


def _derivation(speaker: Speaker, read: ReadPledge, own: OwnReading) -> Derivation:
    pledges, language = speaker.assessment.pledges, speaker.language
    steps = reading_steps(pledges, read, language)
    every = pledges.differences_of(pledges.document(read.pledge.document))
    telling = _at_the_steps(every, steps)[:MOST_DIFFERENCES]
    return Derivation(
        comes_to=tuple(_comes_to(speaker, read)),
        steps=steps,
        compared=_table(comparisons_table(read, language)),
        questions=_table(questions_table(read, language)),
        left_open=tuple(_left_open(speaker, read, own)),
        differences=tuple(
            (difference.says(language), difference_places(difference, language)) for difference in telling
        ),
        differences_count=len(every),
    )


def _table(table: ShownTable) -> ShownTable | None:
    return table if table.rows else None


def _comes_to(speaker: Speaker, read: ReadPledge) -> Iterator[str]:
    meanings = (read.pledge, *speaker.assessment.pledges.variants(read.pledge))
    # Sentences name the targets that they rest on so; those of other targets stay out.
    rests_on = {f"pledge:{meaning.id}" for meaning in meanings}
    for sentence in sentences(speaker.assessment, speaker.language)["promise"]:
        if sentence.topic in COMES_TO and rests_on & {*sentence.sources}:
            yield sentence.text


def _left_open(speaker: Speaker, read: ReadPledge, own: OwnReading) -> Iterator[str]:
    """Yield what a reader would look for in the document and we did not find there."""
    year = read.pledge.year
    if own.is_from_inventory:
        yield speaker.word(mark("tonnes of the base year"))
    if own.rule != BY_TONNES:
        yield speaker.word(mark("tonnes of the target for {year}"), year=year)
    if own.footing == NET and speaker.assessment.pledges.account(read.pledge).land_use_ahead() is None:
        yield speaker.word(mark("land use expected for {year}"), year=year)


def _at_the_steps(every: Sequence[Difference], steps: Sequence[ReadingStep]) -> list[Difference]:
    """Return the disagreements at a line that the number rests on."""
    # A step without a line is arithmetic of ours, at which no document can disagree with itself.
    lines = {(step.text, step.line) for step in steps if step.line}
    return [
        difference
        for difference in every
        if {(difference.text, difference.line), (difference.other_text, difference.other_line)} & lines
    ]
