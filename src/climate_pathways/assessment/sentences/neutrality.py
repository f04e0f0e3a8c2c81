"""The way to neutrality, what to ask for, and how good the figures are, in sentences."""

from collections.abc import Iterator

from climate_pathways.assessment.neutrality import HIGH, LOW, Neutrality, YearsLeft
from climate_pathways.assessment.sentences.demands import suggestion_text
from climate_pathways.assessment.sentences.speaker import Voice
from climate_pathways.core.naming import flag_text, method_name
from climate_pathways.core.wording import mark, say_date, say_years
from climate_pathways.fair_shares.result import OVERALL
from climate_pathways.figures.sentences import Sentence
from climate_pathways.pledges.documents import STATUSES
from climate_pathways.pledges.words import pledge_phrase, status_text

LEAST_TREND_MT = 0.005


def neutrality(voice: Voice) -> Iterator[Sentence]:
    """Yield what was promised, what each way to zero asks for, the trend, and the years left."""
    yield from _promised(voice)
    for way in voice.assessment.ways:
        yield from _way(voice, way)
    if voice.assessment.ways:
        yield from _trend(voice, voice.assessment.ways[0])
    yield from _years_left(voice)


def _promised(voice: Voice) -> Iterator[Sentence]:
    promised = voice.assessment.pledges.neutrality()
    if not promised:
        yield voice.say(
            "neutrality", mark("No document in force sets a year of neutrality for {name}."), name=voice.name, of=voice.of
        )  # fmt: skip
    said = set()
    for one in promised:
        document = voice.assessment.pledges.document(one.document)
        if one.year not in said:
            yield voice.say(
                "neutrality", mark("Promised is {phrase} ({document}; {status})."), f"pledge:{one.id}", year=one.year,
                phrase=pledge_phrase(one, voice.language), document=document.title(voice.language),
                status=status_text(one.status, voice.language),
            )  # fmt: skip
        said.add(one.year)


def _way(voice: Voice, way: Neutrality) -> Iterator[Sentence]:
    results = way.results
    if "already-neutral" in way.flags:
        return
    yield voice.say(
        "way",
        mark("Zero by {year} asks for {cut} less each year, {percent} of today’s emissions; {budget} would still be emitted on the way."),
        f"way:{way.neutral_by}", *results["yearly_cut"].sources, year=way.neutral_by,
        cut=voice.amount(results["yearly_cut"].value), percent=voice.percent(results["yearly_cut_percent"].value / 100),
        budget=voice.amount(results["budget"].value),
    )  # fmt: skip


def _trend(voice: Voice, way: Neutrality) -> Iterator[Sentence]:
    if "trend_mt" not in way.results or "already-neutral" in way.flags:
        return
    trend, cut = way.results["trend_mt"], way.results["yearly_cut"]
    text = mark("Instead, emissions rose by {size} a year in the ten years to {last}.")
    if abs(trend.value) < LEAST_TREND_MT * voice.now:
        text = mark("Emissions hardly changed in the ten years to {last} ({signed} a year).")
    elif trend.value < 0:
        text = mark("Emissions fell by {size} a year in the ten years to {last}, less than that.")
        if -trend.value >= cut.value:
            text = mark(
                "Emissions fell by {size} a year in the ten years to {last}, as fast as that or faster."
            )
    yield voice.say(
        "trend_to_zero", text, f"way:{way.neutral_by}", *trend.sources, year=way.neutral_by,
        last=trend.since, size=voice.amount(abs(trend.value)), signed=voice.change(trend.value),
    )  # fmt: skip


def _years_left(voice: Voice) -> Iterator[Sentence]:
    found = voice.assessment.years_left
    overall = found.get(OVERALL)
    if overall is None:
        return
    yield voice.say(
        "years_left", _left(overall), f"years-left:{OVERALL}", year=voice.assessment.as_of,
        median=say_years(voice.language, overall.median), low=voice.number(overall.low, 2),
        high=say_years(voice.language, overall.high), most=voice.percent(HIGH - LOW),
    )  # fmt: skip
    used = [name for name, one in found.items() if "used-up" in one.flags and name != OVERALL]
    if used:
        yield voice.say(
            "used_up", mark("Used up already at the median: {names}."), *(f"years-left:{name}" for name in used),
            names=voice.quoted(method_name(name, voice.language) for name in used),
        )  # fmt: skip


def _left(overall: YearsLeft) -> str:
    if "used-up" in overall.flags:
        return mark(
            "The fair share until 2100 is used up already at the median; at most it lasts {high} at today’s emissions."
        )
    if "perhaps-used-up" in overall.flags:
        return mark(
            "At today’s emissions the fair share until 2100 lasts {median} at the median; "
            "by some principles it is used up already, by others it lasts up to {high}."
        )
    return mark(
        "At today’s emissions the fair share until 2100 lasts {median} at the median (in {most} of the results {low} to {high})."
    )


# --- demands and quality --------------------------------------------------------------------


def demands(voice: Voice) -> Iterator[Sentence]:
    """Yield every suggestion: measurable, each with its number."""
    for one in voice.assessment.suggestions:
        concerns = (f"pledge:{name}" for name in one.concerns)
        yield voice.quote(one.id, suggestion_text(one, voice.language), f"suggestion:{one.id}", *concerns)


def quality(voice: Voice) -> Iterator[Sentence]:
    """Yield how old and how well known the figures and pledges are, and every reservation."""
    assessment = voice.assessment
    latest = assessment.standing.results.get("ghg")
    if latest:
        yield voice.say(
            "age",
            mark("The latest emissions by country are those of {year}; the figures were collected on {date}, the pledges reviewed on {reviewed}."),
            *latest.sources, year=latest.year, date=_edition(voice),
            reviewed=say_date(voice.language, assessment.pledges.reviewed_on),
        )  # fmt: skip
    yield from _statuses(voice)
    for flag in flags(voice):
        yield voice.quote("flag", flag_text(flag, voice.language), f"flag:{flag}")


def _edition(voice: Voice) -> str:

    return say_date(voice.language, voice.assessment.standing.edition)


def _statuses(voice: Voice) -> Iterator[Sentence]:
    targets = voice.assessment.pledges.targets
    counts = {status: sum(one.status == status for one in targets) for status in STATUSES}
    yield voice.say(
        "statuses", mark("Targets entered: {count}. {statuses}."), *(f"pledge:{one.id}" for one in targets),
        count=len(targets),
        statuses=voice.sentence_start(voice.listed(
            f"{status_text(status, voice.language)}: {count}" for status, count in counts.items() if count
        )),
    )  # fmt: skip


def flags(voice: Voice) -> list[str]:
    """Return every reservation, those of the country first, each once."""
    assessment = voice.assessment
    ways = [flag for way in assessment.ways for flag in way.flags if flag != "rising"]
    judged = list(assessment.main.rating.flags) if assessment.main else []
    return list(
        dict.fromkeys(
            [*assessment.flags, *assessment.standing.flags, *ways, *judged, *assessment.shares.flags]
        )
    )
