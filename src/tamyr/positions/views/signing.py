"""How an organisation signs an adopted position: asked, approved inside, signed; by name or without."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tamyr.network.models import Visitor
from tamyr.network.queries.visitors import only, visitor_of
from tamyr.network.rules import MayNot
from tamyr.positions.forms.voicing import ApprovalForm, AskForm
from tamyr.positions.models import Step, Version
from tamyr.positions.pages.paper import authority_words
from tamyr.positions.pages.public import crumbs, public_page
from tamyr.positions.queries.positions import adopted_version, find_followed
from tamyr.positions.queries.signatures import OwnSignature, own_signatures
from tamyr.positions.rules import may_ask_for_signatures
from tamyr.positions.services import signing as acts
from tamyr.positions.views.answering import attempt, heard_member
from tamyr.procedures.pages import unnamed_lines
from tamyr.procedures.rules import may_follow
from tamyr.shared.attempts import unsound


def adopted_asked(request: HttpRequest, number: int) -> tuple[Visitor, Version]:
    """Return who asks, and the version that was adopted last of a position they follow."""
    visitor = visitor_of(request)
    # Not the newest: while another version is written, members sign the one that was adopted.
    version = adopted_version(find_followed(visitor, number))
    if version is None:
        raise Http404(_("This position is not adopted yet."))
    return visitor, version


@require_safe
@only(may_follow)
def signing(request: HttpRequest, number: int) -> HttpResponse:
    return show(request, number)


def show(request: HttpRequest, number: int, status: int = 200, **more: Any) -> HttpResponse:
    visitor, version = adopted_asked(request, number)
    page = public_page(version, visitor)
    context = {
        "page": page,
        "authority": authority_words(page),
        "lines": unnamed_lines(page.signatures),
        "own": [(own, _form(own, more)) for own in own_signatures(version, visitor)],
        "is_late": version.sign_until is not None and visitor.at >= version.sign_until,
        "may_ask": may_ask_for_signatures(visitor, version),
        "ask_form": AskForm(auto_id="ask_%s"),
        "crumbs": crumbs((page.title, reverse("positions:position", args=[number])), (_("Sign"), "")),
        **more,
    }
    return render(request, "positions/signing.html", context, status=status)


def _form(own: OwnSignature, more: dict[str, Any]) -> ApprovalForm | None:
    """Return the form of one organisation: what was just typed for it, or an empty one where it has not agreed yet."""
    if own.step == Step.SIGNED:
        return None
    if more.get("approving_for") == own.member:
        typed: ApprovalForm = more["approval_form"]
        typed.seen_now(more)
        return typed
    return None if own.step == Step.APPROVED else ApprovalForm(auto_id=f"id_{own.member.slug}_%s")


def done(
    request: HttpRequest, number: int, said: str, act: Callable[[], object], form: Any = None, **typed: Any
) -> HttpResponse:
    def again(**more: Any) -> HttpResponse:
        return show(request, number, **typed, **more)

    return attempt(request, act, said=said, back=("signing", number), show=again, form=form)


@require_POST
@only(may_follow)
def ask(request: HttpRequest, number: int) -> HttpResponse:
    visitor, version = adopted_asked(request, number)
    form = AskForm(request.POST, auto_id="ask_%s")
    if not form.is_valid():
        return unsound(request, form, lambda **told: show(request, number, ask_form=form, **told))
    until = visitor.at + timedelta(days=form.cleaned_data["days"])
    return done(
        request,
        number,
        _("The members are asked to sign."),
        lambda: acts.ask_for_signatures(version=version, until=until, **visitor.by),
        form,
        ask_form=form,
    )


@require_POST
@only(may_follow)
def approve(request: HttpRequest, number: int) -> HttpResponse:
    visitor, version = adopted_asked(request, number)
    member = heard_member(visitor, version.position, request.POST.get("member", ""))
    form = ApprovalForm(request.POST, auto_id=f"id_{member.slug}_%s")
    if not form.is_valid():
        return unsound(
            request,
            form,
            lambda **told: show(request, number, approval_form=form, approving_for=member, **told),
        )
    said = form.cleaned_data
    return done(
        request,
        number,
        _("Recorded. One step is left: sign."),
        lambda: acts.approve_inside(version=version, member=member, **said, **visitor.by),
        form,
        approval_form=form,
        approving_for=member,
    )


@require_POST
@only(may_follow)
def sign(request: HttpRequest, number: int) -> HttpResponse:
    visitor, version = adopted_asked(request, number)
    member = heard_member(visitor, version.position, request.POST.get("member", ""))
    said, sha = _("Your organisation has signed."), request.POST.get("sha", "")
    given = {"version": version, "member": member, "sha": sha, **visitor.by}
    return done(request, number, said, lambda: acts.sign(**given))


@require_POST
@only(may_follow)
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    visitor, version = adopted_asked(request, number)
    # Not ``heard_member``: an organisation that is not heard any more can still take its signature back.
    named = request.POST.get("member")
    member = next(
        (own.member for own in own_signatures(version, visitor) if str(own.member.pk) == named), None
    )
    if member is None:
        raise MayNot(_("You do not act for this member now; your mandate may have ended."))
    said = _("The signature is withdrawn.")
    return done(
        request, number, said, lambda: acts.withdraw_signature(version=version, member=member, **visitor.by)
    )
