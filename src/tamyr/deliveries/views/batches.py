"""A batch of letters: every one looked at, then proposed to a second person, or called off."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from tamyr.deliveries.forms.letters import ReasonForm
from tamyr.deliveries.models import Batch
from tamyr.deliveries.pages.batch import batch_page
from tamyr.deliveries.pages.words import changed_words
from tamyr.deliveries.queries.batches import find_batch
from tamyr.deliveries.services import preparing, releasing
from tamyr.deliveries.views.answering import REFUSALS, attempt
from tamyr.network.models import Visitor
from tamyr.network.queries.visitors import only, visitor_of
from tamyr.procedures.rules import may_follow
from tamyr.shared.attempts import proposed, unsound


@never_cache
@require_safe
@only(may_follow)
def batch(request: HttpRequest, key: UUID) -> HttpResponse:
    visitor = visitor_of(request)
    return show_batch(request, visitor, find_batch(visitor, key))


def show_batch(
    request: HttpRequest, visitor: Visitor, found: Batch, status: int = 200, **more: Any
) -> HttpResponse:
    page = batch_page(found, visitor)
    # Each letter is composed anew for this: only where it can still be released.
    changed = preparing.changes(found, visitor.at) if page["is_open"] else ()
    page |= {
        "changed": [
            (missive.delivery.institution.name_on(visitor.on), changed_words(code))
            for missive, code in changed
        ],
        "form": ReasonForm(initial={"sha": found.sha}),
        **more,
    }
    return render(request, "deliveries/batch.html", page, status=status)


@require_POST
@only(may_follow)
def propose(request: HttpRequest, key: UUID) -> HttpResponse:
    """Propose to a second person that these letters go out."""
    visitor = visitor_of(request)
    found = find_batch(visitor, key)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return unsound(request, form, lambda **told: show_batch(request, visitor, found, form=form, **told))
    said = form.cleaned_data
    try:
        made = releasing.propose_release(batch=found, sha=said["sha"], words=said["words"], by=visitor)
    except REFUSALS as refused:
        told = attempt.refused(refused, request, form)
        return show_batch(request, visitor, found, status=409, form=form, refused=told)
    return proposed(request, made)


@require_POST
@only(may_follow)
def off(request: HttpRequest, key: UUID) -> HttpResponse:
    visitor = visitor_of(request)
    found = find_batch(visitor, key)
    return attempt(
        request,
        lambda: preparing.call_off(batch=found, **visitor.by),
        said=_("Called off. The letters can be prepared anew."),
        back=("desk", found.demand.number),
        show=lambda **told: show_batch(request, visitor, find_batch(visitor, key), **told),
    )
