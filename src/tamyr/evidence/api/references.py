"""Where figures come from, how results are made, and what was said wrong."""

from datetime import date

from django.http import HttpRequest
from django.utils.translation import gettext_noop
from ninja import Router, Schema

from climate_pathways.assessment import (
    Correction,
    all_corrections,
    axes_rule,
    corrections_of,
)
from climate_pathways.core.naming import method_name
from climate_pathways.core.provenance import Source, code_version
from climate_pathways.core.wording import say
from climate_pathways.fair_shares import CHOICES, OVERALL, PRINCIPLES
from tamyr.evidence.api.schemas import REFUSALS, ChosenIso3, country
from tamyr.evidence.queries import standing

router = Router(tags=["references"])


class SourceOut(Schema):
    id: str
    title: str
    provider: str
    licence: str
    url: str
    citation: str
    edition: str


class Named(Schema):
    id: str
    name_en: str
    name_ru: str


class Parameter(Named):
    levels: list[float | str]
    principles: list[str]


class Step(Named):
    """A step of an axis, from the best one down. ``path``: what it is held against; ``at_most``: its limit;
    ``needs``: criterion → the least answer; ``any_of``: of these at least one."""

    criterion_en: str
    criterion_ru: str
    path: str
    at_most: float | None
    needs: dict[str, str]
    any_of: dict[str, str]


class Axis(Named):
    unit: str
    measure_en: str
    measure_ru: str
    steps: list[Step]


class Rule(Schema):
    """The published rule: five axes, none averaged into another."""

    version: int
    published_on: str
    shared_by: int
    axes: list[Axis]


class Methods(Schema):
    """The version of the code and of the rating rule, with all there is to choose."""

    code_version: str
    principles: list[Named]
    parameters: list[Parameter]
    rating_rule: Rule


class CorrectionOut(Schema):
    """What was said wrong, in both languages. ``id`` is its anchor in the list of corrections."""

    id: str
    on: date
    since: date
    countries: list[str]
    topic: str
    said_en: str
    said_ru: str
    right_en: str
    right_ru: str
    why_en: str
    why_ru: str
    quoted_en: str
    quoted_ru: str


@router.get(
    "/sources",
    response={200: list[SourceOut], **REFUSALS},
    summary=gettext_noop("Sources and their licences"),
)
def sources(request: HttpRequest) -> list[Source]:
    edition = standing.edition_at(standing.current_stamp())
    return list(edition.source_by_id().values())


@router.get(
    "/methods",
    response={200: Methods, **REFUSALS},
    summary=gettext_noop("Methods, parameters and the rating rule"),
)
def methods(request: HttpRequest) -> Methods:
    return Methods(
        code_version=code_version(),
        principles=[
            Named(id=name, name_en=method_name(name, "en"), name_ru=method_name(name, "ru"))
            for name in (*PRINCIPLES, OVERALL)
        ],
        parameters=[
            Parameter(
                **named(choice.name, choice.meaning),
                levels=list(choice.levels),
                principles=list(choice.principles),
            )
            for choice in CHOICES.values()
        ],
        rating_rule=current_rule(),
    )


@router.get(
    "/corrections",
    response={200: list[CorrectionOut], **REFUSALS},
    summary=gettext_noop("What we said wrong and what is right now"),
)
def list_corrections(request: HttpRequest, iso3: ChosenIso3 = None) -> list[Correction]:
    return list(all_corrections() if iso3 is None else corrections_of(country(iso3)))


def current_rule() -> Rule:
    published = axes_rule()
    return Rule(
        version=published.version,
        published_on=published.published_on,
        shared_by=published.shared_by,
        axes=[
            Axis(
                **named(axis.id, axis.name),
                unit=axis.unit,
                measure_en=say("en", axis.says),
                measure_ru=say("ru", axis.says),
                steps=[
                    Step(
                        **named(step.id, step.word),
                        criterion_en=say("en", step.criterion),
                        criterion_ru=say("ru", step.criterion),
                        path=step.path,
                        at_most=step.at_most,
                        needs=dict(step.needs),
                        any_of=dict(step.any_of),
                    )
                    for step in axis.steps
                ],
            )
            for axis in published.axes
        ],
    )


def named(name: str, text: str) -> dict[str, str]:
    return {"id": name, "name_en": say("en", text), "name_ru": say("ru", text)}
