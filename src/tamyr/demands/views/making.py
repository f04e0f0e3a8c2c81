"""To make a demand and write it, to stand behind it, to agree to it and to end it."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tamyr.demands.forms.making import BeginForm, ChangeForm, PlanForm, WhyForm, WriteForm, plan_initial
from tamyr.demands.logic.contradictions import DemandTarget
from tamyr.demands.models import Demand
from tamyr.demands.pages.demand.page import Contradictions, contradictions_of
from tamyr.demands.pages.sources import (
    StartingPoint,
    clauses_to_ask_from,
    countries_to_ask_from,
    source_asked,
)
from tamyr.demands.queries.demands import find_demand
from tamyr.demands.queries.texts import plan_sha, texts_of, title_of, words_sha
from tamyr.demands.rules import may_begin, may_see_inside
from tamyr.demands.services import backing, making
from tamyr.demands.views.answering import attempt
from tamyr.demands.views.public import show
from tamyr.network.models import Visitor
from tamyr.network.queries.visitors import only, visitor_of
from tamyr.network.rules import MayNot
from tamyr.procedures.queries import circles_of, organisations_of, own_member
from tamyr.shared.languages import BOUND_LANGUAGES

WRITES = ["GET", "HEAD", "POST"]


@require_safe
@only(may_begin)
def sources(request: HttpRequest) -> HttpResponse:
    """Show from what a demand can be made: clauses of adopted positions, suggestions, or a question."""
    visitor = visitor_of(request)
    page = {
        "positions": clauses_to_ask_from(visitor),
        "countries": countries_to_ask_from(request.GET.get("country", "")),
        "crumbs": [(_("Demands"), reverse("demands:demands")), (_("Make a demand"), "")],
    }
    return render(request, "demands/sources.html", page)


@require_http_methods(WRITES)
@only(may_begin)
def begin(request: HttpRequest) -> HttpResponse:
    visitor = visitor_of(request)
    found = source_asked(visitor, request.GET)
    given: dict[str, Any] = {"circles": circles_of(visitor), "on": visitor.on}
    form = BeginForm(request.POST or None, initial=found.initial, **given)
    if request.method == "POST" and form.is_valid() and not _asks_again(visitor, form, request):
        made = making.make_demand(
            plan=form.plan(),
            source=found.source,
            words=form.words(),
            language=form.cleaned_data["authoritative"],
            member=own_member(visitor, request.POST.get("member", "")),
            form_key=form.cleaned_data["form_key"],
            **visitor.by,
        )
        return redirect("demands:demand", made.number)
    return _begin_page(request, visitor, found, form)


def _contradicted(visitor: Visitor, form: PlanForm, key: object = None) -> Contradictions:
    if not form.is_bound or not form.is_valid():
        return Contradictions()
    plan = form.plan()
    if plan.target is None:
        return Contradictions()
    return contradictions_of(
        visitor, DemandTarget(key, plan.subject, plan.target_year, plan.iso3, plan.target)
    )


def _asks_again(visitor: Visitor, form: PlanForm, request: HttpRequest) -> bool:
    """Whether other demands contradict it, and whoever writes it has not seen them yet."""
    return "seen" not in request.POST and bool(_contradicted(visitor, form))


def _begin_page(
    request: HttpRequest, visitor: Visitor, found: StartingPoint, form: BeginForm
) -> HttpResponse:
    page = {
        "form": form,
        "found": found,
        "members": organisations_of(visitor),
        "contradictions": _contradicted(visitor, form),
        "crumbs": [
            (_("Demands"), reverse("demands:demands")),
            (_("Make a demand"), reverse("demands:sources")),
            (_("Write it"), ""),
        ],
    }
    return render(request, "demands/begin.html", page, status=422 if request.method == "POST" else 200)


def typed_page(
    request: HttpRequest, demand: Demand, heading: str, form: Any, status: int = 200, **more: Any
) -> HttpResponse:
    """Show a form about a demand, with what was refused before it."""
    page = {
        "heading": heading,
        "form": form,
        "demand": demand,
        "crumbs": [
            (_("Demands"), reverse("demands:demands")),
            (title_of(demand), reverse("demands:demand", args=[demand.number])),
            (heading, ""),
        ],
        **more,
    }
    return render(request, "demands/typed.html", page, status=status)


@require_http_methods(WRITES)
@only(may_see_inside)
def write(request: HttpRequest, number: int, language: str) -> HttpResponse:
    visitor = visitor_of(request)
    demand = find_demand(visitor, number)
    if language not in BOUND_LANGUAGES:
        raise Http404
    words = texts_of(demand)[language]
    initial = {"title": words.title, "ask": words.ask, "fulfilled_when": words.fulfilled_when}
    form = WriteForm(request.POST or None, initial=initial | {"base_sha": words_sha(demand, language)})
    heading = _("Write it in Russian") if language == "ru" else _("Write it in English")

    def again(**told: Any) -> HttpResponse:
        standing = find_demand(visitor, number)
        form.seen_now(told)
        beside = None if words.is_authoritative else texts_of(standing)[standing.authoritative]
        return typed_page(request, demand, heading, form, beside=beside, language=language, **told)

    if request.method != "POST" or not form.is_valid():
        return again(status=422 if request.method == "POST" else 200)
    written = {"words": form.words(), "base_sha": form.cleaned_data["base_sha"]}
    act = {"demand": demand, "language": language, **written, **visitor.by}
    return attempt(
        request, lambda: making.write_words(**act), said=_("Written."), back=("demand", number), show=again
    )


@require_http_methods(WRITES)
@only(may_see_inside)
def plan(request: HttpRequest, number: int) -> HttpResponse:
    visitor = visitor_of(request)
    demand = find_demand(visitor, number)
    given: dict[str, Any] = {"circles": circles_of(visitor), "on": visitor.on}
    initial = plan_initial(demand) | {"base_sha": plan_sha(demand)}
    form = ChangeForm(request.POST or None, initial=initial, **given)
    heading = _("What it is about, and who reads it")

    def again(**told: Any) -> HttpResponse:
        form.seen_now(told)
        found = _contradicted(visitor, form, demand.pk)
        return typed_page(request, demand, heading, form, contradictions=found, **told)

    if request.method != "POST" or not form.is_valid():
        return again(status=422 if request.method == "POST" else 200)
    act = {"demand": demand, "plan": form.plan(), "base_sha": form.cleaned_data["base_sha"], **visitor.by}
    return attempt(
        request, lambda: making.change_plan(**act), said=_("Changed."), back=("demand", number), show=again
    )


def pressed(
    request: HttpRequest, number: int, said: str, act: Callable[..., Any], **more: Any
) -> HttpResponse:
    """Do what one button asks for on a demand’s own page."""
    visitor = visitor_of(request)
    demand = find_demand(visitor, number)

    def again(**told: Any) -> HttpResponse:
        # Found anew: the page is to tell how it stands, not what was loaded before the act.
        return show(request, visitor, find_demand(visitor, number), **told)

    given = {"demand": demand, **more, **visitor.by}
    return attempt(request, lambda: act(**given), said=said, back=("demand", number), show=again)


@require_POST
@only(may_see_inside)
def check(request: HttpRequest, number: int, language: str) -> HttpResponse:
    said, sha = _("Checked."), request.POST.get("sha", "")
    texts = texts_of(find_demand(visitor_of(request), number))
    if language not in texts or texts[language].row is None:
        raise Http404
    return pressed(request, number, said, making.check_words, language=language, sha=sha)


@require_POST
@only(may_see_inside)
def agree(request: HttpRequest, number: int) -> HttpResponse:
    said = _("It is agreed: its words do not change any more. Add the addressees.")
    return pressed(request, number, said, making.agree_to_demand, sha=request.POST.get("sha", ""))


@require_POST
@only(may_see_inside)
def close(request: HttpRequest, number: int) -> HttpResponse:
    return pressed(request, number, _("It is closed."), making.close_demand)


@require_POST
@only(may_see_inside)
def back(request: HttpRequest, number: int) -> HttpResponse:
    """Let an organisation stand behind a demand, by name or without, or leave it."""
    member = acting_member(visitor_of(request), request.POST.get("member", ""))
    if "leave" in request.POST:
        said = _("Your organisation stands behind it no more.")
        return pressed(request, number, said, backing.leave_demand, member=member)
    said, is_named = _("Your organisation stands behind it."), "named" in request.POST
    return pressed(request, number, said, backing.back_demand, member=member, is_named=is_named)


def acting_member(visitor: Visitor, named: str) -> Any:
    """Return an organisation that a visitor acts for, also one that has no voice now; refuse any other."""
    for mandate in visitor.mandates:
        if str(mandate.member_id) == named:
            return mandate.member
    raise MayNot(_("You do not act for this member now; your mandate may have ended."))


@require_http_methods(WRITES)
@only(may_see_inside)
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    visitor = visitor_of(request)
    demand = find_demand(visitor, number)
    form = WhyForm(request.POST or None)

    def again(**told: Any) -> HttpResponse:
        return typed_page(request, demand, _("Withdraw the demand"), form, **told)

    if request.method != "POST" or not form.is_valid():
        return again(status=422 if request.method == "POST" else 200)
    act = {"demand": demand, "why": form.cleaned_data["why"], **visitor.by}
    said = _("It is withdrawn. What was sent stays on its page.")
    return attempt(
        request, lambda: making.withdraw_demand(**act), said=said, back=("demand", number), show=again
    )
