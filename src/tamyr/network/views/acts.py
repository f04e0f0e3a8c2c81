from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tamyr.network.queries import visitor_of
from tamyr.network.queries.acts import acts_visible_to
from tamyr.network.queries.visitors import only
from tamyr.network.rules import acts_for_a_member, is_coordinator
from tamyr.safety.queries import chain_head


@never_cache
@require_safe
@only(acts_for_a_member | is_coordinator)
def acts(request: HttpRequest) -> HttpResponse:
    """Show what was done, by codes, and the head of the chain for another member to write down."""
    visitor = visitor_of(request)
    number, head = chain_head()
    shown = {"acts": acts_visible_to(visitor), "visitor": visitor, "number": number, "head": head}
    return render(request, "network/acts.html", shown)
