"""Submissions: the list, one of them as everybody reads it, and what is taken away of it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tamyr.ndc.forms.comments import OpenForm
from tamyr.ndc.models import Submission
from tamyr.ndc.pages.country import crumbs
from tamyr.ndc.pages.paper import facts_of, paper_of
from tamyr.ndc.pages.submission import SubmissionPage, acts_of, submission_crumbs, submission_page, unsaid
from tamyr.ndc.pages.submissions import lines_of
from tamyr.ndc.queries.submissions import find_submission, submissions_of
from tamyr.network.models import Visitor
from tamyr.network.queries.visitors import visitor_of
from tamyr.positions.pages.paper import hand_over_text, typeset
from tamyr.safety.models import ExposureLevel
from tamyr.shared.choices import origin_of


@require_safe
def submissions(request: HttpRequest) -> HttpResponse:
    visitor = visitor_of(request)
    listed = lines_of(submissions_of(visitor), visitor)
    way = [*crumbs()[:-1], (_("NDC workbench"), reverse("ndc:countries")), (_("Submissions"), "")]
    return render(request, "ndc/submissions.html", {"lines": listed, "crumbs": way})


@require_safe
def submission(request: HttpRequest, number: int) -> HttpResponse:
    visitor = visitor_of(request)
    return show(request, visitor, find_submission(visitor, number))


def show(
    request: HttpRequest, visitor: Visitor, found: Submission, status: int = 200, **more: Any
) -> HttpResponse:
    page = submission_page(found, visitor)
    context = {
        "page": page,
        "acts": acts_of(found, visitor),
        "unsaid": unsaid(page),
        "open_form": OpenForm(initial={"sha": page.sha}),
        "crumbs": submission_crumbs(page),
        **more,
    }
    return render(request, "ndc/submission.html", context, status=status)


def _agreed(request: HttpRequest, number: int) -> SubmissionPage:
    """Return a submission that may be taken away: one that two persons agreed to."""
    visitor = visitor_of(request)
    found = find_submission(visitor, number)
    # By the moment and not by the stage: what was agreed and then withdrawn can still be looked up.
    if found.agreed_at is None:
        raise Http404
    is_for_all = found.exposure == ExposureLevel.PUBLIC
    # What may be handed to anybody names only whom anybody may know, whoever takes it away.
    return submission_page(found, Visitor(at=visitor.at) if is_for_all else visitor)


@require_safe
def pdf(request: HttpRequest, number: int) -> HttpResponse:
    page = _agreed(request, number)
    return _file(typeset(paper_of(page, origin_of(request))), "application/pdf", page, "pdf")


@require_safe
def text(request: HttpRequest, number: int) -> HttpResponse:
    page = _agreed(request, number)
    content = hand_over_text(paper_of(page, origin_of(request))).encode()
    return _file(content, "text/plain; charset=utf-8", page, "txt")


def _file(content: bytes, kind: str, page: SubmissionPage, ending: str) -> HttpResponse:
    name = f"tamyr-submission-{page.submission.number}-{page.language}.{ending}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=kind, headers=headers)


@require_safe
def data(request: HttpRequest, number: int) -> HttpResponse:
    page = _agreed(request, number)
    address = origin_of(request) + reverse("ndc:submission", args=[number])
    headers = {"Content-Disposition": f'attachment; filename="tamyr-submission-{number}.json"'}
    return JsonResponse(
        facts_of(page, address), headers=headers, json_dumps_params={"ensure_ascii": False, "indent": 1}
    )
