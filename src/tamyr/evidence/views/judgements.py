"""What the network makes of a country or of its NDC: proposed, supported or disputed, and published beside what it judges."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tamyr.evidence import services as acts
from tamyr.evidence.forms.judgements import CriterionForm, ProposalForm, VoiceForm, WordsForm
from tamyr.evidence.models import Judgement, Voice
from tamyr.evidence.pages import assessment as pages
from tamyr.evidence.queries import assessments, judgements
from tamyr.evidence.queries.subjects import Subject, is_there
from tamyr.evidence.rules import may_publish_judgements, may_withdraw_judgement
from tamyr.evidence.views.answers import answering, public
from tamyr.network.models import Member
from tamyr.network.queries.visitors import only, visitor_of
from tamyr.network.rules import MayNot
from tamyr.procedures.pages import both_together
from tamyr.procedures.queries import own_member, own_sha
from tamyr.procedures.rules import may_follow, speaks_for_an_active_member
from tamyr.procedures.services import MovedMeanwhile, NotNow
from tamyr.shared.attempts import Refusal, unsound
from tamyr.shared.choices import one_or_404
from tamyr.shared.languages import language
from tamyr.shared.typed import typed_in


@public
def judgement(request: HttpRequest, iso3: str, document: str = "", criterion: str = "") -> HttpResponse:
    return show(request, _asked(iso3, document, criterion))


def _asked(iso3: str, document: str, criterion: str) -> Subject:
    """Return what an address speaks of; a version or a criterion that is none is not found."""
    subject = Subject(iso3, document, criterion)
    if subject.is_criterion and not is_there(subject, pages.current_of(iso3)):
        raise Http404
    return subject


@require_http_methods(["GET", "HEAD", "POST"])
@only(speaks_for_an_active_member)
@answering
def propose(request: HttpRequest, iso3: str, document: str = "", criterion: str = "") -> HttpResponse:
    visitor, subject = visitor_of(request), _asked(iso3, document, criterion)
    form = _form_of(subject)(request.POST or None)
    if request.method != "POST":
        return show_form(request, subject, form)
    member = own_member(visitor, request.POST.get("member", ""))
    if not form.is_valid():
        return show_form(request, subject, form, 422)
    try:
        acts.propose_judgement(
            proposal=form.proposal(subject),
            assessment=assessments.stored(iso3, assessments.current_version(iso3)),
            member=member,
            form_key=form.cleaned_data["form_key"],
            days=settings.OBJECTION_DAYS,
            **visitor.by,
        )
    except NotNow:
        return show_form(request, subject, form, 409, came_too_late=True)
    messages.success(request, _("Proposed: the members have been asked."))
    return redirect(judgements.subject_address(subject))


def _form_of(subject: Subject) -> type[ProposalForm] | type[CriterionForm]:
    return CriterionForm if subject.is_criterion else ProposalForm


@require_POST
@only(speaks_for_an_active_member)
def speak(request: HttpRequest, iso3: str, key: UUID) -> HttpResponse:
    visitor, form = visitor_of(request), VoiceForm(request.POST)
    found, member = asked_about(request, iso3, key), own_member(visitor, request.POST.get("member", ""))
    typed: dict[str, Any] = {"voice_form": form, "speaking_for": member}
    if not form.is_valid():
        subject = judgements.subject_of(found)
        return unsound(request, form, lambda **told: show(request, subject, **typed, **told))
    return done(
        request,
        found,
        _("Your organisation’s voice is recorded. It can be changed until the time is over."),
        lambda: acts.speak_on_judgement(judgement=found, member=member, **form.cleaned_data, **visitor.by),
        **typed,
    )


@require_POST
@only(may_follow)
def withdraw(request: HttpRequest, iso3: str, key: UUID) -> HttpResponse:
    visitor, found = visitor_of(request), asked_about(request, iso3, key)
    # Where it is over, that is what everybody is told, and not that one may not.
    if found.stage == Judgement.Stage.OPEN and not may_withdraw_judgement(visitor, found):
        raise MayNot(_("Only the organisation that proposed it may withdraw it."))
    said = _("The judgement is withdrawn.")
    return done(request, found, said, lambda: acts.withdraw_judgement(judgement=found, **visitor.by))


@require_POST
@only(may_publish_judgements)
def publish(request: HttpRequest, iso3: str, key: UUID) -> HttpResponse:
    visitor, found = visitor_of(request), asked_about(request, iso3, key)
    said = _("The judgement is published, with the dissent it met.")
    if not found.criterion:
        said = _("The judgement is published beside the rating, with the dissent it met.")
    return done(request, found, said, lambda: acts.publish_judgement(judgement=found, **visitor.by))


def asked_about(request: HttpRequest, iso3: str, key: UUID) -> Judgement:
    return one_or_404(judgements.judgements_visible_to(visitor_of(request)), iso3=iso3, pk=key)


def done(
    request: HttpRequest, found: Judgement, said: str, act: Callable[[], object], **form: Any
) -> HttpResponse:
    """Do an act; where it comes too late, show how the judgement stands and what was typed, into which ``form``."""
    subject = judgements.subject_of(found)
    try:
        act()
    except NotNow:
        return show(request, subject, 409, came_too_late=True, typed="\n\n".join(typed_in(request)))
    except MovedMeanwhile as moved:
        refused = Refusal(both_together(), moved.text, tuple(typed_in(request)), sha=moved.sha)
        return show(request, subject, 409, refused=refused, **form)
    messages.success(request, said)
    return redirect(judgements.subject_address(subject))


def show(request: HttpRequest, subject: Subject, status: int = 200, **more: object) -> HttpResponse:
    page = pages.judgement_page(subject, visitor_of(request), language())
    forms = [(member, voice, voice_form(member, voice, more)) for member, voice in page["voices"]]
    return render(request, "evidence/judgement.html", {**page, "voices": forms, **more}, status=status)


def voice_form(member: Member, voice: Voice | None, more: dict[str, Any]) -> VoiceForm:
    """Return the form of one organisation: what was just typed for it, or what it said before."""
    if more.get("speaking_for") == member:
        typed: VoiceForm = more["voice_form"]
        typed.seen_now(more)
        return typed
    said = {"stance": voice.stance, "reason": voice.reason} if voice else {}
    said["base_sha"] = own_sha(voice, ("stance", "reason"))
    # Several of them may stand on one page, each with names of its own for its fields.
    return VoiceForm(initial=said, auto_id=f"id_{member.slug}_%s")


def show_form(
    request: HttpRequest, subject: Subject, form: WordsForm, status: int = 200, **more: object
) -> HttpResponse:
    page = pages.proposal_page(subject, visitor_of(request), language())
    shown = {**page, "form": form, **more}
    return render(request, "evidence/propose_judgement.html", shown, status=status)
