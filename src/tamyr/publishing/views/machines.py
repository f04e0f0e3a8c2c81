"""What search engines read."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tamyr.publishing.pages.sitemap import public_addresses
from tamyr.shared.addresses import origin_of


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    found = {"addresses": public_addresses(timezone.now()), "origin": origin_of(request)}
    return render(request, "publishing/sitemap.xml", found, content_type="application/xml; charset=utf-8")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    text = f"User-agent: *\nDisallow: /editing/\n\nSitemap: {origin_of(request)}/sitemap.xml\n"
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
