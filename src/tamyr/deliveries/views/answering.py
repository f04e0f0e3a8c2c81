"""How an act on letters is answered: done, or refused with the reason and with what was typed."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tamyr.addressees.pages.words import WAY_WORDS
from tamyr.deliveries.services.deciding import DecidedMeanwhile
from tamyr.deliveries.services.preparing import Ended, NotReady
from tamyr.deliveries.services.releasing import PreviewChanged
from tamyr.deliveries.services.texts import TextChanged
from tamyr.demands.logic.history import NotPossible
from tamyr.demands.logic.projection import NotInOrder
from tamyr.demands.services.delivering import SendingIsOff, StillToCome, Unlawful
from tamyr.demands.services.locking import AtAnotherStage
from tamyr.network.models import Visitor
from tamyr.shared.typed import typed_texts

REFUSALS = (
    AtAnotherStage, DecidedMeanwhile, Ended, NotInOrder, NotPossible, NotReady, PreviewChanged, SendingIsOff,
    StillToCome, TextChanged, Unlawful,
)  # fmt: skip
Show = Callable[..., HttpResponse]


def attempt(
    request: HttpRequest, act: Callable[[], Any], *, said: str, back: tuple[Any, ...], show: Show
) -> HttpResponse:
    """Do an act and lead to a page; where it cannot be done, show how things stand with status 409."""
    try:
        act()
    except REFUSALS as refused:
        typed = tuple(typed_texts(request.POST.items()))
        return show(status=409, refused={"why": why(refused), "typed": typed})
    messages.success(request, said)
    name, *args = back
    return redirect(f"deliveries:{name}", *args)


def why(refused: Exception) -> str:
    """Say why nothing was done, and what to do instead."""
    if isinstance(refused, NotReady):
        return _not_ready(refused)
    if isinstance(refused, Unlawful):
        return _unlawful(refused)
    if isinstance(refused, SendingIsOff):
        return _(
            "Letters to this country endanger who signs them: none is prepared until you say that your organisation "
            "knows and has decided."
        )
    if isinstance(refused, PreviewChanged):
        return refused.why + " " + _("Prepare the letters anew, and look at them again.")
    if isinstance(refused, TextChanged):
        return _("The words were changed meanwhile. Read them as they stand now.")
    if isinstance(refused, DecidedMeanwhile | Ended | AtAnotherStage):
        return _("It is not open to this now; below is how it stands.")
    return _("This cannot have happened as the other events stand. Look at them on the page of the letter.")


def _not_ready(refused: NotReady) -> str:
    if refused.why == "member":
        return _(
            "This organisation is not shown to everybody: a letter names it to nobody. Let the network write; it is "
            "counted among those who stand behind the demand."
        )
    assert refused.delivery is not None
    names = {"addressee": refused.delivery.institution.name_on(refused.delivery.added_at.date())}
    if refused.why == "words":
        return (
            _(
                "%(addressee)s: the letter has no checked words in its language. Write them, and let a second speaker check."
            )
            % names
        )
    if refused.why == "address":
        return _("%(addressee)s: the directory knows no e-mail address for such a letter.") % names
    return _("%(addressee)s: this letter is away already, or another batch holds it.") % names


def _unlawful(refused: Unlawful) -> str:
    words = {"way": WAY_WORDS[refused.way]}
    if not refused.lawful:
        return _("The law of this country takes no such letter by this road: “%(way)s”.") % words
    lawful = ", ".join(str(WAY_WORDS[way]) for way in refused.lawful)
    return _(
        "The law of this country takes no such letter by this road: “%(way)s”. It takes: %(lawful)s."
    ) % {**words, "lawful": lawful}


def by(visitor: Visitor) -> dict[str, Any]:
    return {"actor": visitor.actor, "at": visitor.at}
