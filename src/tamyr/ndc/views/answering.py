"""How this room answers: what it cannot show without the evidence, and acts that were done or refused."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tamyr.evidence.queries.assessments import AssessmentsAbsent

View = Callable[..., HttpResponse]


def with_evidence(view: View) -> View:
    """Say where a page needs assessments that nobody has computed yet."""

    @wraps(view)
    def answer(request: HttpRequest, **given: Any) -> HttpResponse:
        try:
            return view(request, **given)
        except AssessmentsAbsent:
            return render(request, "evidence/assessments_absent.html", status=503)

    return answer
