"""Who comes in to a page, and what the page may do then."""

from datetime import datetime
from functools import wraps
from typing import ParamSpec
from urllib.parse import urlencode

from csp.constants import SELF
from csp.decorators import csp_replace
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, resolve_url
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from tamyr.accounts.models import Person
from tamyr.accounts.models.factors import get_authentication_records
from tamyr.shared.doors import View, refuse_with_words, signed_in, way_back

P = ParamSpec("P")

# Only pages with a passkey run a script: our own, which asks our own server.
passkey_page = csp_replace({"script-src": [SELF], "connect-src": [SELF]})


def recently_confirmed(view: View[P]) -> View[P]:
    """Let in who showed a password and code, or a passkey, within the last quarter of an hour."""

    @wraps(view)
    @signed_in
    def answer(request: HttpRequest, /, *args: P.args, **given: P.kwargs) -> HttpResponseBase:
        if has_just_confirmed(request, timezone.now()):
            return view(request, *args, **given)
        return to_confirm(request, way_back(request))

    return answer


def to_confirm(request: HttpRequest, back_to: str) -> HttpResponse:
    """Lead to where one shows who one is, and from there on; who had typed something gets it back first."""
    confirm = f"{reverse('accounts:confirm')}?{urlencode({'next': back_to})}"
    why = _("Too much time has passed. Copy your text, confirm that it is you, and send it again.")
    refuse_with_words(request, why, way_on=confirm)
    return redirect(confirm)


def has_just_confirmed(request: HttpRequest, now: datetime) -> bool:
    # allauth's own question answers yes for an account without any way to confirm.
    moments = [record["at"] for record in get_authentication_records(request, person_in(request))]
    return bool(moments) and now.timestamp() - moments[-1] < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def person_in(request: HttpRequest) -> Person:
    assert isinstance(request.user, Person)
    return request.user


def traveller_in(request: HttpRequest) -> Person | None:
    """Return who has come in on a journey: every page but their own takes them for a stranger."""
    # In this order: only whoever asks for the user finds out that they travel.
    if request.user.is_authenticated:
        return None
    found: Person | None = getattr(request, "traveller", None)
    return found


def next_address(request: HttpRequest, default: str) -> str:
    """Return where a form was to lead, if that is on this site."""
    wanted = request.POST.get("next", request.GET.get("next", ""))
    ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if ours else resolve_url(default)
