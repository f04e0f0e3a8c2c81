"""An act that a page asks for: done, or refused with how things stand and with what was typed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import conditional_escape
from django.utils.translation import gettext as _

from tamyr.shared.asked import asked_for
from tamyr.shared.typed import texts_by_field, typed_in

Show = Callable[..., HttpResponse]
Form = forms.BaseForm | None


@dataclass(frozen=True)
class Refusal:
    """Why nothing was recorded, the words as they stand where they are others now, what was typed, into which form."""

    why: str
    standing: str = ""
    typed: tuple[str, ...] = ()
    form: Form = None
    sha: str = ""  # Of the words that stand.


@dataclass(frozen=True)
class Attempts:
    """How a room's acts are answered. What is none of its ``refusals`` is a fault and passes through.

    ``why`` says in words what stood against it; ``field`` names the field that it is about, where it is about one.
    """

    room: str
    refusals: tuple[type[Exception], ...]
    why: Callable[[Exception], str]
    field: Callable[[Exception], str] = lambda refused: ""

    def __call__(
        self,
        request: HttpRequest,
        act: Callable[[], Any],
        *,
        said: str,
        back: tuple[Any, ...],
        show: Show,
        form: Form = None,
    ) -> HttpResponse:
        """Do an act and lead to a page; or ``show`` how things stand with status 409, and tell ``form`` at its field."""
        try:
            act()
        except self.refusals as refused:
            if form is not None and self.field(refused) in form.fields:
                form.add_error(self.field(refused), self.why(refused))
            return show(status=409, refused=self.refused(refused, request, form))
        messages.success(request, said)
        return redirect(f"{self.room}:{back[0]}", *back[1:])

    def refused(self, refused: Exception, request: HttpRequest, form: Form = None) -> Refusal:
        """Say why nothing was recorded, and keep what was typed."""
        # Where somebody else wrote meanwhile, the exception has their words and the mark of these.
        text, sha = getattr(refused, "text", ""), getattr(refused, "sha", "")
        return Refusal(self.why(refused), text, tuple(typed_in(request, form)), form, sha)


def unsound(request: HttpRequest, form: forms.BaseForm, show: Show) -> HttpResponse:
    """``show`` a page with the faults of a form. Where it draws the form no more, it says them itself, and what was typed."""
    answer = show(status=422)
    faults = [str(fault) for errors in form.errors.values() for fault in errors]
    # The page itself is asked: its template decides whether a form stands on it, for each form by other rules.
    told = sum(dict(texts_by_field(request.POST.lists(), asked_for(request))).values(), faults)
    if all(str(conditional_escape(text)) in answer.content.decode() for text in told):
        return answer
    why = _("The form holds a mistake and nothing was recorded; below is how it stands now.")
    return show(status=422, refused=Refusal(why, "", tuple(typed_in(request, form)), form))


def proposed(request: HttpRequest, made: Any) -> HttpResponse:
    """Lead to the page of a proposal just made. Where somebody proposed the same, ``config.not_kept`` says so."""
    messages.success(request, _("Proposed: a second person decides now."))
    return redirect(settings.PROPOSAL_PAGE, key=made.pk)


def other_now() -> str:
    """Say that a second person's word was not taken: what they saw says something else by now."""
    return _(
        "It was changed while your page was open, so nothing was recorded. Read it as it stands now, then decide."
    )
