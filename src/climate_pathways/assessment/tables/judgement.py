"""Tables of what is fair and how a country is rated; none where nothing is judged."""

from collections.abc import Iterator

from climate_pathways.assessment.assessment import Assessment, PledgeAssessment
from climate_pathways.assessment.axes.axis import COURSE, DOMESTIC, FAIR_SHARE, Axis, PathResult
from climate_pathways.assessment.axes.words import (
    axis_name,
    axis_reason,
    criterion_of,
    result_name,
    step_word,
)
from climate_pathways.assessment.rating import CRITERIA, Criterion, Sensitivity
from climate_pathways.assessment.rule import Bounds, rule
from climate_pathways.assessment.sentences.axes import ratio_text, turning_text, unread_of
from climate_pathways.assessment.sentences.rating import criterion_value
from climate_pathways.assessment.shown_table import NONE, ShownTable, signed, words
from climate_pathways.core.wording import (
    mark,
    say,
    say_part,
    say_percent,
    say_plain,
    say_rounded,
)
from climate_pathways.fair_shares.result import OVERALL
from climate_pathways.fair_shares.words import choice_name, level_name, line_name
from climate_pathways.methods import per_capita_convergence
from climate_pathways.pledges.words import bracketed

ENOUGH = mark("Combinations of assumptions in which the target is enough")


def principles_table(assessment: Assessment, language: str) -> ShownTable | None:
    """Return fair share, gap, chance and years left by principle; ``None`` without a judged pledge."""
    judged = assessment.main
    if judged is None:
        return None
    year = assessment.by_pledge[judged.pledge].target.year
    # Lines to compare with come after every principle that the mixture was dealt over. Gaps have no order
    # of their own: an assessment that was read back has them by name.
    order = (OVERALL, *assessment.equity, *assessment.references)
    principles = [name for name in order if name in judged.gaps]
    caption = mark(
        "Fair shares and gap in {year}, Mt CO₂e without land use: median [5 %; 95 %]; years until the share to 2100 is used up "
        "at the emissions of {base} by international series"
    )
    heads = (mark("Principle"), mark("Fair share"), mark("Gap"), ENOUGH, mark("Years left"))
    return ShownTable(
        "principles",
        say(language, caption, year=year, base=assessment.shares.base_year),
        words(language, *heads),
        (
            *(_principle_row(assessment, judged, name, language) for name in principles if name == OVERALL),
            *_with_convergence(assessment, year, language),
            *(_principle_row(assessment, judged, name, language) for name in principles if name != OVERALL),
        ),
        numbers=(1, 2, 3, 4),
        strong=(0,) if OVERALL in judged.gaps else (),
    )


def _principle_row(
    assessment: Assessment, judged: PledgeAssessment, principle: str, language: str
) -> tuple[str, ...]:
    gap, left = judged.gaps[principle], assessment.years_left.get(principle)
    return (
        line_name(principle, assessment.references, language),
        bracketed(gap.share_median, gap.share_low, gap.share_high, language),
        signed(gap.gap_median, language),
        say_part(language, gap.probability),
        say_rounded(language, left.median, 2) if left else NONE,
    )


def _with_convergence(assessment: Assessment, year: int, language: str) -> Iterator[tuple[str, ...]]:
    """Yield what the median would be with convergence as one more principle, where it is none."""
    convergence = per_capita_convergence.METHOD
    if convergence in assessment.references:
        median = assessment.shares.median_over((*assessment.equity, convergence), year)
        name = say(language, mark("All of them and convergence"))
        yield name, say_rounded(language, median), NONE, NONE, NONE


def axes_table(assessment: Assessment, language: str) -> ShownTable | None:
    """Return the five axes: step, measure, criterion in words; ``None`` for an assessment by the first rule."""
    if not assessment.axes:
        return None
    heads = (mark("Axis"), mark("Step"), mark("Measure"), mark("Criterion of the step"))
    return ShownTable(
        "axes",
        say(language, mark("The rating: five axes, none averaged into another")),
        words(language, *heads),
        tuple(_axis_row(axis, language) for axis in assessment.axes),
    )


def _axis_row(axis: Axis, language: str) -> tuple[str, ...]:
    said = criterion_of(axis.id, axis.step, language) if axis.is_judged else axis_reason(axis, language)
    return (
        axis_name(axis.id, language),
        step_word(axis.id, axis.step, language),
        measure_text(axis, language),
        said,
    )


def measure_text(axis: Axis, language: str) -> str:
    """Write an axis's continuous measure with what it counts; a dash where there is none."""
    # The first result is the kindest principle’s, by which the step is given.
    if axis.results:
        return ratio_text(axis.results[0], language)
    if axis.measure is None:
        return NONE
    value = axis.measure.value
    if axis.id == DOMESTIC:
        return say(
            language,
            mark("{percent} of the emissions of {year} by international series"),
            percent=say_percent(language, value / 100),
            year=axis.measure.about,
        )
    if axis.id == COURSE:
        sign = "+" if value > 0 else ""
        return say(
            language, mark("{percent} of the target"), percent=sign + say_percent(language, value / 100)
        )
    unread = unread_of(axis)
    text = mark("yes to {met} of eight, {unread} not read") if unread else mark("yes to {met} of eight")
    return say(language, text, met=say_plain(language, value), unread=unread)


