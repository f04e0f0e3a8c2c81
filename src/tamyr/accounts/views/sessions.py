from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tamyr.accounts.forms import LabelForm
from tamyr.accounts.queries import is_this, sessions_visible_to
from tamyr.accounts.rules import person_in
from tamyr.accounts.services.sessions import end_other_sessions, end_session, name_session
from tamyr.shared.attempts import unsound
from tamyr.shared.choices import one_or_404
from tamyr.shared.doors import signed_in


@signed_in
@require_safe
def sessions(request: HttpRequest) -> HttpResponse:
    return _show(request)


def _show(request: HttpRequest, status: int = 200, **told: object) -> HttpResponse:
    key = request.session.session_key
    rows = [
        {"session": session, "here": is_this(session, key)}
        for session in sessions_visible_to(person_in(request))
    ]
    return render(request, "accounts/sessions.html", {"rows": rows, **told}, status=status)


@signed_in
@require_POST
def label_session(request: HttpRequest, session_id: UUID) -> HttpResponse:
    session = one_or_404(sessions_visible_to(person_in(request)), pk=session_id)
    form = LabelForm(request.POST)
    if not form.is_valid():
        return unsound(request, form, lambda **told: _show(request, **told))
    label = form.cleaned_data["label"]
    name_session(session=session, label=label, person=person_in(request), at=timezone.now())
    return redirect("accounts:sessions")


@signed_in
@require_POST
def end_one_session(request: HttpRequest, session_id: UUID) -> HttpResponse:
    end_session(session_id=session_id, person=person_in(request), at=timezone.now())
    return redirect("accounts:sessions")


@signed_in
@require_POST
def end_all_other_sessions(request: HttpRequest) -> HttpResponse:
    end_other_sessions(person=person_in(request), but=request.session.session_key or "", at=timezone.now())
    messages.success(request, _("You are signed in here only."))
    return redirect("accounts:sessions")
