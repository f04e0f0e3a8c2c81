"""One's private addresses, and what they answer to whoever knows them."""

import hashlib
from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tamyr.accounts.rules import person_in, recently_confirmed
from tamyr.calendars.forms import AddressForm
from tamyr.calendars.models import MOST_ADDRESSES, PrivateAddress
from tamyr.calendars.pages import calendar_of, feed_of, waiting_at
from tamyr.calendars.queries import (
    ASK_AGAIN_SECONDS,
    address_of,
    addresses_of,
    find_address,
    is_asked_too_often,
    may_come_here,
)
from tamyr.calendars.rules import may_have_addresses
from tamyr.calendars.services.addresses import NotHere, TooMany, end_address, make_address, renew_address
from tamyr.calendars.services.deadlines import brought_up_to_date
from tamyr.network.queries import visitor_of
from tamyr.network.queries.visitors import only
from tamyr.shared.choices import origin_of

CONFLICT, TOO_OFTEN = 409, 429
UNKEPT = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex"}


@never_cache
@require_safe
@only(may_come_here)
def addresses(request: HttpRequest) -> HttpResponse:
    own = addresses_of(person_in(request))
    page = {
        "addresses": own,
        "may": may_have_addresses(visitor_of(request)),
        "most": MOST_ADDRESSES,
        "is_full": len(own) >= MOST_ADDRESSES,
    }
    return render(request, "calendars/addresses.html", page)


@never_cache
@recently_confirmed
@require_http_methods(["GET", "HEAD", "POST"])
@only(may_have_addresses)
def new(request: HttpRequest) -> HttpResponse:
    form = AddressForm(request.POST if request.method == "POST" else None)
    status = 422 if form.is_bound else 200
    if form.is_valid():
        try:
            return once(request, *make_address(by=visitor_of(request), **form.cleaned_data))
        except TooMany:
            form.add_error(None, _no_more())
            status = CONFLICT
    return render(request, "calendars/new.html", {"form": form}, status=status)


def _no_more() -> str:
    return ngettext(
        "You have %(most)s address; more are not possible. End one first.",
        "You have %(most)s addresses; more are not possible. End one first.",
        MOST_ADDRESSES,
    ) % {"most": MOST_ADDRESSES}


@never_cache
@recently_confirmed
@require_http_methods(["GET", "HEAD", "POST"])
@only(may_have_addresses)
def renew(request: HttpRequest, key: UUID) -> HttpResponse:
    own = find_address(person_in(request), key)
    if request.method != "POST":
        return render(request, "calendars/renew.html", {"address": own})
    try:
        return once(request, *renew_address(key=key, by=visitor_of(request)))
    except NotHere:
        raise Http404 from None


def once(request: HttpRequest, made: PrivateAddress, secret: str) -> HttpResponse:
    """Lead to the page that shows a secret this one time."""
    # Through the session and not the address of the page, which
    # would stay in histories with the secret in it.
    request.session["private_address"] = {str(made.pk): secret}
    return redirect("calendars:address", key=made.pk)


@never_cache
@require_safe
@only(may_come_here)
def address(request: HttpRequest, key: UUID) -> HttpResponse:
    own = find_address(person_in(request), key)
    secret = request.session.pop("private_address", {}).get(str(own.pk), "")
    return render(request, "calendars/address.html", {"address": own, "secret": secret})


@require_POST
@only(may_come_here)
def end(request: HttpRequest, key: UUID) -> HttpResponse:
    try:
        end_address(key=key, by=visitor_of(request))
    except NotHere:
        raise Http404 from None
    messages.success(request, _("Ended: this address opens nothing any more."))
    return redirect("calendars:addresses")


def answered(request: HttpRequest, secret: str, made: Callable[..., str], kind: str) -> HttpResponseBase:
    """Answer whoever knows a secret, whose owner's rights are asked anew; to all others there is nothing."""
    now = timezone.now()
    found = address_of(secret, now)
    # For an unknown secret, an ended one and an owner who may not now the same: whoever tries learns nothing.
    if found is None:
        raise Http404
    own, owner = found
    if is_asked_too_often(own):
        return too_often()
    calls = waiting_at(own, owner)
    told = brought_up_to_date(
        address=own, waiting={name: call.due_at for name, call in calls.items()}, at=now
    )
    text = made(own, told, calls, origin_of(request))
    tag = f'"{hashlib.sha256(text.encode()).hexdigest()}"'
    headers = {**UNKEPT, "ETag": tag}
    answer = HttpResponse(text, content_type=f"{kind}; charset=utf-8", headers=headers)
    return get_conditional_response(request, etag=tag, response=answer) or answer


def too_often() -> HttpResponse:
    words = _("This address was asked too often just now. Ask again in a minute.")
    headers = {**UNKEPT, "Retry-After": str(ASK_AGAIN_SECONDS)}
    return HttpResponse(words, status=TOO_OFTEN, content_type="text/plain; charset=utf-8", headers=headers)


@require_safe
def deadlines(request: HttpRequest, secret: str) -> HttpResponseBase:
    return answered(request, secret, calendar_of, "text/calendar")


@require_safe
def waiting(request: HttpRequest, secret: str) -> HttpResponseBase:
    def written(*given: object) -> str:
        text: str = feed_of(*given).writeString("utf-8")  # type: ignore[arg-type]
        return text

    return answered(request, secret, written, "application/atom+xml")