def results_table(assessment: Assessment, language: str) -> ShownTable | None:
    """Return the fair share under the kindest principle, the median and the harshest; ``None`` where not judged."""
    axis = assessment.axis(FAIR_SHARE)
    if axis is None or not axis.results:
        return None
    heads = (
        mark("By"),
        mark("In line with"),
        mark("Fair share of the median path of IPCC category C1, Mt CO₂e"),
        mark("Target over it"),
    )
    return ShownTable(
        "path-results",
        say(
            language,
            mark(
                "Which global path the target is in line with: one year, no forecast, no probability. The shares are those of each "
                "category’s median path alone; the fair shares of the chapter before are dealt over several paths"
            ),
        ),
        words(language, *heads),
        tuple(_result_row(result, language) for result in axis.results),
        numbers=(2, 3),
        strong=(0,),
    )


def _result_row(result: PathResult, language: str) -> tuple[str, ...]:
    return (
        result_name(result, language),
        step_word(FAIR_SHARE, result.step, language),
        say_rounded(language, result.share),
        ratio_text(result, language),
    )


def turning_table(assessment: Assessment, language: str) -> ShownTable | None:
    """Return which single other assumption would change which axis; ``None`` for the first rule."""
    judged = [axis for axis in assessment.axes if axis.is_judged]
    if not judged:
        return None
    none = say(language, mark("none"))
    heads = (mark("Axis"), mark("Step"), mark("Other single assumptions that would change it"))
    return ShownTable(
        "turning",
        say(language, mark("What would change a step")),
        words(language, *heads),
        tuple(
            (
                axis_name(axis.id, language),
                step_word(axis.id, axis.step, language),
                turning_text(axis, language) or none,
            )
            for axis in judged
        ),
    )


def criteria_table(assessment: Assessment, language: str) -> ShownTable | None:
    """Return the criteria of a rating by the first rule with their bounds; ``None`` without one."""
    judged = assessment.main
    if judged is None or judged.rating is None:
        return None
    bounds = {criterion.id: criterion for criterion in rule().criteria}
    # As the file of the first rule joins its steps: “lower-median”, of four the second from below.
    caption = mark("The rating by criterion: the overall step is the lower of the middle ones")
    heads = (mark("Criterion"), mark("Value"), mark("Bounds of steps 2 · 3 · 4 · 5, %"), mark("Step"))
    return ShownTable(
        "criteria",
        say(language, caption),
        words(language, *heads),
        tuple(
            _criterion_row(criterion, bounds[criterion.id], language) for criterion in judged.rating.criteria
        ),
        numbers=(1, 2, 3),
    )


def _criterion_row(criterion: Criterion, bounds: Bounds, language: str) -> tuple[str, ...]:
    in_percent = 100 if criterion.unit == "fraction" else 1
    # Rounded before it is said: 100 × 0.33 has a tail in binary.
    percents = (say_plain(language, round(in_percent * bound, 6)) for bound in bounds.bounds)
    return (
        say(language, CRITERIA[criterion.id]),
        criterion_value(criterion, language),
        " · ".join(percents),
        str(criterion.step),
    )


def sensitivity_table(assessment: Assessment, language: str) -> ShownTable | None:
    """Return a first rule's step and chance under each single other assumption; ``None`` without one."""
    judged = assessment.main
    if judged is None or judged.rating is None:
        return None
    heads = (mark("Assumption"), mark("Fixed at"), mark("Step"), ENOUGH)
    return ShownTable(
        "sensitivity",
        say(language, mark("What the rating would be if one assumption were fixed")),
        words(language, *heads),
        tuple(_sensitivity_row(sensitivity, language) for sensitivity in judged.rating.sensitivity),
        numbers=(2, 3),
    )


def _sensitivity_row(sensitivity: Sensitivity, language: str) -> tuple[str, ...]:
    step, chance = str(sensitivity.step), say_percent(language, sensitivity.probability)
    return (*_assumption(sensitivity, language), step, chance)


def _assumption(sensitivity: Sensitivity, language: str) -> tuple[str, str]:
    level = sensitivity.level
    if sensitivity.assumption == "without":
        return say(language, mark("Criterion left out")), say(language, CRITERIA[str(level)])
    if sensitivity.assumption == "reading":
        ends = {"low": mark("lowest"), "high": mark("highest")}
        return say(language, mark("Reading of the target")), say(language, ends[str(level)])
    choice = sensitivity.assumption
    return choice_name(choice, language), level_name(choice, level, language)
