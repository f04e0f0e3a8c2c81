"""How far a pledge is from its fair share, and how often it is enough, in sentences."""

from collections.abc import Iterator
from dataclasses import replace

from climate_pathways.assessment.assessment import PledgeAssessment
from climate_pathways.assessment.gap import Gap
from climate_pathways.assessment.sentences.rating import rated_word
from climate_pathways.assessment.sentences.speaker import Speaker
from climate_pathways.core.naming import method_name
from climate_pathways.core.quantiles import HIGH, LOW
from climate_pathways.core.wording import mark, one_stop, say, say_count, say_number, say_part, say_percent
from climate_pathways.fair_shares.result import OVERALL
from climate_pathways.figures.sentences.standing import Sentence

# A gap below this part of the target is none in a sentence.
ABOUT_ZERO = 0.05
# A part nearer than this to none or to all gets a second decimal, so that it does not read as either.
NEAR_AN_END = 0.001
COMBINATIONS = mark(
    "{count} combination of assumptions about fairness and data | "
    "{count} combinations of assumptions about fairness and data"
)
NO_PRINCIPLE = mark("No equity principle was chosen, so no target of {name} is set beside a fair share.")
OF_PRINCIPLES = mark("the {count} equity principle | the {count} equity principles")


def enough(probability: float, draws: int, language: str) -> str:
    """Say in how many draws a target is enough, as a sentence.

    Every draw is one combination of assumptions, dealt by us and not found in the world: no word of
    likelihood stands for their part.
    """
    # What is frozen is a part, rounded: times the draws it is a whole number of them again.
    count = round(probability * draws)
    text = mark("In {count} of {combinations} the target is enough ({part}).")
    if count == 0:
        text = mark("In none of {combinations} is the target enough.")
    elif count == draws:
        text = mark("In each of {combinations} the target is enough.")
    return say(
        language,
        text,
        count=say_number(language, count),
        combinations=say_count(language, COMBINATIONS, draws),
        part=_part(probability, language),
    )


def _part(probability: float, language: str) -> str:
    if min(probability, 1 - probability) < NEAR_AN_END:
        return say_percent(language, probability, 2)
    return say_part(language, probability)


def gap(speaker: Speaker) -> Iterator[Sentence]:
    """Yield the gap of the main pledge, the chance that it is enough, and the principles it meets."""
    judged = speaker.assessment.main
    if judged is None:
        text = mark("There is no target of {name} ahead to compare with a fair share.")
        if speaker.promised is not None:
            text = mark("No target of {name} ahead can be set beside a fair share.")
        # Last, since it goes before the others: without a principle no target could be set beside anything.
        if not speaker.has_principles:
            text = NO_PRINCIPLE
        yield speaker.say("gap", text)
        return
    overall = judged.overall
    yield _gap(speaker, judged, overall)
    yield speaker.quote(
        "likelihood", enough(overall.probability, draws(speaker), speaker.language), f"gap:{OVERALL}"
    )
    yield _met(speaker, judged)
    yield from _with_support(speaker, judged)


def _gap(speaker: Speaker, judged: PledgeAssessment, gap: Gap) -> Sentence:
    target = speaker.assessment.by_pledge[judged.pledge].target
    text = mark(
        "The gap: the target is {gap} above the median fair share; to reach that, it would have to be {percent} "
        "lower. In {most} of the results the gap is {range}."
    )
    if abs(gap.gap_median) < ABOUT_ZERO * abs(target.central_mt_co2e):
        text = mark(
            "The target is about as large as the median fair share. In {most} of the results the gap is {range}."
        )
    elif gap.gap_median < 0:
        text = mark(
            "The target is {gap} below the median fair share. In {most} of the results the gap is {range}."
        )
    # To be lowered by more than all of itself: the fair share lies below zero.
    elif gap.gap_percent is None or gap.gap_percent > 100:
        text = mark(
            "The gap: the target is {gap} above the median fair share, which is below zero, so that no cut at home "
            "alone would be enough. In {most} of the results the gap is {range}."
        )
    said = speaker.say(
        "gap",
        text,
        f"pledge:{judged.pledge}",
        f"gap:{OVERALL}",
        year=target.year,
        gap=speaker.amount(abs(gap.gap_median)),
        percent=speaker.percent((gap.gap_percent or 0.0) / 100),
        range=speaker.between(gap.gap_low, gap.gap_high),
        most=speaker.percent(HIGH - LOW),
    )
    beside = (
        gap_by_principle(speaker, judged),
        speaker.below_zero(speaker.assessment.share_span(target.year)),
    )
    return replace(said, text=" ".join(part for part in (said.text, *beside) if part))


def gap_by_principle(speaker: Speaker, judged: PledgeAssessment) -> str:
    """Say between which principles the gap lies, beside its median; nothing for a single principle."""
    span = speaker.assessment.gap_span(judged)
    if span.lowest == span.highest:
        return ""
    text = mark("By principle the median gap runs from {low} to {high}.")
    return one_stop(speaker.word(text, low=speaker.number(span.low), high=speaker.amount(span.high)))


def draws(speaker: Speaker) -> int:
    return int(speaker.assessment.made_of["parameters"]["draws"])


def _met(speaker: Speaker, judged: PledgeAssessment) -> Sentence:
    equity = speaker.assessment.equity
    met = [name for name in equity if judged.gaps[name].is_met]
    text = mark("By {met} of {principles} it is enough in at least half of the combinations: {names}.")
    if not met:
        text = mark("By none of {principles} is it enough in at least half of the combinations.")
    elif len(met) == len(equity):
        text = mark("By each of {principles} it is enough in at least half of the combinations.")
    return speaker.say(
        "principles_met",
        text,
        *(f"gap:{name}" for name in equity),
        principles=say_count(speaker.language, OF_PRINCIPLES, len(equity)),
        met=len(met),
        names=speaker.quoted(method_name(name, speaker.language) for name in met),
    )


def _with_support(speaker: Speaker, main: PledgeAssessment) -> Iterator[Sentence]:
    pledges = {pledge.id: pledge for pledge in speaker.assessment.pledges.current()}
    year = pledges[main.pledge].year
    for judged in speaker.assessment.judged:
        pledge = pledges[judged.pledge]
        if judged.pledge != main.pledge and pledge.is_conditional and pledge.year == year:
            yield speaker.say(
                "gap_with_support",
                mark("Given support from abroad the gap would be {gap} instead, and the rating {step} of 5.")
                if judged.rating
                else mark("Given support from abroad the gap would be {gap} instead; fair share: “{step}”."),
                f"pledge:{judged.pledge}",
                f"gap:{OVERALL}",
                year=year,
                gap=speaker.with_span(judged.overall.gap_median, speaker.assessment.gap_span(judged)),
                step=judged.rating.step if judged.rating else rated_word(judged, speaker.language),
            )
