import base64
import io
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.forms import Form
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tamyr.admissions.forms import ApplicationForm, HoldForm, ObjectionForm, OpenWindowForm, OutcomeForm
from tamyr.admissions.models import Admission
from tamyr.admissions.pages import admission_shown
from tamyr.admissions.queries import (
    admission_of_applicant,
    admissions_visible_to,
    documents_visible_to,
    objections_of,
)
from tamyr.admissions.rules import may_run_admissions
from tamyr.admissions.services import admissions as acts
from tamyr.admissions.services.holds import propose_hold
from tamyr.network.queries import visitor_of
from tamyr.network.queries.visitors import only
from tamyr.procedures.queries import own_member
from tamyr.procedures.rules import may_follow
from tamyr.procedures.services import NotNow
from tamyr.safety.models import is_sealed
from tamyr.shared.attempts import proposed, unsound
from tamyr.shared.choices import one_or_404
from tamyr.shared.typed import typed_by_a_person, typed_in


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    form = ApplicationForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not typed_by_a_person(form):
        return render(request, "admissions/join.html", {"form": form}, status=422 if form.is_bound else 200)
    try:
        acts.apply_to_join(
            application=form.application(),
            country=form.cleaned_data["country"],
            enclosures=form.cleaned_data["documents"],
            form_key=form.cleaned_data["form_key"],
            at=visitor_of(request).at,
        )
    except acts.TooManyUnread:
        form.refuse_for_now()
    except acts.EnclosuresFull:
        form.refuse_documents_for_now()
    if form.errors:
        return render(request, "admissions/join.html", {"form": form}, status=429)
    return redirect("admissions:application", secret=acts.secret_of(form.cleaned_data["form_key"]))


@never_cache
@require_safe
def application(request: HttpRequest, secret: str) -> HttpResponse:
    found = {"admission": of_applicant(secret), "secret": secret}
    return render(request, "admissions/application.html", found)


def of_applicant(secret: str) -> Admission:
    admission = admission_of_applicant(secret)
    if admission is None:
        raise Http404
    return admission


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, secret: str) -> HttpResponse:
    """Say what is lost before an application is taken back for good."""
    admission = of_applicant(secret)
    if request.method == "POST":
        try:
            acts.withdraw_application(admission=admission, at=visitor_of(request).at)
        except NotNow:
            messages.error(request, _("The outcome is already recorded; there is nothing to withdraw."))
        return redirect("admissions:application", secret=secret)
    if admission.ended_at is not None:
        return redirect("admissions:application", secret=secret)
    return render(request, "admissions/withdraw.html", {"admission": admission, "secret": secret})


@require_safe
@only(may_follow)
def admissions(request: HttpRequest) -> HttpResponse:
    shown = list(admissions_visible_to(visitor_of(request))[:200])
    return render(
        request,
        "admissions/admissions.html",
        {
            "running": [item for item in shown if item.ended_at is None],
            "ended": [item for item in shown if item.ended_at is not None],
            "now": visitor_of(request).at,
        },
    )


@require_safe
@only(may_follow)
def admission(request: HttpRequest, key: UUID) -> HttpResponse:
    return show(request, found(request, key))


@require_POST
@only(may_run_admissions)
def open_window(request: HttpRequest, key: UUID) -> HttpResponse:
    form = OpenWindowForm(request.POST)
    return done_or_shown(
        request,
        found(request, key),
        {"window_form": form},
        lambda admission, by: acts.open_window(admission=admission, days=form.cleaned_data["days"], **by),
        _("Members have been asked; the clock runs."),
    )


@require_POST
@only(may_follow)
def raise_objection(request: HttpRequest, key: UUID) -> HttpResponse:
    form = ObjectionForm(request.POST)
    member = own_member(visitor_of(request), request.POST.get("member", ""))
    return done_or_shown(
        request,
        found(request, key),
        {"objection_form": form, "speaking_for": member},
        lambda admission, by: acts.raise_objection(
            admission=admission, member=member, reason=form.cleaned_data["reason"], **by
        ),
        _("The objection is recorded, and the clock stands."),
    )


