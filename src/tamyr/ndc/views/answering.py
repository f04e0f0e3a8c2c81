"""How this room answers: what it cannot show without the evidence, and acts that were done or refused."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tamyr.evidence.queries.assessments import AssessmentsAbsent
from tamyr.ndc.services.locking import NotWhole, SourceGone
from tamyr.procedures.pages import both_together
from tamyr.procedures.services import MovedMeanwhile, NotNow
from tamyr.shared.attempts import Attempts, other_now

View = Callable[..., HttpResponse]
# A row at another stage is a ``NotNow`` too.
REFUSALS = (NotNow, MovedMeanwhile, NotWhole, SourceGone)


def with_evidence(view: View) -> View:
    """Say where a page needs assessments that nobody has computed yet."""

    @wraps(view)
    def answer(request: HttpRequest, **given: Any) -> HttpResponse:
        try:
            return view(request, **given)
        except AssessmentsAbsent:
            return render(request, "evidence/assessments_absent.html", status=503)

    return answer


def _why(refused: Exception) -> str:
    """Say why nothing was recorded, and what to do instead."""
    if isinstance(refused, NotWhole):
        return _(
            "It is not whole in both languages yet: each section needs its words in Russian and in English."
        )
    if isinstance(refused, MovedMeanwhile):
        return both_together() if refused.text else other_now()
    if isinstance(refused, SourceGone):
        return _(
            "What the section would rest on is there no more, says nothing yet, or is not for those who will read it."
        )
    return _("It is not open to this now; below is how it stands.")


attempt = Attempts("ndc", REFUSALS, _why)
