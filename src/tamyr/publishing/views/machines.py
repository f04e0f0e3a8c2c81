"""What search engines read, and who found a weakness."""

from datetime import UTC, datetime, time, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tamyr.publishing.pages.sitemap import public_addresses
from tamyr.shared.choices import origin_of

# RFC 9116 asks for less than a year: a file that a site no longer keeps must not be trusted for long.
SECURITY_DAYS = 180


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    found = {"addresses": public_addresses(timezone.now()), "origin": origin_of(request)}
    return render(request, "publishing/sitemap.xml", found, content_type="application/xml; charset=utf-8")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    text = f"User-agent: *\nDisallow: /editing/\n\nSitemap: {origin_of(request)}/sitemap.xml\n"
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Say where a weakness of this site is to be told (RFC 9116)."""
    origin = origin_of(request)
    # By the day, so that the same file is given all day long.
    until = datetime.combine(timezone.now().date() + timedelta(days=SECURITY_DAYS), time(), UTC)
    lines = {
        "Contact": settings.SECURITY_CONTACT or f"{origin}/ru/contact/",
        "Expires": until.isoformat().replace("+00:00", "Z"),
        "Preferred-Languages": "ru, en",
        "Canonical": f"{origin}/.well-known/security.txt",
    }
    text = "".join(f"{name}: {value}\n" for name, value in lines.items())
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
