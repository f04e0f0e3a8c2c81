from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tamyr.network.forms.circles import (
    AddForm,
    ChangeCircleForm,
    EndCircleForm,
    StartCircleForm,
    circle_basis,
)
from tamyr.network.forms.people import InviteToCircleForm
from tamyr.network.logic.member_entry import Value, merged
from tamyr.network.logic.name_order import name_key
from tamyr.network.models import Circle, Visitor
from tamyr.network.queries import circles_visible_to, people_visible_to, visitor_of
from tamyr.network.queries.circles import circle_entry, circle_seen, not_seated, seats_shown, seats_visible_to
from tamyr.network.queries.invitations import open_invitations
from tamyr.network.queries.visitors import only
from tamyr.network.rules import MayNot, is_signed_in, may_keep_circle, may_start_circles
from tamyr.network.services.circles import (
    CircleMoved,
    add_to_circle,
    change_circle,
    end_circle,
    end_seat,
    make_convenor,
    start_circle,
)
from tamyr.network.services.members import NobodyLeft
from tamyr.network.views.people import link_made, not_now
from tamyr.shared.attempts import unsound
from tamyr.shared.choices import one_or_404
from tamyr.shared.doors import signed_in
from tamyr.shared.typed import refused


def circle_or_404(visitor: Visitor, slug: str) -> Circle:
    circle = circle_seen(visitor, slug)
    if circle is None:
        raise Http404(_("There is no circle at this address."))
    return circle


