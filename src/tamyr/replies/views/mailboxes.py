"""The address for the answers to a letter of ours, and the letters that came to it."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from tamyr.demands.models import Delivery
from tamyr.network.models import Visitor
from tamyr.network.queries.visitors import only, visitor_of
from tamyr.procedures.rules import may_follow
from tamyr.replies.forms.letters import SentForm
from tamyr.replies.pages.ways import mailbox_page
from tamyr.replies.queries.arrivals import find_place, mailbox_of
from tamyr.replies.services import mailboxes
from tamyr.replies.views.answering import attempt
from tamyr.shared.attempts import unsound


@never_cache
@require_safe
@only(may_follow)
def mailbox(request: HttpRequest, key: UUID) -> HttpResponse:
    visitor = visitor_of(request)
    return _show(request, visitor, find_place(visitor, key))


def _show(
    request: HttpRequest, visitor: Visitor, delivery: Delivery, status: int = 200, **more: Any
) -> HttpResponse:
    form = SentForm(today=visitor.on, initial={"sent_on": visitor.on})
    page = {**mailbox_page(delivery, visitor), "form": form, **more}
    return render(request, "replies/mailbox.html", page, status=status)


@require_POST
@only(may_follow)
def open_box(request: HttpRequest, key: UUID) -> HttpResponse:
    visitor = visitor_of(request)
    delivery = find_place(visitor, key)
    return attempt(
        request,
        lambda: mailboxes.open_mailbox(delivery=delivery, **visitor.by),
        said=_("The address is open. Give it as the one to answer to."),
        back=("mailbox", key),
        show=lambda **told: _show(request, visitor, delivery, **told),
    )


@require_POST
@only(may_follow)
def sent(request: HttpRequest, key: UUID) -> HttpResponse:
    visitor = visitor_of(request)
    delivery = find_place(visitor, key)
    box = mailbox_of(delivery)
    if box is None:
        raise Http404

    def again(**told: Any) -> HttpResponse:
        return _show(request, visitor, delivery, **told)

    form = SentForm(request.POST, today=visitor.on)
    if not form.is_valid():
        return unsound(request, form, lambda **told: again(form=form, **told))
    said = dict(form.cleaned_data)
    key_of_form = said.pop("form_key")
    went = mailboxes.WentOut(**said)
    return attempt(
        request,
        lambda: mailboxes.note_sent(mailbox=box, went=went, form_key=key_of_form, **visitor.by),
        said=_("Noted. Answers to it find back by themselves."),
        back=("mailbox", key),
        show=again,
    )
