"""How this room answers: what it cannot show without the evidence, and acts that were done or refused."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tamyr.evidence.queries.assessments import AssessmentsAbsent
from tamyr.ndc.services.locking import MovedMeanwhile, NotWhole, SourceGone
from tamyr.network.models import Visitor
from tamyr.procedures.services import NotNow
from tamyr.shared.typed import typed_texts

View = Callable[..., HttpResponse]
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


def attempt(
    request: HttpRequest, act: Callable[[], Any], *, said: str, back: tuple[Any, ...], show: View
) -> HttpResponse:
    """Do an act and lead to a page; where it cannot be done, show how things stand with status 409."""
    try:
        act()
    except REFUSALS as refused:
        return show(status=409, refused=told(refused, request))
    messages.success(request, said)
    name, *args = back
    return redirect(f"ndc:{name}", *args)


def told(refused: Exception, request: HttpRequest) -> dict[str, Any]:
    """Return why nothing was recorded, and what was typed."""
    return {"why": _why(refused), "typed": tuple(typed_texts(request.POST.items()))}


def _why(refused: Exception) -> str:
    """Say why nothing was recorded, and what to do instead."""
    if isinstance(refused, NotWhole):
        return _(
            "It is not whole in both languages yet: each section needs its words in Russian and in English."
        )
    if isinstance(refused, MovedMeanwhile):
        return _("It was changed by somebody else meanwhile: read it again as it stands.")
    if isinstance(refused, SourceGone):
        return _(
            "What the section would rest on is there no more, says nothing yet, or is not for those who will read it."
        )
    return _("It is not open to this now; below is how it stands.")


def by(visitor: Visitor) -> dict[str, Any]:
    return {"actor": visitor.actor, "at": visitor.at}
