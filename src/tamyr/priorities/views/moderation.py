"""What a coordinator sets aside, the author's appeal, and the decision of another coordinator."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tamyr.network.queries.visitors import only, visitor_of
from tamyr.network.rules import acts_for_a_member
from tamyr.priorities.forms.proposals import AppealForm, DecideForm, SetAsideForm
from tamyr.priorities.models import Moderation
from tamyr.priorities.pages.moderation import moderation_page, set_aside_page
from tamyr.priorities.queries.proposals import find_argument, find_moderation, find_proposal
from tamyr.priorities.rules import may_decide_appeals, may_prepare_rounds
from tamyr.priorities.services import moderation as acts
from tamyr.priorities.views.answers import attempt, by
from tamyr.shared.attempts import unsound
from tamyr.shared.languages import language


@require_http_methods(["GET", "HEAD", "POST"])
# The door opens for all who keep some round; whether this one is theirs the act asks.
@only(may_prepare_rounds)
def set_aside(request: HttpRequest, number: int, place: int) -> HttpResponse:
    """Set a proposal aside, or with ``?argument=`` something that was said of it."""
    visitor = visitor_of(request)
    found = find_proposal(visitor, number, place)
    # From the address also when the form is sent: it has no other one, and goes to where its page stood.
    named = request.GET.get("argument", "")
    argument = find_argument(found, _key(named)) if named else None
    form = SetAsideForm(request.POST or None)

    def show(status: int = 200, **more: object) -> HttpResponse:
        page = {**set_aside_page(found, argument, visitor, language()), "form": form, **more}
        return render(request, "priorities/set_aside.html", page, status=status)

    if request.method != "POST" or not form.is_valid():
        return show(422 if form.is_bound else 200)
    made: list[Moderation] = []
    act: dict[str, Any] = {"argument": argument, "reason": form.cleaned_data["reason"], **by(request)}
    refused = attempt(request, lambda: made.append(acts.set_aside(proposal=found, **act)), show)
    return refused or redirect("priorities:moderation", key=made[0].pk)


def _key(named: str) -> UUID:
    try:
        return UUID(named)
    except ValueError:
        raise Http404 from None


def _found(request: HttpRequest, key: UUID) -> Moderation:
    return find_moderation(visitor_of(request), key)


@require_safe
@only(acts_for_a_member | may_decide_appeals)
def moderation(request: HttpRequest, key: UUID) -> HttpResponse:
    return _show(request, _found(request, key))


def _show(request: HttpRequest, found: Moderation, status: int = 200, **more: object) -> HttpResponse:
    page = {
        **moderation_page(found, visitor_of(request), language()),
        "appeal_form": AppealForm(),
        "decide_form": DecideForm(),
        **more,
    }
    return render(request, "priorities/moderation.html", page, status=status)


@require_POST
@only(acts_for_a_member)
def appeal(request: HttpRequest, key: UUID) -> HttpResponse:
    found, form = _found(request, key), AppealForm(request.POST)
    if not form.is_valid():
        return unsound(request, form, lambda **told: _show(request, found, appeal_form=form, **told))
    refused = attempt(
        request,
        lambda: acts.appeal(moderation=found, words=form.cleaned_data["words"], **by(request)),
        lambda status, **more: _show(request, _found(request, key), status, **more),
    )
    if refused:
        return refused
    messages.success(request, _("Another coordinator reads it and decides."))
    return redirect("priorities:moderation", key=key)


@require_POST
@only(may_decide_appeals)
def decide(request: HttpRequest, key: UUID) -> HttpResponse:
    found, form = _found(request, key), DecideForm(request.POST)
    if not form.is_valid():
        return unsound(request, form, lambda **told: _show(request, found, decide_form=form, **told))
    refused = attempt(
        request,
        lambda: acts.decide_moderation(moderation=found, **form.cleaned_data, **by(request)),
        lambda status, **more: _show(request, _found(request, key), status, **more),
    )
    if refused:
        return refused
    messages.success(request, _("Decided. The author is told."))
    return redirect("priorities:moderation", key=key)
