from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tamyr.network.queries import visitor_of
from tamyr.protection.logic.advice import advice_for, cautions_for
from tamyr.protection.queries.checkins import own_check_in
from tamyr.protection.queries.keys import hours_promised, recipients_now
from tamyr.protection.rules import may_check_in, may_read_letters, may_see_responders
from tamyr.protection.views.doors import sensitive, show
from tamyr.shared.languages import language


@sensitive
@require_safe
def room(request: HttpRequest) -> HttpResponse:
    """The first page of support: write to us, a lost device, before something risky, others who help."""
    visitor = visitor_of(request)
    page = {
        "visitor": visitor,
        "recipients": recipients_now(visitor.at),
        "hours": hours_promised(),
        "check_in": own_check_in(visitor),
        "may_check_in": may_check_in(visitor),
        "may_read_letters": may_read_letters(visitor),
        "may_see_responders": may_see_responders(visitor),
        "advice": advice_for(language()),
        "cautions": cautions_for(language()),
    }
    return show(request, "room/room.html", page)
