"""The letters that came in: those that wait, one with all that is known of it, and what of it everybody may read."""

import io
from collections.abc import Callable
from typing import Any
from uuid import UUID

from csp.constants import NONE
from csp.decorators import csp_replace
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tamyr.network.models import Visitor
from tamyr.network.queries.visitors import only, visitor_of
from tamyr.priorities.logic.texts import hash_of
from tamyr.procedures.rules import may_follow
from tamyr.replies.forms.letters import PROPOSED, MeaningForm, PlaceForm, PublicWordsForm
from tamyr.replies.models import Arrival
from tamyr.replies.pages.letter import LetterShown, Trace, file_name, letter_shown
from tamyr.replies.pages.lists import lists_for
from tamyr.replies.pages.ways import came_on, public_page, way_to
from tamyr.replies.queries.arrivals import find_arrival, find_clean_file, find_file, find_public, standing_of
from tamyr.replies.rules import may_handle, may_keep_the_pen

View = Callable[..., HttpResponseBase]
# Were it opened after all, it would run nothing, fetch nothing and know nothing of this site.
alone: Callable[[View], View] = csp_replace(
    {"sandbox": True, "style-src": [NONE], "img-src": [NONE], "form-action": [NONE]}
)


@never_cache
@require_safe
@only(may_keep_the_pen)
def pen(request: HttpRequest) -> HttpResponse:
    visitor = visitor_of(request)
    context = {"lists": lists_for(visitor), "crumbs": [(_("Letters that came in"), "")]}
    return render(request, "replies/pen.html", context)


@never_cache
@require_safe
def arrival(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show a letter to who handles it; to everybody else what of it is public, or nothing."""
    visitor = visitor_of(request)
    found = standing_of(key)
    if found is not None and may_handle(visitor, found):
        return show(request, visitor, found)
    return _public(request, visitor, key)


def _public(request: HttpRequest, visitor: Visitor, key: UUID) -> HttpResponse:
    return render(request, "replies/public.html", public_page(find_public(key, visitor)))


def show(
    request: HttpRequest, visitor: Visitor, found: Arrival, status: int = 200, **more: Any
) -> HttpResponse:
    shown = letter_shown(found, visitor)
    public = shown.public.words if shown.public else ""
    context = {
        "shown": shown,
        "place_form": PlaceForm(places=shown.places, auto_id="place_%s"),
        "moves": _moves(shown, more.get("place_form")),
        "words_form": PublicWordsForm(
            initial={"words": public, "base_sha": hash_of(public) if public else ""}, auto_id="words_%s"
        ),
        "meanings": _meanings(shown, visitor),
        "crumbs": way_to(shown, visitor),
        **more,
    }
    return render(request, "replies/letter.html", context, status=status)


def _moves(shown: LetterShown, refused: PlaceForm | None) -> list[tuple[Trace, PlaceForm]]:
    """Return a form for each of our letters that this one may be taken from; the refused one with what was typed."""
    return [
        (
            trace,
            refused
            if refused is not None and refused["origin"].value() == str(trace.placement.pk)
            else PlaceForm(places=shown.places, auto_id=f"move_{trace.placement.pk}_%s"),
        )
        for trace in shown.standing
        if trace.may_move
    ]


def _meanings(shown: LetterShown, visitor: Visitor) -> list[tuple[Trace, MeaningForm]]:
    """Return a form for each of our letters at which this one stands and was not recorded yet."""
    initial = {
        "kind": PROPOSED.get(shown.arrival.kind, ""),
        "number": shown.number,
    }
    return [
        (
            trace,
            MeaningForm(
                initial={**initial, "placement": trace.placement.pk, "on": came_on(shown, trace)},
                today=visitor.on,
                auto_id=f"meaning_{trace.placement.pk}_%s",
            ),
        )
        for trace in shown.standing
        if trace.may_move and trace.placement.event is None
    ]


@alone
@never_cache
@require_safe
@only(may_follow)
def as_it_came(request: HttpRequest, key: UUID) -> FileResponse:
    """Give the letter away whole, with its headers, as a commissioner or a court may ask for it."""
    content = find_arrival(visitor_of(request), key).content
    if content is None:
        raise Http404
    return FileResponse(
        io.BytesIO(content), as_attachment=True, filename=f"{key}.eml", content_type="message/rfc822"
    )


@alone
@never_cache
@require_safe
def file(request: HttpRequest, key: UUID, number: UUID) -> FileResponse:
    """Give a file as it came to who handles the letter; one that is held to nobody."""
    found = find_file(visitor_of(request), key, number)
    if found.is_held:
        raise Http404
    # What may do harm is given under a kind that no program takes for its own.
    kind = "application/octet-stream" if found.warnings else found.media_type
    return _saved(found.data, file_name(found.number, found.media_type), kind)


@alone
@never_cache
@require_safe
def clean_file(request: HttpRequest, key: UUID, number: UUID) -> FileResponse:
    """Give what was made anew of a file: to who handles the letter, and to everybody where it is shown."""
    found = find_clean_file(visitor_of(request), key, number)
    return _saved(found.safe_copy, file_name(found.number, found.cleaned_type), found.cleaned_type)


def _saved(content: bytes | None, name: str, kind: str) -> FileResponse:
    """Give bytes to be saved, never opened within the site: what strangers sent must not run as a page of ours."""
    if content is None:
        raise Http404
    return FileResponse(io.BytesIO(content), as_attachment=True, filename=name, content_type=kind)
