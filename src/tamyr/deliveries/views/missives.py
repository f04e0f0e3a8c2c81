"""One letter: its paper, its texts for a portal, and what a person says became of it."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tamyr.deliveries.forms.letters import HandedForm
from tamyr.deliveries.logic.counting import counted_fields
from tamyr.deliveries.pages.batch import missive_shown
from tamyr.deliveries.pages.letter import file_name, plain_text
from tamyr.deliveries.queries.batches import find_batch, find_missive
from tamyr.deliveries.services import deciding
from tamyr.deliveries.views.answering import attempt
from tamyr.deliveries.views.batches import show_batch
from tamyr.deliveries.views.desk import crumbs
from tamyr.network.queries.visitors import only, visitor_of
from tamyr.procedures.rules import may_follow


@never_cache
@require_safe
@only(may_follow)
def paper(request: HttpRequest, key: UUID) -> HttpResponse:
    """Give the paper as it was previewed, under a name that every portal takes."""
    found = find_missive(visitor_of(request), key)
    content = found.pdf
    if content is None:
        raise Http404
    name = file_name(found.words["reference"].split(" ")[-1])
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@only(may_follow)
def fields(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show the letter as texts for the fields of a portal, counted; nothing that is typed here is kept."""
    visitor = visitor_of(request)
    found = find_missive(visitor, key)
    letter = missive_shown(found, visitor)
    if letter.content is None or not letter.has_fields:
        raise Http404
    asked = letter.road.counted_fields if letter.road else ()
    typed = {
        place: request.POST[f"field-{place}"]
        for place in range(max(1, len(asked)))
        if f"field-{place}" in request.POST
    }
    rows = counted_fields(asked, plain_text(letter.content), letter.content.title, typed)
    page = {
        "letter": letter, "rows": rows, "is_too_long": any(row.too_long_by for row in rows),
        "crumbs": [
            *crumbs(found.delivery.demand),
            (_("Letters"), reverse("deliveries:batch", args=[found.batch_id])),
            (letter.addressee, ""),
        ],
    }  # fmt: skip
    return render(request, "deliveries/fields.html", page)


@require_POST
@only(may_follow)
def decide(request: HttpRequest, key: UUID) -> HttpResponse:
    visitor = visitor_of(request)
    found = find_missive(visitor, key)
    acts = {
        "sent": (deciding.say_sent, _("Recorded: it went out.")),
        "again": (deciding.send_again, _("It waits to be sent again.")),
        "drop": (deciding.drop, _("Called off. The letter can be prepared anew.")),
    }
    act, said = acts.get(request.POST.get("act", ""), (None, ""))
    if act is None:
        raise Http404
    return attempt(
        request, lambda: act(missive=found, **visitor.by), said=said, back=("batch", found.batch_id),
        show=lambda **told: show_batch(request, visitor, find_batch(visitor, found.batch_id), **told),
    )  # fmt: skip


@require_POST
@only(may_follow)
def handed(request: HttpRequest, key: UUID) -> HttpResponse:
    """Record how a person handed a letter over, and by what that is proved."""
    visitor = visitor_of(request)
    found = find_missive(visitor, key)
    form = HandedForm(request.POST, today=visitor.on, auto_id=False)

    def again(status: int = 409, **told: object) -> HttpResponse:
        return show_batch(
            request, visitor, find_batch(visitor, found.batch_id), status=status, handed_form=form,
            handed_key=found.pk, **told,
        )  # fmt: skip

    if not form.is_valid():
        return again(422)
    return attempt(
        request, lambda: deciding.hand_in(missive=found, proof=form.proof(), **visitor.by),
        said=_("Recorded. The clock is counted anew."), back=("batch", found.batch_id), show=again,
    )  # fmt: skip
