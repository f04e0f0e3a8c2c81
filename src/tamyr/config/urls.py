"""Addresses: the language first, then the room, as the list of rooms says."""

from contextlib import suppress

from django.conf.urls.i18n import i18n_patterns
from django.core.exceptions import BadRequest, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import include, path
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language
from django.views.defaults import bad_request

from tamyr.config import api
from tamyr.config.context import signed_in
from tamyr.config.rooms import OPEN_ROOMS
from tamyr.publishing.urls import everywhere as publishing_everywhere
from tamyr.work.urls import everywhere as work_everywhere


def front_page(request: HttpRequest) -> HttpResponse:
    """Lead to the first page, in the language a person chose, else in that of the browser."""
    person = signed_in(request)
    response = redirect(f"/{person.language if person else get_language()}/")
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that we failed, in the reader's language; Django's own answer would know none."""
    # What waits is not counted here: the count may be what failed.
    return render(request, "500.html", {"things_waiting": 0}, status=500)


def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say what was too much, and nothing of an address where the address was right."""
    if isinstance(exception, TooManyFieldsSent | TooManyFilesSent):
        return render(request, "unread.html", {"status": 413, "parts": True}, status=413)
    # A form that was read holds an act that no page of ours sends: its words are given back.
    with suppress(BadRequest):
        if isinstance(exception, BadRequest) and request.POST:
            return render(request, "400.html", status=400)
    return bad_request(request, exception)


handler400, handler500 = unreadable, server_error

urlpatterns = [
    path("", front_page),
    path("", include(api.urls)),
    path("", include(publishing_everywhere)),
    path("", include(work_everywhere)),
    *i18n_patterns(
        *(
            path(f"{room.prefix}/" if room.prefix else "", include(f"{room.module}.urls"))
            for room in OPEN_ROOMS
        ),
    ),
]
