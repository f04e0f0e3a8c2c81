"""What every page is given, so that no room reads the list of rooms or the settings."""

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.urls import translate_url

from tamyr.config.rooms import OPEN_ROOMS


def site(request: HttpRequest) -> dict[str, object]:
    """Give the menu, the site's public address, and this page's address in each language."""
    origin = origin_of(request)
    return {
        "menu": [{"label": room.label, "prefix": room.opens} for room in OPEN_ROOMS if room.label],
        "site_url": origin,
        "canonical_url": origin + request.path if origin else "",
        "language_urls": {code: translate_url(request.path, code) for code, _name in settings.LANGUAGES},
    }


def origin_of(request: HttpRequest) -> str:
    """Return the site's address without a path; nothing for a host that is not ours."""
    try:
        return settings.SITE_URL or f"{request.scheme}://{request.get_host()}"
    except DisallowedHost:
        return ""
