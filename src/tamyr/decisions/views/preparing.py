"""To prepare a decision, show it, open it, take it back, and propose to annul it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tamyr.decisions.forms.preparing import DraftForm, draft_initial, successor_initial
from tamyr.decisions.models import NOT_HELD, Decision, Stage, election_of
from tamyr.decisions.pages.drafts import differing
from tamyr.decisions.pages.words import RULES
from tamyr.decisions.queries.decisions import find_decision
from tamyr.decisions.rules import may_prepare_decisions
from tamyr.decisions.services import preparing as acts
from tamyr.decisions.services.secret.standing import NoTimeLeft, TooFewCandidates
from tamyr.decisions.views.casting import CONFLICT, UNPROCESSABLE, as_it_stands
from tamyr.decisions.views.decisions import show
from tamyr.decisions.views.learning import proposed_in
from tamyr.network.queries import visitor_of
from tamyr.network.queries.members import members_visible_to
from tamyr.network.queries.visitors import only
from tamyr.procedures.pages import both_together
from tamyr.procedures.queries import circles_convened_by, database_now
from tamyr.procedures.services import MovedMeanwhile, NotNow
from tamyr.shared.attempts import Refusal
from tamyr.shared.typed import typed_in


@require_http_methods(["GET", "HEAD", "POST"])
@only(may_prepare_decisions)
def new(request: HttpRequest, rule: str) -> HttpResponse:
    if rule not in RULES:
        raise Http404
    visitor = visitor_of(request)
    previous = previous_in(request)
    if previous and election_of(previous) is not None:
        return redirect(f"{reverse('decisions:new_election')}?previous={previous.number}")
    initial = successor_initial(previous) if previous else proposed_in(request, rule)
    form = draft_form(request, rule, initial)
    if not form.is_bound or not form.is_valid():
        return draft_page(request, form)
    by: dict[str, Any] = {"actor": visitor.actor, "at": visitor.at}
    made = acts.draft_decision(draft=form.draft(previous), form_key=form.cleaned_data["form_key"], **by)
    messages.success(
        request, _("The draft is kept. Only coordinators see it until you show it to the members.")
    )
    return redirect("decisions:decision", number=made.number)


def previous_in(request: HttpRequest) -> Decision | None:
    """Return the decision whose place a new one takes, as the address names it."""
    named = request.GET.get("previous", "")
    if not named:
        return None
    if not (named.isascii() and named.isdigit()):
        raise Http404
    # Cut, so that no number is too large for the database to be asked for.
    found = find_decision(visitor_of(request), int(named[:9]))
    if found.stage not in NOT_HELD:
        raise Http404
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@only(may_prepare_decisions)
def change(request: HttpRequest, number: int) -> HttpResponse:
    found = find_decision(visitor_of(request), number)
    # What is sent later has its words given back below; a page to open is not there any more.
    if found.stage != Stage.DRAFT and request.method != "POST":
        raise Http404
    if election_of(found) is not None:
        return redirect("decisions:change_election", election=found.number)
    form = draft_form(request, found.rule_facts["name"], draft_initial(found))
    if not form.is_bound or not form.is_valid():
        return draft_page(request, form, found)
    said = {"draft": form.draft(), "base_sha": form.cleaned_data["base_sha"]}
    try:
        return changed_or_anew(request, found, lambda by: acts.change_draft(decision=found, **said, **by))
    except MovedMeanwhile as moved:
        # Found anew: what was read before the lock was waited for says what is no more.
        stands = find_decision(visitor_of(request), number)
        now = draft_form(request, found.rule_facts["name"], draft_initial(stands))
        return draft_page(request, form, stands, CONFLICT, refused=beside(form, now, stands.zone, moved))


def beside(form: DraftForm, now: DraftForm, its_zone: str, moved: MovedMeanwhile) -> Refusal:
    """Say what of a draft stands otherwise than it was typed; ``now``: its form, as it would be opened now."""
    refused = Refusal(both_together(), differing(now, now.zone, its_zone), sha=moved.sha)
    form.seen_now({"refused": refused})
    return refused


def changed_or_anew(
    request: HttpRequest, found: Decision, act: Callable[[dict[str, Any]], object]
) -> HttpResponse:
    """Change a draft; where it is none any more, give all words back and lead to a new decision."""
    visitor = visitor_of(request)
    try:
        act({"actor": visitor.actor, "at": visitor.at})
    except NotNow:
        typed = "\n\n".join(typed_in(request))
        late = as_it_stands(found)
        return show(request, late, CONFLICT, came_too_late=True, typed=typed, is_bound=True)
    messages.success(request, _("The draft is changed."))
    return redirect("decisions:decision", number=found.number)


def draft_form(request: HttpRequest, rule: str, initial: dict[str, Any] | None = None) -> DraftForm:
    visitor = visitor_of(request)
    assert visitor.person is not None
    return DraftForm(
        request.POST or None,
        rule=rule,
        zone=visitor.person.time_zone,
        at=visitor.at,
        initial=initial,
        members=members_visible_to(visitor),
        circles=circles_convened_by(visitor),
        is_for_all=visitor.is_coordinator,
    )


def draft_page(
    request: HttpRequest,
    form: DraftForm,
    found: Decision | None = None,
    status: int = UNPROCESSABLE,
    **more: Any,
) -> HttpResponse:
    page = {"form": form, "rule": form.rule, "decision": found, **more}
    return render(request, "decisions/draft.html", page, status=status if form.is_bound else 200)


@require_POST
@only(may_prepare_decisions)
def show_to_members(request: HttpRequest, number: int) -> HttpResponse:
    found = find_decision(visitor_of(request), number)
    return done_or_shown(
        request,
        found,
        lambda by: acts.announce_decision(decision=found, **by),
        _("The members know of it. Open it when they had time to read."),
    )


@require_POST
@only(may_prepare_decisions)
def open_now(request: HttpRequest, number: int) -> HttpResponse:
    found = find_decision(visitor_of(request), number)
    return done_or_shown(
        request,
        found,
        lambda by: acts.open_decision(decision=found, actor=by["actor"], clock=database_now),
        _("It is open. Question, options, rule and voters are fixed from now on."),
    )


@require_POST
@only(may_prepare_decisions)
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    found = find_decision(visitor_of(request), number)
    return done_or_shown(
        request,
        found,
        lambda by: acts.withdraw_decision(decision=found, **by),
        _("It is withdrawn."),
    )


def done_or_shown(
    request: HttpRequest, found: Decision, act: Callable[[dict[str, Any]], object], said: str
) -> HttpResponse:
    """Do an act; if it comes too late, show the decision as it stands."""
    visitor = visitor_of(request)
    try:
        act({"actor": visitor.actor, "at": visitor.at})
    except NotNow:
        typed = "\n\n".join(typed_in(request))
        return show(request, as_it_stands(found), CONFLICT, came_too_late=True, typed=typed)
    except NOT_DONE as refused:
        return show(request, found, CONFLICT, not_done=_why_not(refused))
    messages.success(request, said)
    return redirect("decisions:decision", number=found.number)


NOT_DONE = (acts.TooShort, acts.NobodyEntitled, NoTimeLeft, TooFewCandidates)


def _why_not(refused: Exception) -> str:
    """Say why a step of a decision was not done, and what to do instead."""
    return {
        acts.TooShort: _(
            "Too little time is left until the close: withdraw it and prepare it anew with a later day."
        ),
        NoTimeLeft: _(
            "Too little time is left for the two steps of a secret vote. Prepare it anew with later days."
        ),
        TooFewCandidates: _("Too few people stand: at least as many as there are places, and two."),
        acts.NobodyEntitled: _("No member is active now: there is nobody to ask."),
    }[type(refused)]
