from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tamyr.network.queries import visitor_of
from tamyr.safety.queries import letters


@never_cache
@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """Show what left the site, or would have: on a site for trying to all, else to coordinators.

    A coordinator is not shown to whom: a guarded member's delegates get letters too.
    """
    if not (settings.DEMO or visitor_of(request).is_coordinator):
        raise Http404
    shown = {"letters": letters(), "sends": bool(settings.MAIL_SERVER), "shows_addresses": settings.DEMO}
    return render(request, "network/outbox.html", shown)
