"""Making one proposal of two, with the consent of both authors."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tamyr.network.models import Visitor
from tamyr.network.queries.visitors import only, visitor_of
from tamyr.priorities.forms.proposals import MergerForm
from tamyr.priorities.models import Merger, Proposal
from tamyr.priorities.pages.merging import merger_page, offer_page
from tamyr.priorities.queries.proposals import find_merger, find_proposal
from tamyr.priorities.queries.texts import newest_wordings
from tamyr.priorities.rules import is_mine, may_speak_in_rounds
from tamyr.priorities.services import merging as acts
from tamyr.priorities.views.answers import attempt, by
from tamyr.shared.attempts import Refusal
from tamyr.shared.languages import language
from tamyr.shared.typed import typed_in


@require_http_methods(["GET", "HEAD", "POST"])
@only(may_speak_in_rounds)
def merge(request: HttpRequest, number: int, place: int, other: int) -> HttpResponse:
    """Offer one text for two proposals, one of which is one's own."""
    visitor = visitor_of(request)
    first, second = find_proposal(visitor, number, place), find_proposal(visitor, number, other)
    own, asked = _own_first(visitor, first, second)
    form = MergerForm(request.POST or None, places=(own.place, asked.place), initial=_initial(own))

    def show(status: int = 200, **more: object) -> HttpResponse:
        page = {**offer_page(own, asked, visitor, language()), "form": form, **more}
        return render(request, "priorities/merge.html", page, status=status)

    if request.method != "POST" or not form.is_valid():
        return show(422 if form.is_bound else 200)
    kept, gone = (own, asked) if form.cleaned_data["keep"] == str(own.place) else (asked, own)
    return _offered(request, form, kept, gone, show)


def _offered(
    request: HttpRequest,
    form: MergerForm,
    kept: Proposal,
    other: Proposal,
    show: Callable[..., HttpResponse],
) -> HttpResponse:
    said: dict[str, Any] = {name: form.cleaned_data[name] for name in ("language", "form_key")}
    said |= {"kept": kept, "other": other, "words": form.words(), **by(request)}
    made: list[Merger] = []
    try:
        refused = attempt(request, lambda: made.append(acts.propose_merger(**said)), show)
    except acts.AlreadyAsked as asked:
        return _say_it_waits(request, _found(request, asked.merger.pk))
    return refused or redirect("priorities:merger", key=made[0].pk)


def _say_it_waits(request: HttpRequest, waiting: Merger) -> HttpResponse:
    """Show the offer that waits, and give back the words of the one that came after it."""
    places = {"one": waiting.kept.place, "two": waiting.other.place}
    why = _("A merger of no. %(one)s and no. %(two)s waits for an answer.") % places
    return _show(request, waiting, 409, refused=Refusal(why, typed=tuple(typed_in(request))))


def _own_first(visitor: Visitor, first: Proposal, second: Proposal) -> tuple[Proposal, Proposal]:
    # Whoever offers for what was withdrawn or set aside meanwhile reads the page of 404, with
    # what they typed.
    if first == second or not (first.is_standing and second.is_standing):
        raise Http404
    if is_mine(visitor, first):
        return first, second
    if is_mine(visitor, second):
        return second, first
    raise Http404


def _initial(own: Proposal) -> dict[str, str]:
    wordings = newest_wordings([own])[own.pk]
    # In the author’s own words, which always stand in one language at least: another’s translation is not
    # theirs to offer.
    written = next(wording for wording in wordings.values() if not wording.is_translation)
    return {
        "language": written.language,
        "title": written.title,
        "text": written.text,
        "keep": str(own.place),
    }


@require_safe
@only(may_speak_in_rounds)
def merger(request: HttpRequest, key: UUID) -> HttpResponse:
    return _show(request, _found(request, key))


def _found(request: HttpRequest, key: UUID) -> Merger:
    return find_merger(visitor_of(request), key)


def _show(request: HttpRequest, found: Merger, status: int = 200, **more: object) -> HttpResponse:
    page = {**merger_page(found, visitor_of(request), language()), **more}
    return render(request, "priorities/merger.html", page, status=status)


@require_POST
@only(may_speak_in_rounds)
def accept(request: HttpRequest, key: UUID) -> HttpResponse:
    found = _found(request, key)
    refused = attempt(
        request,
        lambda: acts.accept_merger(merger=found, **by(request)),
        lambda status, **more: _show(request, _found(request, key), status, **more),
    )
    if refused:
        return refused
    messages.success(request, _("The two are one now."))
    return redirect("priorities:merger", key=key)


@require_POST
@only(may_speak_in_rounds)
def refuse(request: HttpRequest, key: UUID) -> HttpResponse:
    found = _found(request, key)
    refused = attempt(
        request,
        lambda: acts.refuse_merger(merger=found, **by(request)),
        lambda status, **more: _show(request, _found(request, key), status, **more),
    )
    if refused:
        return refused
    messages.success(request, _("Both proposals stay as they are."))
    return redirect("priorities:merger", key=key)
