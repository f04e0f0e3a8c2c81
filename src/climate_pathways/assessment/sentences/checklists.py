"""How many criteria of neutrality and of the NDC's quality the documents meet, in one sentence each."""

from collections.abc import Iterator, Sequence

from climate_pathways.assessment.sentences.speaker import Speaker
from climate_pathways.core.wording import mark, say_count
from climate_pathways.figures.sentences.standing import Sentence
from climate_pathways.pledges.criteria import (
    NEUTRALITY,
    NOT_READ,
    NOT_SAID,
    PARTLY,
    QUALITY,
    YES,
    CriterionAnswer,
    count_of,
)

MET = mark("{count} criterion is met in full | {count} criteria are met in full")
NONE_MET = mark("none is met in full")
IN_PART = mark("{count} in part | {count} in part")
UNANSWERED = mark("the texts read do not answer {count} | the texts read do not answer {count}")


def neutrality_met(speaker: Speaker) -> Iterator[Sentence]:
    answers = speaker.assessment.neutrality_criteria
    if answers:
        yield speaker.say(
            "neutrality_criteria",
            mark("Neutrality by eight published criteria: {met}, {partly}; {unanswered}."),
            f"criteria:{NEUTRALITY}",
            met=_met(speaker, answers),
            partly=_partly(speaker, answers),
            unanswered=say_count(speaker.language, UNANSWERED, count_of(answers, NOT_READ, NOT_SAID)),
        )


def quality_met(speaker: Speaker) -> Iterator[Sentence]:
    answers = speaker.assessment.ndc_quality
    if answers:
        yield speaker.say(
            "ndc_quality",
            mark("Quality of the newest NDC by eight published criteria: {met}, {partly}."),
            f"criteria:{QUALITY}",
            met=_met(speaker, answers),
            partly=_partly(speaker, answers),
        )


def _met(speaker: Speaker, answers: Sequence[CriterionAnswer]) -> str:
    met = count_of(answers, YES)
    return say_count(speaker.language, MET, met) if met else speaker.word(NONE_MET)


def _partly(speaker: Speaker, answers: Sequence[CriterionAnswer]) -> str:
    return say_count(speaker.language, IN_PART, count_of(answers, PARTLY))
