"""What is fair, how large the gap is and how a pledge is rated, in sentences."""

from collections.abc import Iterator

from climate_pathways.assessment.assessment import PledgeAssessment
from climate_pathways.assessment.gap import Gap
from climate_pathways.assessment.rating import CRITERIA, STEPS, Criterion, Sensitivity
from climate_pathways.assessment.sentences.speaker import Speaker
from climate_pathways.core.naming import method_name, source_name
from climate_pathways.core.wording import mark, say, say_number, say_percent, say_plain
from climate_pathways.fair_shares.choices import BASE, CHOICES, EQUITY, PRINCIPLE, Level
from climate_pathways.fair_shares.global_paths import AR6_C1
from climate_pathways.fair_shares.result import OVERALL
from climate_pathways.figures.sentences import Sentence

NEXT_TARGET = 2035
LOW, HIGH = 0.05, 0.95
ABOUT_ZERO = 0.05
MOST_CHOICES = 3
# The calibrated language of the IPCC (Mastrandrea et al. 2010): the lower bound of each word.
LIKELIHOODS = (
    (0.99, mark("virtually certain")),
    (0.9, mark("very likely")),
    (0.66, mark("likely")),
    (0.33, mark("about as likely as not")),
    (0.1, mark("unlikely")),
    (0.01, mark("very unlikely")),
    (0.0, mark("exceptionally unlikely")),
)


def likelihood(probability: float, language: str) -> str:
    """Return the calibrated word for a chance between 0 and 1."""
    return say(language, next(word for bound, word in LIKELIHOODS if probability >= bound))


# --- what is fair ---------------------------------------------------------------------------


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
            "A fair share of a world that keeps to 1.5 °C would be {median} for {name} in {year}: the median over "
            "{count} equity principles. {most} of the results lie within {range}."
        ),
        f"share:{OVERALL}", year=year, name=speaker.name, of=speaker.of, count=len(medians),
        median=speaker.amount(shares.at(OVERALL, year)),
        range=speaker.between(shares.at(OVERALL, year, LOW), shares.at(OVERALL, year, HIGH)), most=speaker.percent(HIGH - LOW),
    )  # fmt: skip
    yield from _by_principle(speaker, medians, year)
    yield from _what_divides(speaker, year)


def _by_principle(speaker: Speaker, medians: dict[str, float], year: int) -> Iterator[Sentence]:
    low, high = min(medians, key=lambda name: medians[name]), max(medians, key=lambda name: medians[name])
    yield speaker.say(
        "principles", mark("By principle the medians run from {low} (“{lowest}”) to {high} (“{highest}”)."),
        *(f"share:{name}" for name in medians), year=year,
        low=speaker.number(medians[low]), lowest=method_name(low, speaker.language),
        high=speaker.amount(medians[high]), highest=method_name(high, speaker.language),
    )  # fmt: skip
    if medians[low] < 0:
        yield speaker.say(
            "below_zero",
            mark("A share below zero means that the fair part is used up: what is owed is support for cuts elsewhere."),
            f"share:{low}", year=year,
        )  # fmt: skip


def _what_divides(speaker: Speaker, year: int) -> Iterator[Sentence]:
    shares = speaker.assessment.shares
    parts = shares.contributions.get(OVERALL, {})
    at = min(range(len(shares.years)), key=lambda place: abs(shares.years[place] - year))
    largest = sorted(parts, key=lambda choice: -parts[choice][at])[:MOST_CHOICES]
    if largest:
        yield speaker.say(
            "what_divides", mark("What by itself spreads the results most in {year}: {choices}."), f"share:{OVERALL}",
            year=shares.years[at],
            choices="; ".join(
                f"{_lower(choice_text(choice, speaker.language))} ({say_percent(speaker.language, parts[choice][at])})"
                for choice in largest
            ),
        )  # fmt: skip


def choice_text(choice: str, language: str) -> str:
    """Name a choice that fair shares are drawn over."""
    return say(language, mark("Equity principle") if choice == PRINCIPLE else CHOICES[choice].meaning)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


# --- the gap --------------------------------------------------------------------------------


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
    found = judged.overall
    yield _gap(speaker, judged, found)
    yield speaker.say(
        "likelihood", _likelihood(found.probability), f"gap:{OVERALL}", likelihood=likelihood(found.probability, speaker.language),
        part=speaker.percent(found.probability), draws=say_number(speaker.language, draws(speaker)), of=speaker.of, name=speaker.name,
    )  # fmt: skip
    yield _met(speaker, judged)
    yield from _with_support(speaker, judged)


