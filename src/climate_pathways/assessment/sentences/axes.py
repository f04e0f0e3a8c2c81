"""The five axes of a country in sentences: each with its step, its measure and what would change it."""

from collections.abc import Callable, Iterator

from climate_pathways.assessment.axes import axis as nouns
from climate_pathways.assessment.axes.axis import Axis, OtherStep, PathResult
from climate_pathways.assessment.axes.words import (
    BASES,
    FOOTINGS,
    FOOTINGS_OF_TRENDS,
    NOTES,
    axis_name,
    axis_reason,
    other_text,
    step_word,
)
from climate_pathways.assessment.sentences.speaker import Speaker
from climate_pathways.core.naming import method_name
from climate_pathways.core.wording import lower_start, mark, say, say_number, say_percent
from climate_pathways.figures.sentences.standing import Sentence
from climate_pathways.pledges.criteria import NOT_READ


def axes(speaker: Speaker) -> Iterator[Sentence]:
    """Yield every axis: its step in words, what to bear in mind, and what would change it."""
    for axis in speaker.assessment.axes:
        yield axis_sentence(speaker, axis)
        yield from _notes(speaker, axis)
        yield from _turning(speaker, axis)


def axis_sentence(speaker: Speaker, axis: Axis) -> Sentence:
    """Return an axis in one sentence; that it is not judged, and why, where it is not."""
    if not axis.is_judged:
        text = mark("{axis}: not judged, since {reason}.")
        reason = axis_reason(axis, speaker.language)
        return _said(speaker, axis, text, axis=axis_name(axis.id, speaker.language), reason=reason)
    return SAYING[axis.id](speaker, axis)


def axis_topic(axis: str) -> str:
    """Return the topic of an axis's sentence."""
    return f"axis_{axis.replace('-', '_')}"


# Positional only: `axis` is also a place in texts.
def _said(speaker: Speaker, axis: Axis, text: str, /, year: int | None = None, **values: object) -> Sentence:
    rests_on = (f"axis:{axis.id}", *([f"pledge:{axis.pledge}"] if axis.pledge else []))
    return speaker.say(axis_topic(axis.id), text, *rests_on, year=year, **values)


def _step(speaker: Speaker, axis: Axis) -> str:
    return step_word(axis.id, axis.step, speaker.language)


# --- each axis --------------------------------------------------------------------------------


def _fair_share(speaker: Speaker, axis: Axis) -> Sentence:
    """Say the kindest principle's result first, then the median and the harshest."""
    kindest, median, harshest = axis.results
    text = mark(
        "Fair share: even under the principle kindest to {of} ({principle}) the target is in line with “{step}”, {ratio}; by the "
        "median of all draws with “{median}”, under the harshest principle with “{harshest}”. It tests one year, {year}: no "
        "forecast of warming, no probability."
    )
    # No “even”, which would be a reproach: no path that is looked at asks for more.
    if kindest.step == nouns.LIKE_FIRST:
        text = mark(
            "Fair share: under the principle kindest to {of} ({principle}) the target is in line with “{step}”, {ratio}; by the "
            "median of all draws with “{median}”, under the harshest principle with “{harshest}”. It tests one year, {year}: no "
            "forecast of warming, no probability."
        )
    elif kindest.step == nouns.BEYOND:
        text = mark(
            "Fair share: even under the principle kindest to {of} ({principle}) the target is beyond a path of 4 °C, {ratio}. It "
            "tests one year, {year}: no forecast of warming, no probability."
        )
    return _said(
        speaker,
        axis,
        text,
        principle=lower_start(method_name(kindest.principle, speaker.language)),
        step=_step(speaker, axis),
        ratio=ratio_text(kindest, speaker.language),
        median=step_word(axis.id, median.step, speaker.language),
        harshest=step_word(axis.id, harshest.step, speaker.language),
        year=axis.figures[0].year,
    )


def ratio_text(result: PathResult, language: str) -> str:
    """Say how many times its 1.5 °C share a target is; in words where that share is used up."""
    if result.ratio is None:
        return say(language, mark("and the share of 1.5 °C is used up"))
    # Below one a single decimal would leave one figure of the ratio, or none.
    times = say_number(language, result.ratio, 1 if abs(result.ratio) >= 1 else 2)
    return say(language, mark("{times} times the share of 1.5 °C"), times=times)


