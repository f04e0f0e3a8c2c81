"""Pages that nobody reads are not drawn, which is most of the work of an answer; what leads to them is done.

In place of the loader by which Django's ``render`` draws a page. Errors draw their own, as ever.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from django import shortcuts
from django.http import HttpResponse
from django.template import loader

UNDRAWN = "This page was not drawn."


class PageMemory:
    """Remembers of each page what it would be drawn from: the last one can be had."""

    def __init__(self) -> None:
        self.draw: Callable[[], str] = str

    def render_to_string(self, *template: Any, **around: Any) -> str:
        self.draw = partial(loader.render_to_string, *template, **around)
        return UNDRAWN

    def read(self, answer: HttpResponse) -> None:
        """Put the page into an answer that has none."""
        if answer.content == UNDRAWN.encode():
            answer.content = self.draw()


@contextmanager
def undrawn() -> Iterator[PageMemory]:
    instead = PageMemory()
    shortcuts.loader = instead  # type: ignore[attr-defined]
    try:
        yield instead
    finally:
        shortcuts.loader = loader  # type: ignore[attr-defined]
