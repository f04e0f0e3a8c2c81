from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tamyr.accounts.rules import person_in, traveller_in
from tamyr.network.queries import visitor_of
from tamyr.notices.logic import zone_of
from tamyr.protection.forms.travels import JourneyForm
from tamyr.protection.models import Travel
from tamyr.protection.pages.travels import journey_page, travel_page
from tamyr.protection.queries.travels import journey_seen
from tamyr.protection.services.contacts import NotThis
from tamyr.protection.services.travels import say_back, set_out, stay_here, take_word_back
from tamyr.protection.views.doors import sensitive, show, there, word_given
from tamyr.shared.doors import signed_in, to_sign_in


@sensitive
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def travel(request: HttpRequest) -> HttpResponse:
    """Say what travel mode is before it is turned on by one press."""
    visitor, person = visitor_of(request), person_in(request)
    # Both days may be left empty: a form without a word is a form all the same.
    form = JourneyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        from_at, until_at = form.moments(zone_of(person.time_zone))
        try:
            made = set_out(by=visitor, from_at=from_at, until_at=until_at)
        except NotThis as refused:
            form.add_error(None, str(refused))
        else:
            # A journey of later leaves the page as it was, which a traveller of now no longer sees.
            return redirect("protection:own_page" if made.from_at <= visitor.at else "protection:travel")
    page = {"form": form, **travel_page(person, visitor.at)}
    return show(request, "travel/travel.html", page, status=422 if form.is_bound else 200)


@sensitive
@signed_in
@require_POST
def stay(request: HttpRequest) -> HttpResponse:
    stay_here(by=visitor_of(request))
    messages.success(request, _("Taken back: your account stays as it is."))
    return redirect("protection:travel")


@never_cache
@require_safe
def own_page(request: HttpRequest) -> HttpResponse:
    """The one page of a traveller. Nobody learns from it when it ends, or who could end it."""
    traveller = traveller_in(request)
    if traveller is not None:
        return render(request, "protection/travel/own_page.html", {"traveller": traveller})
    return redirect(settings.ACCOUNT_PAGE) if request.user.is_authenticated else to_sign_in(request)  # type: ignore[return-value]


def shown(request: HttpRequest, row: Travel, reason: str = "", status: int = 200) -> HttpResponse:
    visitor = visitor_of(request)
    page = {**journey_page(row, person_in(request), visitor.at), "reason": reason, "visitor": visitor}
    return show(request, "travel/journey.html", page, status=status)


@sensitive
@signed_in
@require_safe
def journey(request: HttpRequest, key: UUID) -> HttpResponse:
    return shown(request, there(journey_seen(visitor_of(request), key)))


def said(request: HttpRequest, key: UUID, act: Callable[..., object], words: str) -> HttpResponse:
    visitor = visitor_of(request)
    row = there(journey_seen(visitor, key))
    return word_given(
        request,
        lambda: act(travel=row, by=visitor),
        words,
        refused=partial(shown, request, row),
        then=lambda: redirect("protection:journey", key=key),
    )


@sensitive
@signed_in
@require_POST
def back(request: HttpRequest, key: UUID) -> HttpResponse:
    return said(request, key, say_back, _("Your word is noted."))


@sensitive
@signed_in
@require_POST
def not_back(request: HttpRequest, key: UUID) -> HttpResponse:
    return said(request, key, take_word_back, _("Taken back."))
