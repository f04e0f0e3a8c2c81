"""What is taken away of an adopted position: the paper, the text to hand over, the feed."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from tamyr.network.models import Visitor
from tamyr.network.queries.visitors import visitor_of
from tamyr.positions.pages.feed import feed_of
from tamyr.positions.pages.paper import hand_over_text, paper_of, typeset
from tamyr.positions.pages.public import PublicPage, public_page
from tamyr.positions.queries.positions import adopted_for_the_world, adopted_version, find_position
from tamyr.shared.choices import origin_of
from tamyr.shared.languages import language


def page_asked(request: HttpRequest, number: int) -> PublicPage:
    visitor = visitor_of(request)
    found = find_position(visitor, number)
    version = adopted_version(found)
    if version is None:
        raise Http404
    # What may be handed to anybody names only whom anybody may know, whoever takes it away.
    return public_page(version, Visitor(at=visitor.at) if found.is_public else visitor)


def file(content: bytes, kind: str, page: PublicPage, ending: str) -> HttpResponse:
    name = f"tamyr-position-{page.position.number}-{page.version.number}-{page.language}.{ending}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=kind, headers=headers)


@require_safe
def pdf(request: HttpRequest, number: int) -> HttpResponse:
    page = page_asked(request, number)
    content = typeset(paper_of(page, origin_of(request)))
    return file(content, "application/pdf", page, "pdf")


@require_safe
def hand_over(request: HttpRequest, number: int) -> HttpResponse:
    page = page_asked(request, number)
    content = hand_over_text(paper_of(page, origin_of(request))).encode()
    return file(content, "text/plain; charset=utf-8", page, "txt")


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    address = origin_of(request) + reverse("positions:positions")
    content = feed_of(adopted_for_the_world(), address, language())
    return HttpResponse(content, content_type="application/atom+xml; charset=utf-8")
