"""What is done with a letter that came in: placed, set aside, recorded, made public."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tamyr.network.models import Visitor
from tamyr.network.queries.visitors import only, visitor_of
from tamyr.procedures.rules import may_follow
from tamyr.replies.forms.letters import MOVE, PLACE, MeaningForm, PlaceForm, PublicWordsForm, ReadForm
from tamyr.replies.models import Arrival, Placement
from tamyr.replies.queries.arrivals import (
    find_arrival,
    find_file,
    find_place,
    places_for,
    standing_of,
    trace_of,
)
from tamyr.replies.services import answering, placing
from tamyr.replies.views.answering import attempt
from tamyr.replies.views.letters import show
from tamyr.shared.attempts import unsound

# Of the region's addressees: Kamchatka is so many hours ahead of UTC.
EASTERNMOST = timedelta(hours=12)


def _asked(request: HttpRequest, key: UUID) -> tuple[Visitor, Arrival, Callable[..., HttpResponse]]:
    visitor = visitor_of(request)
    found = find_arrival(visitor, key)

    def again(**told: Any) -> HttpResponse:
        # As it stands now: somebody else may have placed it, and this visitor may know of it no more.
        standing = standing_of(key)
        return show(request, visitor, standing if standing is not None else found, **told)

    return visitor, found, again


@require_POST
@only(may_follow)
def place(request: HttpRequest, key: UUID) -> HttpResponse:
    visitor, found, again = _asked(request, key)
    form = PlaceForm(request.POST, places=places_for(visitor), auto_id="place_%s")
    if not form.is_valid():
        return unsound(request, form, lambda **told: again(place_form=form, **told))
    said = form.cleaned_data
    given = {
        "delivery": find_place(visitor, UUID(said["to"])),
        "reason": said["reason"],
        "form_key": said["form_key"],
        **visitor.by,
    }
    return attempt(
        request,
        _placing(visitor, found, said, given),
        said=_("Placed. Those whose demand it is are told."),
        back=("arrival", key),
        show=lambda **told: again(place_form=form, **told),
        form=form,
    )


def _placing(
    visitor: Visitor, arrival: Arrival, said: dict[str, Any], given: dict[str, Any]
) -> Callable[[], object]:
    """Return the act that a form asks for: to place a letter, or to move or copy it from where it lies."""
    if said["act"] == PLACE:
        return lambda: placing.place(arrival=arrival, **given)
    origin = _placement(visitor, arrival, said["origin"])
    service = placing.move if said["act"] == MOVE else placing.copy
    return lambda: service(placement=origin, **given)


def _placement(visitor: Visitor, arrival: Arrival, key: UUID) -> Placement:
    found = next((placed for placed in trace_of(arrival, visitor) if placed.pk == key), None)
    if found is None:
        raise Http404
    return found


@require_POST
@only(may_follow)
def aside(request: HttpRequest, key: UUID) -> HttpResponse:
    visitor, found, again = _asked(request, key)
    return attempt(
        request,
        lambda: placing.set_aside(arrival=found, **visitor.by),
        said=_("Set aside. It is deleted in three months, and can be placed until then."),
        back=("pen",),
        show=again,
    )


@require_POST
@only(may_follow)
def record(request: HttpRequest, key: UUID) -> HttpResponse:
    visitor, found, again = _asked(request, key)
    # At an addressee it may be tomorrow already; the service asks what day it is there.
    form = MeaningForm(request.POST, today=(visitor.at + EASTERNMOST).date(), auto_id="meaning_%s")
    if not form.is_valid():
        return unsound(request, form, lambda **told: again(refused_meaning=form, **told))
    placed = _placement(visitor, found, form.cleaned_data["placement"])
    act = {
        "placement": placed,
        "account": form.account(),
        "form_key": form.cleaned_data["form_key"],
        **visitor.by,
    }
    return attempt(
        request,
        lambda: answering.record_answer(**act),
        said=_("Recorded. The clock is counted anew."),
        back=("arrival", key),
        show=lambda **told: again(refused_meaning=form, **told),
        form=form,
    )


@require_POST
@only(may_follow)
def words(request: HttpRequest, key: UUID) -> HttpResponse:
    visitor, found, again = _asked(request, key)
    form = PublicWordsForm(request.POST, auto_id="words_%s")
    if not form.is_valid():
        return unsound(request, form, lambda **told: again(words_form=form, **told))

    def beside(**told: Any) -> HttpResponse:
        form.seen_now(told)
        return again(words_form=form, **told)

    return attempt(
        request,
        lambda: answering.write_public_words(arrival=found, **form.cleaned_data, **visitor.by),
        said=_("Written. Somebody else has to read it before it is shown."),
        back=("arrival", key),
        show=beside,
    )


@require_POST
@only(may_follow)
def check(request: HttpRequest, key: UUID) -> HttpResponse:
    visitor, found, again = _asked(request, key)
    form = ReadForm(request.POST)
    if not form.is_valid():
        return unsound(request, form, again)
    return attempt(
        request,
        lambda: answering.check_public_words(arrival=found, **form.cleaned_data, **visitor.by),
        said=_("Everybody may read it now."),
        back=("arrival", key),
        show=again,
    )


@require_POST
@only(may_follow)
def show_file(request: HttpRequest, key: UUID, number: UUID) -> HttpResponse:
    visitor, _found, again = _asked(request, key)
    wanted = find_file(visitor, key, number)
    is_public = request.POST.get("is_public") == "1"
    return attempt(
        request,
        lambda: answering.show_file(file=wanted, is_public=is_public, **visitor.by),
        said=_("Shown, once a second person has looked at it beside the public words.")
        if is_public
        else _("This file is hidden again."),
        back=("arrival", key),
        show=again,
    )
