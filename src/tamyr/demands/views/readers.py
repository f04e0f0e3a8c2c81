"""Who may read an agreed demand: changed, agreed to by a second person, or let fall."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tamyr.demands.forms.readers import ReadersForm
from tamyr.demands.queries.demands import find_demand
from tamyr.demands.rules import may_see_inside
from tamyr.demands.services import exposing
from tamyr.demands.views.answering import attempt
from tamyr.demands.views.making import WRITES, pressed, typed_page
from tamyr.network.queries.visitors import only, visitor_of
from tamyr.procedures.queries import circles_of
from tamyr.safety.models import shows_more


@require_http_methods(WRITES)
@only(may_see_inside)
def change(request: HttpRequest, number: int) -> HttpResponse:
    visitor = visitor_of(request)
    demand = find_demand(visitor, number)
    form = ReadersForm(request.POST or None, demand=demand, circles=circles_of(visitor))

    def again(**told: Any) -> HttpResponse:
        return typed_page(request, demand, _("Change who may read it"), form, **told)

    if request.method != "POST" or not form.is_valid():
        return again(status=422 if request.method == "POST" else 200)
    act = {"demand": demand, **form.cleaned_data, **visitor.by}
    is_fewer = shows_more(demand.exposure, than=form.cleaned_data["exposure"])
    said = _("Fewer people read it from now on.") if is_fewer else _("It waits for a second person.")
    return attempt(
        request, lambda: exposing.change_exposure(**act), said=said, back=("demand", number), show=again
    )


@require_POST
@only(may_see_inside)
def decide(request: HttpRequest, number: int, key: UUID) -> HttpResponse:
    """Agree to what somebody asked for, or let it fall."""
    found = find_demand(visitor_of(request), number).exposures.filter(pk=key).first()
    if found is None:
        raise Http404
    if "agree" in request.POST:
        said = _("Others read it from now on.")
        return pressed(request, number, said, exposing.agree_to_exposure, change=found)
    return pressed(request, number, _("It stays as it was."), exposing.drop_exposure, change=found)
