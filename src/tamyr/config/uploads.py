"""A body too large to be kept in memory is refused before it is read, and one that came too slowly after that."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tamyr.config.front import UNREAD

Answer = Callable[[HttpRequest], HttpResponse]


def refuse_unread_bodies(get_response: Answer) -> Answer:
    """Answer 413, 408 or 503 in the reader's language. A body without a stated length is read as an empty one."""

    def middleware(request: HttpRequest) -> HttpResponse:
        stated = request.META.get("CONTENT_LENGTH") or "0"
        if not stated.isdigit() or int(stated) > settings.LARGEST_BODY:
            return refused(request, 413)
        if status := request.META.get(UNREAD):
            return refused(request, status)
        return get_response(request)

    return middleware


def refused(request: HttpRequest, status: int) -> HttpResponse:
    page = {"status": status, "most_mb": settings.LARGEST_BODY // 1_000_000}
    return render(request, "unread.html", page, status=status)
