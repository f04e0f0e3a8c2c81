"""What is fair, and what spreads the results, in sentences."""

from collections.abc import Iterator

from climate_pathways.assessment.sentences.context import context
from climate_pathways.assessment.sentences.speaker import Speaker
from climate_pathways.core.naming import method_name
from climate_pathways.core.quantiles import HIGH, LOW
from climate_pathways.core.wording import lower_start, mark, say_count, say_percent
from climate_pathways.fair_shares.choices import EQUITY
from climate_pathways.fair_shares.result import OVERALL
from climate_pathways.fair_shares.words import choice_name
from climate_pathways.figures.sentences import Sentence
from climate_pathways.pledges.context import FAIR_SHARE

NEXT_TARGET = 2035
MOST_CHOICES = 3
OVER_PRINCIPLES = mark("over {count} equity principle | over {count} equity principles")


def fair(speaker: Speaker) -> Iterator[Sentence]:
    """Yield the fair share in the main pledge's year, its spread, and what the spread comes from."""
    shares, read = speaker.assessment.shares, speaker.main_pledge
    year = read.target.year if read else NEXT_TARGET
    if OVERALL not in shares.shares:
        yield speaker.say(
            "share", mark("There are too few figures of {name} for a fair share."), name=speaker.name
        )
        return
    medians = {name: shares.at(name, year) for name in EQUITY if name in shares.shares}
    yield speaker.say(
        "share",
        mark(
            "A fair share of a world that keeps to 1.5 °C would be {median} for {name} in {year}: the median "
            "{principles}. {most} of the results lie within {range}."
        ),
        f"share:{OVERALL}",
        year=year,
        name=speaker.name,
        of=speaker.of,
        principles=say_count(speaker.language, OVER_PRINCIPLES, len(medians)),
        median=speaker.amount(shares.at(OVERALL, year)),
        range=speaker.between(shares.at(OVERALL, year, LOW), shares.at(OVERALL, year, HIGH)),
        most=speaker.percent(HIGH - LOW),
    )
    yield from _by_principle(speaker, medians, year)
    yield from _what_divides(speaker, year)
    yield from context(speaker, FAIR_SHARE)


def _by_principle(speaker: Speaker, medians: dict[str, float], year: int) -> Iterator[Sentence]:
    low, high = min(medians, key=lambda name: medians[name]), max(medians, key=lambda name: medians[name])
    yield speaker.say(
        "principles",
        mark("By principle the medians run from {low} (“{lowest}”) to {high} (“{highest}”)."),
        *(f"share:{name}" for name in medians),
        year=year,
        low=speaker.number(medians[low]),
        lowest=method_name(low, speaker.language),
        high=speaker.amount(medians[high]),
        highest=method_name(high, speaker.language),
    )
    if medians[low] < 0:
        yield speaker.say(
            "below_zero",
            mark(
                "A share below zero means that the fair part is used up: what is owed is support for cuts elsewhere."
            ),
            f"share:{low}",
            year=year,
        )


def _what_divides(speaker: Speaker, year: int) -> Iterator[Sentence]:
    shares = speaker.assessment.shares
    parts = shares.contributions.get(OVERALL, {})
    # Parts of the spread are known for the years computed, not for every target's.
    at = min(range(len(shares.years)), key=lambda place: abs(shares.years[place] - year))
    largest = sorted(parts, key=lambda choice: -parts[choice][at])[:MOST_CHOICES]
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
