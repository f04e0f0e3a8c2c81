"""One's own key for letters, who answers them, and the shared key."""

import base64
import binascii
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tamyr.accounts.rules import recently_confirmed
from tamyr.network.queries import visitor_of
from tamyr.network.queries.people import people_visible_to
from tamyr.network.queries.visitors import only
from tamyr.network.rules import MayNot
from tamyr.protection.forms.letters import KeyForm, NameForm, PaceForm, SharedKeyForm, WayForm
from tamyr.protection.pages.letters import key_page, people_page, wrapped_key
from tamyr.protection.queries.keys import hours_promised, responders_today
from tamyr.protection.rules import may_name_responders, may_read_letters, may_see_responders
from tamyr.protection.services.letters.escrow import propose_shared_key
from tamyr.protection.services.letters.keys import keep_key, keep_way, promise_pace, step_down
from tamyr.protection.services.letters.naming import propose_responder, propose_to_take_off
from tamyr.protection.views.doors import sensitive, show
from tamyr.shared.attempts import unsound
from tamyr.shared.choices import one_or_404

REFUSED, CONFLICT, UNPROCESSABLE = 403, 409, 422


@sensitive
@require_http_methods(["GET", "HEAD", "POST"])
@only(may_read_letters)
@recently_confirmed
def key(request: HttpRequest) -> HttpResponse:
    """Make a key here, or bring the public half of one's own."""
    visitor = visitor_of(request)
    form = KeyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        keep_key(by=visitor, **form.cleaned_data)
        messages.success(request, _("Letters are sealed to your key from now on."))
        return redirect("protection:key")
    return show_key(request, form)


def show_key(request: HttpRequest, form: Form) -> HttpResponse:
    page = {"form": form, **key_page(visitor_of(request))}
    return show(request, "room/key.html", page, UNPROCESSABLE if form.is_bound else 200)


@sensitive
@require_POST
@only(may_read_letters)
@recently_confirmed
def way(request: HttpRequest) -> HttpResponse:
    """Keep one more way to open one's own key: what locked it is never sent."""
    form = WayForm(request.POST)
    if not form.is_valid():
        return show_key(request, form)
    keep_way(by=visitor_of(request), **form.cleaned_data)
    messages.success(request, _("Kept: your key opens in this way too."))
    return redirect("protection:key")


@sensitive
@require_safe
@only(may_read_letters)
def key_file(request: HttpRequest) -> HttpResponse:
    """Give out one's own secret key, under its passphrase, to be kept."""
    own = wrapped_key(visitor_of(request))["key"]
    try:
        content = base64.b64decode(own.wrapped, validate=True) if own else b""
    # What no longer opens with the site's own keys comes as a text that is no base64.
    except (binascii.Error, ValueError):
        content = b""
    if not content:
        raise Http404
    name = {"Content-Disposition": 'attachment; filename="key.age"'}
    return HttpResponse(content, content_type="application/octet-stream", headers=name)


@sensitive
@require_POST
@only(may_read_letters)
def pace(request: HttpRequest) -> HttpResponse:
    form = PaceForm(request.POST)
    if not form.is_valid():
        return unsound(request, form, lambda **told: show_people(request, pace_form=form, **told))
    promise_pace(by=visitor_of(request), hours=form.cleaned_data["hours"])
    messages.success(request, _("The form says so from now on."))
    return redirect("protection:people")


@sensitive
@require_POST
@only(may_read_letters)
def leave(request: HttpRequest) -> HttpResponse:
    step_down(by=visitor_of(request))
    messages.success(request, _("You answer no letters any more."))
    return redirect("protection:room")


@sensitive
@require_safe
@only(may_see_responders)
def people(request: HttpRequest) -> HttpResponse:
    return show_people(request)


def show_people(request: HttpRequest, status: int = 200, reason: str = "", **forms: Any) -> HttpResponse:
    visitor = visitor_of(request)
    page = {
        **people_page(visitor),
        "name_form": NameForm(known=people_visible_to(visitor)),
        "pace_form": PaceForm(initial={"hours": hours_promised()}),
        "shared_form": SharedKeyForm(),
        "reason": reason,
        **forms,
    }
    return show(request, "room/people.html", page, status)


@sensitive
@require_POST
@only(may_name_responders)
@recently_confirmed
def name(request: HttpRequest) -> HttpResponse:
    visitor = visitor_of(request)
    form = NameForm(request.POST, known=people_visible_to(visitor))
    if not form.is_valid():
        return unsound(request, form, lambda **told: show_people(request, name_form=form, **told))
    return proposed(request, lambda: propose_responder(**form.cleaned_data, by=visitor))


@sensitive
@require_POST
@only(may_name_responders)
@recently_confirmed
def take_off(request: HttpRequest, key: UUID) -> HttpResponse:
    responder = one_or_404(responders_today(), pk=key)
    return proposed(request, lambda: propose_to_take_off(responder=responder, by=visitor_of(request)))


@sensitive
@require_POST
@only(may_name_responders)
@recently_confirmed
def share(request: HttpRequest) -> HttpResponse:
    form = SharedKeyForm(request.POST)
    if not form.is_valid():
        return unsound(request, form, lambda **told: show_people(request, shared_form=form, **told))
    return proposed(request, lambda: propose_shared_key(**form.cleaned_data, by=visitor_of(request)))


def proposed(request: HttpRequest, act: Callable[[], object]) -> HttpResponse:
    """Propose something to another coordinator, or say why not."""
    try:
        act()
    except MayNot as refused:
        return show_people(request, REFUSED, reason=str(refused))
    messages.success(request, _("Proposed. It holds once another coordinator has confirmed it."))
    return redirect("protection:people")
