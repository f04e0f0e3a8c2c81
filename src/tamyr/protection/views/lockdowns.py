from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tamyr.accounts.rules import person_in
from tamyr.network.queries import visitor_of
from tamyr.protection.models import LockDown, Stage
from tamyr.protection.pages.lockdowns import durations, matter_page
from tamyr.protection.queries.contacts import Subject, subject_with
from tamyr.protection.queries.lockdowns import lock_down_seen, may_press, open_lock_down
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
    # To a stranger there is no page, as for a key of nobody: else
    # an address would say who has an account here.
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


def shown(request: HttpRequest, row: LockDown, reason: str = "", status: int = 200) -> HttpResponse:
    visitor = visitor_of(request)
    page = {**matter_page(row, person_in(request), visitor.at), "reason": reason, "visitor": visitor}
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
