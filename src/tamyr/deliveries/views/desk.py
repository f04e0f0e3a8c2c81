"""A demand's letters: which wait to be prepared, which batches there are, its words in a national language."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tamyr.deliveries.forms.letters import NationalForm, PrepareForm
from tamyr.deliveries.pages.batch import choices_of
from tamyr.deliveries.pages.desk import desk_page, text_page
from tamyr.deliveries.queries.batches import letters_of, unsent
from tamyr.deliveries.queries.texts import national_text
from tamyr.deliveries.rules import may_read
from tamyr.deliveries.services import preparing, texts
from tamyr.deliveries.views.answering import REFUSALS, attempt
from tamyr.demands.logic.following import law_for
from tamyr.demands.models import Demand
from tamyr.demands.pages.words import NATIONAL
from tamyr.demands.queries.demands import find_demand
from tamyr.network.models import Visitor
from tamyr.network.queries.visitors import only, visitor_of
from tamyr.procedures.rules import may_follow
from tamyr.shared.attempts import unsound


def asked(request: HttpRequest, number: int) -> tuple[Visitor, Demand]:
    """Return who asks, and a demand whose letters they may read; for any other there is none."""
    visitor = visitor_of(request)
    found = find_demand(visitor, number)
    if not may_read(visitor, found):
        raise Http404
    return visitor, found


@never_cache
@require_safe
@only(may_follow)
def desk(request: HttpRequest, number: int) -> HttpResponse:
    visitor, demand = asked(request, number)
    return _show(request, visitor, demand)


def _form(visitor: Visitor, demand: Demand, data: Any = None) -> PrepareForm:
    # Typed: whatever letter it is, the service says whether it is still free; the same form twice is one.
    rows = list(choices_of(unsent(demand) if data is None else letters_of(demand), visitor))
    laws = [law_for(delivery.institution.iso3) for delivery, _words in rows]
    return PrepareForm(
        data,
        rows=rows,
        members=[mandate.member for mandate in visitor.mandates],
        at=visitor.at,
        zone=visitor.person.time_zone if visitor.person else "",
        ask_of_danger=any(law.sending_is_off for law in laws if law),
    )


def _show(
    request: HttpRequest, visitor: Visitor, demand: Demand, status: int = 200, **more: Any
) -> HttpResponse:
    page = {**desk_page(demand, unsent(demand), visitor), "form": _form(visitor, demand), **more}
    return render(request, "deliveries/desk.html", page, status=status)


@require_POST
@only(may_follow)
def prepare(request: HttpRequest, number: int) -> HttpResponse:
    visitor, demand = asked(request, number)
    form = _form(visitor, demand, request.POST)
    if not form.is_valid():
        return unsound(request, form, lambda **told: _show(request, visitor, demand, form=form, **told))
    try:
        made = preparing.prepare(
            demand=demand, plan=form.plan(), form_key=form.cleaned_data["form_key"], **visitor.by
        )
    except REFUSALS as refused:
        told = attempt.refused(refused, request, form)
        return _show(request, visitor, demand, status=409, form=form, refused=told)
    return redirect("deliveries:batch", made.pk)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@only(may_follow)
def text(request: HttpRequest, number: int, code: str) -> HttpResponse:
    """Write a demand in a national language, beside the words that count; whoever may know of it may read along."""
    visitor = visitor_of(request)
    demand = find_demand(visitor, number)
    found = national_text(demand, _national(code))
    names = ("title", "ask", "fulfilled_when")
    kept = {**{name: getattr(found, name) for name in names}, "base_sha": found.sha} if found else {}
    form = NationalForm(request.POST or None, initial=kept)

    def again(status: int = 200, **told: Any) -> HttpResponse:
        standing = national_text(demand, code)
        form.seen_now(told)
        page = {**text_page(demand, code, standing, visitor), "form": form, **told}
        return render(request, "deliveries/text.html", page, status=status)

    if request.method != "POST":
        return again()
    if not form.is_valid():
        return unsound(request, form, again)
    act: dict[str, Any] = {"demand": demand, "language": code, "words": form.words(), **visitor.by}
    act["base_sha"] = form.cleaned_data["base_sha"]
    said = _("Written. A second speaker has to check it before a letter goes out.")
    return attempt(
        request, lambda: texts.write_national(**act), said=said, back=("text", number, code), show=again
    )


def _national(code: str) -> str:
    if code not in dict(NATIONAL):
        raise Http404
    return code


@require_POST
@only(may_follow)
def check(request: HttpRequest, number: int, code: str) -> HttpResponse:
    """Confirm a text in a national language: anybody of the network who may know of the demand, but its maker."""
    visitor = visitor_of(request)
    demand = find_demand(visitor, number)
    if national_text(demand, _national(code)) is None:
        raise Http404
    act: dict[str, Any] = {
        "demand": demand,
        "language": code,
        "sha": request.POST.get("sha", ""),
        "headings_sha": request.POST.get("headings", "")[:64],
        **visitor.by,
    }

    try:
        texts.check_national(**act)
    except REFUSALS as refused:
        messages.error(request, attempt.why(refused))
    else:
        messages.success(request, _("Checked."))
    return redirect("deliveries:text", number, code)
