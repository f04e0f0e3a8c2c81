"""Tables of what is fair and how the main pledge is rated; none where no pledge is judged."""

from collections.abc import Iterator

from climate_pathways.assessment.assessment import Assessment, PledgeAssessment
from climate_pathways.assessment.rating import CRITERIA, Criterion, Sensitivity
from climate_pathways.assessment.rule import Bounds, rule
from climate_pathways.assessment.sentences.rating import criterion_value
from climate_pathways.assessment.shown_table import NONE, ShownTable, signed, words
from climate_pathways.core.wording import mark, say, say_part, say_percent, say_plain, say_rounded
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
    principles = [name for name in (OVERALL, *assessment.equity) if name in judged.gaps]
    principles += [name for name in judged.gaps if name not in principles]
    caption = mark(
        "Fair shares and gap in {year}, Mt CO₂e without land use: median [5 %; 95 %]; years until the share to 2100 is used up"
    )
    heads = (mark("Principle"), mark("Fair share"), mark("Gap"), ENOUGH, mark("Years left"))
    return ShownTable(
        "principles",
        say(language, caption, year=year),
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


def criteria_table(assessment: Assessment, language: str) -> ShownTable | None:
    """Return the criteria of the rating with their bounds; ``None`` without a judged pledge."""
    judged = assessment.main
    if judged is None:
        return None
    bounds = {criterion.id: criterion for criterion in rule(judged.rating.version).criteria}
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
    """Return the step and chance under each single other assumption; ``None`` without a rating."""
    judged = assessment.main
    if judged is None:
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
