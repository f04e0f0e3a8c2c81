"""Countries: who they are, where they stand, what they promised, and the assessment as a whole."""

from datetime import date, datetime
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_noop
from ninja import Query, Router, Schema

from climate_pathways.assessment import (
    DIFFERENCE_THRESHOLD,
    Axis,
    axis_reason,
    diff,
    number_rows,
    step_word,
)
from climate_pathways.core.countries import COUNTRIES
from tamyr.evidence.api.schemas import (
    REFUSALS,
    VERSION_PATTERN,
    Iso3,
    Number,
    Threshold,
    Version,
    assessed,
    country,
    number,
)
from tamyr.evidence.queries import assessments

router = Router(tags=["countries"])


class AxisStep(Schema):
    """A country's step on an axis, with its measure; ``step`` is empty where it is not judged."""

    axis: str
    step: str
    word_en: str
    word_ru: str
    reason_en: str
    reason_ru: str
    measure: float | None
    unit: str


class Country(Schema):
    iso3: str
    iso2: str
    name_en: str
    name_ru: str
    version: str | None
    judged_by: str
    axes: list[AxisStep]


class Standing(Schema):
    """Key figures, each with unit, year, source and method; flags say what a reader must know."""

    place: str
    version: str
    edition: str
    digest: str
    flags: list[str]
    figures: list[Number]


class Citation(Schema):
    id: str
    title: str
    publisher: str
    url: str
    published_on: date | None


class Pledges(Schema):
    """Documents, targets and what each means in tonnes, what is printed where, other aims, and sources."""

    place: str
    version: str
    reviewed_on: date
    judged_by: str
    rows: list[Number]
    citations: list[Citation]


class VersionName(Schema):
    version: str
    made_at: datetime
    is_current: bool


class Reason(Schema):
    kind: str
    old: str
    new: str


class Change(Schema):
    chapter: str
    item: str
    pledge: str
    principle: str
    level: str
    year: int | None
    unit: str
    kind: str
    old: float | str | None
    old_year: int | None
    new: float | str | None
    difference: float | None
    percent: float | None
    threshold: float | None
    reasons: list[str]


class Changes(Schema):
    """What changed from one version to another, and why. ``below_threshold``: how many are not listed."""

    iso3: str
    old: str
    new: str
    threshold: float
    below_threshold: int
    reasons: list[Reason]
    changes: list[Change]


def described(iso3: str, version: str | None) -> Country:
    names = COUNTRIES[iso3]
    found = assessments.assessment(iso3, version) if version else None
    return Country(
        iso3=iso3,
        iso2=names.iso2,
        name_en=names.en,
        name_ru=names.ru,
        version=version,
        judged_by=found.headline if found else "",
        axes=[axis_step(axis) for axis in found.axes] if found else [],
    )


def axis_step(axis: Axis) -> AxisStep:
    measure = axis.measure
    return AxisStep(
        axis=axis.id,
        step=axis.step,
        word_en=step_word(axis.id, axis.step, "en"),
        word_ru=step_word(axis.id, axis.step, "ru"),
        reason_en=axis_reason(axis, "en"),
        reason_ru=axis_reason(axis, "ru"),
        measure=measure.value if measure else None,
        unit=measure.unit if measure else "",
    )


@router.get(
    "/countries", response={200: list[Country], **REFUSALS}, summary=gettext_noop("The twelve countries")
)
def list_countries(request: HttpRequest) -> list[Country]:
    versions = assessments.current_versions()
    # Also those that are not assessed yet, so that a programme never has to know the codes by itself.
    return [described(iso3, versions.get(iso3)) for iso3 in COUNTRIES]


@router.get("/countries/{iso3}", response={200: Country, **REFUSALS}, summary=gettext_noop("One country"))
def one_country(request: HttpRequest, iso3: Iso3) -> Country:
    code = country(iso3)
    return described(code, assessments.current_versions().get(code))


@router.get(
    "/countries/{iso3}/standing",
    response={200: Standing, **REFUSALS},
    summary=gettext_noop("Where it stands"),
)
def standing(request: HttpRequest, iso3: Iso3, version: Version = None) -> dict[str, Any]:
    found = assessed(iso3, version)
    figures = [number(found, row) for row in number_rows.rows(found) if row.chapter == number_rows.STANDING]
    made_of = {"edition": found.standing.edition, "digest": found.standing.digest}
    return {
        "place": found.iso3,
        "version": found.version,
        **made_of,
        "flags": list(found.standing.flags),
        "figures": figures,
    }


@router.get(
    "/countries/{iso3}/pledges", response={200: Pledges, **REFUSALS}, summary=gettext_noop("What it promised")
)
def pledges(request: HttpRequest, iso3: Iso3, version: Version = None) -> dict[str, Any]:
    found = assessed(iso3, version)
    rows = (row for row in number_rows.rows(found) if row.chapter in number_rows.PROMISED)
    return {
        "place": found.iso3,
        "version": found.version,
        "reviewed_on": found.pledges.reviewed_on,
        "judged_by": found.headline,
        "rows": [number(found, row) for row in rows],
        "citations": list(found.pledges.citations.values()),
    }


@router.get(
    "/countries/{iso3}/assessment",
    response={200: dict[str, Any], **REFUSALS},
    summary=gettext_noop("The whole assessment, frozen under its version"),
)
def assessment(request: HttpRequest, iso3: Iso3, version: Version = None) -> HttpResponse:
    code = country(iso3)
    stored = assessments.stored(code, version or assessments.current_version(code))
    # As it was stored, byte for byte: written anew, it would no longer have the digest that is published.
    return HttpResponse(stored.content, content_type="application/json; charset=utf-8")


@router.get(
    "/countries/{iso3}/versions",
    response={200: list[VersionName], **REFUSALS},
    summary=gettext_noop("All its versions"),
)
def versions(request: HttpRequest, iso3: Iso3) -> list[Any]:
    return list(assessments.versions_of(country(iso3)))


From = Annotated[
    str | None,
    Query(
        alias="from",
        pattern=VERSION_PATTERN,
        description=gettext_noop("The older version; the one before where none is named."),
    ),
]
To = Annotated[
    str | None,
    Query(
        alias="to",
        pattern=VERSION_PATTERN,
        description=gettext_noop("The newer version; the current one where none is named."),
    ),
]


@router.get(
    "/countries/{iso3}/changes",
    response={200: Changes, **REFUSALS},
    summary=gettext_noop("What changed between two versions and why"),
)
def changes(
    request: HttpRequest,
    iso3: Iso3,
    older: From = None,
    newer: To = None,
    threshold: Threshold = DIFFERENCE_THRESHOLD,
) -> dict[str, Any]:
    code = country(iso3)
    new = newer or assessments.current_version(code)
    # Before the first version there is none: it is compared with itself, and nothing has changed.
    old = older or assessments.version_before(code, new) or new
    both = assessments.assessment(code, old), assessments.assessment(code, new)
    return diff(*both, threshold=threshold).as_dict()
