"""An assessment in sentences that a journalist can quote, each tied to what it rests on."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from climate_pathways.assessment.assessment import Assessment
from climate_pathways.assessment.sentences import (
    demands,
    fair_share,
    gap,
    neutrality,
    pledges,
    quality,
    rating,
)
from climate_pathways.assessment.sentences.context import context
from climate_pathways.assessment.sentences.speaker import Speaker
from climate_pathways.core.wording import check_language, mark, say
from climate_pathways.figures.sentences import standing
from climate_pathways.figures.sentences.standing import Sentence
from climate_pathways.pledges.context import TREND


@dataclass(frozen=True)
class Chapter:
    """One chapter's title and who speaks in it."""

    title: str
    speak: Callable[[Speaker], Iterator[Sentence]]


def _standing(speaker: Speaker) -> Iterator[Sentence]:
    yield from standing.sentences(speaker.assessment.standing, speaker.language)
    yield from context(speaker, TREND)


# By these names the site and the brief ask for a chapter; its title is for readers.
CHAPTERS = {
    "standing": Chapter(mark("Where the country stands"), _standing),
    "promise": Chapter(mark("What it has promised"), pledges.promise),
    "fair": Chapter(mark("What would be fair"), fair_share.fair),
    "gap": Chapter(mark("The gap"), gap.gap),
    "rating": Chapter(mark("The rating and its reasons"), rating.rating),
    "neutrality": Chapter(mark("The way to neutrality"), neutrality.neutrality),
    "demands": Chapter(mark("What could be asked for"), demands.demands),
    "quality": Chapter(mark("How good the figures are"), quality.quality),
}


def sentences(assessment: Assessment, language: str) -> dict[str, tuple[Sentence, ...]]:
    """Return what can be said of a country: chapter → sentences, in reading order.

    Raises ``ValueError`` for a language without a catalogue.
    """
    speaker = Speaker(assessment, check_language(language))
    return {name: tuple(chapter.speak(speaker)) for name, chapter in CHAPTERS.items()}


def chapter_title(chapter: str, language: str) -> str:
    return say(language, CHAPTERS[chapter].title)
