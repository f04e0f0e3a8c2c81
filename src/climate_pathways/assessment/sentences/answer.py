"""The answer in one sentence: what was promised, what would be fair, and whether it is enough."""

from climate_pathways.assessment.assessment import Assessment
from climate_pathways.assessment.sentences.fair_share import likelihood
from climate_pathways.assessment.sentences.speaker import Speaker
from climate_pathways.core.wording import mark, say


def answer_sentence(assessment: Assessment, language: str) -> str:
    """Say what the main pledge comes to, what would be fair, and how likely it is enough."""
    judged = assessment.main
    if judged is None:
        return say(language, mark("It cannot be compared with a fair share."))
    speaker, target = Speaker(assessment, language), assessment.by_pledge[judged.pledge].target
    text = mark(
        "That comes to about {amount} in {year}, while a fair share would be {share}: that it is enough is {likelihood}."
    )
    if judged.overall.share_median <= 0:
        text = mark(
            "That comes to about {amount} in {year}, while the fair share is used up by then: that it is enough is {likelihood}."
        )
    return speaker.word(
        text,
        amount=speaker.amount(target.central_mt_co2e),
        year=target.year,
        share=speaker.amount(judged.overall.share_median),
        likelihood=likelihood(judged.overall.probability, language),
    ).replace("..", ".")
