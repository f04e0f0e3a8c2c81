"""What every page is given, so that no room reads the list of rooms or the settings."""

from functools import lru_cache, partial
from typing import Any

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import translate_url
from django.utils.encoding import escape_uri_path
from django.utils.safestring import SafeString

from tamyr.config.rooms import FOOTER, MENU
from tamyr.network.queries import visitor_of
from tamyr.network.queries.desk.calls import count_for
from tamyr.shared import choices
from tamyr.shared.languages import language


def site(request: HttpRequest) -> dict[str, object]:
    """Give the menu and the footer, the site's public address, and this page's address in each language."""
    origin = origin_of(request)
    return {
        "menu": MENU,
        "footer": doors_of_the_footer(language()),
        "site_url": origin,
        "source_url": settings.SOURCE_URL,
        "canonical_url": origin + request.path if origin else "",
        "brought_session": brought_session(request),
        "signed_in": signed_in(request),
        "things_waiting": partial(things_waiting, request),
        "language_urls": {code: in_language(request, code) for code, _name in settings.LANGUAGES},
    }


# The same on every page of a language, and most of the words that a frame would draw anew.
@lru_cache
def doors_of_the_footer(language: str) -> SafeString:
    return render_to_string("ui/doors.html", {"doors": (*MENU, *FOOTER), "language": language})


def in_language(request: HttpRequest, code: str) -> str:
    """Return this page's address in a language."""
    own, _slash, rest = request.path.removeprefix("/").partition("/")
    # An address that is known to be served differs in its language alone: no need to resolve it once more.
    if request.resolver_match and own in dict(settings.LANGUAGES):
        return f"/{code}/{escape_uri_path(rest)}"
    return translate_url(request.path, code)


def brought_session(request: HttpRequest) -> bool:
    """Whether the browser sent a session. For a reader without one none is looked for, or made."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES and hasattr(request, "session")


def signed_in(request: HttpRequest) -> Any:
    """Return the person signed in, or None."""
    # In this order: `request.user` opens the session, and the answer then varies by cookie.
    known = brought_session(request) and hasattr(request, "user") and request.user.is_authenticated
    return request.user if known else None


def things_waiting(request: HttpRequest) -> int:
    """Count what the menu shows beside the desk; it is asked for signed-in people's pages alone."""
    return count_for(visitor_of(request))


def origin_of(request: HttpRequest) -> str:
    """Return the site's address without a path; nothing for a host that is not ours."""
    try:
        return choices.origin_of(request)
    except DisallowedHost:
        return ""
