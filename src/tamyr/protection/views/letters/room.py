from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tamyr.network.queries import visitor_of
from tamyr.protection.pages.letters import room_page
from tamyr.protection.views.doors import sensitive, show


@sensitive
@require_safe
def room(request: HttpRequest) -> HttpResponse:
    """The first page of support: write to us, a lost device, before something risky, others who help."""
    return show(request, "room/room.html", room_page(visitor_of(request)))
