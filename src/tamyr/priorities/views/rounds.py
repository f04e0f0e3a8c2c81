"""Rounds: the list, one of them with its proposals, and what coordinators do with it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tamyr.decisions.services.preparing import NobodyEntitled
from tamyr.network.queries.members import members_visible_to
from tamyr.network.queries.visitors import only, visitor_of
from tamyr.priorities.forms.rounds import RoundForm
from tamyr.priorities.models import Phase, Round
from tamyr.priorities.pages.lists import read_choice
from tamyr.priorities.pages.rounds import round_page
from tamyr.priorities.pages.words import crumbs
from tamyr.priorities.queries.rounds import find_round, in_parts, rounds_visible_to
from tamyr.priorities.rules import may_change_round, may_prepare_rounds, may_speak_in_rounds
from tamyr.priorities.services import choosing
from tamyr.priorities.services import rounds as acts
from tamyr.priorities.views.answers import actor_of, attempt, by, speaking
from tamyr.procedures.pages import both_together
from tamyr.procedures.queries import circles_convened_by
from tamyr.shared.attempts import Refusal
from tamyr.shared.choices import known_choice
from tamyr.shared.languages import language


@require_safe
def rounds(request: HttpRequest) -> HttpResponse:
    visitor = visitor_of(request)
    found = list(rounds_visible_to(visitor))
    page = {
        "listed": in_parts(found),
        "phases": {listed.pk: Phase(listed.phase_at(visitor.at)).label for listed in found},
        "may_keep": may_prepare_rounds(visitor),
        "now": visitor.at,
    }
    return render(request, "priorities/rounds.html", page)


@require_safe
@known_choice
def one_round(request: HttpRequest, number: int) -> HttpResponse:
    return show_round(request, find_round(visitor_of(request), number))


def show_round(request: HttpRequest, standing: Round, status: int = 200, **more: object) -> HttpResponse:
    # Of an act that was refused the list is shown whole: its address has no choice, and one that somebody wrote
    # into it would be a fault within the answer to another one.
    choice = read_choice({} if request.method == "POST" else request.GET, standing)
    page = {**round_page(standing, choice, visitor_of(request), language()), **more}
    return render(request, "priorities/round.html", page, status=status)


@require_POST
@only(may_speak_in_rounds)
def pass_by(request: HttpRequest, number: int) -> HttpResponse:
    """Say that one's organisation has nothing to add for now."""
    standing, member = find_round(visitor_of(request), number), speaking(request)
    refused = attempt(
        request,
        lambda: acts.pass_by(standing_round=standing, member=member, **by(request)),
        lambda status, **more: show_round(request, find_round(visitor_of(request), number), status, **more),
    )
    if refused:
        return refused
    messages.success(request, _("Noted. Your organisation can speak as long as the round is open."))
    return redirect("priorities:round", number=number)


# --- what coordinators do ---------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
@only(may_prepare_rounds)
def new_round(request: HttpRequest) -> HttpResponse:
    form = _form(request, None)
    if request.method != "POST" or not form.is_valid():
        return _show_form(request, form, None)
    # By the moment of the request: a draft has no window that could close while the row is waited for.
    made = acts.draft_round(
        plan=form.plan(),
        form_key=form.cleaned_data["form_key"],
        actor=actor_of(request),
        at=visitor_of(request).at,
    )
    return redirect("priorities:round", number=made.number)


@require_http_methods(["GET", "HEAD", "POST"])
@only(may_prepare_rounds)
def change_round(request: HttpRequest, number: int) -> HttpResponse:
    standing = find_round(visitor_of(request), number)
    form = _form(request, standing)
    if request.method != "POST":
        if not may_change_round(visitor_of(request), standing):
            raise Http404
        return _show_form(request, form, standing)
    if not form.is_valid():
        return _show_form(request, form, standing)
    act: dict[str, Any] = {
        "plan": form.plan(),
        "base_sha": form.cleaned_data["base_sha"],
        **visitor_of(request).by,
    }

    def again(status: int, **more: Any) -> HttpResponse:
        standing.refresh_from_db()
        if "refused" in more:
            more["refused"] = Refusal(both_together(), form.about(standing))
        return _show_form(request, form, standing, status, **more)

    refused = attempt(request, lambda: acts.change_round(standing_round=standing, **act), again)
    return refused or redirect("priorities:round", number=number)


def _form(request: HttpRequest, standing: Round | None) -> RoundForm:
    visitor = visitor_of(request)
    zone = visitor.person.time_zone if visitor.person else ""
    return RoundForm(
        request.POST or None,
        zone=zone,
        at=visitor.at,
        standing=standing,
        members=members_visible_to(visitor),
        circles=circles_convened_by(visitor),
        is_for_all=visitor.is_coordinator,
    )


def _show_form(
    request: HttpRequest, form: RoundForm, standing: Round | None, status: int = 200, **more: object
) -> HttpResponse:
    heading = _("Change the draft") if standing else _("A new round")
    page = {"form": form, "round": standing, "heading": heading, "crumbs": crumbs((heading, "")), **more}
    return render(request, "priorities/round_form.html", page, status=422 if form.errors else status)


@require_POST
@only(may_prepare_rounds)
def begin_round(request: HttpRequest, number: int) -> HttpResponse:
    standing = find_round(visitor_of(request), number)
    try:
        refused = attempt(
            request,
            lambda: acts.begin_round(standing_round=standing, **by(request)),
            lambda status, **more: show_round(
                request, find_round(visitor_of(request), number), status, **more
            ),
        )
    except acts.TooShort:
        why = _("Each part of a round lasts one day at least. Choose later days, then open it.")
        return show_round(request, standing, 409, refused=Refusal(why))
    if refused:
        return refused
    messages.success(request, _("The round is open, and the members are told."))
    return redirect("priorities:round", number=number)


@require_POST
@only(may_prepare_rounds)
def put_to_vote(request: HttpRequest, number: int) -> HttpResponse:
    visitor = visitor_of(request)
    standing = find_round(visitor, number)
    zone = (visitor.person.time_zone if visitor.person else "") or "UTC"

    def show(status: int, **more: object) -> HttpResponse:
        return show_round(request, find_round(visitor, number), status, **more)

    try:
        refused = attempt(
            request, lambda: choosing.put_to_vote(standing_round=standing, zone=zone, **by(request)), show
        )
    except choosing.TooFew:
        why = _("There must be two proposals at least to choose from. You can withdraw the round.")
        return show(409, refused=Refusal(why))
    except choosing.TooManyToChoose:
        most = _("A ballot has %(most)s options at most.") % {"most": choosing.MOST}
        return show(409, refused=Refusal(most))
    except NobodyEntitled:
        return show(409, refused=Refusal(_("No member is active: there is nobody to ask.")))
    if refused:
        return refused
    messages.success(request, _("The members vote now, and are told."))
    return redirect("priorities:round", number=number)


@require_POST
@only(may_prepare_rounds)
def withdraw_round(request: HttpRequest, number: int) -> HttpResponse:
    standing = find_round(visitor_of(request), number)
    refused = attempt(
        request,
        lambda: acts.withdraw_round(
            standing_round=standing, actor=actor_of(request), at=visitor_of(request).at
        ),
        lambda status, **more: show_round(request, find_round(visitor_of(request), number), status, **more),
    )
    if refused:
        return refused
    messages.success(request, _("The round is withdrawn."))
    return redirect("priorities:round", number=number)
