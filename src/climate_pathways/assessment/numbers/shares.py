"""Fair shares and gaps as rows: by principle, in the mixture of all, and what stands beside its median.

Beside the median stand the span over principles, and how figures move a duty.
"""

from collections.abc import Iterable, Iterator, Mapping

from climate_pathways.assessment import gap, neutrality
from climate_pathways.assessment.assessment import Assessment, PledgeAssessment
from climate_pathways.assessment.numbers.row import (
    FAIR_SHARES,
    GAPS,
    HIGHEST,
    LOWEST,
    MT,
    SHARES,
    YEARS_LEFT,
    YEARS_UNIT,
    Row,
)
from climate_pathways.core.quantiles import HIGH, LOW, MEDIAN, QUANTILES
from climate_pathways.core.quantities import rounded
from climate_pathways.fair_shares import duty
from climate_pathways.fair_shares.choices import DUTY, Parameters
from climate_pathways.fair_shares.result import OVERALL, PrincipleSpan
from climate_pathways.figures.by_source import observed
from climate_pathways.methods import per_capita_convergence, responsibility_capability


def share_rows(assessment: Assessment) -> Iterator[Row]:
    """Yield the fair shares by every principle and of all together, and what they say of the years left."""
    shares = assessment.shares
    # The mean of the series that fair shares start from: another number than the latest level.
    about = {"source": "+".join(_sources_of_today(assessment)), "method": FAIR_SHARES}
    yield Row(SHARES, "emitted", shares.current_mt_co2e, MT, shares.base_year, **about)
    for principle in shares.principles:
        about = {"principle": principle, "source": FAIR_SHARES, "method": principle}
        for year in shares.years:
            for level in QUANTILES:
                value = rounded(shares.at(principle, year, level))
                yield Row(SHARES, "share", value, MT, year, level=str(level), **about)
    yield from _together(assessment)
    yield from _left(assessment)
    yield from _contributions(assessment)


def _left(assessment: Assessment) -> Iterator[Row]:
    for principle, left in sorted(assessment.years_left.items()):
        about = {"principle": principle, "source": FAIR_SHARES, "method": neutrality.METHOD}
        for level, years in ((LOW, left.low), (MEDIAN, left.median), (HIGH, left.high)):
            value = rounded(years)
            yield Row(SHARES, YEARS_LEFT, value, YEARS_UNIT, assessment.as_of, level=str(level), **about)


def _contributions(assessment: Assessment) -> Iterator[Row]:
    """Yield which part of the spread of all principles together each choice explains alone."""
    about = {"principle": OVERALL, "source": FAIR_SHARES, "method": OVERALL}
    for choice, parts in sorted(assessment.shares.contributions.get(OVERALL, {}).items()):
        for year, value in zip(assessment.shares.years, parts, strict=True):
            yield Row(SHARES, f"part_of_spread:{choice}", value, "fraction", year, **about)


def gap_rows(assessment: Assessment, judged: PledgeAssessment) -> Iterator[Row]:
    """Yield the fair share, the gap and the probability of one pledge by every principle."""
    year = assessment.by_pledge[judged.pledge].target.year
    for principle, against in sorted(judged.gaps.items()):
        about = {
            "pledge": judged.pledge,
            "principle": principle,
            "source": FAIR_SHARES,
            "method": gap.METHOD,
        }
        for item, values in (
            ("fair_share", (against.share_low, against.share_median, against.share_high)),
            ("gap", (against.gap_low, against.gap_median, against.gap_high)),
        ):
            for level, value in zip((LOW, MEDIAN, HIGH), values, strict=True):
                yield Row(GAPS, item, value, MT, year, level=str(level), **about)
        # Once for each target: the span is over the principles, and stands beside their mixture alone.
        if principle == OVERALL:
            yield from _of_gap(assessment, judged, about)
        if against.gap_percent is not None:
            yield Row(GAPS, "gap_percent", against.gap_percent, "%", year, **about)
        yield Row(GAPS, "probability", against.probability, "fraction", year, **about)


# --- beside the median ---------------------------------------------------------------------


def _sources_of_today(assessment: Assessment) -> tuple[str, ...]:
    """Return the sources whose mean is today's level beside the fair shares."""
    levels = assessment.made_of["parameters"]["levels"]
    drawn = tuple(map(str, levels["source"]))
    # Earlier releases took the projections of the equity database in.
    if DUTY not in levels:
        return drawn
    return observed(drawn) or observed(map(str, Parameters().of("source")))


def _together(assessment: Assessment) -> Iterator[Row]:
    """Yield the span of every year, the median with convergence as one more principle, and the duties."""
    shares = assessment.shares
    if OVERALL not in shares.shares:
        return
    convergence = per_capita_convergence.METHOD
    about = {"principle": OVERALL, "source": FAIR_SHARES, "method": OVERALL}
    yield from share_spans(assessment, shares.years)
    for year in shares.years:
        # Where convergence was dealt as a principle, the mixture holds it already.
        if convergence in assessment.references:
            value = rounded(shares.median_over((*assessment.equity, convergence), year))
            yield Row(SHARES, "share_with_convergence", value, MT, year, level=str(MEDIAN), **about)
    duties = dict.fromkeys(("principle", "method"), responsibility_capability.METHOD)
    for figures, value in sorted(shares.duties.items()):
        yield Row(SHARES, "duty", value, "fraction", duty.YEAR, level=figures, source=FAIR_SHARES, **duties)


def share_spans(assessment: Assessment, years: Iterable[int]) -> Iterator[Row]:
    """Yield the lowest and the highest median of the principles in each of ``years``."""
    about = {"principle": OVERALL, "source": FAIR_SHARES, "method": OVERALL}
    for year in years:
        yield from _span(SHARES, "share_by_principle", assessment.share_span(year), year, about)


def _of_gap(assessment: Assessment, judged: PledgeAssessment, about: Mapping[str, str]) -> Iterator[Row]:
    """Yield the spans of the fair share and of the gap of one pledge."""
    year = assessment.by_pledge[judged.pledge].target.year
    yield from _span(GAPS, "fair_share_by_principle", assessment.share_span(year), year, about)
    yield from _span(GAPS, "gap_by_principle", assessment.gap_span(judged), year, about)


def _span(chapter: str, item: str, span: PrincipleSpan, year: int, about: Mapping[str, str]) -> Iterator[Row]:
    for level, value in ((LOWEST, span.low), (HIGHEST, span.high)):
        yield Row(chapter, item, rounded(value), MT, year, level=level, **about)
