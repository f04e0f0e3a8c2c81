"""What somebody types or pastes into any form, cleaned where all forms come in: no feed, page or file breaks on it."""

import json
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.request import UnreadablePostError

from climate_pathways.core.characters import harmless, without_harm

Answer = Callable[[HttpRequest], HttpResponse]


class CleanTypedText:
    """Take control characters and marks that turn the direction of writing out of forms; an address with them is refused."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> None:
        # Here and not on the way in: whoever refuses a form unread must have done so.
        if request.method == "POST":
            try:
                request.POST = _cleaned(request.POST)  # type: ignore[assignment]
            except UnreadablePostError:
                # The view meets the same and answers for it.
                return


def _cleaned(given: QueryDict) -> QueryDict:
    changed = {
        name: words
        for name, values in given.lists()
        if (words := [clean(value) for value in values]) != values
    }
    if not changed:
        return given
    cleaned = given.copy()
    for name, words in changed.items():
        cleaned.setlist(name, words)
    cleaned._mutable = False
    return cleaned


def clean(value: str) -> str:
    """Return a form's value without harm; the editor sends a paragraph as JSON, which hides characters as ``\\u000b``."""
    if value.startswith(("{", "[")) and "\\u" in value:
        try:
            return json.dumps(harmless(json.loads(value)), ensure_ascii=False)
        except ValueError:
            pass  # It is no JSON, but a text that begins like it.
    return without_harm(value)
