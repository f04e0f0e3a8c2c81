"""How many criteria of neutrality and of the NDC's quality the documents meet, in one sentence each."""

from collections.abc import Iterator, Sequence

from climate_pathways.assessment.sentences.speaker import Speaker
from climate_pathways.core.wording import mark, say_count
from climate_pathways.figures.sentences.standing import Sentence
from climate_pathways.pledges.criteria import (
    NEUTRALITY,
    NO,
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
NOT_MET = mark("{count} is answered with no | {count} are answered with no")
UNANSWERED = mark("{count} is not answered in the texts read | {count} are not answered in the texts read")
UNREAD = mark(
    "{count} could not be read and counts neither way | {count} could not be read and count neither way"
)


def neutrality_met(speaker: Speaker) -> Iterator[Sentence]:
    answers = speaker.assessment.neutrality_criteria
    if answers:
        yield speaker.say(
            "neutrality_criteria",
            mark("Neutrality by eight published criteria: {met}, {partly}{others}."),
            f"criteria:{NEUTRALITY}",
            met=_met(speaker, answers),
            partly=_partly(speaker, answers),
            others="".join(f"; {said}" for said in _others(speaker, answers)),
        )


def quality_met(speaker: Speaker) -> Iterator[Sentence]:
    # This list knows neither “not said” nor “not read”: whatever is not met, in full or in part, is a no.
    answers = speaker.assessment.ndc_quality
    if answers:
        yield speaker.say(
            "ndc_quality",
            mark("Quality of the newest NDC by eight published criteria: {met}, {partly}."),
            f"criteria:{QUALITY}",
            met=_met(speaker, answers),
            partly=_partly(speaker, answers),
        )


def _others(speaker: Speaker, answers: Sequence[CriterionAnswer]) -> Iterator[str]:
    """Yield how many are answered with no, not answered and not read: three things, never one number."""
    for answer, text in ((NO, NOT_MET), (NOT_SAID, UNANSWERED), (NOT_READ, UNREAD)):
        count = count_of(answers, answer)
        if count:
            yield say_count(speaker.language, text, count)


def _met(speaker: Speaker, answers: Sequence[CriterionAnswer]) -> str:
    met = count_of(answers, YES)
    return say_count(speaker.language, MET, met) if met else speaker.word(NONE_MET)


def _partly(speaker: Speaker, answers: Sequence[CriterionAnswer]) -> str:
    return say_count(speaker.language, IN_PART, count_of(answers, PARTLY))
