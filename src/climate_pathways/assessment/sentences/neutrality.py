"""The pathways to neutrality, in sentences."""

from collections.abc import Iterator
from dataclasses import replace

from climate_pathways.assessment.budget_left import YearsLeft
from climate_pathways.assessment.neutrality import Neutrality
from climate_pathways.assessment.sentences.checklists import neutrality_met
from climate_pathways.assessment.sentences.context import context
from climate_pathways.assessment.sentences.speaker import Speaker
from climate_pathways.core.naming import method_name, quoted_sources
from climate_pathways.core.quantiles import HIGH, LOW
from climate_pathways.core.wording import mark, say_years
from climate_pathways.fair_shares.result import OVERALL, principle_span
from climate_pathways.figures.sentences.standing import Sentence
from climate_pathways.pledges.context import NEUTRALITY
from climate_pathways.pledges.words import pledge_phrase, status_text

# A trend below this part of today’s emissions is none in a sentence.
LEAST_TREND = 0.005
# English needs one form and gives it twice: Russian has a noun in it, which goes with the number.
USED_UP = mark("Used up already at the median: {names}. | Used up already at the median: {names}.")


def neutrality(speaker: Speaker) -> Iterator[Sentence]:
    """Yield what was promised, what each way to zero asks for, the trend, and the years left."""
    yield from _promised(speaker)
    yield from neutrality_met(speaker)
    yield from context(speaker, NEUTRALITY)
    for pathway in speaker.assessment.ways:
        yield from _pathway(speaker, pathway)
    if speaker.assessment.ways:
        # The trend is one and the same: told once, beside the earliest year of neutrality.
        yield from _trend(speaker, speaker.assessment.ways[0])
    yield from _years_left(speaker)


def _promised(speaker: Speaker) -> Iterator[Sentence]:
    promised = speaker.assessment.pledges.neutrality()
    if not promised:
        yield speaker.say(
            "neutrality",
            mark("No document in force sets a year of neutrality for {name}."),
        )
    # Two documents may promise the same year: it is told once, by the first.
    said = set()
    for pledge in promised:
        document = speaker.assessment.pledges.document(pledge.document)
        if pledge.year not in said:
            yield speaker.say(
                "neutrality",
                mark("Promised is {phrase} ({document}; {status})."),
                f"pledge:{pledge.id}",
                year=pledge.year,
                phrase=pledge_phrase(pledge, speaker.language),
                document=document.title(speaker.language),
                status=status_text(pledge.status, speaker.language),
            )
        said.add(pledge.year)
    yield from _former(speaker)


def _former(speaker: Speaker) -> Iterator[Sentence]:
    """Yield the year that an older NDC still names, and that it is no longer the promise."""
    for pledge in speaker.assessment.pledges.former_neutrality():
        yield speaker.say(
            "former_neutrality",
            mark("The older document “{document}” had {phrase}; the newest NDC no longer has that year."),
            f"pledge:{pledge.id}",
            year=pledge.year,
            phrase=pledge_phrase(pledge, speaker.language),
            document=speaker.assessment.pledges.document(pledge.document).title(speaker.language),
        )


def _pathway(speaker: Speaker, pathway: Neutrality) -> Iterator[Sentence]:
    results = pathway.results
    if "already-neutral" in pathway.flags:
        return
    yield speaker.say(
        "way",
        mark(
            "Zero by {year} asks for {cut} less each year, {percent} of the emissions of {since} by {source}; {budget} would still be emitted on the way."
        ),
        f"way:{pathway.neutral_by}",
        *results["yearly_cut"].sources,
        year=pathway.neutral_by,
        cut=speaker.amount(results["yearly_cut"].value),
        since=pathway.last_figures,
        source=quoted_sources(pathway.sources, speaker.language),
        percent=speaker.percent(results["yearly_cut_percent"].value / 100),
        budget=speaker.amount(results["budget"].value),
    )


def _trend(speaker: Speaker, pathway: Neutrality) -> Iterator[Sentence]:
    if "trend_mt" not in pathway.results or "already-neutral" in pathway.flags:
        return
    trend, cut = pathway.results["trend_mt"], pathway.results["yearly_cut"]
    text = mark("Instead, emissions rose by {size} a year in the ten years to {last}.")
    if abs(trend.value) < LEAST_TREND * speaker.now:
        text = mark("Emissions hardly changed in the ten years to {last} ({signed} a year).")
    elif trend.value < 0:
        text = mark("Emissions fell by {size} a year in the ten years to {last}, less than that.")
        if -trend.value >= cut.value:
            text = mark(
                "Emissions fell by {size} a year in the ten years to {last}, as fast as that or faster."
            )
    # Whatever was said above: no fall that came with war, however small or fast, is told as one of policy.
    if trend.value < 0 and any(circumstance.breaks_trend for circumstance in speaker.assessment.context):
        text = mark(
            "Emissions fell by {size} a year in the ten years to {last}; that fall came with war and cannot be put down to policy."
        )
    yield speaker.say(
        "trend_to_zero",
        text,
        f"way:{pathway.neutral_by}",
        *trend.sources,
        year=pathway.neutral_by,
        last=trend.since,
        size=speaker.amount(abs(trend.value)),
        signed=speaker.change(trend.value),
    )


def _years_left(speaker: Speaker) -> Iterator[Sentence]:
    by_principle = speaker.assessment.years_left
    overall = by_principle.get(OVERALL)
    if overall is None:
        return
    span = principle_span({name: by_principle[name].median for name in speaker.assessment.equity})
    said = speaker.say(
        "years_left",
        _left(overall),
        f"years-left:{OVERALL}",
        year=speaker.assessment.as_of,
        # As the fair shares count: the level that a way to zero starts from is the national inventory's.
        base=speaker.assessment.shares.base_year,
        median=say_years(speaker.language, overall.median),
        low=speaker.number(overall.low, 2),
        high=say_years(speaker.language, overall.high),
        most=speaker.percent(HIGH - LOW),
    )
    beside = speaker.word(
        mark("By principle the medians run from {low} to {high}."),
        low=speaker.number(span.low, 2),
        high=say_years(speaker.language, span.high),
    )
    yield said if span.lowest == span.highest else replace(said, text=f"{said.text} {beside}")
    used = [name for name, left in by_principle.items() if "used-up" in left.flags and name != OVERALL]
    if used:
        yield speaker.say_count(
            "used_up",
            USED_UP,
            len(used),
            *(f"years-left:{name}" for name in used),
            names=speaker.quoted(method_name(name, speaker.language) for name in used),
        )


def _left(overall: YearsLeft) -> str:
    if "used-up" in overall.flags:
        return mark(
            "The fair share until 2100 is used up already at the median; at most it lasts {high} at the emissions of {base} "
            "by international series."
        )
    if "perhaps-used-up" in overall.flags:
        return mark(
            "At the emissions of {base} by international series the fair share until 2100 lasts {median} at the median; "
            "by some principles it is used up already, by others it lasts up to {high}."
        )
    return mark(
        "At the emissions of {base} by international series the fair share until 2100 lasts {median} at the median (in {most} of "
        "the results {low} to {high})."
    )
