"""How far a pledge is from its fair share, and how likely it is enough, in sentences."""

from collections.abc import Iterator

from climate_pathways.assessment.assessment import PledgeAssessment
from climate_pathways.assessment.gap import Gap
from climate_pathways.assessment.sentences.speaker import Speaker
from climate_pathways.core.naming import method_name
from climate_pathways.core.quantiles import HIGH, LIKELY, LOW
from climate_pathways.core.wording import mark, say, say_number
from climate_pathways.fair_shares.choices import EQUITY
from climate_pathways.fair_shares.result import OVERALL
from climate_pathways.figures.sentences import Sentence

ABOUT_ZERO = 0.05
# The calibrated language of the IPCC (Mastrandrea et al. 2010): the lower bound of each word.
LIKELIHOODS = (
    (0.99, mark("virtually certain")),
    (0.9, mark("very likely")),
    (LIKELY, mark("likely")),
    (0.33, mark("about as likely as not")),
    (0.1, mark("unlikely")),
    (0.01, mark("very unlikely")),
    (0.0, mark("exceptionally unlikely")),
)


def likelihood(probability: float, language: str) -> str:
    """Return the calibrated word for a chance between 0 and 1."""
    return say(language, next(word for bound, word in LIKELIHOODS if probability >= bound))


def gap(speaker: Speaker) -> Iterator[Sentence]:
    """Yield the gap of the main pledge, the chance that it is enough, and the principles it meets."""
    judged = speaker.assessment.main
    if judged is None:
        yield speaker.say(
            "gap",
            mark("There is no target of {name} ahead to compare with a fair share."),
            name=speaker.name,
            of=speaker.of,
        )
        return
    overall = judged.overall
    yield _gap(speaker, judged, overall)
    yield speaker.say(
        "likelihood",
        _likelihood(overall.probability),
        f"gap:{OVERALL}",
        likelihood=likelihood(overall.probability, speaker.language),
        part=speaker.percent(overall.probability),
        draws=say_number(speaker.language, draws(speaker)),
        of=speaker.of,
        name=speaker.name,
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
    elif gap.gap_percent is None or gap.gap_percent > 100:
        text = mark(
            "The gap: the target is {gap} above the median fair share, which is below zero, so that no cut at home "
            "alone would be enough. In {most} of the results the gap is {range}."
        )
    return speaker.say(
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


def _likelihood(probability: float) -> str:
    if probability == 0:
        return mark("That the target is a fair share is {likelihood}: it is enough in none of {draws} draws.")
    return mark("That the target is a fair share is {likelihood}: it is enough in {part} of {draws} draws.")


def draws(speaker: Speaker) -> int:
    return int(speaker.assessment.made_of["parameters"]["draws"])


def _met(speaker: Speaker, judged: PledgeAssessment) -> Sentence:
    equity = [name for name in EQUITY if name in judged.gaps]
    met = [name for name in equity if judged.gaps[name].is_met]
    text = mark("By {met} of {count} equity principles it is enough in at least half of the draws: {names}.")
    if not met:
        text = mark("By none of the {count} equity principles is it enough in at least half of the draws.")
    elif len(met) == len(equity):
        text = mark("By each of the {count} equity principles it is enough in at least half of the draws.")
    return speaker.say(
        "principles_met",
        text,
        *(f"gap:{name}" for name in equity),
        count=len(equity),
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
                mark("Given support from abroad the gap would be {gap} instead, and the rating {step} of 5."),
                f"pledge:{judged.pledge}",
                f"gap:{OVERALL}",
                year=year,
                gap=speaker.amount(judged.overall.gap_median),
                step=judged.rating.step,
            )
