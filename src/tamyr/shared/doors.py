"""The lock on a view: who is not signed in is led to the sign-in, who may not is told so.

No refused form loses what was typed into it: the words stand on the page that refuses
(``ui/typed.html``), and neither a session nor an address ever holds them.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, Protocol

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from tamyr.shared.listed import TICKED
from tamyr.shared.typed import typed_in

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


class Asker(Protocol):
    """Who asks, as far as a door must know."""

    @property
    def person(self) -> object | None: ...


def signed_in(view: View[P]) -> View[P]:
    """Open a view to everybody who is signed in."""

    @wraps(view)
    def locked(request: HttpRequest, /, *args: P.args, **given: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return to_sign_in(request)
        return view(request, *args, **given)

    return locked


def only_those(
    rule: Callable[..., bool], asker_of: Callable[[HttpRequest], Asker]
) -> Callable[[View[P]], View[P]]:
    """Open a view to those of whom ``rule`` is true. It is asked at every request, never remembered."""

    def lock(view: View[P]) -> View[P]:
        @wraps(view)
        def locked(request: HttpRequest, /, *args: P.args, **given: P.kwargs) -> HttpResponseBase:
            asker = asker_of(request)
            if asker.person is None:
                return to_sign_in(request)
            if not rule(asker):
                raise PermissionDenied(_("Your mandate or role does not allow this now; it may have ended."))
            return view(request, *args, **given)

        return locked

    return lock


def to_sign_in(request: HttpRequest) -> HttpResponseBase:
    """Lead to the sign-in; who had typed something gets it back first, to be copied."""
    led = redirect_to_login(way_back(request))
    why = _("You are no longer signed in. Copy your text, sign in, and send it again.")
    refuse_with_words(request, why, way_on=led.url)
    return led


def way_back(request: HttpRequest) -> str:
    """Return the page to lead back to: of a form that was sent the one it stood on, where the browser tells it."""
    own, stood_on = f"{request.scheme}://{request.get_host()}", request.headers.get("Referer", "")
    page = stood_on.removeprefix(own)
    is_ours = page.startswith("/") and url_has_allowed_host_and_scheme(page, allowed_hosts=None)
    return page if request.method == "POST" and is_ours else request.get_full_path()


def refuse_with_words(request: HttpRequest, reason: str, *, way_on: str = "") -> None:
    """Refuse a form that holds what a person typed or chose instead of leading away from it; let anything else go on.

    The page that refuses (403.html) leads to ``way_on``.
    """
    # A redirect would drop what was typed; a refusal shows it to be copied. One tick alone is no more than a press.
    given = typed_in(request)
    if given and not (len(given) == 1 and TICKED in request.POST.values()):
        request.way_on = way_on  # type: ignore[attr-defined]
        raise PermissionDenied(reason)
