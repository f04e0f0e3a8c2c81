"""Ballots on paper: one to print, and to enter what a delegate or deputy signed."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from tamyr.decisions.forms.casting import SignerForm, ballot_form
from tamyr.decisions.models import Decision, Stage, election_of
from tamyr.decisions.pages.ballots import in_full
from tamyr.decisions.queries.decisions import find_decision, follows
from tamyr.decisions.queries.electorate import Row, roll_for, signers_of
from tamyr.decisions.rules import may_keep_decision, may_prepare_decisions
from tamyr.decisions.services.casting import Superseded
from tamyr.decisions.services.paper import enter_from_paper
from tamyr.decisions.views.casting import CONFLICT, UNPROCESSABLE, as_it_stands
from tamyr.decisions.views.decisions import show
from tamyr.network.queries import visitor_of
from tamyr.network.queries.visitors import only
from tamyr.network.rules import MayNot
from tamyr.procedures.queries import database_now
from tamyr.procedures.services import NotNow
from tamyr.shared.typed import typed_in


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@only(may_prepare_decisions)
def enter(request: HttpRequest, number: int) -> HttpResponse:
    """Show who has not voted; with ``?member=`` the ballot of one of them."""
    visitor = visitor_of(request)
    found = find_decision(visitor, number)
    if not may_keep_decision(visitor, found):
        raise MayNot
    # What is sent after the close has its words given back below; a page to open is not there any more.
    if election_of(found) is not None or not (found.hears_voices_at(visitor.at) or request.method == "POST"):
        raise Http404
    rows = [row for row in roll_for(found, visitor) if row.name and row.seat.may_vote and not row.has_voted]
    named = request.GET.get("member", "")
    row = next((row for row in rows if str(row.seat.member_id) == named), None)
    page: dict[str, Any] = {"decision": found, "rows": rows, "row": row}
    if row is not None:
        return _entered(request, found, row, page)
    if request.method == "POST":
        typed = "\n\n".join(typed_in(request))
        return show(request, as_it_stands(found), CONFLICT, came_too_late=True, typed=typed)
    return render(request, "decisions/enter.html", page)


def _entered(request: HttpRequest, found: Decision, row: Row, page: dict[str, Any]) -> HttpResponse:
    """Show the ballot of one member to be filled from its paper, or enter what was copied."""
    visitor, sent = visitor_of(request), request.POST or None
    options = [option for option in found.options.all() if option.code not in row.seat.barred]
    signer = SignerForm(sent, signers=signers_of(row.seat.member_id, visitor))
    form = ballot_form(found, sent, options=options, initial={"member": row.seat.member_id})
    if sent is None or not (form.is_valid() and signer.is_valid()):
        page |= {"form": form, "signer": signer}
        return render(request, "decisions/enter.html", page, status=UNPROCESSABLE if sent else 200)
    assert visitor.person is not None
    try:
        enter_from_paper(
            decision=found,
            member=row.seat.member,
            paper=form.paper(),
            signed_by=UUID(signer.cleaned_data["signed_by"]),
            form_key=form.cleaned_data["form_key"],
            actor=visitor.person.pk,
            clock=database_now,
        )
    except (NotNow, Superseded):
        typed = in_full(found, options, form.paper().choice, form.paper().words)
        return show(request, as_it_stands(found), CONFLICT, came_too_late=True, typed=typed)
    messages.success(request, _("Entered. The organisation is told, and may change it until the close."))
    return redirect("decisions:enter", number=found.number)


@never_cache
@require_safe
def to_print(request: HttpRequest, number: int) -> HttpResponse:
    """Show a ballot to print, for who must decide without the site."""
    found = find_decision(visitor_of(request), number)
    is_over = found.stage not in (Stage.ANNOUNCED, Stage.OPEN)
    if not follows(visitor_of(request), found) or is_over or election_of(found):
        raise Http404
    options = list(found.options.all())
    form = ballot_form(found, options=options)
    return render(request, "decisions/paper.html", {"decision": found, "options": options, "form": form})
