"""The country brief as plain data: what a minister, a page or a printer is given to read.

The same content makes the printed brief (``typeset_pdf``), the page of its own (``write_html``) and
whatever a web site makes of it; pictures are specifications, drawn where they are needed.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from climate_pathways.assessment import tables
from climate_pathways.assessment.assessment import Assessment
from climate_pathways.assessment.axes.axis import AXES
from climate_pathways.assessment.axes.words import axis_name, step_word
from climate_pathways.assessment.sentences.answer import LEADING_AXIS, key_sentences
from climate_pathways.assessment.sentences.axes import axis_topic
from climate_pathways.assessment.sentences.chapters import chapter_title, sentences
from climate_pathways.assessment.sentences.demands import demands
from climate_pathways.assessment.sentences.speaker import Speaker
from climate_pathways.assessment.tables import ShownTable
from climate_pathways.charts.captions import Words, gap_words, pathway_words, principle_words
from climate_pathways.charts.intervals import gap_chart, principle_chart
from climate_pathways.charts.legends import LegendItem
from climate_pathways.charts.pathway import pathway_chart
from climate_pathways.charts.specification import Size, Specification
from climate_pathways.core.provenance import Source
from climate_pathways.core.wording import check_language, mark, say
from climate_pathways.exports.brief.origin import departures, origin
from climate_pathways.figures.sentences.standing import Sentence

WAY, PRINCIPLES, GAPS = "way", "principles", "gaps"
PRINTED = Size(660, 250, 2)
# The height is not read: a chart of rows is as high as its rows need.
ROWS = Size(660, 0, 2)
# Chapters in the order of the brief; of the standing only what the figures need beside them.
PARTS = ("promise", "fair", "gap", "rating", "neutrality", "demands", "standing", "quality")
# Emissions per person and shares stand in the table of key numbers.
OF_STANDING = ("course", "trend", "disagreement_ghg")
# A brief shows no energy: what is missing of it needs no line.
OF_ENERGY = ("flag:no-energy_fossil", "flag:no-electricity_fossil")
LISTS = ("demands",)
# Rows of the table tell of convergence, the picture what divides the principles: a brief has four pages at most, also in the longer language.
ON_THE_PAGE_ALONE = ("duties", "with_convergence", "what_divides")
DEMANDS_ON_PAPER = 5
# Which of the key sentences lead, not in which order: they keep their own.
LEAD = ("level", "promise", "own", "own_today", "met_already", "gap", "likelihood", "rating", LEADING_AXIS)
# On paper the axes stand in a table: what is to be borne in mind beside each is on its page.
IN_TABLES = ("criterion", "axis_note", "unchanged", *(axis_topic(axis) for axis in AXES))


@dataclass(frozen=True)
class Picture:
    """A picture's words: its title, what to know of it, what it shows in words, its legend."""

    id: str
    title: str
    note: str
    alternative: str
    legend: tuple[LegendItem, ...]


@dataclass(frozen=True)
class Part:
    """One chapter of a brief. ``is_list``: its sentences are points to be numbered."""

    id: str
    title: str
    sentences: tuple[Sentence, ...] = ()
    pictures: tuple[Picture, ...] = ()
    tables: tuple[ShownTable, ...] = ()
    is_list: bool = False


