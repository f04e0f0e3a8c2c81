"""An address that only takes a form, opened as a page: said in words, with a way on, where the answer would be empty.

And one without its language or the slash at its end: a reader is led on, a form is not, for its words would be gone.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.common import CommonMiddleware
from django.middleware.locale import LocaleMiddleware
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils.translation import get_language_from_path

Answer = Callable[[HttpRequest], HttpResponse]
NOT_ALLOWED = 405
READS = ("GET", "HEAD")


def say_where_to(get_response: Answer) -> Answer:
    """Fill an empty 405 at an address for people; at those for programs, and to their methods, it stays empty."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code == NOT_ALLOWED and is_for_people(request) and not response.content:
            # Headers stay: they name what the address does take.
            response.content = render(request, "405.html", {"above": page_above(request.path_info)}).content
        return response

    return answer


def is_for_people(request: HttpRequest) -> bool:
    return request.method in ("GET", "POST") and get_language_from_path(request.path_info) is not None


def page_above(path: str) -> str:
    """Return the nearest address above one, as a form's is below that of its page; nothing below the first page."""
    while (path := f"{path.rstrip('/').rpartition('/')[0]}/").count("/") > 2:  # noqa: PLR2004
        try:
            resolve(path)
        except Resolver404:
            continue
        return path
    return ""


class SlashForReaders(CommonMiddleware):
    """Django's, which would lead a form away as well; its words stand on the page that says there is none."""

    def should_redirect_with_slash(self, request: HttpRequest) -> bool:
        return request.method in READS and super().should_redirect_with_slash(request)


class LanguageForReaders(LocaleMiddleware):
    """Django's, which would lead a form away as well."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        answer = super().process_response(request, response)
        return answer if request.method in READS else response
