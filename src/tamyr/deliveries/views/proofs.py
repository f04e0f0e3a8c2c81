"""What a person says and shows of a letter that was handed over: looked at first where it is a paper, then recorded."""

import io
from typing import Any
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from tamyr.deliveries.forms.proofs import HandedForm
from tamyr.deliveries.models import Missive, State
from tamyr.deliveries.queries.batches import draft_of, find_draft, find_missive, find_receipt
from tamyr.deliveries.services.proving import draft_receipt, drop_draft, hand_in
from tamyr.deliveries.views.answering import attempt
from tamyr.deliveries.views.missives import show_letter, today_there
from tamyr.network.models import Visitor
from tamyr.network.queries.visitors import only, visitor_of
from tamyr.procedures.rules import may_follow
from tamyr.safety.logic.papers import pages_of
from tamyr.shared.attempts import unsound
from tamyr.shared.typed import refused


@require_POST
@only(may_follow)
def handed(request: HttpRequest, key: UUID) -> HttpResponse:
    """Record how a letter was handed over, and by what that is proved; a paper is shown first as it will be kept."""
    visitor = visitor_of(request)
    found = find_missive(visitor, key)
    form = _handed_form(request, visitor, found)

    def back(status: int, **told: Any) -> HttpResponse:
        page = show_letter(
            request, visitor, find_missive(visitor, key), status=status, handed_form=form, **told
        )
        return refused(form, page)

    if not form.is_valid():
        return unsound(request, form, back)
    paper, act = form.paper, {"missive": found, "proof": form.proof(), **visitor.by}
    if paper is not None:
        said = _("Nothing is recorded yet: look at the pages below, then record.")
        return attempt(
            request, lambda: draft_receipt(paper=paper, **act), said=said, back=("letter", key), show=back
        )
    act["form_key"] = form.cleaned_data["form_key"]
    said = _("Recorded. The clock is counted anew.")
    return attempt(request, lambda: hand_in(**act), said=said, back=("letter", key), show=back, form=form)


def _handed_form(request: HttpRequest, visitor: Visitor, found: Missive) -> HandedForm:
    # Where the body is, it may be tomorrow.
    today = max(visitor.on, today_there(found, visitor))
    is_away, draft = found.state != State.BY_HAND, draft_of(visitor, found)
    return HandedForm(request.POST, request.FILES, today=today, is_away=is_away, draft=draft)


@never_cache
@require_safe
@only(may_follow)
def draft_page(request: HttpRequest, key: UUID, number: UUID, page: int) -> HttpResponse:
    """Show one page as it will be kept, to who sent it."""
    paper = find_draft(visitor_of(request), key, number).paper
    pages = pages_of(paper) if paper is not None else []
    if not 1 <= page <= len(pages):
        raise Http404
    return HttpResponse(pages[page - 1], content_type="image/jpeg")


@require_POST
@only(may_follow)
def drop(request: HttpRequest, key: UUID, number: UUID) -> HttpResponse:
    visitor = visitor_of(request)
    draft = find_draft(visitor, key, number)
    return attempt(
        request,
        lambda: drop_draft(draft=draft, **visitor.by),
        said=_("The pages are deleted. Nothing was recorded."),
        back=("letter", key),
        show=lambda **told: show_letter(request, visitor, find_missive(visitor, key), **told),
    )


@never_cache
@require_safe
@only(may_follow)
def receipt(request: HttpRequest, key: UUID, number: UUID) -> FileResponse:
    """Give what proves an event to be saved, under a name that tells nothing."""
    found = find_receipt(visitor_of(request), key, number)
    content = found.picture
    if content is None:
        raise Http404
    name = f"receipt.{found.media_type.rpartition('/')[2]}"
    return FileResponse(io.BytesIO(content), as_attachment=True, filename=name, content_type=found.media_type)
