"""An assessment in sentences that a journalist can quote, each tied to what it rests on."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from climate_pathways.assessment.assessment import Assessment
from climate_pathways.assessment.sentences import fair_share as judgement_words
from climate_pathways.assessment.sentences import neutrality as course_words
from climate_pathways.assessment.sentences import pledges as promise_words
from climate_pathways.assessment.sentences.speaker import Speaker
from climate_pathways.core.wording import check_language, mark, say
from climate_pathways.figures import sentences as summary
from climate_pathways.figures.sentences import Sentence
from climate_pathways.pledges.documents import INTENSITY


@dataclass(frozen=True)
class Chapter:
    """One chapter's title and who speaks in it."""

    title: str
    speak: Callable[[Speaker], Iterator[Sentence]]


def _standing(speaker: Speaker) -> Iterator[Sentence]:
    yield from summary.sentences(speaker.assessment.standing, speaker.language)


CHAPTERS = {
    "standing": Chapter(mark("Where the country stands"), _standing),
    "promise": Chapter(mark("What it has promised"), promise_words.promise),
    "fair": Chapter(mark("What would be fair"), judgement_words.fair),
    "gap": Chapter(mark("The gap"), judgement_words.gap),
    "rating": Chapter(mark("The rating and its reasons"), judgement_words.rating),
    "neutrality": Chapter(mark("The way to neutrality"), course_words.neutrality),
    "demands": Chapter(mark("What could be asked for"), course_words.demands),
    "quality": Chapter(mark("How good the figures are"), course_words.quality),
}
# Worth a place among the few only where the main target itself is per unit of GDP.
OF_INTENSITY = ("per_gdp", "intensity_so_far")
# What fits on a card, in reading order: topics of sentences.
KEY_TOPICS = (
    "level",
    "promise",
    "tonnes",
    "per_gdp",
    "intensity_so_far",
    "gap",
    "likelihood",
    "rating",
    "way",
)


def sentences(assessment: Assessment, language: str) -> dict[str, tuple[Sentence, ...]]:
    """Return what can be said of a country: chapter → sentences, in reading order.

    Raises ``ValueError`` for a language without a catalogue.
    """
    speaker = Speaker(assessment, check_language(language))
    return {name: tuple(chapter.speak(speaker)) for name, chapter in CHAPTERS.items()}


def chapter_title(chapter: str, language: str) -> str:
    return say(language, CHAPTERS[chapter].title)


def key_sentences(assessment: Assessment, language: str) -> tuple[Sentence, ...]:
    """Return the few sentences that carry the assessment, one per topic."""
    spoken = [
        one
        for chapter in sentences(assessment, language).values()
        for one in chapter
        if one.topic not in OF_INTENSITY or assessment.by_pledge[assessment.headline].pledge.type == INTENSITY
    ]
    firsts = {one.topic: one for one in reversed(spoken)}
    return tuple(firsts[topic] for topic in KEY_TOPICS if topic in firsts)
