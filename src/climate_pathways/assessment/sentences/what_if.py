"""What other assumptions change, in sentences and as a table beside what is published."""

from collections.abc import Iterator
from dataclasses import dataclass

from climate_pathways.assessment.assessment import Assessment, PledgeAssessment
from climate_pathways.assessment.gap import Gap
from climate_pathways.assessment.sentences.gap import enough, gap_by_principle
from climate_pathways.assessment.sentences.rating import rated_word
from climate_pathways.assessment.sentences.speaker import Speaker
from climate_pathways.assessment.shown_table import NONE, ShownTable
from climate_pathways.assessment.what_if import DRAWS, WhatIf
from climate_pathways.core.flags import flag_text
from climate_pathways.core.naming import method_name, quoted_sources
from climate_pathways.core.quantiles import HIGH, LOW
from climate_pathways.core.wording import mark, one_stop, say, say_part, say_rounded
from climate_pathways.fair_shares.choices import EQUITY, PRINCIPLE
from climate_pathways.fair_shares.result import OVERALL
from climate_pathways.fair_shares.words import choice_name, level_name, with_span
from climate_pathways.pledges.words import pledge_phrase

# Below this part of the published number a difference is noise of fewer draws.
NOISE = 0.03


def choices_said(asked: WhatIf, language: str) -> tuple[tuple[str, str], ...]:
    """Return what was changed as (assumption, value), in the order asked."""
    said = [
        (choice_name(name, language), ", ".join(level_name(name, level, language) for level in levels))
        for name, levels in asked.levels
    ]
    if asked.principles != EQUITY:
        names = ", ".join(method_name(name, language) for name in asked.principles)
        said.insert(0, (choice_name(PRINCIPLE, language), names))
    return tuple(said)


@dataclass(frozen=True)
class WhatIfAnswer:
    """The answer to a what-if: sentences, the two results side by side, what to know of it."""

    sentences: tuple[str, ...]
    table: ShownTable
    flags: tuple[str, ...]


def told(published: Assessment, answer: Assessment, asked: WhatIf, language: str) -> WhatIfAnswer:
    """Say what ``answer``, an answer of ``what_if.ask``, changes in ``published``."""
    speaker = Speaker(answer, language)
    before = next((judged for judged in published.judged if judged.pledge == answer.headline), None)
    former = published.main.rating if published.main else None
    # What is to be known of the published assessment as well says nothing of the change.
    known = {*published.shares.flags, *(former.flags if former else ())}
    flags = [flag for flag in answer.shares.flags if flag not in known]
    return WhatIfAnswer(
        sentences=tuple(_sentences(speaker, published, before, asked)),
        table=_table(speaker, published, before),
        flags=tuple(flag_text(flag, language) for flag in dict.fromkeys(flags)),
    )


def _now(speaker: Speaker) -> PledgeAssessment:
    # An answer judges one target alone.
    return speaker.assessment.judged[0]


def _sentences(
    speaker: Speaker, published: Assessment, before: PledgeAssessment | None, asked: WhatIf
) -> Iterator[str]:
    now, language = _now(speaker), speaker.language
    read = speaker.assessment.by_pledge[now.pledge]
    year, gap = read.target.year, now.overall
    was = published.shares.at(OVERALL, year) if OVERALL in published.shares.shares else None
    target = say(
        language,
        mark("The target: {phrase}, about {amount}."),
        phrase=pledge_phrase(read.pledge, language),
        amount=speaker.amount(read.target.central_mt_co2e),
    )
    yield one_stop(target)
    yield _share(speaker, gap, was, year)
    below = speaker.below_zero(speaker.assessment.share_span(year))
    if below:
        yield below
    yield _gap(speaker, now)
    # Of the answer’s own draws, which are fewer than the published ones.
    yield enough(gap.probability, DRAWS, language)
    yield _rated(speaker, now, before)
    if asked.neutral_by:
        yield _pathway(speaker)


def _share(speaker: Speaker, gap: Gap, was: float | None, year: int) -> str:
    text = mark("In {year} the fair share would be {median}, and in {most} of the results {range}.")
    if was is not None:
        text = mark(
            "In {year} the fair share would be {median} instead of {was}, and in {most} of the results {range}."
        )
        if abs(gap.share_median - was) <= NOISE * max(abs(was), abs(gap.share_median)):
            text = mark(
                "In {year} the fair share would be {median}, about as published, and in {most} of the results {range}."
            )
    said = speaker.word(
        text,
        year=year,
        median=speaker.with_span(gap.share_median, speaker.assessment.share_span(year)),
        was=speaker.amount(was or 0.0),
        range=speaker.between(gap.share_low, gap.share_high),
        most=speaker.percent(HIGH - LOW),
    )
    return one_stop(said)


