from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tamyr.network.queries import visitor_of
from tamyr.protection.models import Act, LockDown, Stage
from tamyr.protection.models.keyholders import COUNTRIES, FEWEST
from tamyr.protection.queries.contacts import Subject, subject_with
from tamyr.protection.queries.desk import name_of
from tamyr.protection.queries.lockdowns import (
    lock_down_seen,
    may_open,
    may_press,
    may_renew,
    open_lock_down,
    opening,
    presses_of,
    renewing_turn,
)
from tamyr.protection.services.lockdowns import ask_to_lock, say_longer, say_open, take_press_back
from tamyr.protection.views.doors import sensitive, show, there, word_given
from tamyr.shared.doors import signed_in


@sensitive
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest, key: UUID) -> HttpResponse:
    return before_pressing(request, subject_with(person=key))


@sensitive
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def organisation(request: HttpRequest, key: UUID) -> HttpResponse:
    return before_pressing(request, subject_with(member=key))


def before_pressing(request: HttpRequest, subject: Subject | None) -> HttpResponse:
    """Say what will happen and what will not; the button is pressed once more."""
    visitor = visitor_of(request)
    if subject is None or visitor.person is None or not may_press(visitor.person, subject, visitor.at):
        raise Http404
    if request.method == "POST":
        pressed = ask_to_lock(subject=subject, by=visitor)
        if pressed.stage == Stage.LOCKED:
            messages.success(request, _("Done: it is locked."))
        else:
            messages.success(request, _("Your word is noted. Call the second person now."))
        return redirect("protection:matter", key=pressed.pk)
    standing = open_lock_down(subject, visitor.at)
    if standing is not None and lock_down_seen(visitor, standing.pk):
        return redirect("protection:matter", key=standing.pk)
    page = {"subject": subject, "is_person": hasattr(subject, "shown_name"), **durations()}
    return show(request, "lockdown/ask.html", page)


def durations() -> dict[str, int]:
    return {
        "request_hours": settings.LOCK_REQUEST_HOURS,
        "days": settings.LOCK_DAYS,
        "unlock_hours": settings.UNLOCK_HOURS,
        "keyholders": FEWEST,
        "countries": COUNTRIES,
    }


def shown(request: HttpRequest, row: LockDown, reason: str = "", status: int = 200) -> HttpResponse:
    visitor = visitor_of(request)
    assert visitor.person is not None
    person, at = visitor.person, visitor.at

    def said(act: str, turn: int = 0) -> bool:
        return any(press.person_id == person.pk for press in presses_of(row, act, turn))

    page = {
        "row": row,
        "name": name_of(row),
        "is_person": row.person is not None,
        "is_asked": row.stage == Stage.ASKED,
        "may_lock": row.stage == Stage.ASKED and may_press(person, row.subject, at) and not said(Act.LOCK),
        "has_asked": row.stage == Stage.ASKED and said(Act.LOCK),
        "may_open": may_open(person, row, at) and not said(Act.RELEASE),
        "has_opened": row.stage == Stage.LOCKED and said(Act.RELEASE),
        "may_renew": may_renew(person, row, at) and not said(Act.RENEW, renewing_turn(row)),
        "opening": opening(row, at),
        "reason": reason,
        "visitor": visitor,
        **durations(),
    }
    return show(request, "lockdown/matter.html", page, status=status)


@sensitive
@signed_in
@require_safe
def matter(request: HttpRequest, key: UUID) -> HttpResponse:
    return shown(request, there(lock_down_seen(visitor_of(request), key)))


def pressed(request: HttpRequest, key: UUID, act: Callable[..., object], words: str) -> HttpResponse:
    visitor = visitor_of(request)
    row = there(lock_down_seen(visitor, key))

    def then() -> HttpResponse:
        # Whoever took the only word back may know of it no more.
        if lock_down_seen(visitor, key):
            return redirect("protection:matter", key=key)
        return redirect("protection:support")

    return word_given(
        request,
        lambda: act(lock_down=row, by=visitor),
        words,
        refused=partial(shown, request, row),
        then=then,
    )


@sensitive
@signed_in
@require_POST
def take_back(request: HttpRequest, key: UUID) -> HttpResponse:
    return pressed(request, key, take_press_back, _("Taken back."))


@sensitive
@signed_in
@require_POST
def open_again(request: HttpRequest, key: UUID) -> HttpResponse:
    return pressed(request, key, say_open, _("Your word is noted."))


@sensitive
@signed_in
@require_POST
def longer(request: HttpRequest, key: UUID) -> HttpResponse:
    return pressed(request, key, say_longer, _("Your word is noted."))
