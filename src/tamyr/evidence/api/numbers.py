"""Numbers of an assessment: all of them, fair shares, gaps, ratings, and the region compared."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_noop
from ninja import Router

from climate_pathways.assessment import Assessment, number_rows
from climate_pathways.core.errors import PathwaysError
from climate_pathways.core.quantiles import HIGH, LOW, MEDIAN
from climate_pathways.core.quantities import rounded
from climate_pathways.fair_shares import OVERALL
from tamyr.evidence.api.schemas import (
    MOST_ROWS,
    REFUSALS,
    ChosenChapter,
    ChosenPrinciple,
    Iso3,
    Level,
    Limit,
    Number,
    Numbers,
    Offset,
    ShareYear,
    Version,
    Word,
    Year,
    assessed,
    number,
)
from tamyr.evidence.queries import assessments

router = Router(tags=["numbers"])
SHOWN_LEVELS = (LOW, MEDIAN, HIGH)
REGION_ITEMS = ("ghg", "ghg_per_person", "trend")


def answer(
    assessment: Assessment, chosen: Iterable[number_rows.Row], limit: int = MOST_ROWS, offset: int = 0
) -> dict[str, Any]:
    # Whole first: whoever reads part by part has to know how many there are.
    listed = list(chosen)
    rows = [number(assessment, row) for row in listed[offset : offset + limit]]
    return {"version": assessment.version, "count": len(listed), "rows": rows}


@router.get(
    "/countries/{iso3}/numbers",
    response={200: Numbers, **REFUSALS},
    summary=gettext_noop("Every number of an assessment, chosen and paged"),
)
def every_number(
    request: HttpRequest,
    iso3: Iso3,
    chapter: ChosenChapter = None,
    item: Word = None,
    year: Year = None,
    version: Version = None,
    limit: Limit = 100,
    offset: Offset = 0,
) -> dict[str, Any]:
    assessment = assessed(iso3, version)
    chosen = (
        row
        for row in number_rows.rows(assessment)
        if (chapter is None or row.chapter == chapter)
        and (item is None or row.item == item)
        and (year is None or row.year == year)
    )
    return answer(assessment, chosen, limit, offset)


@router.get(
    "/countries/{iso3}/fair-shares",
    response={200: Numbers, **REFUSALS},
    summary=gettext_noop("Fair shares by principle, year and quantile"),
)
def fair_shares(
    request: HttpRequest,
    iso3: Iso3,
    principle: ChosenPrinciple = None,
    year: ShareYear = None,
    level: Level = None,
    version: Version = None,
) -> dict[str, Any]:
    assessment = assessed(iso3, version)
    years = assessment.shares.years if year is None else (year,)
    levels = SHOWN_LEVELS if level is None else (level,)
    names = [name for name in assessment.shares.principles if principle is None or name == principle]
    ensure_within(assessment, years)
    chosen = (
        # Rounded like the frozen figures: the same number asked for in two ways has the same digits.
        number_rows.Row(
            number_rows.SHARES, "share", rounded(assessment.shares.at(name, share_year, quantile)), number_rows.MT, share_year, principle=name,
            level=str(quantile), source="fair-shares", method=name,
        )
        for name in names for share_year in years for quantile in levels
    )  # fmt: skip
    # Nobody is given the median of the mixture without the span over principles.
    beside = number_rows.share_spans(assessment, years) if OVERALL in names else ()
    return answer(assessment, [*chosen, *beside])


def ensure_within(assessment: Assessment, years: Iterable[int]) -> None:
    first, last = assessment.shares.years[0], assessment.shares.years[-1]
    for year in years:
        # Beyond its ends a line between years goes on level, with a number that nobody computed.
        if not first <= year <= last:
            raise PathwaysError(
                "This assessment’s fair shares cover {first}–{last}, not {year}.",
                first=first,
                last=last,
                year=year,
            )


@router.get(
    "/countries/{iso3}/gaps",
    response={200: Numbers, **REFUSALS},
    summary=gettext_noop("Pledge minus fair share"),
)
def gaps(
    request: HttpRequest,
    iso3: Iso3,
    principle: ChosenPrinciple = None,
    pledge: Word = None,
    version: Version = None,
) -> dict[str, Any]:
    assessment = assessed(iso3, version)
    chosen = (
        row
        for row in number_rows.rows(assessment)
        if row.chapter == number_rows.GAPS
        and (principle is None or row.principle == principle)
        and (pledge is None or row.pledge == pledge)
    )
    return answer(assessment, chosen)


@router.get(
    "/countries/{iso3}/ratings",
    response={200: Numbers, **REFUSALS},
    summary=gettext_noop("The rating, axis by axis"),
)
def ratings(request: HttpRequest, iso3: Iso3, version: Version = None) -> dict[str, Any]:
    assessment = assessed(iso3, version)
    return answer(
        assessment, (row for row in number_rows.rows(assessment) if row.chapter == number_rows.RATING)
    )


@router.get(
    "/region", response={200: list[Number], **REFUSALS}, summary=gettext_noop("The twelve countries compared")
)
def region(request: HttpRequest) -> list[Number]:
    """Emissions, emissions per person, their trend, and of the pledge each country is judged by: the
    median gap to all equity principles with its span over them and the chance that it suffices; and the step
    on each axis of its rating."""
    current = assessments.current_assessments().values()
    return [
        number(assessment, row)
        for assessment in current
        for row in number_rows.rows(assessment)
        if _is_compared(assessment, row)
    ]


def _is_compared(assessment: Assessment, row: number_rows.Row) -> bool:
    if row.chapter == number_rows.STANDING:
        return row.item in REGION_ITEMS
    if row.chapter == number_rows.RATING:
        # With a level it is the step by one principle or reading
        # alone, which would be taken for the country's.
        return row.item.startswith(("step:", "measure:")) and not row.level
    if row.chapter != number_rows.GAPS or not assessment.headline or row.pledge != assessment.headline:
        return False
    # The median goes nowhere without the span over principles; without a level it is the chance.
    return row.principle == OVERALL and row.level in ("", "0.5", number_rows.LOWEST, number_rows.HIGHEST)
