from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tamyr.network.queries import visitor_of
from tamyr.network.queries.visitors import only
from tamyr.network.rules import is_signed_in
from tamyr.protection.forms.checkins import CheckInForm, LaterForm
from tamyr.protection.models.checkins import KEPT_AFTER
from tamyr.protection.queries.checkins import check_ins_told_to, own_check_in, people_to_choose
from tamyr.protection.rules import may_check_in
from tamyr.protection.services.letters import checkins as acts
from tamyr.protection.views.doors import sensitive, show
from tamyr.shared.attempts import unsound
from tamyr.shared.choices import one_or_404


def by_clock(request: HttpRequest) -> dict[str, Any]:
    """Return what the hours to choose from are written with: now, and the reader's own zone."""
    visitor = visitor_of(request)
    zone = visitor.person.time_zone if visitor.person else "UTC"
    return {"now": visitor.at, "zone": zone}


@sensitive
@require_safe
@only(may_check_in)
def check_in(request: HttpRequest) -> HttpResponse:
    known = people_to_choose(visitor_of(request))
    return show_check_in(request, CheckInForm(known=known, **by_clock(request)))


def show_check_in(request: HttpRequest, form: CheckInForm, status: int = 200, **told: Any) -> HttpResponse:
    visitor = visitor_of(request)
    page = {
        "form": form,
        "check_in": own_check_in(visitor),
        "later_form": LaterForm(**by_clock(request)),
        "told": check_ins_told_to(visitor),
        "kept_days": KEPT_AFTER.days,
        **told,
    }
    return show(request, "room/check_in.html", page, status)


@sensitive
@require_POST
@only(may_check_in)
def set_check_in(request: HttpRequest) -> HttpResponse:
    visitor = visitor_of(request)
    form = CheckInForm(request.POST, known=people_to_choose(visitor), **by_clock(request))
    if not form.is_valid():
        return unsound(request, form, lambda **told: show_check_in(request, form, **told))
    acts.set_check_in(planned=form.planned(), by=visitor)
    return done(request, _("Set. Come back here and press in time."))


@sensitive
@require_POST
@only(is_signed_in)
def confirm(request: HttpRequest) -> HttpResponse:
    acts.confirm(by=visitor_of(request))
    return done(request, _("Good to hear. What you wrote is deleted."))


@sensitive
@require_POST
@only(may_check_in)
def put_later(request: HttpRequest) -> HttpResponse:
    form = LaterForm(request.POST, **by_clock(request))
    if (
        not form.is_valid()
        or acts.put_later(hours=form.cleaned_data["hours"], by=visitor_of(request)) is None
    ):
        messages.error(request, _("There is nothing to put later: the time is over, or none was set."))
        return redirect("protection:check_in")
    return done(request, _("Put later."))


@sensitive
@require_safe
@only(is_signed_in)
def told(request: HttpRequest, key: UUID) -> HttpResponse:
    """Read what somebody left for the case that they do not check in: the two whom they chose, nobody else."""
    found = one_or_404(check_ins_told_to(visitor_of(request)), pk=key)
    return show(request, "room/check_in_told.html", {"check_in": found, "kept_days": KEPT_AFTER.days})


def done(request: HttpRequest, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("protection:check_in")
