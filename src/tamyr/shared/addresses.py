from django.conf import settings
from django.http import HttpRequest


def origin_of(request: HttpRequest) -> str:
    """Return the site's public address without a path."""
    return str(settings.SITE_URL) or f"{request.scheme}://{request.get_host()}"