@dataclass(frozen=True)
class Brief:
    """A country brief in one language.

    ``lead``: the sentences that carry it; ``picture``: the way to neutrality, absent without figures;
    ``step`` and ``label``: the rating by the first rule, zero and empty where there is none; ``axes``: each
    axis and its step in words, none in an assessment by the first rule; ``changed``: assumptions
    that a person fixed, empty for the published ones; ``dated``: the day of its newest input;
    ``amounts``: what was promised, what is fair and the gap, each named.
    """

    iso3: str
    language: str
    title: str
    subtitle: str
    keywords: tuple[str, ...]
    dated: str
    version: str
    step: int
    label: str
    axes: tuple[tuple[str, str], ...]
    changed: str
    amounts: tuple[tuple[str, str], ...]
    lead: tuple[Sentence, ...]
    picture: Picture
    parts: tuple[Part, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return the brief as plain data."""
        import msgspec

        data: dict[str, Any] = msgspec.to_builtins(self)
        return data


def brief(assessment: Assessment, sources: Mapping[str, Source], language: str) -> Brief:
    """Return the brief of an assessment.

    ``sources``: those of the snapshot the assessment was made from, by identifier. Raises
    ``ValueError`` for a language without a catalogue.
    """
    speaker = Speaker(assessment, check_language(language))
    lead = tuple(sentence for sentence in key_sentences(assessment, language) if sentence.topic in LEAD)
    former = assessment.main.rating if assessment.main else None
    return Brief(
        iso3=assessment.iso3,
        language=language,
        title=speaker.word(mark("{name} on the way to climate neutrality"), name=speaker.name),
        subtitle=_subtitle(speaker),
        keywords=(speaker.name, speaker.word(mark("climate")), "NDC", "Tamyr"),
        # Dates written year first sort as texts.
        dated=max(assessment.standing.edition, assessment.pledges.reviewed_on.isoformat()),
        version=assessment.version,
        step=former.step if former else 0,
        label=former.label(language) if former else "",
        axes=tuple(
            (axis_name(axis.id, language), step_word(axis.id, axis.step, language))
            for axis in assessment.axes
        ),
        changed=departures(speaker),
        amounts=tuple(_amounts(speaker)),
        lead=lead,
        picture=_picture(WAY, pathway_words(assessment, language)),
        parts=(*_parts(speaker), _sources(speaker, sources), _origin(speaker)),
    )


def _subtitle(speaker: Speaker) -> str:
    from climate_pathways.core.wording import say_date

    return speaker.word(
        mark(
            "Country brief. What was promised, what would be fair, what to ask for. Pledges as of {reviewed}, assessment {version}."
        ),
        reviewed=say_date(speaker.language, speaker.assessment.pledges.reviewed_on),
        version=speaker.assessment.version,
    )


def _amounts(speaker: Speaker) -> Iterator[tuple[str, str]]:
    read, judged = speaker.main_pledge, speaker.assessment.main
    if read is None or judged is None:
        return
    year, gap = read.target.year, judged.overall
    spans = speaker.assessment.share_span(year), speaker.assessment.gap_span(judged)
    yield (
        speaker.word(mark("Promised for {year}, without land use"), year=year),
        speaker.amount(read.target.central_mt_co2e),
    )
    yield speaker.word(mark("Fair in {year}"), year=year), speaker.with_span(gap.share_median, spans[0])
    yield speaker.word(mark("Gap")), speaker.with_span(gap.gap_median, spans[1])


def _parts(speaker: Speaker) -> tuple[Part, ...]:
    spoken = sentences(speaker.assessment, speaker.language)
    # The version stands below the title; the largest demands are printed, the page has them all.
    spoken["demands"] = tuple(islice(demands(speaker, on_paper=True), DEMANDS_ON_PAPER))
    return tuple(
        Part(
            id=name,
            title=chapter_title(name, speaker.language),
            sentences=tuple(sentence for sentence in spoken[name] if _is_printed(name, sentence, speaker)),
            pictures=_pictures(name, speaker),
            tables=_tables(name, speaker),
            is_list=name in LISTS,
        )
        for name in PARTS
    )


def _is_printed(part: str, sentence: Sentence, speaker: Speaker) -> bool:
    """Whether a sentence is worth its place on paper: criteria stand in a table, and of older
    versions only the comparison for the main target's year is told."""
    if part == "standing":
        return sentence.topic in OF_STANDING
    if sentence.topic in ON_THE_PAGE_ALONE or set(sentence.sources) & set(OF_ENERGY):
        return False
    read = speaker.main_pledge
    if sentence.topic == "version" and read is not None:
        return sentence.year == read.target.year
    # What would change an axis has its table on the page: four pages of paper hold no more.
    if sentence.topic == "would_change" and speaker.assessment.axes:
        return False
    return sentence.topic not in IN_TABLES


def _picture(name: str, words: Words) -> Picture:
    return Picture(name, words.title, words.note, words.alternative, words.legend)


def _pictures(part: str, speaker: Speaker) -> tuple[Picture, ...]:
    # By the same condition as `pictures` below: a picture without its drawing cannot be set.
    if speaker.assessment.main is None:
        return ()
    charted = {"fair": (PRINCIPLES, principle_words), "gap": (GAPS, gap_words)}
    if part not in charted:
        return ()
    name, words = charted[part]
    return (_picture(name, words(speaker.assessment, speaker.language)),)


def _rated(assessment: Assessment, language: str) -> ShownTable | None:
    return tables.axes_table(assessment, language) or tables.criteria_table(assessment, language)


MADE: Mapping[str, Callable[[Assessment, str], ShownTable | None]] = {
    "promise": tables.pledges_table,
    "gap": tables.principles_table,
    "rating": _rated,
    "standing": tables.numbers_table,
}


def _tables(part: str, speaker: Speaker) -> tuple[ShownTable, ...]:
    made = MADE[part](speaker.assessment, speaker.language) if part in MADE else None
    return (made,) if made and made.rows else ()


def _sources(speaker: Speaker, sources: Mapping[str, Source]) -> Part:
    table = tables.sources_table(speaker.assessment, sources, speaker.language)
    return Part("sources", table.caption, tables=(table,))


def _origin(speaker: Speaker) -> Part:
    title = say(speaker.language, mark("How to make this brief again"))
    return Part("origin", title, tuple(origin(speaker)))


def pictures(assessment: Assessment, language: str) -> dict[str, Specification]:
    """Return the brief's charts, by the identifiers its pictures carry, sized for A4."""
    charts = {WAY: pathway_chart(assessment, language, size=PRINTED)}
    if assessment.main is not None:
        charts[PRINCIPLES] = principle_chart(assessment, language, size=ROWS)
        charts[GAPS] = gap_chart(assessment, language, size=ROWS)
    return charts
