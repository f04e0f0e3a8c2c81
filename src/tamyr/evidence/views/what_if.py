"""Other assumptions, asked by address; and figures of one's own, sent and forgotten."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from climate_pathways.assessment import Assessment
from climate_pathways.core.errors import PathwaysError
from tamyr.evidence.forms.what_if import OwnFiguresForm, WhatIfForm
from tamyr.evidence.logic.choices import pledge_options
from tamyr.evidence.pages import what_if as pages
from tamyr.evidence.pages.assessment import version_or_current
from tamyr.evidence.queries.assessments import assessment
from tamyr.evidence.queries.standing import Stamp, current_stamp
from tamyr.evidence.views.answers import answering, public
from tamyr.shared.languages import language
from tamyr.shared.turns import Busy
from tamyr.shared.typed import RETRY_SECONDS, come_back, refused


@public
def what_if(request: HttpRequest, iso3: str) -> HttpResponse:
    stamp = current_stamp()
    published = _published(stamp, iso3)
    # Unbound where nothing is asked: an empty form that is bound would complain of its fields.
    form = WhatIfForm(request.GET or None, **_options(published))
    if not form.is_bound:
        return _page(request, stamp, published, form)

    def answer() -> dict[str, Any]:
        return {
            "result": pages.answered(published, form.asked, language()),
            "same_choice": form.query,
        }

    return _answer(request, stamp, published, form, answer)


@require_http_methods(["GET", "HEAD", "POST"])
@answering
def own_figures(request: HttpRequest, iso3: str) -> HttpResponse:
    stamp = current_stamp()
    published = _published(stamp, iso3)
    if request.method != "POST":
        return _page(request, stamp, published, OwnFiguresForm(None, **_options(published)))
    form = OwnFiguresForm(request.POST, files=request.FILES, **_options(published))

    def answer() -> dict[str, Any]:
        own = form.cleaned_data
        brought = {"paths": own["path_file"], "emissions": own["source_file"]}
        names = form.file_names()
        result = pages.answered_with(published, form.asked, language(), names=names, **brought)
        return {"result": {**result, "notes": form.notes}}

    return _answer(request, stamp, published, form, answer)


def _answer(
    request: HttpRequest,
    stamp: Stamp,
    published: Assessment,
    form: WhatIfForm,
    answer: Callable[[], dict[str, Any]],
) -> HttpResponse:
    """Show the answer, or the form with what keeps it from being answered."""
    if not form.is_valid():
        return refused(form, _page(request, stamp, published, form, status=422))
    try:
        own = answer()
    except Busy:
        # A question in an address is asked again by itself; what was typed and sent comes back in its form.
        if request.method != "POST":
            return _busy(request)
        form.add_error(None, come_back())
        return refused(form, _page(request, stamp, published, form))
    except PathwaysError as error:
        form.add_error(None, error.in_language(language()))
        return _page(request, stamp, published, form, status=422)
    return _page(request, stamp, published, form, **own)


def _published(stamp: Stamp, iso3: str) -> Assessment:
    return assessment(iso3, version_or_current(stamp, iso3, None))


def _options(published: Assessment) -> dict[str, Any]:
    return {
        "language": language(),
        "pledges": pledge_options(published, language()),
        # The year that it was judged in and not the clock's: a target has to lie after that.
        "today": published.as_of,
    }


def _page(
    request: HttpRequest, stamp: Stamp, published: Assessment, form: WhatIfForm, status: int = 200, **own: Any
) -> HttpResponse:
    is_own = isinstance(form, OwnFiguresForm)
    page = pages.what_if_page(stamp, published, language(), is_own=is_own)
    return render(request, "evidence/what_if.html", {**page, "form": form, **own}, status=status)


def _busy(request: HttpRequest) -> HttpResponse:
    page = {"seconds": RETRY_SECONDS, "again": request.get_full_path()}
    answer = render(request, "evidence/what_if_busy.html", page, status=503)
    answer["Retry-After"] = str(RETRY_SECONDS)
    return answer
