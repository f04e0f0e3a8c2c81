"""What a coordinator sets aside, the author's appeal, and the decision of another coordinator."""

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
from tamyr.priorities.pages.words import crumbs
from tamyr.priorities.queries.addresses import address_of, address_of_round
from tamyr.priorities.queries.proposals import find_argument, find_moderation, find_proposal, shown_one
from tamyr.priorities.rules import (
    is_of_the_author,
    may_decide_appeal,
    may_decide_appeals,
    may_lift,
    may_prepare_rounds,
)
from tamyr.priorities.services import moderation as acts
from tamyr.priorities.views.answers import attempt, by
from tamyr.shared.attempts import unsound
from tamyr.shared.languages import language


@require_http_methods(["GET", "HEAD", "POST"])
@only(may_prepare_rounds)
def set_aside(request: HttpRequest, number: int, place: int) -> HttpResponse:
    """Set a proposal aside, or with ``?argument=`` something that was said of it."""
    visitor = visitor_of(request)
    found = find_proposal(visitor, number, place)
    named = request.GET.get("argument", "")
    argument = find_argument(found, _key(named)) if named else None
    form = SetAsideForm(request.POST or None)

    def show(status: int = 200, **more: object) -> HttpResponse:
        heading = _("Set aside")
        trail = [
            (found.round.title, address_of_round(found.round)),
            (f"№ {found.place}", address_of(found)),
            (heading, ""),
        ]
        page = {
            "shown": shown_one(found, visitor, language()),
            "argument": argument,
            "form": form,
            "heading": heading,
            "crumbs": crumbs(*trail),
            **more,
        }
        return render(request, "priorities/set_aside.html", page, status=status)

    if request.method != "POST" or not form.is_valid():
        return show(422 if form.is_bound else 200)
    made: list[Moderation] = []
    refused = attempt(
        request,
        lambda: made.append(
            acts.set_aside(
                proposal=found, argument=argument, reason=form.cleaned_data["reason"], **by(request)
            )
        ),
        show,
    )
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
    visitor = visitor_of(request)
    heading = _("Set aside: proposal no. %(place)s") % {"place": found.proposal.place}
    is_open = found.proposal.round.stage == "open" and not found.outcome
    page = {
        "moderation": found,
        "shown": shown_one(found.proposal, visitor, language()),
        "may_appeal": is_open and not found.appealed_at and is_of_the_author(visitor, found),
        "may_decide": is_open and bool(found.appealed_at) and may_decide_appeal(visitor, found),
        "may_lift": is_open and may_lift(visitor, found),
        "appeal_form": AppealForm(),
        "decide_form": DecideForm(),
        "heading": heading,
        "crumbs": crumbs((found.proposal.round.title, address_of_round(found.proposal.round)), (heading, "")),
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
