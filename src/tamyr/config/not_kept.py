"""What cannot be kept is said in a sentence, and what was typed is given back: on a full disk, where somebody else has
taken the same name between the moment that a form was checked and the moment it is kept, or has proposed the same.
"""

import logging
from collections.abc import Callable

from django.contrib.sessions.middleware import SessionMiddleware
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from tamyr.safety.services.faults import is_full, is_taken
from tamyr.safety.services.proposals import AlreadyProposed
from tamyr.shared.typed import typed_in

Answer = Callable[[HttpRequest], HttpResponse]
CONFLICT, INSUFFICIENT_STORAGE = 409, 507
logger = logging.getLogger("tamyr.config")


def say_why(get_response: Answer) -> Answer:
    """Answer in the reader's language: 507 where there is no room for what a form would keep, 409 where it is taken or proposed already."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_exception(request: HttpRequest, error: Exception) -> HttpResponse | None:
        if is_full(error):
            return no_room(request)
        if isinstance(error, AlreadyProposed):
            waiting = reverse("network:proposal", args=[error.proposal.pk])
            page = {"address": waiting, "typed": typed_in(request)}
            return render(request, "proposed_already.html", page, status=CONFLICT)
        return render(request, "409.html", status=CONFLICT) if is_taken(error) else None

    middleware.process_exception = process_exception  # type: ignore[attr-defined]
    return middleware


def no_room(request: HttpRequest) -> HttpResponse:
    logger.error("there is no room left on the disk or in the database")
    return render(request, "507.html", status=INSUFFICIENT_STORAGE)


class Sessions(SessionMiddleware):
    """Django's, which would answer a reader with an error because it cannot note that they were here."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        try:
            return super().process_response(request, response)
        except OperationalError as error:
            if not is_full(error):
                raise
        # A page that was read is a page; whatever a form began cannot go on without its session.
        return response if request.method in ("GET", "HEAD") else no_room(request)