def _domestic(speaker: Speaker, axis: Axis) -> Sentence:
    def level(about: str) -> str:
        figure = axis.figure("pathway", about)
        return say_percent(speaker.language, (figure.value if figure else 0.0) / 100)

    measure = axis.measure
    return _said(
        speaker,
        axis,
        mark(
            "Domestic pathway: {step}. The target for {year} is {index} of the emissions of {since}, both by international series; the "
            "region’s 1.5 °C pathway comes to {within}, its pledges to {pledges}, its current policies to {policies}."
        ),
        step=_step(speaker, axis),
        year=measure.year if measure else None,
        index=say_percent(speaker.language, (measure.value if measure else 0.0) / 100),
        since=measure.about if measure else "",
        within=level("imp-ren|median"),
        pledges=level("pledges|median"),
        policies=level("current-policies|median"),
    )


def _course(speaker: Speaker, axis: Axis) -> Sentence:
    # In the order in which the axis is made; a judged course has both.
    leads_to, target = axis.figures[:2]
    text = mark(
        "Course: {basis} {step}: {leads_to} in {year}, against a target of {target} ({footing}), {percent} above it."
    )
    if axis.measure is None or axis.measure.value == 0:
        text = mark("Course: {basis} {step}: {leads_to} in {year}, against a target of {target} ({footing}).")
    elif axis.measure.value < 0:
        text = mark(
            "Course: {basis} {step}: {leads_to} in {year}, against a target of {target} ({footing}), {percent} below it."
        )
    basis, _, footing = leads_to.about.partition(":")
    return _said(
        speaker,
        axis,
        text,
        basis=speaker.word(BASES[basis]),
        step=_step(speaker, axis),
        leads_to=speaker.amount(leads_to.value),
        year=leads_to.year,
        target=speaker.amount(target.value),
        footing=speaker.word(FOOTINGS_OF_TRENDS.get(basis, FOOTINGS[footing])),
        percent=speaker.percent(abs(axis.measure.value if axis.measure else 0.0) / 100),
    )


def _checklist(speaker: Speaker, axis: Axis) -> Sentence:
    met, unread = axis.measure.value if axis.measure else 0, unread_of(axis)
    return _said(
        speaker,
        axis,
        # Eight is written out, in every language: both lists have so many criteria.
        mark("{axis}: {step}; yes to {met} of eight facts, {unread} not read.")
        if unread
        else mark("{axis}: {step}; yes to {met} of eight facts."),
        axis=axis_name(axis.id, speaker.language),
        step=_step(speaker, axis),
        met=say_number(speaker.language, met),
        unread=unread,
    )


def unread_of(axis: Axis) -> int:
    """Return how many facts of a checklist could not be read: neither a yes nor a no."""
    answers = axis.figure("answers", NOT_READ)
    return int(answers.value) if answers else 0


SAYING: dict[str, Callable[[Speaker, Axis], Sentence]] = {
    nouns.FAIR_SHARE: _fair_share,
    nouns.DOMESTIC: _domestic,
    nouns.COURSE: _course,
    nouns.NEUTRALITY: _checklist,
    nouns.NDC_QUALITY: _checklist,
}


# --- beside a step ----------------------------------------------------------------------------


def _notes(speaker: Speaker, axis: Axis) -> Iterator[Sentence]:
    for note in axis.notes:
        yield speaker.quote("axis_note", speaker.word(NOTES[note]), f"axis:{axis.id}")


def turning(axis: Axis) -> dict[str, tuple[OtherStep, ...]]:
    """Return the single other assumptions that would change a step, by the step they lead to."""
    by_step: dict[str, tuple[OtherStep, ...]] = {}
    for other in axis.turning:
        by_step[other.step] = (*by_step.get(other.step, ()), other)
    return by_step


def turning_text(axis: Axis, language: str) -> str:
    """Say every single assumption that would change a step, and to what; empty where none would."""
    return "; ".join(
        say(
            language,
            mark("“{step}”: {causes}"),
            step=step_word(axis.id, step, language),
            causes=", ".join(other_text(axis.id, other, language) for other in others),
        )
        for step, others in turning(axis).items()
    )


def _turning(speaker: Speaker, axis: Axis) -> Iterator[Sentence]:
    if not axis.is_judged:
        return
    changes = turning_text(axis, speaker.language)
    name = axis_name(axis.id, speaker.language)
    if not changes:
        text = mark("{axis}: no other single assumption changes the step.")
        yield speaker.say("unchanged", text, f"axis:{axis.id}", axis=name)
        return
    text = mark("{axis}, given one other assumption: {changes}.")
    yield speaker.say("would_change", text, f"axis:{axis.id}", axis=name, changes=changes)