def _gap(speaker: Speaker, judged: PledgeAssessment, found: Gap) -> Sentence:
    target = speaker.assessment.by_pledge[judged.pledge].target
    text = mark(
        "The gap: the target is {gap} above the median fair share; to reach that, it would have to be {percent} "
        "lower. In {most} of the results the gap is {range}."
    )
    if abs(found.gap_median) < ABOUT_ZERO * abs(target.central_mt_co2e):
        text = mark(
            "The target is about as large as the median fair share. In {most} of the results the gap is {range}."
        )
    elif found.gap_median < 0:
        text = mark(
            "The target is {gap} below the median fair share. In {most} of the results the gap is {range}."
        )
    elif found.gap_percent is None or found.gap_percent > 100:
        text = mark(
            "The gap: the target is {gap} above the median fair share, which is below zero, so that no cut at home "
            "alone would be enough. In {most} of the results the gap is {range}."
        )
    return speaker.say(
        "gap", text, f"pledge:{judged.pledge}", f"gap:{OVERALL}", year=target.year,
        gap=speaker.amount(abs(found.gap_median)), percent=speaker.percent((found.gap_percent or 0.0) / 100),
        range=speaker.between(found.gap_low, found.gap_high), most=speaker.percent(HIGH - LOW),
    )  # fmt: skip


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
        "principles_met", text, *(f"gap:{name}" for name in equity), count=len(equity), met=len(met),
        names=speaker.quoted(method_name(name, speaker.language) for name in met),
    )  # fmt: skip


def _with_support(speaker: Speaker, main: PledgeAssessment) -> Iterator[Sentence]:
    pledges = {one.id: one for one in speaker.assessment.pledges.current()}
    year = pledges[main.pledge].year
    for one in speaker.assessment.judged:
        pledge = pledges[one.pledge]
        if one.pledge != main.pledge and pledge.is_conditional and pledge.year == year:
            yield speaker.say(
                "gap_with_support",
                mark("Given support from abroad the gap would be {gap} instead, and the rating {step} of 5."),
                f"pledge:{one.pledge}", f"gap:{OVERALL}", year=year, gap=speaker.amount(one.overall.gap_median),
                step=one.rating.step,
            )  # fmt: skip


# --- the rating -----------------------------------------------------------------------------


def rating(speaker: Speaker) -> Iterator[Sentence]:
    """Yield the rating, each criterion, and what would change it."""
    judged = speaker.assessment.main
    if judged is None:
        yield speaker.say("rating", mark("Without a target to compare there is no rating."))
        return
    found, rests_on = judged.rating, f"rating:{judged.pledge}"
    lowest, highest = found.range
    text = mark(
        "Rated {step} of 5, “{label}”, by our published rule {version}. No other single assumption changes that."
    )
    if lowest != highest:
        text = mark(
            "Rated {step} of 5, “{label}”, by our published rule {version}. Under other single assumptions: {lowest} to {highest}."
        )
    yield speaker.say(
        "rating", text, rests_on, step=found.step, label=found.label(speaker.language),
        version=found.version, lowest=lowest, highest=highest,
    )  # fmt: skip
    for one in found.criteria:
        yield speaker.say(
            "criterion", mark("{criterion}: {value}. Step {step} of 5."), rests_on,
            criterion=say(speaker.language, CRITERIA[one.id]), value=criterion_value(one, speaker.language), step=one.step,
        )  # fmt: skip
    for step, causes in turning(judged).items():
        yield speaker.say(
            "would_change", mark("It would be {step} of 5 (“{label}”) given: {causes}."), rests_on, step=step,
            label=speaker.word(STEPS[step]), causes="; ".join(sensitivity_text(one, speaker.language) for one in causes),
        )  # fmt: skip


def criterion_value(criterion: Criterion, language: str) -> str:
    """Write a criterion's value as a percentage, with a decimal where it is small."""
    percent = 100 * criterion.value if criterion.unit == "fraction" else criterion.value
    return say_percent(language, percent / 100, 1 if 0 < abs(percent) < 10 else 0)


def turning(judged: PledgeAssessment) -> dict[int, list[Sensitivity]]:
    """Return the single assumptions that would change the rating, by the step they lead to."""
    found: dict[int, list[Sensitivity]] = {}
    for one in judged.rating.sensitivity:
        if one.step != judged.rating.step:
            found.setdefault(one.step, []).append(one)
    return dict(sorted(found.items()))


READINGS = {
    "low": mark("the lowest reading of the target"),
    "high": mark("the highest reading of the target"),
}
PATHS = {AR6_C1: mark("IPCC AR6, category C1"), "ssp119": mark("SSP1-1.9"), "ssp126": mark("SSP1-2.6")}
YEARS = ("convergence_year", "history_since", "repayment_year")
PERCENTS = ("path_position", "responsibility_weight", BASE)


def sensitivity_text(one: Sensitivity, language: str) -> str:
    """Say which assumption is fixed at what."""
    if one.assumption == "without":
        return say(
            language,
            mark("without the criterion “{criterion}”"),
            criterion=say(language, CRITERIA[str(one.level)]),
        )
    if one.assumption == "reading":
        return say(language, READINGS[str(one.level)])
    return f"{_lower(choice_text(one.assumption, language))}: {choice_level(one.assumption, one.level, language)}"


def choice_level(choice: str, level: Level, language: str) -> str:
    """Write one level of a choice: a year, a share, a source's or a path's name."""
    if choice == PRINCIPLE:
        return method_name(str(level), language)
    if isinstance(level, str):
        return (
            say(language, PATHS[level])
            if level in PATHS
            else source_name(level.removesuffix("GWP100"), language)
        )
    if choice in YEARS:
        return str(int(level))
    return say_percent(language, level) if choice in PERCENTS else say_plain(language, level)
