"""How a pledge is rated and what would change that, in sentences."""

from collections.abc import Iterator

from climate_pathways.assessment.assessment import PledgeAssessment
from climate_pathways.assessment.axes.axis import FAIR_SHARE
from climate_pathways.assessment.axes.words import step_word
from climate_pathways.assessment.rating import CRITERIA, STEPS, Criterion, Rating, Sensitivity
from climate_pathways.assessment.sentences.axes import axes
from climate_pathways.assessment.sentences.speaker import Speaker
from climate_pathways.core.wording import lower_start, mark, say, say_part
from climate_pathways.fair_shares.words import choice_name, level_name
from climate_pathways.figures.sentences.standing import Sentence


def rating(speaker: Speaker) -> Iterator[Sentence]:
    """Yield the five axes; of an assessment by the first rule its step, each criterion, what would change it."""
    if speaker.assessment.axes:
        yield from axes(speaker)
        return
    judged = speaker.assessment.main
    if judged is None or judged.rating is None:
        yield speaker.say("rating", mark("Without a target to compare there is no rating."))
        return
    rated, rests_on = judged.rating, f"rating:{judged.pledge}"
    lowest, highest = rated.range
    text = mark(
        "Rated {step} of 5, “{label}”, by our published rule {version}. No other single assumption changes that."
    )
    if lowest != highest:
        text = mark(
            "Rated {step} of 5, “{label}”, by our published rule {version}. Under other single assumptions: {lowest} to {highest}."
        )
    yield speaker.say(
        "rating",
        text,
        rests_on,
        step=rated.step,
        label=rated.label(speaker.language),
        version=rated.version,
        lowest=lowest,
        highest=highest,
    )
    for criterion in rated.criteria:
        yield speaker.say(
            "criterion",
            mark("{criterion}: {value}. Step {step} of 5."),
            rests_on,
            criterion=say(speaker.language, CRITERIA[criterion.id]),
            value=criterion_value(criterion, speaker.language),
            step=criterion.step,
        )
    for step, causes in turning(rated).items():
        yield speaker.say(
            "would_change",
            mark("It would be {step} of 5 (“{label}”) given: {causes}."),
            rests_on,
            step=step,
            label=speaker.word(STEPS[step]),
            causes="; ".join(sensitivity_text(cause, speaker.language) for cause in causes),
        )


def rated_word(judged: PledgeAssessment, language: str) -> str:
    """Return how a pledge is rated: its step on the axis of fair share; by the first rule number and label."""
    if judged.axis is not None:
        return step_word(FAIR_SHARE, judged.axis.step, language)
    # With its number: the words of the first rule are steps of another scale.
    former = judged.rating
    return f"{former.step}. {former.label(language)}" if former else step_word(FAIR_SHARE, "", language)


def criterion_value(criterion: Criterion, language: str) -> str:
    """Write a criterion's value as a percentage, with a decimal where it is small."""
    # The rule counts some criteria in parts of one and others in percent: both are told alike.
    percent = 100 * criterion.value if criterion.unit == "fraction" else criterion.value
    return say_part(language, percent / 100)


def turning(rated: Rating) -> dict[int, list[Sensitivity]]:
    """Return the single assumptions that would change a rating, by the step they lead to."""
    by_step: dict[int, list[Sensitivity]] = {}
    for sensitivity in rated.sensitivity:
        if sensitivity.step != rated.step:
            by_step.setdefault(sensitivity.step, []).append(sensitivity)
    return dict(sorted(by_step.items()))


READINGS = {
    "low": mark("the lowest reading of the target"),
    "high": mark("the highest reading of the target"),
}


def sensitivity_text(sensitivity: Sensitivity, language: str) -> str:
    """Say which assumption is fixed at what."""
    if sensitivity.assumption == "without":
        return say(
            language,
            mark("without the criterion “{criterion}”"),
            criterion=say(language, CRITERIA[str(sensitivity.level)]),
        )
    if sensitivity.assumption == "reading":
        return say(language, READINGS[str(sensitivity.level)])
    return f"{lower_start(choice_name(sensitivity.assumption, language))}: {level_name(sensitivity.assumption, sensitivity.level, language)}"
