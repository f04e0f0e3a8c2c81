"""What takes two persons: what waits, and one page to approve, refuse or take back."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tamyr.accounts.rules import person_in, recently_confirmed
from tamyr.network.forms.proposals import RefusalForm
from tamyr.network.queries import visitor_of
from tamyr.network.queries.desk.proposals import is_own, proposal_seen, proposals_open
from tamyr.safety.queries import ProposalShown
from tamyr.safety.services.proposals import (
    AlreadyAnswered,
    NotTheSecond,
    ToldOtherwise,
    approve,
    refuse,
    withdraw,
)
from tamyr.shared.attempts import other_now, unsound
from tamyr.shared.doors import signed_in

REFUSED, CONFLICT = 403, 409


@signed_in
@require_safe
def proposals(request: HttpRequest) -> HttpResponse:
    visitor = visitor_of(request)
    found = proposals_open(visitor)
    own = [shown for shown in found if is_own(visitor, shown)]
    others = [shown for shown in found if shown not in own]
    groups = [
        (_("Waiting for your word"), [shown for shown in others if shown.asks_me]),
        (_("To know of"), [shown for shown in others if not shown.asks_me]),
        (_("Proposed by you"), own),
    ]
    page = {
        "groups": groups,
        "any": bool(found),
        "visitor": visitor,
        "after_return": settings.AFTER_RETURN_HOURS,
    }
    return render(request, "network/proposals.html", page)


def found_or_404(request: HttpRequest, key: UUID) -> ProposalShown:
    shown = proposal_seen(visitor_of(request), key)
    if shown is None:
        raise Http404
    return shown


def show(
    request: HttpRequest,
    key: UUID,
    status: int = 200,
    reason: str = "",
    form: RefusalForm | None = None,
    **told: Any,
) -> HttpResponse:
    shown = found_or_404(request, key)
    form = form or RefusalForm(reason_needed=not shown.told.is_mine)
    page = {"shown": shown, "form": form, "reason": reason, **told}
    return render(request, "network/proposal.html", page, status=status)


@signed_in
@require_safe
def proposal(request: HttpRequest, key: UUID) -> HttpResponse:
    return show(request, key)


def answered(
    request: HttpRequest, key: UUID, act: Callable[[], object], said: str, form: RefusalForm | None = None
) -> HttpResponse:
    """Do an answer, or say on the proposal's own page why it was not done."""
    try:
        act()
    except NotTheSecond as refused:
        return show(request, key, REFUSED, str(refused) or _("You cannot answer this now."), form)
    except AlreadyAnswered:
        return show(request, key, CONFLICT, _("It was answered already, or its time is over."), form)
    except ToldOtherwise:
        return show(request, key, CONFLICT, other_now(), form)
    messages.success(request, said)
    return redirect("network:proposals")


@recently_confirmed
@require_http_methods(["GET", "HEAD", "POST"])
def approve_one(request: HttpRequest, key: UUID) -> HttpResponse:
    # Whoever had to confirm themselves first is led back here without their form, and presses once more.
    if request.method != "POST":
        return show(request, key)
    shown, person, at = found_or_404(request, key), person_in(request), visitor_of(request).at
    # Empty and not None where a form brings nothing: by None the service would not ask what was read.
    seen = request.POST.get("seen", "")
    return answered(
        request,
        key,
        lambda: approve(proposal=shown.proposal, by=person.pk, at=at, seen=seen),
        shown.told.done,
    )


@signed_in
@require_POST
def refuse_one(request: HttpRequest, key: UUID) -> HttpResponse:
    shown, person, at = found_or_404(request, key), person_in(request), visitor_of(request).at
    form = RefusalForm(request.POST, reason_needed=not shown.told.is_mine)
    if not form.is_valid():
        return unsound(request, form, lambda **told: show(request, key, form=form, **told))
    reason = form.cleaned_data["reason"]
    said = _("Refused: nothing was done.")
    return answered(
        request,
        key,
        lambda: refuse(proposal=shown.proposal, by=person.pk, reason=reason, at=at),
        said,
        form,
    )


@signed_in
@require_POST
def withdraw_one(request: HttpRequest, key: UUID) -> HttpResponse:
    shown, person, at = found_or_404(request, key), person_in(request), visitor_of(request).at
    said = _("Taken back: nothing was done.")
    return answered(request, key, lambda: withdraw(proposal=shown.proposal, by=person.pk, at=at), said)
