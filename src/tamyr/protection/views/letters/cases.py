"""For those who answer: which letters there are, and one of them."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tamyr.network.models import Visitor
from tamyr.network.queries import visitor_of
from tamyr.network.queries.visitors import only
from tamyr.network.rules import MayNot
from tamyr.protection.forms.letters import AnswerForm, HoldForm
from tamyr.protection.models import Case
from tamyr.protection.pages.letters import letter_page, letters_page, wrapped_key
from tamyr.protection.queries.cases import cases_visible_to, items_visible_to, own_form_of
from tamyr.protection.rules import may_read_letters
from tamyr.protection.services.letters import cases as acts
from tamyr.protection.services.letters.giving import give_on
from tamyr.protection.services.letters.holds import propose_hold
from tamyr.protection.views.doors import sensitive, show
from tamyr.protection.views.letters.writing import (
    CHANGED,
    bytes_in,
    done_or_fault,
    form_key_in,
    sealed_answer,
    sealed_in,
)
from tamyr.shared.attempts import proposed, unsound
from tamyr.shared.choices import one_or_404


@sensitive
@require_safe
@only(may_read_letters)
def letters(request: HttpRequest) -> HttpResponse:
    return show(request, "room/letters.html", letters_page(visitor_of(request)))


@sensitive
@require_safe
@only(may_read_letters)
def letter(request: HttpRequest, key: UUID) -> HttpResponse:
    return show_letter(request, found(request, key), AnswerForm())


def found(request: HttpRequest, key: UUID) -> Case:
    return one_or_404(cases_visible_to(visitor_of(request)), pk=key)


def show_letter(
    request: HttpRequest,
    case: Case,
    form: AnswerForm,
    status: int = 200,
    hold_form: HoldForm | None = None,
    **told: Any,
) -> HttpResponse:
    page = {
        **letter_page(case, visitor_of(request)),
        "form": form,
        "hold_form": hold_form or HoldForm(is_held=case.hold is not None),
        "size": acts.LETTER_SIZE,
        **told,
    }
    return show(request, "room/letter.html", page, status)


@sensitive
@require_safe
@only(may_read_letters)
def sealed_file(request: HttpRequest, key: UUID) -> HttpResponse:
    """Give out one item as it is sealed, to be opened in the browser or on a computer without a network."""
    visitor = visitor_of(request)
    item = one_or_404(items_visible_to(visitor), pk=key)
    content = own_form_of(item, wrapped_key(visitor)["key"]).sealed
    if not content:
        raise Http404
    name = f'attachment; filename="{item.id.hex[:8]}.age"'
    return HttpResponse(
        content, content_type="application/octet-stream", headers={"Content-Disposition": name}
    )


@sensitive
@require_POST
@only(may_read_letters)
def answer(request: HttpRequest, key: UUID) -> HttpResponse:
    case, by = found(request, key), visitor_of(request)
    if "sealed" in request.POST:
        return _sealed_there(request, case, by)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return unsound(request, form, lambda **told: show_letter(request, case, form, **told))
    text, form_key = form.cleaned_data["text"], str(form.cleaned_data["form_key"])
    if fault := done_or_fault(
        lambda: acts.answer(
            case=case,
            sealed=acts.seal_here(text, at=by.at, also_to=[case.reply_key]),
            form_key=form_key,
            by=by,
        )
    ):
        form.add_error(None, fault[0])
        return show_letter(request, case, form, fault[1])
    return said(request, key, _("Your answer was sealed and kept."))


def _sealed_there(request: HttpRequest, case: Case, by: Visitor) -> HttpResponse:
    """Keep an answer that the reader's browser sealed."""
    return sealed_answer(
        lambda: acts.answer(
            case=case,
            sealed=sealed_in(request, also_to=[case.reply_key]),
            form_key=form_key_in(request),
            by=by,
        ),
        by.at,
    )


@sensitive
@require_POST
@only(may_read_letters)
def give(request: HttpRequest, key: UUID) -> HttpResponse:
    """Keep what the reader's browser sealed anew to a colleague's key."""
    by = visitor_of(request)
    item = one_or_404(items_visible_to(by), pk=key)
    public = request.POST.get("key", "")
    return sealed_answer(lambda: give_on(item=item, content=bytes_in(request), public=public, by=by), by.at)


@sensitive
@require_POST
@only(may_read_letters)
def take(request: HttpRequest, key: UUID) -> HttpResponse:
    return act_on(request, key, acts.take_over, _("You see to this letter now."))


@sensitive
@require_POST
@only(may_read_letters)
def close(request: HttpRequest, key: UUID) -> HttpResponse:
    return act_on(request, key, acts.close_case, _("Closed. If the writer adds something, it is open again."))


@sensitive
@require_POST
@only(may_read_letters)
def hold(request: HttpRequest, key: UUID) -> HttpResponse:
    """Propose to keep a letter longer than it would be, or to lift that."""
    case, by = found(request, key), visitor_of(request)
    form = HoldForm(request.POST, is_held=case.hold is not None)
    if not form.is_valid():
        return unsound(
            request, form, lambda **told: show_letter(request, case, AnswerForm(), hold_form=form, **told)
        )
    try:
        made = propose_hold(case=case, by=by, **form.cleaned_data)
    except MayNot as fault:
        form.add_error(None, str(fault))
        return show_letter(request, case, AnswerForm(), CHANGED, hold_form=form)
    return proposed(request, made)


def act_on(request: HttpRequest, key: UUID, act: Callable[..., Case], words: str) -> HttpResponse:
    act(case=found(request, key), by=visitor_of(request))
    return said(request, key, words)


def said(request: HttpRequest, key: UUID, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("protection:letter", key=key)
