from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tamyr.network.queries import visitor_of
from tamyr.network.queries.desk import calls_for
from tamyr.network.rules import is_signed_in
from tamyr.network.views.access import only


@require_safe
@only(is_signed_in)
def desk(request: HttpRequest) -> HttpResponse:
    visitor = visitor_of(request)
    return render(request, "network/desk.html", {"visitor": visitor, "calls": calls_for(visitor)})
