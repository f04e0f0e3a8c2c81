"""Answer headers that neither Django nor django-csp sets."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

Answer = Callable[[HttpRequest], HttpResponse]

REFUSED = ("camera", "geolocation", "microphone", "payment", "usb", "browsing-topics")


def permissions_policy(answer: Answer) -> Answer:
    """Refuse the browser's features that no page of ours will ask for."""
    policy = ", ".join(f"{feature}=()" for feature in REFUSED)

    def answer_with_policy(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        response["Permissions-Policy"] = policy
        return response

    return answer_with_policy


def no_store_of_words(answer: Answer) -> Answer:
    """Let nobody keep what was shown to a browser that brought a session, or that sent a form: its words may stand there."""

    def answer_without_keeping(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES or request.method == "POST":
            response["Cache-Control"] = "no-store"
        return response

    return answer_without_keeping
