"""An act that a page asks for: done, or refused with how things stand and with what was typed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tamyr.shared.typed import typed_texts

Show = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Refused:
    """Why nothing was recorded, the words as they stand where they are others now, and what was typed."""

    why: str
    standing: str = ""
    typed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Attempts:
    """How a room's acts are answered. What is none of its ``refusals`` is a fault and passes through.

    ``why`` says in words what stood against it; ``standing`` gives the text that somebody else wrote meanwhile; ``field``
    names the field that it is about, where it is about one.
    """

    room: str
    refusals: tuple[type[Exception], ...]
    why: Callable[[Exception], str]
    standing: Callable[[Exception], str] = lambda refused: ""
    field: Callable[[Exception], str] = lambda refused: ""

    def __call__(
        self,
        request: HttpRequest,
        act: Callable[[], Any],
        *,
        said: str,
        back: tuple[Any, ...],
        show: Show,
        form: forms.Form | None = None,
    ) -> HttpResponse:
        """Do an act and lead to a page; where it cannot be done, ``show`` how things stand with status 409.

        ``form`` is told at its field what was wrong there.
        """
        try:
            act()
        except self.refusals as refused:
            if form is not None and self.field(refused) in form.fields:
                form.add_error(self.field(refused), self.why(refused))
            return show(status=409, refused=self.refused(refused, request))
        messages.success(request, said)
        name, *args = back
        return redirect(f"{self.room}:{name}", *args)

    def refused(self, refused: Exception, request: HttpRequest) -> Refused:
        """Say why nothing was recorded, and keep what was typed."""
        return Refused(
            self.why(refused),
            self.standing(refused),
            tuple(typed_texts(request.POST.items(), is_certain=False)),
        )


def proposed(request: HttpRequest, made: Any) -> HttpResponse:
    """Lead to the page of a proposal just made. Where somebody proposed the same, ``config.not_kept`` says so."""
    messages.success(request, _("Proposed: a second person decides now."))
    return redirect("network:proposal", key=made.pk)


def other_now() -> str:
    """Say that a second person's word was not taken: what they saw says something else by now."""
    return _(
        "It was changed while your page was open, so nothing was recorded. Read it as it stands now, then decide."
    )
