"""What the network makes of a country: proposed, supported or disputed, and published beside the rating."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from climate_pathways.core.countries import COUNTRIES
from tamyr.evidence import services as acts
from tamyr.evidence.forms.judgements import ProposalForm, VoiceForm
from tamyr.evidence.models import Judgement
from tamyr.evidence.queries import assessments, judgements
from tamyr.evidence.rules import may_publish_judgements, may_withdraw_judgement
from tamyr.evidence.views.answers import public
from tamyr.evidence.views.versions import crumbs
from tamyr.network.models import Member
from tamyr.network.queries.visitors import only, visitor_of
from tamyr.network.rules import MayNot
from tamyr.procedures.queries import organisations_of, own_member
from tamyr.procedures.rules import may_follow, speaks_for_an_active_member
from tamyr.procedures.services import NotNow
from tamyr.shared.languages import language


@public
def judgement(request: HttpRequest, iso3: str) -> HttpResponse:
    return show(request, iso3)


@require_http_methods(["GET", "HEAD", "POST"])
@only(speaks_for_an_active_member)
def propose(request: HttpRequest, iso3: str) -> HttpResponse:
    visitor = visitor_of(request)
    form = ProposalForm(request.POST or None)
    if request.method != "POST":
        return show_form(request, iso3, form)
    member = own_member(visitor, request.POST.get("member", ""))
    if not form.is_valid():
        return show_form(request, iso3, form, 422)
    try:
        acts.propose_judgement(
            proposal=form.proposal(),
            assessment=assessments.stored(iso3, assessments.current_version(iso3)),
            member=member,
            form_key=form.cleaned_data["form_key"],
            days=settings.OBJECTION_DAYS,
            **visitor.by,
        )
    except NotNow:
        return show_form(request, iso3, form, 409, came_too_late=True)
    messages.success(request, _("Proposed: the members have been asked."))
    return redirect("evidence:judgement", iso3=iso3)


@require_POST
@only(speaks_for_an_active_member)
def speak(request: HttpRequest, iso3: str, key: UUID) -> HttpResponse:
    visitor, form = visitor_of(request), VoiceForm(request.POST)
    found, member = asked_about(request, iso3, key), own_member(visitor, request.POST.get("member", ""))
    if not form.is_valid():
        return show(request, iso3, 422, voice_form=form, speaking_for=member)
    return done(
        request, iso3, _("Your organisation’s voice is recorded. It can be changed until the time is over."),
        lambda: acts.speak_on_judgement(judgement=found, member=member, **form.cleaned_data, **visitor.by),
    )  # fmt: skip


@require_POST
@only(may_follow)
def withdraw(request: HttpRequest, iso3: str, key: UUID) -> HttpResponse:
    visitor, found = visitor_of(request), asked_about(request, iso3, key)
    if found.stage == Judgement.Stage.OPEN and not may_withdraw_judgement(visitor, found):
        raise MayNot(_("Only the organisation that proposed it may withdraw it."))
    said = _("The judgement is withdrawn.")
    return done(request, iso3, said, lambda: acts.withdraw_judgement(judgement=found, **visitor.by))


@require_POST
@only(may_publish_judgements)
def publish(request: HttpRequest, iso3: str, key: UUID) -> HttpResponse:
    visitor, found = visitor_of(request), asked_about(request, iso3, key)
    said = _("The judgement is published beside the rating, with the dissent it met.")
    return done(request, iso3, said, lambda: acts.publish_judgement(judgement=found, **visitor.by))


def asked_about(request: HttpRequest, iso3: str, key: UUID) -> Judgement:
    return get_object_or_404(judgements.judgements_visible_to(visitor_of(request)), iso3=iso3, pk=key)


def done(request: HttpRequest, iso3: str, said: str, act: Callable[[], object]) -> HttpResponse:
    """Do an act; where it comes too late, show how the judgement stands and what was typed."""
    try:
        act()
    except NotNow:
        return show(request, iso3, 409, came_too_late=True, typed=request.POST.get("reason", ""))
    messages.success(request, said)
    return redirect("evidence:judgement", iso3=iso3)


def show(request: HttpRequest, iso3: str, status: int = 200, **more: object) -> HttpResponse:
    visitor = visitor_of(request)
    running = judgements.open_judgement(iso3, visitor, language())
    voices = judgements.own_voices(running.judgement, visitor) if running and running.may_speak else []
    page = {
        **_page(iso3, _("Judgement beside the rating")),
        "published": judgements.published_judgement(iso3, visitor, language()),
        "running": running,
        "is_closed": bool(running and running.judgement.has_closed_at(visitor.at)),
        "follows": may_follow(visitor),
        "may_propose": running is None and speaks_for_an_active_member(visitor),
        "voices": [(member, voice, voice_form(member, voice, more)) for member, voice in voices],
        **more,
    }
    return render(request, "evidence/judgement.html", page, status=status)


def voice_form(member: Member, voice: Any, more: dict[str, object]) -> object:
    """Return the form of one organisation: what was just typed for it, or what it said before."""
    if more.get("speaking_for") == member:
        return more["voice_form"]
    said = {"stance": voice.stance, "reason": voice.reason} if voice else {}
    return VoiceForm(initial=said, auto_id=f"id_{member.slug}_%s")


def show_form(
    request: HttpRequest, iso3: str, form: ProposalForm, status: int = 200, **more: object
) -> HttpResponse:
    visitor = visitor_of(request)
    members = organisations_of(visitor)
    page = {**_page(iso3, _("Propose a judgement")), "form": form, "members": members, **more}
    page["days"] = settings.OBJECTION_DAYS
    page["version"] = assessments.current_versions().get(iso3, "")
    return render(request, "evidence/propose_judgement.html", page, status=status)


def _page(iso3: str, heading: str) -> dict[str, Any]:
    return {
        "country": COUNTRIES[iso3],
        "name": COUNTRIES[iso3].name(language()),
        "heading": heading,
        "crumbs": crumbs(iso3, heading),
    }
