"""Pages and files of assessments: one country's by version, and the twelve compared."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from climate_pathways.assessment import Assessment
from climate_pathways.core.countries import COUNTRIES
from tamyr.evidence.forms.addresses import read_comparison_choice, read_no_choice, read_version
from tamyr.evidence.logic.choices import ComparisonChoice
from tamyr.evidence.pages import assessment as pages
from tamyr.evidence.pages import comparison as compared
from tamyr.evidence.pages.links import IMAGE_TYPES, located
from tamyr.evidence.pages.references import corrected_lately
from tamyr.evidence.queries.assessments import assessment as assessment_at
from tamyr.evidence.queries.judgements import published_judgement
from tamyr.evidence.queries.standing import Stamp, current_stamp
from tamyr.evidence.queries.subjects import Subject
from tamyr.evidence.queries.ways import ways_from
from tamyr.evidence.views.answers import FramedPage, file, framed, here, kept, public
from tamyr.network.queries import visitor_of
from tamyr.shared.answers import csv_file
from tamyr.shared.languages import language


def names_members(stamp: Stamp, iso3: str, **_: Any) -> bool:
    """Whether the page names organisations: one may have to vanish from it at once."""
    return iso3 in stamp.judged


def today(**_: Any) -> date:
    return timezone.now().date()


@public
@kept(read_no_choice, unless=names_members, besides=today)
def assessment(
    request: HttpRequest, stamp: Stamp, _choice: None, iso3: str, version: str | None = None
) -> FramedPage:
    page = pages.assessment(stamp, iso3, pages.version_or_current(stamp, iso3, version), language())
    judged = (
        # By the stamp, which was asked for anyhow: the page of most countries asks the database nothing more.
        published_judgement(Subject(iso3), visitor_of(request), language()) if iso3 in stamp.judged else None
    )
    facts = located(page.head["facts"], here(request))
    corrected = corrected_lately(page.head["corrections"], today())
    own = {
        "country": COUNTRIES[iso3],
        "judged": judged,
        "facts": facts,
        "corrected": corrected,
        "ways": ways_from(visitor_of(request), iso3),
    }
    return framed(request, "evidence/assessment.html", page, **own)


@public
def answer_sheet(request: HttpRequest, iso3: str, version: str | None = None) -> HttpResponse:
    return render(request, "evidence/answer_sheet.html", pages.answer_sheet(iso3, version, language()))


@public
@kept(read_comparison_choice)
def comparison(request: HttpRequest, stamp: Stamp, choice: ComparisonChoice) -> FramedPage:
    page = compared.comparison(stamp, choice, language())
    return framed(request, "evidence/comparison.html", page, same_choice=choice.query)


# --- downloads ------------------------------------------------------------------------------


def _asked(request: HttpRequest, iso3: str) -> Assessment:
    """Return the version that an address names, or the current one."""
    name = pages.version_or_current(current_stamp(), iso3, read_version(request.GET))
    return assessment_at(iso3, name)


@public
def chart_csv(request: HttpRequest, iso3: str, chart: str) -> HttpResponse:
    rows = pages.chart_rows(_asked(request, iso3), chart, language())
    return csv_file(rows, f"tamyr-{iso3.lower()}-{chart}")


@public
def chart_file(request: HttpRequest, iso3: str, chart: str, form: str) -> HttpResponse:
    drawn = pages.chart_picture(_asked(request, iso3), chart, language(), form)
    return file(drawn, IMAGE_TYPES[form], f"tamyr-{iso3.lower()}-{chart}-{language()}.{form}")


@public
def brief(request: HttpRequest, iso3: str, form: str) -> HttpResponse:
    stamp = current_stamp()
    version = pages.version_or_current(stamp, iso3, read_version(request.GET))
    content = pages.brief_file(stamp, iso3, version, language(), form)
    return file(content, pages.BRIEF_TYPES[form], f"tamyr-{iso3.lower()}-brief-{language()}.{form}")


@public
def comparison_csv(request: HttpRequest) -> HttpResponse:
    rows = compared.comparison_rows(compared.compared_at(current_stamp()), language())
    return csv_file(rows, "tamyr-comparison")


@public
def comparison_file(request: HttpRequest, form: str) -> HttpResponse:
    drawn = compared.comparison_picture(compared.compared_at(current_stamp()), language(), form)
    return file(drawn, IMAGE_TYPES[form], f"tamyr-comparison-{language()}.{form}")
