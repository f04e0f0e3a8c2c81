"""How an act on a position is answered: done, or refused with how it stands and with what was typed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tamyr.network.models import Member, Visitor
from tamyr.network.rules import MayNot
from tamyr.positions.models import Position
from tamyr.positions.services.amending import NoDifference
from tamyr.positions.services.locking import Bound, MovedMeanwhile, NotWhole
from tamyr.procedures.rules import organisations_heard
from tamyr.procedures.services import NotNow
from tamyr.shared.typed import typed_texts

Show = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Refused:
    """Why nothing was recorded, the words as they stand where they are others now, and what was typed."""

    why: str
    standing: str = ""
    typed: tuple[str, ...] = ()


def attempt(
    request: HttpRequest, act: Callable[[], Any], *, said: str, back: str, number: int, show: Show, **to: Any
) -> HttpResponse:
    """Do an act and lead back to a page; where it cannot be done, show how things stand with status 409."""
    try:
        act()
    except (NotNow, Bound, NotWhole, NoDifference, MovedMeanwhile) as refused:
        return show(status=409, refused=_told(refused, request))
    messages.success(request, said)
    answer: HttpResponse = redirect(f"positions:{back}", number=number, **to)
    return answer


def _told(refused: Exception, request: HttpRequest) -> Refused:
    typed = tuple(typed_texts(request.POST.items()))
    if isinstance(refused, Bound):
        why = _(
            "This text is adopted and bound by its hash: it does not change any more. Begin another version, "
            "or offer members a new decision."
        )
        return Refused(why, "", typed)
    if isinstance(refused, NotWhole):
        return Refused(_("There is no clause to put before the members yet."), "", typed)
    if isinstance(refused, NoDifference):
        return Refused(_("What you propose is what stands there already."), "", typed)
    if isinstance(refused, MovedMeanwhile):
        why = _("The words were changed by somebody else meanwhile, or cannot be changed in this way.")
        return Refused(why, refused.text, typed)
    return Refused(_("It is not open to this now; below is how it stands."), "", typed)


def by(visitor: Visitor) -> dict[str, Any]:
    return {"actor": visitor.actor, "at": visitor.at}


def heard_member(visitor: Visitor, position: Position, named: str) -> Member:
    """Return the organisation a form speaks for; refuse where it is not heard on this position."""
    for member in organisations_heard(visitor, position):
        if str(member.pk) == named:
            return member
    raise MayNot(
        _("You do not act for a member that is heard on this position; your mandate may have ended.")
    )