def _gap(speaker: Speaker, now: PledgeAssessment) -> str:
    gap = now.overall
    text = mark(
        "The target would be {size} above the fair share; to reach that, it would have to be {percent} lower."
    )
    if gap.gap_median <= 0:
        text = mark("The target would be {size} below the fair share.")
    elif gap.gap_percent is None or gap.gap_percent > 100:
        text = mark(
            "The target would be {size} above the fair share, which no cut at home alone could reach."
        )
    said = speaker.word(
        text,
        size=speaker.amount(abs(gap.gap_median)),
        percent=speaker.percent((gap.gap_percent or 0.0) / 100),
    )
    return f"{one_stop(said)} {gap_by_principle(speaker, now)}".rstrip()


def _rated(speaker: Speaker, now: PledgeAssessment, before: PledgeAssessment | None) -> str:
    """Say the step of fair share under the kindest principle, and what it is instead of."""
    step = rated_word(now, speaker.language)
    text = mark("Fair share, by the principle kindest to the country: “{step}”.")
    # A step by the first rule is no step of this axis: the two are not set against each other.
    if before is not None and before.axis is not None and now.axis is not None:
        text = mark("Fair share, by the principle kindest to the country: “{step}” instead of “{was}”.")
        if before.axis.step == now.axis.step:
            text = mark("Fair share, by the principle kindest to the country: still “{step}”.")
    return speaker.word(text, step=step, was=rated_word(before, speaker.language) if before else "")


def _pathway(speaker: Speaker) -> str:
    pathway = speaker.assessment.ways[0]
    return speaker.word(
        mark(
            "Zero by {year} would ask for {cut} less each year, {percent} of the emissions of {since} by {source}."
        ),
        year=pathway.neutral_by,
        cut=speaker.amount(pathway.results["yearly_cut"].value),
        since=pathway.last_figures,
        source=quoted_sources(pathway.sources, speaker.language),
        percent=speaker.percent(pathway.results["yearly_cut_percent"].value / 100),
    )


def _table(speaker: Speaker, published: Assessment, before: PledgeAssessment | None) -> ShownTable:
    now, language = _now(speaker), speaker.language
    mine = _column(speaker.assessment, now, language)
    theirs = _column(published, before, language) if before else _shares_alone(published, speaker)
    most = speaker.percent(HIGH - LOW)
    # In the order in which `_column` and `_shares_alone` give their cells.
    labels = (
        mark("Fair share, Mt CO₂e: median"),
        mark("Fair share, Mt CO₂e: {most} of the results"),
        mark("Gap, Mt CO₂e: median"),
        mark("Combinations of assumptions in which the target is enough"),
        mark("Fair share, kindest principle"),
    )
    return ShownTable(
        "what-if",
        say(language, mark("Your assumptions beside the published assessment")),
        tuple(say(language, head) for head in (mark("Result"), mark("Yours"), mark("Published"))),
        tuple(
            (say(language, label, most=most), yours, published_cell)
            for label, yours, published_cell in zip(labels, mine, theirs, strict=True)
        ),
        numbers=(1, 2),
    )


def _column(assessment: Assessment, judged: PledgeAssessment, language: str) -> tuple[str, ...]:
    gap, year = judged.overall, assessment.by_pledge[judged.pledge].target.year
    return (
        with_span(gap.share_median, assessment.share_span(year), language),
        _span(gap.share_low, gap.share_high, language),
        with_span(gap.gap_median, assessment.gap_span(judged), language),
        say_part(language, gap.probability),
        rated_word(judged, language),
    )


def _shares_alone(published: Assessment, speaker: Speaker) -> tuple[str, ...]:
    """Return what is published on a year without this target: the fair share, no gap."""
    if OVERALL not in published.shares.shares:
        return (NONE,) * 5
    year = speaker.assessment.by_pledge[_now(speaker).pledge].target.year
    low, median, high = (published.shares.at(OVERALL, year, level) for level in (LOW, 0.5, HIGH))
    shown = with_span(median, published.share_span(year), speaker.language)
    return shown, _span(low, high, speaker.language), NONE, NONE, NONE


def _span(low: float, high: float, language: str) -> str:
    return say(
        language, mark("{low} to {high}"), low=say_rounded(language, low), high=say_rounded(language, high)
    )
