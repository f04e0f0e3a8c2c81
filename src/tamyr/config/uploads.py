"""A body too large to be kept in memory is refused before it is read."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

Answer = Callable[[HttpRequest], HttpResponse]


def refuse_huge_bodies(get_response: Answer) -> Answer:
    """Answer 413 in the reader's language. A body without a stated length is read as an empty one."""

    def middleware(request: HttpRequest) -> HttpResponse:
        stated = request.META.get("CONTENT_LENGTH") or "0"
        if stated.isdigit() and int(stated) <= settings.LARGEST_BODY:
            return get_response(request)
        return render(request, "413.html", {"most_mb": settings.LARGEST_BODY // 1_000_000}, status=413)

    return middleware
