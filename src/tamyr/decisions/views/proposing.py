"""To propose what takes two persons in a decision: the page of the proposal asks the second."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from tamyr.decisions.forms.proposing import AnnulForm, ExtendForm
from tamyr.decisions.models import Decision
from tamyr.decisions.queries.decisions import find_decision
from tamyr.decisions.rules import may_prepare_decisions
from tamyr.decisions.services.annulling import propose_annulment
from tamyr.decisions.services.extending import propose_extension
from tamyr.decisions.views.casting import CONFLICT, as_it_stands
from tamyr.decisions.views.decisions import show
from tamyr.network.queries import visitor_of
from tamyr.network.queries.visitors import only
from tamyr.procedures.services import NotNow
from tamyr.safety.models import Proposal
from tamyr.shared.attempts import proposed as waits_for_a_second
from tamyr.shared.attempts import unsound
from tamyr.shared.typed import typed_in


@require_POST
@only(may_prepare_decisions)
def annul(request: HttpRequest, number: int) -> HttpResponse:
    found, form = find_decision(visitor_of(request), number), AnnulForm(request.POST)
    if not form.is_valid():
        return unsound(request, form, lambda **told: show(request, found, annul_form=form, **told))
    why, by = form.cleaned_data["why"], visitor_of(request)
    return proposed(request, found, lambda: propose_annulment(decision=found, why=why, by=by))


@require_POST
@only(may_prepare_decisions)
def extend(request: HttpRequest, number: int) -> HttpResponse:
    found, form = find_decision(visitor_of(request), number), ExtendForm(request.POST)
    if not form.is_valid():
        return unsound(request, form, lambda **told: show(request, found, extend_form=form, **told))
    why, by = form.cleaned_data["why"], visitor_of(request)
    return proposed(request, found, lambda: propose_extension(decision=found, why=why, by=by))


def proposed(request: HttpRequest, found: Decision, act: Callable[[], Proposal]) -> HttpResponse:
    """Propose something and lead to its page."""
    try:
        made = act()
    except NotNow:
        typed = "\n\n".join(typed_in(request))
        return show(request, as_it_stands(found), CONFLICT, came_too_late=True, typed=typed)
    return waits_for_a_second(request, made)
