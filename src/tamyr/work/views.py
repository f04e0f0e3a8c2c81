from dataclasses import asdict
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from tamyr.network.queries import visitor_of
from tamyr.network.queries.visitors import only
from tamyr.work.queries import failed_work, health, nobody_works, recurring_work, unfinished_work
from tamyr.work.rules import may_keep_work
from tamyr.work.services.queue import try_again


@never_cache
@require_safe
@only(may_keep_work)
def background(request: HttpRequest) -> HttpResponse:
    """Show what recurs, what waits and what failed; never what it was done with."""
    shown = {
        "recurring": recurring_work(),
        "unfinished": unfinished_work(),
        "failed": failed_work(),
        "nobody_works": nobody_works(visitor_of(request).at),
    }
    return render(request, "work/background.html", shown)


@never_cache
@require_safe
def healthz(_request: HttpRequest) -> HttpResponse:
    """Tell a monitor whether the site does what it should: 200, or 503 and what does not."""
    found = health(timezone.now())
    return JsonResponse(asdict(found), status=200 if found.is_well else 503)


@require_POST
@only(may_keep_work)
def again(request: HttpRequest, key: UUID) -> HttpResponse:
    if try_again(key=key, by=visitor_of(request)):
        messages.success(request, _("It is tried again within seconds, while a worker runs."))
    else:
        messages.info(request, _("It is being tried already, or was done meanwhile."))
    return redirect("work:background")
