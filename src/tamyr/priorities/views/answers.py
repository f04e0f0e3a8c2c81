"""How this room answers: who acts, by which clock, and what comes back where an act is refused."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tamyr.network.models import Member
from tamyr.network.queries.visitors import visitor_of
from tamyr.network.rules import MayNot
from tamyr.priorities.models import Proposal
from tamyr.priorities.queries.rounds import address_of
from tamyr.priorities.services.discussion import SaidEnough
from tamyr.priorities.services.locking import TextMoved
from tamyr.priorities.services.proposals import QuotesFull, TooMany
from tamyr.procedures.pages import both_together
from tamyr.procedures.queries import database_now, own_member
from tamyr.procedures.services import MovedMeanwhile, NotNow
from tamyr.shared.attempts import Refusal
from tamyr.shared.typed import typed_in

Again = Callable[..., HttpResponse]


def by(request: HttpRequest) -> dict[str, Any]:
    """Return who acts, and the clock that is read under the lock."""
    # Handed on unread: read here it would tell of a moment before the lock was waited for.
    return {"actor": actor_of(request), "clock": database_now}


def actor_of(request: HttpRequest) -> UUID:
    actor = visitor_of(request).actor
    if actor is None:
        raise MayNot
    return actor


def speaking(request: HttpRequest) -> Member:
    """Return the organisation in whose name a form is sent."""
    return own_member(visitor_of(request), request.POST.get("member", ""))


def attempt(request: HttpRequest, act: Callable[[], object], again: Again) -> HttpResponse | None:
    """Do an act; where it is refused now, answer with how things stand and with what was typed."""
    try:
        act()
    except NotNow:
        return again(409, came_too_late=True, typed="\n\n".join(typed_in(request)))
    except TextMoved as moved:
        return again(409, text_moved=moved.proposal, typed="\n\n".join(typed_in(request)))
    except MovedMeanwhile as moved:
        return again(
            409, refused=Refusal(both_together(), moved.text, tuple(typed_in(request)), sha=moved.sha)
        )
    except TooMany:
        why = _("Your organisation has as many proposals in this round as it may have.")
        return again(409, refused=Refusal(why))
    except SaidEnough:
        why = _("Your organisation has said as much on this proposal as it may.")
        return again(409, refused=Refusal(why, typed=tuple(typed_in(request))))
    except QuotesFull:
        why = _("This proposal quotes as many numbers as it may. Take one away first.")
        return again(409, refused=Refusal(why))
    return None


def to_proposal(request: HttpRequest, proposal: Proposal, said: str, anchor: str = "") -> HttpResponse:
    messages.success(request, said)
    return redirect(address_of(proposal) + anchor)
