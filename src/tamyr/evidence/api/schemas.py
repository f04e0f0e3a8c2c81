"""What goes in and out: each word with its bounds, each number with what belongs to it."""

from enum import StrEnum
from typing import Annotated, Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext_noop
from ninja import Field, Path, Query, Schema

from climate_pathways.assessment import Assessment, number_rows
from climate_pathways.core.countries import COUNTRIES
from climate_pathways.exports import row_licence
from climate_pathways.fair_shares import GRID, OVERALL, PRINCIPLES
from tamyr.evidence.queries import assessments
from tamyr.shared.choices import origin_of

# From the first year that an assessment draws to the last year of neutrality that is taken.
FIRST_YEAR, LAST_YEAR = 1850, 2150
MOST_ROWS = 1000
VERSION_PATTERN = r"^[0-9A-Za-z.\-]{1,40}$"

Iso3 = Annotated[
    str,
    Path(
        description=gettext_noop("Three letters of one of the twelve countries, such as KAZ."),
        pattern="^[A-Za-z]{3}$",
    ),
]
ChosenIso3 = Annotated[
    str | None,
    Query(
        description=gettext_noop("Three letters of one of the twelve countries; all where none is named."),
        pattern="^[A-Za-z]{3}$",
    ),
]
Version = Annotated[
    str | None,
    Query(
        description=gettext_noop("An earlier version; the current one where none is named."),
        pattern=VERSION_PATTERN,
    ),
]
Year = Annotated[int | None, Query(description=gettext_noop("One year."), ge=FIRST_YEAR, le=LAST_YEAR)]
ShareYear = Annotated[
    int | None,
    Query(
        description=gettext_noop(
            "One year; straight between those computed. All computed where none is named."
        ),
        ge=GRID[0],
        le=GRID[-1],
    ),
]
Level = Annotated[
    float | None,
    Query(
        description=gettext_noop("A quantile: 0.5 is the median. 0.05, 0.5 and 0.95 where none is named."),
        ge=0,
        le=1,
        allow_inf_nan=False,
    ),
]
Word = Annotated[
    str | None, Query(description=gettext_noop("A name as the answers use it."), pattern=r"^[\w:.\-]{1,80}$")
]
Limit = Annotated[int, Query(description=gettext_noop("How many rows at most."), ge=1, le=MOST_ROWS)]
Offset = Annotated[
    int, Query(description=gettext_noop("How many rows to leave out first."), ge=0, le=100_000)
]
Threshold = Annotated[
    float,
    Query(
        description=gettext_noop(
            "The least change that counts: 0.01 is one percent, or one percentage point."
        ),
        ge=0,
        le=1,
        allow_inf_nan=False,
    ),
]
# Enumerations and no patterns: the description then lists the words, and so does the answer to a wrong one.
Principle = StrEnum("Principle", {name.upper(): name for name in (*PRINCIPLES, OVERALL)})  # type: ignore[misc]
Chapter = StrEnum(  # type: ignore[misc]
    "Chapter", {name.upper().replace("-", "_"): name for name in number_rows.CHAPTERS}
)
ChosenPrinciple = Annotated[
    Principle | None, Query(description=gettext_noop("One equity principle, or overall."))
]
ChosenChapter = Annotated[Chapter | None, Query(description=gettext_noop("One chapter of the assessment."))]


class Fault(Schema):
    where: str
    message: str
    given: str


class Refusal(Schema):
    """What is wrong with a question, in plain words."""

    detail: str


class NotUnderstood(Refusal):
    faults: list[Fault]


REFUSALS: dict[int, Any] = {400: Refusal, 404: Refusal, 422: NotUnderstood, 503: Refusal}


class Number(Schema):
    """One number, or one word where ``unit`` is empty, with everything that belongs to it."""

    place: str
    chapter: str
    item: str
    pledge: str = Field(description="The target or document it is about, or empty.")
    principle: str = Field(description="The equity principle, or empty.")
    year: int | None
    level: str = Field(
        description="A quantile from 0 to 1, a word such as central, a series, a printed number, or empty."
    )
    value: float | str
    unit: str
    source: str
    method: str
    passage: str = Field(description="Where a document prints it: section, line and text, or empty.")
    licence: str = Field(description="Under which licence the number may be passed on.")
    version: str


class Numbers(Schema):
    """``count``: how many there are in all; ``rows``: those asked for."""

    version: str
    count: int
    rows: list[Number]


def country(iso3: str) -> str:
    """Return a country's code in capital letters; raise ``Http404`` for another country."""
    code = iso3.upper()
    # Three letters of another country are understood, and there is nothing to be found: 404 and not 422.
    if code not in COUNTRIES:
        raise Http404(f"There is no country {iso3!r} here. The countries are: {', '.join(COUNTRIES)}.")
    return code


def next_part(request: HttpRequest, *, count: int, limit: int, offset: int) -> str | None:
    """Return where the rows after a part of a list are asked for; nothing after the last one.

    Raises ``Http404`` for a part that begins after the end of the list.
    """
    # At the very end an empty part is right: whoever counts on by ``limit`` may come there.
    if offset > count:
        raise Http404(f"offset: there are only {count} rows, so that none can be left out up to {offset}.")
    if offset + limit >= count:
        return None
    asked = request.GET.copy()
    asked["limit"], asked["offset"] = str(limit), str(offset + limit)
    return f"{origin_of(request)}{request.path}?{asked.urlencode()}"


def assessed(iso3: str, version: str | None) -> Assessment:
    """Return a country's assessment, the current one or the version asked for."""
    code = country(iso3)
    return assessments.assessment(code, version or assessments.current_version(code))


def number(assessment: Assessment, row: number_rows.Row) -> Number:
    # By the names of the row: a field of it that ``Number`` does not have would be left out without a word.
    return Number(place=assessment.iso3, version=assessment.version, licence=row_licence(row), **vars(row))
