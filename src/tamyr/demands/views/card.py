"""A demand as a card that other sites show in a frame: for strangers, whoever asks."""

from collections.abc import Callable
from typing import cast

from csp.decorators import csp_replace
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from tamyr.demands.pages.demand.page import demand_page
from tamyr.demands.pages.public.card import card_page
from tamyr.demands.queries.demands import find_demand
from tamyr.network.queries.visitors import visitor_of, visitor_on
from tamyr.shared.choices import origin_of

# For so long other sites may still show a card of a demand that fewer may read since.
SECONDS_KEPT = 300
# The only address of the site that others may frame: nothing can be pressed there but a link.
View = Callable[..., HttpResponse]
framed_by_anybody = cast(Callable[[View], View], csp_replace({"frame-ancestors": ["*"]}))


@require_safe
@xframe_options_exempt
@framed_by_anybody
def card(request: HttpRequest, number: int) -> HttpResponse:
    # A stranger also where its reader is signed in here: the frame stands on somebody else’s page.
    stranger = visitor_on(None, visitor_of(request).at)
    try:
        page = demand_page(find_demand(stranger, number), stranger)
    except Http404:
        return render(request, "demands/card.html", status=404)
    address = origin_of(request) + reverse("demands:demand", args=[number])
    answer = render(
        request, "demands/card.html", {"card": card_page(page, address, stranger), "on": stranger.on}
    )
    patch_cache_control(answer, public=True, max_age=SECONDS_KEPT)
    return answer
