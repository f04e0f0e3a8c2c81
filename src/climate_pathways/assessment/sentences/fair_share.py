"""What is fair, and what spreads the results, in sentences."""

from collections.abc import Iterator

from climate_pathways.assessment.sentences.context import context
from climate_pathways.assessment.sentences.speaker import Speaker
from climate_pathways.core.naming import method_name
from climate_pathways.core.publication import DOOLEY_2021, RAJAMANI_2021, ROBIOU_2017
from climate_pathways.core.quantiles import HIGH, LOW
from climate_pathways.core.wording import lower_start, mark, say_count, say_percent
from climate_pathways.fair_shares import duty
from climate_pathways.fair_shares.result import OVERALL, PrincipleSpan
from climate_pathways.fair_shares.words import choice_name
from climate_pathways.figures.sentences.standing import Sentence
from climate_pathways.methods import per_capita_convergence, responsibility_capability
from climate_pathways.pledges.context import FAIR_SHARE

MOST_CHOICES = 3
LEAST_PART = 0.005
AGAINST = (DOOLEY_2021, RAJAMANI_2021)
# Small countries have a thousandth of the duty: with fewer decimals both ends would read alike.
DUTY_DIGITS, DUTY_DIGITS_OF_SMALL, SMALL_DUTY = 2, 3, 0.001
OVER_PRINCIPLES = mark("over {count} equity principle | over {count} equity principles")


def fair(speaker: Speaker) -> Iterator[Sentence]:
    """Yield the fair share in the main pledge's year, its spread, and what the spread comes from."""
    shares, read = speaker.assessment.shares, speaker.main_pledge
    year = read.target.year if read else shares.year_without_target
    if OVERALL not in shares.shares:
        yield speaker.say("share", _none(speaker))
        return
    span = speaker.assessment.share_span(year)
    yield _share(speaker, span, year)
    yield from _below_zero(speaker, span, year)
    yield from _with_convergence(speaker, year)
    yield from _duties(speaker)
    yield from _what_divides(speaker, year)
    yield from context(speaker, FAIR_SHARE)


def _none(speaker: Speaker) -> str:
    if speaker.has_principles:
        return mark("There are too few figures of {name} for a fair share.")
    return mark(
        "No equity principle was chosen: what remains are lines to compare with, and they make no fair share of {name}."
    )


def _share(speaker: Speaker, span: PrincipleSpan, year: int) -> Sentence:
    shares, equity = speaker.assessment.shares, speaker.assessment.equity
    text = mark(
        "A fair share of a world that keeps to 1.5 °C would be {median} for {name} in {year}: the median of combinations "
        "dealt over choices of value, in equal parts {principles}. By principle the medians run from {low} (“{lowest}”) "
        "to {high} (“{highest}”); {most} of the results lie within {range}."
    )
    # A single principle is its own mixture: the lowest and the highest median would be one.
    if len(equity) == 1:
        text = mark(
            "A fair share of a world that keeps to 1.5 °C would be {median} for {name} in {year} by the principle "
            "“{lowest}” alone. {most} of the results lie within {range}."
        )
    return speaker.say(
        "share",
        text,
        f"share:{OVERALL}",
        *(f"share:{name}" for name in equity),
        year=year,
        principles=say_count(speaker.language, OVER_PRINCIPLES, len(equity)),
        median=speaker.amount(shares.at(OVERALL, year)),
        low=speaker.number(span.low),
        lowest=method_name(span.lowest, speaker.language),
        high=speaker.amount(span.high),
        highest=method_name(span.highest, speaker.language),
        range=speaker.between(shares.at(OVERALL, year, LOW), shares.at(OVERALL, year, HIGH)),
        most=speaker.percent(HIGH - LOW),
    )


def _below_zero(speaker: Speaker, span: PrincipleSpan, year: int) -> Iterator[Sentence]:
    if span.below_zero:
        yield speaker.say(
            "below_zero",
            mark(
                "By {names} the share is below zero: the fair part is used up, and what is owed is support for cuts elsewhere."
            ),
            *(f"share:{name}" for name in span.below_zero),
            year=year,
            names=speaker.quoted(method_name(name, speaker.language) for name in span.below_zero),
        )


def _with_convergence(speaker: Speaker, year: int) -> Iterator[Sentence]:
    """Yield what convergence as one more principle would make of the median; it was one in earlier releases."""
    assessment = speaker.assessment
    name, shares = per_capita_convergence.METHOD, assessment.shares
    if name not in assessment.references:
        return
    against = speaker.listed(source.short for source in AGAINST)
    with_it, median = shares.median_over((*assessment.equity, name), year), shares.at(OVERALL, year)
    text = mark(
        "“{convergence}” stands beside as a line to compare with, at {value}: whether it is a principle of equity, the "
        "literature is divided (against: {against}; for: {for_it}). Dealt as one more principle, it would make "
        "the median {with_it} instead of {median}."
    )
    # Of numbers that read alike one cannot stand instead of the other.
    if speaker.number(with_it) == speaker.number(median):
        text = mark(
            "“{convergence}” stands beside as a line to compare with, at {value}: whether it is a principle of equity, the "
            "literature is divided (against: {against}; for: {for_it}). Dealt as one more principle, it would make no "
            "difference to the median: {with_it}."
        )
    yield speaker.say(
        "with_convergence",
        text,
        f"share:{name}",
        f"share:{OVERALL}",
        year=year,
        convergence=method_name(name, speaker.language),
        value=speaker.amount(shares.at(name, year)),
        against=against,
        for_it=ROBIOU_2017.short,
        with_it=speaker.with_span(with_it, assessment.share_span(year)),
        median=speaker.number(median),
    )


def _duties(speaker: Speaker) -> Iterator[Sentence]:
    """Yield how far the figures alone move the country's part of the world's duty."""
    duties = speaker.assessment.shares.duties
    if not duties:
        return
    digits = DUTY_DIGITS_OF_SMALL if min(duties.values()) < SMALL_DUTY else DUTY_DIGITS
    part = {name: say_percent(speaker.language, value, digits) for name, value in duties.items()}
    yield speaker.say(
        "duties",
        mark(
            "With all judgements fixed (threshold of ${threshold}, responsibility and capability weighted alike, emissions "
            "since {since}), the figures alone move {name}’s part of the world’s duty in {year}: {low} to {high} by the sources "
            "drawn from, {database} by the incomes, inequality and emissions of the Climate Equity Reference database."
        ),
        f"share:{responsibility_capability.METHOD}",
        "cerp",
        year=duty.YEAR,
        threshold=speaker.number(duty.THRESHOLD, 4),
        since=duty.SINCE,
        **part,
    )


def _what_divides(speaker: Speaker, year: int) -> Iterator[Sentence]:
    shares = speaker.assessment.shares
    parts = shares.contributions.get(OVERALL, {})
    # Parts of the spread are known for the years computed, not for every target's.
    at = min(range(len(shares.years)), key=lambda place: abs(shares.years[place] - year))
    # A part that reads as nothing spreads nothing worth a word.
    told = [choice for choice in parts if parts[choice][at] >= LEAST_PART]
    largest = sorted(told, key=lambda choice: -parts[choice][at])[:MOST_CHOICES]
    if largest:
        yield speaker.say(
            "what_divides",
            mark("What by itself spreads the results most in {year}: {choices}."),
            f"share:{OVERALL}",
            year=shares.years[at],
            choices="; ".join(
                f"{lower_start(choice_name(choice, speaker.language))} ({say_percent(speaker.language, parts[choice][at])})"
                for choice in largest
            ),
        )
