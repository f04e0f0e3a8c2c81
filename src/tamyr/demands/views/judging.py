"""What became of a demand: readings, promises and whether they were kept, the addressee's own words."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tamyr.demands.forms.judging import OutcomeForm, PromiseForm, ReplyForm, VerdictForm
from tamyr.demands.models import Commitment, Demand, PromiseReading, Verdict
from tamyr.demands.queries.backers import own_acting
from tamyr.demands.queries.deliveries import bodies_written_to
from tamyr.demands.queries.demands import find_demand
from tamyr.demands.rules import may_see_inside
from tamyr.demands.services import judging, promises
from tamyr.demands.views.answering import attempt
from tamyr.demands.views.making import WRITES, typed_page
from tamyr.network.models import Member
from tamyr.network.queries.visitors import only, visitor_of
from tamyr.procedures.pages import own_forms
from tamyr.procedures.queries import organisations_of, own_member, own_said

READING, OUTCOME = ("reading", "reason", "language"), ("outcome", "on", "source")


def _answered(
    request: HttpRequest,
    demand: Demand,
    heading: str,
    form: Any,
    act: Callable[[], Any],
    **more: Any,
) -> HttpResponse:
    """Show a form, or do what it asks for and lead back to the demand."""

    def again(**told: Any) -> HttpResponse:
        if isinstance(form, VerdictForm | OutcomeForm):
            form.seen_now(told)
        return typed_page(request, demand, heading, form, **more, **told)

    if request.method != "POST" or not form.is_valid():
        return again(status=422 if request.method == "POST" else 200)
    return attempt(request, act, said=_("Recorded."), back=("demand", demand.number), show=again)


@require_http_methods(WRITES)
@only(may_see_inside)
def judge(request: HttpRequest, number: int) -> HttpResponse:
    visitor = visitor_of(request)
    demand = find_demand(visitor, number)
    form = VerdictForm(request.POST or None)

    def of(member: Member) -> VerdictForm:
        own = demand.verdicts.filter(member=member, replaced_at=None).first()
        return VerdictForm(initial=own_said(own, READING), auto_id=f"id_{member.slug}_%s")

    def act() -> Verdict:
        member = own_member(visitor, request.POST.get("member", ""))
        return judging.give_verdict(demand=demand, member=member, **form.cleaned_data, **visitor.by)

    heading = _("What became of it")
    voices = own_forms(organisations_of(visitor), request.POST.get("member"), form, of)
    return _answered(request, demand, heading, form, act, voices=voices)


@require_http_methods(WRITES)
@only(may_see_inside)
def promise(request: HttpRequest, number: int) -> HttpResponse:
    visitor = visitor_of(request)
    demand = find_demand(visitor, number)
    form = PromiseForm(request.POST or None, institutions=bodies_written_to(demand), on=visitor.on)

    def act() -> Commitment:
        return promises.note_commitment(
            demand=demand,
            promise=form.promise(),
            member=own_acting(visitor, demand),
            form_key=form.cleaned_data["form_key"],
            **visitor.by,
        )

    return _answered(request, demand, _("Note a promise"), form, act)


@require_http_methods(WRITES)
@only(may_see_inside)
def outcome(request: HttpRequest, number: int, key: UUID) -> HttpResponse:
    visitor = visitor_of(request)
    demand = find_demand(visitor, number)
    found = demand.commitments.filter(pk=key).first()
    if found is None:
        raise Http404
    form = OutcomeForm(request.POST or None, on=visitor.on)

    def of(member: Member) -> OutcomeForm:
        own = found.readings.filter(member=member, replaced_at=None).first()
        return OutcomeForm(initial=own_said(own, OUTCOME), on=visitor.on, auto_id=f"id_{member.slug}_%s")

    def act() -> PromiseReading:
        member = own_member(visitor, request.POST.get("member", ""))
        return promises.read_promise(commitment=found, member=member, **form.cleaned_data, **visitor.by)

    heading = _("Was the promise kept?")
    voices = own_forms(organisations_of(visitor), request.POST.get("member"), form, of)
    return _answered(request, demand, heading, form, act, commitment=found, voices=voices)


@require_http_methods(WRITES)
@only(may_see_inside)
def reply(request: HttpRequest, number: int) -> HttpResponse:
    visitor = visitor_of(request)
    demand = find_demand(visitor, number)
    form = ReplyForm(request.POST or None, institutions=bodies_written_to(demand), on=visitor.on)

    def act() -> Any:
        return judging.note_reply(demand=demand, **form.cleaned_data, **visitor.by)

    return _answered(request, demand, _("The addressee’s own words"), form, act)
