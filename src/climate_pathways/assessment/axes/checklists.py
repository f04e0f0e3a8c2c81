"""Neutrality and the quality of the NDC: steps by named facts that were read, none of them added up.

What was not read counts neither for nor against a country: the step is the one that is sure, and beside it
stands what it would be if the unread document said yes.
"""

from collections.abc import Iterator, Mapping, Sequence

from climate_pathways.assessment.axes import axis as nouns
from climate_pathways.assessment.axes.axis import Axis, Figure, OtherStep, not_judged
from climate_pathways.assessment.axes.rule import AxisRule, axes_rule, step_of_answers
from climate_pathways.pledges.criteria import ANSWERS, NOT_READ, YES, CriterionAnswer, count_of

UNREAD, ALL = "unread", "all"
YEAR = "year"


def neutrality_axis(answers: Sequence[CriterionAnswer]) -> Axis:
    """Return the axis of neutrality; not judged where the document that may name a year was not read."""
    given = _given(answers)
    # Else the last step would say that no year is named, of documents that nobody could read.
    if given.get(YEAR) == NOT_READ:
        return not_judged(nouns.NEUTRALITY, nouns.UNREAD)
    return _axis(nouns.NEUTRALITY, answers)


def quality_axis(answers: Sequence[CriterionAnswer]) -> Axis:
    """Return the axis of the newest NDC's quality."""
    return _axis(nouns.NDC_QUALITY, answers)


def _axis(name: str, answers: Sequence[CriterionAnswer]) -> Axis:
    if not answers:
        return not_judged(name, nouns.NO_CHECKLIST)
    published, given = axes_rule().axis(name), _given(answers)
    unread = [criterion for criterion, answer in given.items() if answer == NOT_READ]
    return Axis(
        name,
        step=step_of_answers(published, given),
        # What is met in part may lead to a step, and adds nothing to this number.
        measure=Figure(published.measure, float(count_of(answers, YES)), published.unit),
        figures=tuple(
            Figure("answers", float(count_of(answers, answer)), published.unit, about=answer)
            for answer in ANSWERS
        ),
        others=tuple(_others(published, given, unread)),
        notes=(nouns.NOT_READ,) if unread else (),
    )


def _others(published: AxisRule, given: Mapping[str, str], unread: Sequence[str]) -> Iterator[OtherStep]:
    for criterion in unread:
        yield OtherStep(UNREAD, criterion, step_of_answers(published, {**given, criterion: YES}))
    if len(unread) > 1:
        # Together they may reach a step that none of them reaches alone.
        yield OtherStep(UNREAD, ALL, step_of_answers(published, {**given, **dict.fromkeys(unread, YES)}))


def _given(answers: Sequence[CriterionAnswer]) -> dict[str, str]:
    return {answer.criterion: answer.answer for answer in answers}
