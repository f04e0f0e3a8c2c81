"""An assessment's answer in one sentence, and in the few that carry it, for a card or a headline."""

from climate_pathways.assessment.assessment import Assessment
from climate_pathways.assessment.axes.axis import FAIR_SHARE
from climate_pathways.assessment.sentences.axes import axis_topic
from climate_pathways.assessment.sentences.chapters import sentences
from climate_pathways.assessment.sentences.gap import draws, enough
from climate_pathways.assessment.sentences.speaker import Speaker
from climate_pathways.core.wording import mark, one_stop, say
from climate_pathways.figures.sentences.standing import Sentence
from climate_pathways.pledges.documents import INTENSITY

# Worth a place among the few only where the main target itself is per unit of GDP.
OF_INTENSITY = ("per_gdp",)
# Assessments by the first rule have one rating in place of the axes.
LEADING_AXIS = axis_topic(FAIR_SHARE)
# What fits on a card, in reading order: topics of sentences.
KEY_TOPICS = (
    "level",
    "promise",
    "own",
    "own_today",
    "met_already",
    "per_gdp",
    "gap",
    "likelihood",
    "rating",
    LEADING_AXIS,
    "way",
)


def key_sentences(assessment: Assessment, language: str) -> tuple[Sentence, ...]:
    """Return the few sentences that carry the assessment, one per topic."""
    spoken = [
        sentence
        for chapter in sentences(assessment, language).values()
        for sentence in chapter
        if sentence.topic not in OF_INTENSITY or _is_per_gdp(assessment, language)
    ]
    # The first sentence of a topic stands for it, so that the later ones are overwritten.
    firsts = {sentence.topic: sentence for sentence in reversed(spoken)}
    return tuple(firsts[topic] for topic in KEY_TOPICS if topic in firsts)


def _is_per_gdp(assessment: Assessment, language: str) -> bool:
    promised = Speaker(assessment, language).promised
    return promised is not None and promised.pledge.type == INTENSITY


def answer_sentence(assessment: Assessment, language: str) -> str:
    """Say what the main pledge comes to, what would be fair, and how often it is enough."""
    judged = assessment.main
    if judged is None:
        return say(language, mark("It cannot be compared with a fair share."))
    speaker, target = Speaker(assessment, language), assessment.by_pledge[judged.pledge].target
    span = assessment.share_span(target.year)
    below = speaker.below_zero(span)
    text = mark(
        "That comes to about {amount} in {year}, while the fair share at the median would be {share}. {below}{enough}"
    )
    if judged.overall.share_median <= 0:
        text = mark(
            "That comes to about {amount} in {year}, while the fair share at the median is used up by then: {share}. {below}{enough}"
        )
    said = speaker.word(
        text,
        amount=speaker.amount(target.central_mt_co2e),
        year=target.year,
        share=speaker.with_span(judged.overall.share_median, span),
        below=f"{below} " if below else "",
        enough=enough(judged.overall.probability, draws(speaker), language),
    )
    return one_stop(said)