@require_safe
def circles(request: HttpRequest) -> HttpResponse:
    """Show the circles this visitor may know of: strangers see those that are public."""
    visitor = visitor_of(request)
    # Here and not by the database, for which the names are unreadable.
    seen = sorted(circles_visible_to(visitor), key=lambda circle: name_key(circle.name))
    page = {
        "circles": [circle for circle in seen if circle.ended_on is None],
        "ended": [circle for circle in seen if circle.ended_on is not None],
        "may_start": may_start_circles(visitor),
        "visitor": visitor,
    }
    return render(request, "network/circles/circles.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@only(is_signed_in)
def start(request: HttpRequest) -> HttpResponse:
    visitor, form = visitor_of(request), StartCircleForm(request.POST or None)
    if not may_start_circles(visitor):
        return not_now(request, reason=_("Only coordinators start circles."), form=form)
    if request.method == "POST" and form.is_valid():
        circle = start_circle(
            form_key=form.cleaned_data["form_key"],
            names=form.names,
            purposes=form.purposes,
            exposure=form.cleaned_data["exposure"],
            by=visitor,
        )
        return redirect("network:circle", slug=circle.slug)
    return refused(form, render(request, "network/circles/start.html", {"form": form}))


@require_safe
def circle(request: HttpRequest, slug: str) -> HttpResponse:
    visitor = visitor_of(request)
    return _show(request, visitor, circle_or_404(visitor, slug))


def _show(
    request: HttpRequest, visitor: Visitor, shown: Circle, status: int = 200, **more: Any
) -> HttpResponse:
    keeps = may_keep_circle(visitor, shown)
    page = {
        "circle": shown,
        "seats": seats_shown(visitor, shown),
        "keeps": keeps,
        "form": AddForm(people=not_seated(visitor, shown)) if keeps else None,
        "invitations": open_invitations(visitor).filter(circle=shown),
        **more,
    }
    return render(request, "network/circles/circle.html", page, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@only(is_signed_in)
def change(request: HttpRequest, slug: str) -> HttpResponse:
    visitor = visitor_of(request)
    shown = circle_or_404(visitor, slug)
    form = ChangeCircleForm(request.POST or None, circle=shown, visitor=visitor)
    if not may_keep_circle(visitor, shown):
        return not_now(request, reason=_("You do not convene this circle now."), form=form)
    if request.method != "POST" or not form.is_valid():
        page = {"form": form, "circle": shown}
        return refused(form, render(request, "network/circles/change.html", page))
    opened_on = form.cleaned_data["basis"]["entry"]
    try:
        changed = change_circle(
            circle=shown,
            opened_on=opened_on,
            names=form.names,
            purposes=form.purposes,
            exposure=form.cleaned_data["exposure"],
            by=visitor,
        )
    except CircleMoved as moved:
        both = merged(opened_on, circle_entry(moved.current), form.entry())
        return _show_conflict(request, visitor, moved.current, both)
    messages.success(request, _("Saved."))
    # Whoever hides a circle may have hidden it from themselves.
    still_seen = circle_seen(visitor, changed.slug) is not None
    return redirect("network:circle", slug=changed.slug) if still_seen else redirect("network:circles")


def _show_conflict(
    request: HttpRequest, visitor: Visitor, current: Circle, both: dict[str, Value]
) -> HttpResponse:
    """Show a form that holds the changes of two people together."""
    initial = {**both, "basis": circle_basis(current)}
    form = ChangeCircleForm(circle=current, visitor=visitor, initial=initial)
    page = {"form": form, "circle": current, "is_conflict": True}
    return render(request, "network/circles/change.html", page, status=409)


@require_http_methods(["GET", "HEAD", "POST"])
@only(is_signed_in)
def end(request: HttpRequest, slug: str) -> HttpResponse:
    visitor = visitor_of(request)
    shown, form = circle_or_404(visitor, slug), EndCircleForm(request.POST or None)
    if not may_keep_circle(visitor, shown):
        return not_now(request, reason=_("You do not convene this circle now."))
    if request.method == "POST" and form.is_valid():
        end_circle(circle=shown, by=visitor)
        messages.success(request, _("The circle ended today."))
        return redirect("network:circles")
    return refused(form, render(request, "network/circles/end.html", {"form": form, "circle": shown}))


@signed_in
@require_POST
def add(request: HttpRequest, slug: str) -> HttpResponse:
    visitor = visitor_of(request)
    shown = circle_or_404(visitor, slug)
    # Not only those whom the page offers: who was seated meanwhile, or by the first of two presses, is no mistake.
    form = AddForm(request.POST, people=people_visible_to(visitor))
    if not may_keep_circle(visitor, shown):
        return not_now(request, reason=_("You do not convene this circle now."))
    if not form.is_valid():
        again = AddForm(request.POST, people=not_seated(visitor, shown))
        return unsound(request, again, lambda **told: _show(request, visitor, shown, form=again, **told))
    add_to_circle(circle=shown, person=form.cleaned_data["person"], by=visitor)
    return redirect("network:circle", slug=slug)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def invite_to_circle(request: HttpRequest, slug: str) -> HttpResponse:
    visitor = visitor_of(request)
    shown = circle_or_404(visitor, slug)
    form = InviteToCircleForm(request.POST or None)
    if not may_keep_circle(visitor, shown):
        return not_now(request, reason=_("You do not convene this circle now."), form=form)
    if request.method == "POST" and form.is_valid():
        return link_made(request, form.cleaned_data, circle=shown)
    title = _("Invite somebody to the circle “%(circle)s”") % {"circle": shown.name}
    return refused(form, render(request, "network/people/invite.html", {"form": form, "title": title}))


@signed_in
@require_POST
def end_one_seat(request: HttpRequest, slug: str, seat_id: UUID) -> HttpResponse:
    visitor = visitor_of(request)
    shown = circle_or_404(visitor, slug)
    seat = one_or_404(seats_visible_to(visitor, shown), pk=seat_id)
    try:
        end_seat(seat=seat, by=visitor)
    except MayNot:
        return not_now(request, reason=_("You do not convene this circle now."))
    except NobodyLeft:
        return not_now(request, reason=_("A circle needs a convenor. Name another one first."))
    messages.success(request, _("The seat ended today."))
    # To the list and not to the circle, which whoever has left it may not see any more.
    return redirect("network:circles")


@signed_in
@require_POST
def name_convenor(request: HttpRequest, slug: str, seat_id: UUID) -> HttpResponse:
    visitor = visitor_of(request)
    shown = circle_or_404(visitor, slug)
    seat = one_or_404(seats_visible_to(visitor, shown), pk=seat_id)
    try:
        make_convenor(seat=seat, by=visitor)
    except MayNot:
        return not_now(request, reason=_("You do not convene this circle now."))
    return redirect("network:circle", slug=slug)