@require_POST
@only(may_follow)
def say_no_objection(request: HttpRequest, key: UUID) -> HttpResponse:
    member = own_member(visitor_of(request), request.POST.get("member", ""))
    return done_or_shown(
        request,
        found(request, key),
        {},
        lambda admission, by: acts.say_no_objection(admission=admission, member=member, **by),
        _("Recorded: your organisation has no objection."),
    )


@require_POST
@only(may_follow)
def withdraw_objection(request: HttpRequest, key: UUID) -> HttpResponse:
    objection = one_or_404(objections_of(visitor_of(request)), pk=key)
    return done_or_shown(
        request,
        objection.admission,
        {},
        lambda _admission, by: acts.withdraw_objection(objection=objection, **by),
        _("The objection is withdrawn."),
    )


@require_POST
@only(may_run_admissions)
def settle(request: HttpRequest, key: UUID) -> HttpResponse:
    form = OutcomeForm(request.POST)
    act = {"admit": acts.admit, "decline": acts.decline}.get(request.POST.get("outcome", ""))
    if act is None:
        form.add_error(None, _("Say what the outcome is: press a button below the explanation."))
        return unsound(
            request, form, lambda **told: show(request, found(request, key), outcome_form=form, **told)
        )
    return done_or_shown(
        request,
        found(request, key),
        {"outcome_form": form},
        lambda admission, by: act(admission=admission, explanation=form.cleaned_data["explanation"], **by),
        _("The outcome is recorded."),
    )


@require_POST
@only(may_run_admissions)
def hold(request: HttpRequest, key: UUID) -> HttpResponse:
    """Propose to keep longer what would be forgotten, or to lift that."""
    form = HoldForm(request.POST)
    if not form.is_valid():
        return unsound(
            request, form, lambda **told: show(request, found(request, key), hold_form=form, **told)
        )
    why = form.cleaned_data["why"]
    return proposed(request, propose_hold(admission=found(request, key), why=why, by=visitor_of(request)))


@never_cache
@require_safe
@only(may_follow)
def document(request: HttpRequest, key: UUID) -> FileResponse:
    enclosure = one_or_404(documents_visible_to(visitor_of(request)), pk=key)
    # The word that stands for what does not open is no base64.
    if is_sealed(enclosure.content):
        raise Http404
    return FileResponse(
        io.BytesIO(base64.b64decode(enclosure.content)),
        # Saved, never opened within the site: what strangers sent must not run as a page of ours.
        as_attachment=True,
        filename=enclosure.filename,
        content_type=enclosure.media_type,
    )


def found(request: HttpRequest, key: UUID) -> Admission:
    return one_or_404(admissions_visible_to(visitor_of(request)), pk=key)


def done_or_shown(
    request: HttpRequest,
    admission: Admission,
    forms: dict[str, Any],
    act: Callable[[Admission, dict[str, Any]], object],
    said: str,
) -> HttpResponse:
    """Do an act once its form is sound; else, or if it comes too late, show all that was typed again."""
    form = next((given for given in forms.values() if isinstance(given, Form)), None)
    if form is not None and not form.is_valid():
        return unsound(request, form, lambda **told: show(request, admission, **forms, **told))
    visitor = visitor_of(request)
    try:
        act(admission, {"actor": visitor.actor, "at": visitor.at})
    except NotNow:
        typed = "\n\n".join(typed_in(request))
        # As it was read before the lock it would draw the forms that came too late.
        admission.refresh_from_db()
        return show(request, admission, 409, came_too_late=True, typed=typed, **forms)
    messages.success(request, said)
    return redirect("admissions:admission", key=admission.pk)


def show(request: HttpRequest, admission: Admission, status: int = 200, **forms: object) -> HttpResponse:
    context = {
        **admission_shown(admission, visitor_of(request)),
        "window_form": OpenWindowForm(initial={"days": settings.OBJECTION_DAYS}),
        "objection_form": ObjectionForm(),
        "outcome_form": OutcomeForm(),
        "hold_form": HoldForm(),
        # Last, so that a form with what was typed takes the place of the empty one above.
        **forms,
    }
    return render(request, "admissions/admission.html", context, status=status)
