"""The page for people who write programmes that ask for our numbers."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tamyr.evidence.pages.references import programmes_page
from tamyr.evidence.views.answers import public
from tamyr.shared.choices import origin_of


@public
def described(request: HttpRequest, description: Callable[[], Mapping[str, Any]]) -> HttpResponse:
    return render(request, "evidence/api.html", programmes_page(description(), origin_of(request)))
