"""An assessment's answer in the few sentences that carry it, for a card or a headline."""

from climate_pathways.assessment.assessment import Assessment
from climate_pathways.assessment.sentences.chapters import sentences
from climate_pathways.figures.sentences import Sentence
from climate_pathways.pledges.documents import INTENSITY

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


def key_sentences(assessment: Assessment, language: str) -> tuple[Sentence, ...]:
    """Return the few sentences that carry the assessment, one per topic."""
    spoken = [
        sentence
        for chapter in sentences(assessment, language).values()
        for sentence in chapter
        if sentence.topic not in OF_INTENSITY or _is_per_gdp(assessment)
    ]
    # The first sentence of a topic stands for it, so that the later ones are overwritten.
    firsts = {sentence.topic: sentence for sentence in reversed(spoken)}
    return tuple(firsts[topic] for topic in KEY_TOPICS if topic in firsts)


def _is_per_gdp(assessment: Assessment) -> bool:
    return assessment.by_pledge[assessment.headline].pledge.type == INTENSITY
