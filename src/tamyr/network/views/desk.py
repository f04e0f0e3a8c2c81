from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tamyr.network.logic.calendar_file import deadlines_file
from tamyr.network.queries import visitor_of
from tamyr.network.queries.desk import calls_for
from tamyr.network.queries.visitors import only
from tamyr.network.rules import is_signed_in


@require_safe
@only(is_signed_in)
def desk(request: HttpRequest) -> HttpResponse:
    visitor = visitor_of(request)
    calls = calls_for(visitor)
    page = {"visitor": visitor, "calls": calls, "has_deadlines": any(call.due_at for call in calls)}
    return render(request, "network/desk.html", page)


@require_safe
@only(is_signed_in)
def deadlines(request: HttpRequest) -> HttpResponse:
    """Give the deadlines of the desk for a calendar, without a word of what they are about."""
    visitor = visitor_of(request)
    due = [call.due_at for call in calls_for(visitor) if call.due_at and call.due_at > visitor.at]
    file = deadlines_file(due, summary=_("Tamyr: something waits"), made_at=visitor.at)
    disposition = {"Content-Disposition": 'attachment; filename="tamyr.ics"'}
    return HttpResponse(file, content_type="text/calendar; charset=utf-8", headers=disposition)
