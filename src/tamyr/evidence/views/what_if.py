"""Other assumptions, asked by address; and figures of one's own, sent and forgotten."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from climate_pathways.assessment.assessment import Assessment
from climate_pathways.core.errors import PathwaysError
from tamyr.evidence.forms.what_if import OwnFiguresForm, WhatIfForm
from tamyr.evidence.logic.what_ifs import pledge_options
from tamyr.evidence.queries import what_if as queries
from tamyr.evidence.queries.assessment_pages import answer_for, version_or_current, what_if_frame
from tamyr.evidence.queries.assessments import assessment
from tamyr.evidence.queries.standing import Stamp, current_stamp
from tamyr.evidence.views.answers import answering, public
from tamyr.shared.languages import language


@public
def what_if(request: HttpRequest, iso3: str) -> HttpResponse:
    stamp = current_stamp()
    published = _published(stamp, iso3)
    form = WhatIfForm(request.GET or None, **_options(published))
    if not form.is_bound:
        return _page(request, stamp, published, form)
    if not form.is_valid():
        return _page(request, stamp, published, form, status=422)
    return _answer(request, stamp, published, form)


def _answer(request: HttpRequest, stamp: Stamp, published: Assessment, form: WhatIfForm) -> HttpResponse:
    try:
        found = queries.answered(published, form.asked, language())
    except queries.Busy:
        return _busy(request)
    except PathwaysError as error:
        form.add_error(None, error.in_language(language()))
        return _page(request, stamp, published, form, status=422)
    return _page(request, stamp, published, form, result=found, same_choice=form.query)


@require_http_methods(["GET", "HEAD", "POST"])
@answering
def own_figures(request: HttpRequest, iso3: str) -> HttpResponse:
    stamp = current_stamp()
    published = _published(stamp, iso3)
    if request.method != "POST":
        return _page(request, stamp, published, OwnFiguresForm(None, **_options(published)))
    form = OwnFiguresForm(request.POST, files=request.FILES, **_options(published))
    if not form.is_valid():
        return _page(request, stamp, published, form, status=422)
    own = form.cleaned_data
    try:
        found = queries.answered_with(
            published, form.asked, language(), paths=own["path_file"], emissions=own["source_file"]
        )
    except queries.Busy:
        return _busy(request)
    except PathwaysError as error:
        form.add_error(None, error.in_language(language()))
        return _page(request, stamp, published, form, status=422)
    return _page(request, stamp, published, form, result=found)


def _published(stamp: Stamp, iso3: str) -> Assessment:
    return assessment(iso3, version_or_current(stamp, iso3, None))


def _options(published: Assessment) -> dict[str, Any]:
    return {
        "language": language(),
        "pledges": pledge_options(published, language()),
        "today": published.as_of,
    }


def _page(
    request: HttpRequest, stamp: Stamp, published: Assessment, form: WhatIfForm, status: int = 200, **own: Any
) -> HttpResponse:
    is_own = isinstance(form, OwnFiguresForm)
    frame = what_if_frame(published.iso3, language(), is_own=is_own)
    answer = answer_for(stamp, published.iso3, language())
    page = {**frame, "form": form, "answer": answer, "published": published, "is_own": is_own, **own}
    return render(request, "evidence/what_if.html", page, status=status)


def _busy(request: HttpRequest) -> HttpResponse:
    page = {"seconds": queries.RETRY_SECONDS, "again": request.get_full_path()}
    answer = render(request, "evidence/what_if_busy.html", page, status=503)
    answer["Retry-After"] = str(queries.RETRY_SECONDS)
    return answer
