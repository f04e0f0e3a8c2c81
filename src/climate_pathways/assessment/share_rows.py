"""What stands beside the median of a mixture, as rows: the span over principles, and how figures move a duty."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from climate_pathways.assessment.assessment import Assessment, PledgeAssessment
from climate_pathways.core.quantiles import MEDIAN
from climate_pathways.core.quantities import rounded
from climate_pathways.fair_shares import duty
from climate_pathways.fair_shares.choices import DUTY, Parameters
from climate_pathways.fair_shares.result import OVERALL, PrincipleSpan
from climate_pathways.figures.by_source import observed
from climate_pathways.methods import per_capita_convergence, responsibility_capability

SHARES, GAPS = "fair-shares", "gaps"
LOWEST, HIGHEST = "lowest", "highest"
MT, FAIR_SHARES = "Mt CO2e", "fair-shares"


def sources_of_today(assessment: Assessment) -> tuple[str, ...]:
    """Return the sources whose mean is today's level beside the fair shares."""
    levels = assessment.made_of["parameters"]["levels"]
    drawn = tuple(map(str, levels["source"]))
    # Earlier releases took the projections of the equity database in.
    if DUTY not in levels:
        return drawn
    return observed(drawn) or observed(map(str, Parameters().of("source")))


def together(assessment: Assessment) -> Iterator[dict[str, Any]]:
    """Yield the span of every year, the median with convergence as one more principle, and the duties."""
    shares = assessment.shares
    if OVERALL not in shares.shares:
        return
    convergence = per_capita_convergence.METHOD
    about = {"principle": OVERALL, "source": FAIR_SHARES, "method": OVERALL}
    yield from spans(assessment, shares.years)
    for year in shares.years:
        if convergence in assessment.references:
            value = rounded(shares.median_over((*assessment.equity, convergence), year))
            yield _row(SHARES, "share_with_convergence", value, MT, year, level=str(MEDIAN), **about)
    duties = dict.fromkeys(("principle", "method"), responsibility_capability.METHOD)
    for figures, value in shares.duties.items():
        yield _row(SHARES, "duty", value, "fraction", duty.YEAR, level=figures, source=FAIR_SHARES, **duties)


def spans(assessment: Assessment, years: Iterable[int]) -> Iterator[dict[str, Any]]:
    """Yield the lowest and the highest median of the principles in each of ``years``."""
    about = {"principle": OVERALL, "source": FAIR_SHARES, "method": OVERALL}
    for year in years:
        yield from _span(SHARES, "share_by_principle", assessment.share_span(year), year, about)


def of_gap(
    assessment: Assessment, judged: PledgeAssessment, about: Mapping[str, str]
) -> Iterator[dict[str, Any]]:
    """Yield the spans of the fair share and of the gap of one pledge."""
    year = assessment.by_pledge[judged.pledge].target.year
    yield from _span(GAPS, "fair_share_by_principle", assessment.share_span(year), year, about)
    yield from _span(GAPS, "gap_by_principle", assessment.gap_span(judged), year, about)


def _span(
    chapter: str, item: str, span: PrincipleSpan, year: int, about: Mapping[str, str]
) -> Iterator[dict[str, Any]]:
    for level, value in ((LOWEST, span.low), (HIGHEST, span.high)):
        yield _row(chapter, item, rounded(value), MT, year, level=level, **about)


def _row(chapter: str, item: str, value: float, unit: str, year: int, **about: str) -> dict[str, Any]:
    return {"chapter": chapter, "item": item, "value": value, "unit": unit, "year": year, **about}
