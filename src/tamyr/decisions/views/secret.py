"""An election by secret ballot: prepared, stood in, its codes picked up."""

from dataclasses import fields
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from tamyr.decisions.forms.elections import ElectionForm, StandForm, election_initial
from tamyr.decisions.forms.preparing import anew
from tamyr.decisions.models import Decision, Election, Stage, election_of
from tamyr.decisions.pages.elections import code_in
from tamyr.decisions.queries.decisions import find_decision
from tamyr.decisions.rules import may_keep_elections
from tamyr.decisions.services.secret import standing as candidacies
from tamyr.decisions.services.secret.codes import AlreadyIssued, TagTaken, pick_up
from tamyr.decisions.services.secret.preparing import change_election, draft_election
from tamyr.decisions.views.casting import CONFLICT, UNPROCESSABLE, as_it_stands, seat_to_speak_for
from tamyr.decisions.views.decisions import show
from tamyr.decisions.views.preparing import beside, changed_or_anew, done_or_shown, previous_in
from tamyr.network.models import Visitor
from tamyr.network.queries import visitor_of
from tamyr.network.queries.members import names_for
from tamyr.network.queries.visitors import only
from tamyr.procedures.queries import database_now, organisations_of, own_member
from tamyr.procedures.rules import may_follow
from tamyr.procedures.services import MovedMeanwhile, NotNow
from tamyr.shared.typed import refused, typed_in


@require_http_methods(["GET", "HEAD", "POST"])
@only(may_keep_elections)
def new(request: HttpRequest) -> HttpResponse:
    visitor = visitor_of(request)
    previous = previous_in(request)
    terms = election_of(previous) if previous else None
    initial = anew(election_initial(previous, terms)) if previous and terms else None
    form = _form(request, visitor, initial)
    by: dict[str, Any] = {"actor": visitor.actor, "at": visitor.at}
    if not form.is_bound or not form.is_valid():
        return _draft_page(request, form)
    key = form.cleaned_data["form_key"]
    try:
        made = draft_election(draft=form.draft(previous), terms=form.terms(), form_key=key, **by)
    except NotNow:
        form.add_error(None, _("This form was used for another decision: open it anew and copy your words."))
        return _draft_page(request, form)
    messages.success(
        request, _("The draft is kept. Only coordinators see it until you show it to the members.")
    )
    return redirect("decisions:decision", number=made.number)


@require_http_methods(["GET", "HEAD", "POST"])
@only(may_keep_elections)
def change(request: HttpRequest, election: int) -> HttpResponse:
    visitor = visitor_of(request)
    found, terms = find_election(visitor, election)
    if found.stage != Stage.DRAFT and request.method != "POST":
        raise Http404
    form = _form(request, visitor, election_initial(found, terms))
    if not form.is_bound or not form.is_valid():
        return _draft_page(request, form, found)
    said = {"draft": form.draft(), "terms": form.terms(), "base_sha": form.cleaned_data["base_sha"]}
    try:
        return changed_or_anew(request, found, lambda by: change_election(decision=found, **said, **by))
    except MovedMeanwhile as moved:
        stands, its_terms = find_election(visitor, election)
        now = _form(request, visitor, election_initial(stands, its_terms))
        return _draft_page(request, form, stands, CONFLICT, refused=beside(form, now, stands.zone, moved))


def _form(request: HttpRequest, visitor: Visitor, initial: dict[str, Any] | None = None) -> ElectionForm:
    assert visitor.person is not None
    return ElectionForm(request.POST or None, zone=visitor.person.time_zone, at=visitor.at, initial=initial)


def _draft_page(
    request: HttpRequest,
    form: ElectionForm,
    found: Decision | None = None,
    status: int = UNPROCESSABLE,
    **more: Any,
) -> HttpResponse:
    page = {"form": form, "decision": found, **more}
    return render(request, "decisions/secret/draft.html", page, status=status if form.is_bound else 200)


def find_election(visitor: Visitor, number: int) -> tuple[Decision, Election]:
    """Return an election that a visitor may know of; any other decision is as if it were not there."""
    found = find_decision(visitor, number)
    election = election_of(found)
    if election is None:
        raise Http404
    return found, election


STATED = tuple(field.name for field in fields(candidacies.Statement))


@require_http_methods(["GET", "HEAD", "POST"])
@only(may_follow)
def stand(request: HttpRequest, election: int) -> HttpResponse:
    visitor = visitor_of(request)
    found, _terms = find_election(visitor, election)
    members = organisations_of(visitor)
    own = found.candidates.filter(person=visitor.person).first()
    if (found.stage != Stage.ANNOUNCED or not members) and request.method != "POST":
        raise Http404
    form = StandForm(request.POST or None, initial={name: getattr(own, name) for name in STATED if own})
    if not form.is_bound or not form.is_valid():
        page = {"decision": found, "form": form, "own": own, "members": members}
        return refused(form, render(request, "decisions/secret/stand.html", page))
    by: dict[str, Any] = {"actor": visitor.actor, "at": visitor.at}
    # Whoever acts for one organisation alone is not asked for which.
    member = own_member(visitor, request.POST.get("member", "") or str(members[0].pk if members else ""))
    try:
        candidacies.stand(decision=found, member=member, statement=form.statement(), **by)
    except NotNow:
        typed = "\n\n".join(typed_in(request, form))
        return show(request, as_it_stands(found), CONFLICT, came_too_late=True, typed=typed)
    messages.success(
        request, _("You stand for election. You can change your statement until the vote opens.")
    )
    return redirect("decisions:decision", number=found.number)


@require_POST
@only(may_follow)
def step_back(request: HttpRequest, election: int) -> HttpResponse:
    found, _terms = find_election(visitor_of(request), election)
    return done_or_shown(
        request,
        found,
        lambda by: candidacies.step_back(decision=found, **by),
        _("You do not stand any more."),
    )


@never_cache
@require_POST
@only(may_follow)
def code(request: HttpRequest, election: int) -> HttpResponse:
    """Make a code valid, and show it, once: no address leads to it, and the site cannot say it again."""
    found, terms = find_election(visitor_of(request), election)
    seat, speaker = seat_to_speak_for(request, found)
    # Asked before anything is picked up: a code of another voice’s form, or a made-up one, is none.
    given = code_in(request.POST.get("code", ""), seat)
    if not given:
        return show(request, found, CONFLICT, not_done=_("This form is too old. Press once more."))
    by: dict[str, Any] = {"actor": visitor_of(request).actor, "clock": database_now}
    try:
        pick_up(decision=found, member=seat.member, speaker=speaker, code=given, **by)
    except AlreadyIssued:
        why = _("A code was picked up for this voice already. Ask your colleagues who has it.")
        return show(request, as_it_stands(found), CONFLICT, not_done=why)
    except TagTaken:
        return show(request, found, CONFLICT, not_done=_("This form is too old. Press once more."))
    except NotNow:
        return show(request, as_it_stands(found), CONFLICT, came_too_late=True)
    name = names_for(visitor_of(request), [seat.member_id]).get(seat.member_id, "")
    page = {"decision": found, "election": terms, "code": given, "name": name}
    return render(request, "decisions/secret/code.html", page)
