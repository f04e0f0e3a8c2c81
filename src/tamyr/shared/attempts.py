"""An act that a page asks for: done, or refused with how things stand and with what was typed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import conditional_escape
from django.utils.translation import gettext as _

from tamyr.shared.typed import typed_texts

Show = Callable[..., HttpResponse]
UNPROCESSABLE = 422


@dataclass(frozen=True)
class Refused:
    """Why nothing was recorded, the words as they stand where they are others now, what was typed, what is wrong in it."""

    why: str
    standing: str = ""
    typed: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()


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
            return show(status=409, refused=self.refused(refused, request, form))
        messages.success(request, said)
        name, *args = back
        return redirect(f"{self.room}:{name}", *args)

    def refused(
        self, refused: Exception, request: HttpRequest, form: forms.BaseForm | None = None
    ) -> Refused:
        """Say why nothing was recorded, and keep what was typed."""
        return Refused(
            self.why(refused),
            self.standing(refused),
            _typed(request, form),
        )


def unsound(request: HttpRequest, form: forms.BaseForm, show: Show) -> HttpResponse:
    """``show`` a page with the faults of a form. Where it draws the form no more, it says them itself, and what was typed."""
    answer, typed = show(status=UNPROCESSABLE), _typed(request)
    page = answer.content.decode()
    faults = [str(fault) for errors in form.errors.values() for fault in errors]
    # The page itself is asked: whether a form stands on it is decided in its template, for each form by other rules.
    if all(str(conditional_escape(text)) in page for text in (*faults, *typed)):
        return answer
    why = _("The form holds a mistake and nothing was recorded; below is how it stands now.")
    return show(
        status=UNPROCESSABLE, refused=Refused(why, "", _typed(request, form), tuple(_named_faults(form)))
    )


def _typed(request: HttpRequest, form: forms.BaseForm | None = None) -> tuple[str, ...]:
    """Return what was typed, and what was chosen by the words that people chose it by."""
    chosen = dict(_chosen(form)) if form is not None else {}
    rest = [(name, value) for name, value in request.POST.items() if name not in chosen]
    return (*chosen.values(), *typed_texts(rest, is_certain=False))


def _chosen(form: forms.BaseForm) -> Iterator[tuple[str, str]]:
    """Yield each list of a form that something was chosen from, as ``label: what was chosen``."""
    for field in form:
        choices = () if field.is_hidden else getattr(field.field, "choices", ())
        named = {str(value): str(label) for value, label in choices}
        values = field.value() or []
        values = values if isinstance(values, list) else [values]
        words = [named[str(value)] for value in values if named.get(str(value), "") and value]
        if words:
            yield field.html_name, f"{field.label}: {'; '.join(words)}"


def _named_faults(form: forms.BaseForm) -> Iterator[str]:
    """Yield what is wrong in a form, each fault behind the label that people know its field by."""
    for name, errors in form.errors.items():
        is_seen = name in form.fields and not form[name].is_hidden
        for fault in errors:
            yield f"{form[name].label}: {fault}" if is_seen else str(fault)


def proposed(request: HttpRequest, made: Any) -> HttpResponse:
    """Lead to the page of a proposal just made. Where somebody proposed the same, ``config.not_kept`` says so."""
    messages.success(request, _("Proposed: a second person decides now."))
    return redirect("network:proposal", key=made.pk)
