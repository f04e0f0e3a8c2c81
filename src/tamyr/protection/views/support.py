"""The first page of this room: those who trust the reader, one button each; and the reader's own."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tamyr.network.queries import visitor_of
from tamyr.protection.pages.support import support_page
from tamyr.protection.views.doors import sensitive, show
from tamyr.shared.doors import signed_in


@sensitive
@signed_in
@require_safe
def support(request: HttpRequest) -> HttpResponse:
    return show(request, "support.html", support_page(visitor_of(request)))
