"""One letter: its paper, its texts for a portal, and what a person says becomes of it."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tamyr.deliveries.forms.letters import AgainForm, NotHandedForm
from tamyr.deliveries.forms.proofs import HandedForm
from tamyr.deliveries.models import Missive
from tamyr.deliveries.pages.batch import missive_shown
from tamyr.deliveries.pages.known import letter_page
from tamyr.deliveries.pages.letter import file_name, read_content
from tamyr.deliveries.pages.portal import portal_page
from tamyr.deliveries.pages.words import fault_words
from tamyr.deliveries.queries.batches import find_missive
from tamyr.deliveries.queries.handed import is_carried, may_alone, was_said
from tamyr.deliveries.services import deciding
from tamyr.deliveries.services.preparing import changed
from tamyr.deliveries.services.two_persons.again import propose_again
from tamyr.deliveries.services.two_persons.not_handed import propose_not_handed, take_back
from tamyr.deliveries.views.answering import REFUSALS, attempt
from tamyr.demands.queries.deliveries import day_there
from tamyr.network.models import Visitor
from tamyr.network.queries.visitors import only, visitor_of
from tamyr.procedures.rules import may_follow
from tamyr.safety.models import Proposal
from tamyr.shared.attempts import Show, proposed, unsound


@never_cache
@require_safe
@only(may_follow)
def paper(request: HttpRequest, key: UUID) -> HttpResponse:
    """Give the paper as it was previewed, under a name that every portal takes."""
    found = find_missive(visitor_of(request), key)
    content = found.pdf
    # Each of the two may be the one that does not open: a paper is given by its number, which stands in the words.
    if content is None or not found.words:
        raise Http404
    name = file_name(read_content(found.words).number)
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
    page = portal_page(found, letter, letter.content, request.POST)
    return render(request, "deliveries/fields.html", page)


@never_cache
@require_safe
@only(may_follow)
def letter(request: HttpRequest, key: UUID) -> HttpResponse:
    visitor = visitor_of(request)
    return show_letter(request, visitor, find_missive(visitor, key))


def today_there(missive: Missive, visitor: Visitor) -> date:
    return day_there(missive.delivery.institution, visitor.at)


def show_letter(
    request: HttpRequest, visitor: Visitor, missive: Missive, status: int = 200, **more: Any
) -> HttpResponse:
    """Show what is known of a letter, and what this person may say of it."""
    page = letter_page(missive, visitor)
    is_by_hand = page["letter"].is_by_hand
    page |= {
        # A worker looks before it sends; a person who carries the paper has to be told.
        "changed": fault_words(changed(missive, visitor.at)) if is_by_hand else "",
        "again_form": AgainForm(auto_id="again_%s"),
        "not_handed_form": NotHandedForm(auto_id="not_handed_%s"),
        "handed_form": HandedForm(
            today=visitor.on,
            is_away=not is_by_hand,
            draft=page["draft"],
            initial={"on": today_there(missive, visitor)},
        ),
        **more,
    }
    return render(request, "deliveries/letter.html", page, status=status)


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
        request,
        lambda: act(missive=found, **visitor.by),
        said=said,
        back=("letter", key),
        show=lambda **told: show_letter(request, visitor, find_missive(visitor, key), **told),
    )


@require_POST
@only(may_follow)
def again(request: HttpRequest, key: UUID) -> HttpResponse:
    """Propose to a second person that a doubtful letter goes out again."""
    visitor = visitor_of(request)
    found = find_missive(visitor, key)
    form = AgainForm(request.POST, auto_id="again_%s")
    if not form.is_valid():
        return unsound(
            request, form, lambda **told: show_letter(request, visitor, found, again_form=form, **told)
        )
    return _proposed(
        request,
        lambda: propose_again(missive=found, words=form.cleaned_data["words"], by=visitor),
        lambda **told: show_letter(request, visitor, found, **told),
    )


def _proposed(request: HttpRequest, act: Callable[[], Proposal], show: Show) -> HttpResponse:
    """Propose to a second person, and lead to the proposal."""
    try:
        made = act()
    except REFUSALS as meanwhile:
        return show(status=409, refused=attempt.refused(meanwhile, request))
    return proposed(request, made)


@require_POST
@only(may_follow)
def not_handed(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take back that a letter was handed over: at once, or as a proposal to another organisation."""
    visitor = visitor_of(request)
    found = find_missive(visitor, key)
    form = NotHandedForm(request.POST, auto_id="not_handed_%s")

    def show(**told: Any) -> HttpResponse:
        return show_letter(request, visitor, find_missive(visitor, key), not_handed_form=form, **told)

    if not form.is_valid():
        return unsound(request, form, show)
    # What is not carried any more was taken back just now: by this form, or by somebody else.
    if was_said(form.cleaned_data["form_key"]) or may_alone(visitor, found) or not is_carried(found):
        said = _("Taken back: it waits to be handed over.")
        act = {"missive": found, **form.cleaned_data, **visitor.by}
        return attempt(request, lambda: take_back(**act), said=said, back=("letter", key), show=show)
    words = form.cleaned_data["words"]
    return _proposed(request, lambda: propose_not_handed(missive=found, words=words, by=visitor), show)
