from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tamyr.accounts.rules import recently_confirmed
from tamyr.network.forms.people import (
    EndByTwoForm,
    EndForm,
    EndRoleForm,
    InviteForm,
    InviteToRoleForm,
    WayBackForm,
)
from tamyr.network.logic.name_order import name_key
from tamyr.network.models import Invitation, Mandate, Member, Visitor
from tamyr.network.queries import people_visible_to, visitor_of
from tamyr.network.queries.desk.calls import members_without_voice
from tamyr.network.queries.invitations import invitations_visible_to, open_invitations
from tamyr.network.queries.people import (
    last_day_of,
    mandates_known_to,
    mandates_of,
    members_kept_by,
    members_known_to,
    roles_held,
)
from tamyr.network.queries.visitors import visitor_on
from tamyr.network.rules import (
    MayNot,
    may_end_mandate,
    may_give_roles,
    may_invite_for_member,
    may_open_a_way_back,
    may_propose_to_end_mandate,
    may_propose_to_end_role,
    may_see_people_of,
)
from tamyr.network.services.invitations import invite, revoke_invitation
from tamyr.network.services.members import NobodyLeft
from tamyr.network.services.people import BadDates, EndsSooner, end_mandate, end_role
from tamyr.network.services.two_persons.endings import (
    needs_a_delegate,
    propose_to_end_mandate,
    propose_to_end_role,
)
from tamyr.shared.attempts import proposed
from tamyr.shared.choices import one_or_404
from tamyr.shared.doors import signed_in
from tamyr.shared.typed import refused, typed_in


def not_now(request: HttpRequest, *, reason: str, form: Form | None = None) -> HttpResponse:
    """Refuse in words, and hand back what was typed."""
    is_sent = form is not None and form.is_bound
    page = {"reason": reason, "typed": typed_in(request, form) if is_sent else []}
    return render(request, "network/people/not_now.html", page, status=403)


@signed_in
@require_safe
def my_people(request: HttpRequest) -> HttpResponse:
    """Lead to the people of the one member somebody acts for, or let them choose among several."""
    visitor = visitor_of(request)
    members = list(members_kept_by(visitor).prefetch_related("words"))
    if len(members) == 1 and not visitor.is_coordinator:
        return redirect("network:people_of", slug=members[0].slug)
    # Here, since the database cannot read the names of guarded ones.
    members.sort(key=lambda member: name_key(member.name))
    without_voice = sorted(members_without_voice(visitor), key=lambda member: name_key(member.name))
    page = {"members": members, "without_voice": without_voice, "visitor": visitor}
    return render(request, "network/people/my_people.html", page)


@signed_in
@require_safe
def people_of(request: HttpRequest, slug: str) -> HttpResponse:
    visitor = visitor_of(request)
    member = one_or_404(members_known_to(visitor), slug=slug)
    if not may_see_people_of(visitor, member):
        return not_now(request, reason=why_not(visitor, member))
    mandates = list(mandates_of(visitor, member))
    page = {
        "member": member,
        "running": [mandate for mandate in mandates if mandate.holds_on(visitor.on)],
        "to_come": [mandate for mandate in mandates if mandate.from_on > visitor.on],
        "past": [mandate for mandate in mandates if mandate.until_on and mandate.until_on <= visitor.on],
        "invitations": open_invitations(visitor).filter(member=member),
        "may_invite": may_invite_for_member(visitor, member),
        "visitor": visitor,
    }
    return render(request, "network/people/people_of.html", page)


def why_not(visitor: Visitor, member: Member) -> str:
    """Say why a visitor does not act for a member now."""
    if visitor.acts_for(member.pk):
        return _("Delegates of a member do this, not their deputies.")
    ended_on = last_day_of(visitor, member)
    if ended_on is None:
        return _("You do not act for this member.")
    words = {"member": member.name, "day": date_format(ended_on)}
    return _("You no longer act for %(member)s: your mandate ended on %(day)s.") % words


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def invite_for_member(request: HttpRequest, slug: str) -> HttpResponse:
    visitor = visitor_of(request)
    member = one_or_404(members_known_to(visitor), slug=slug)
    form = InviteForm(request.POST or None)
    if not may_invite_for_member(visitor, member):
        return not_now(request, reason=why_not(visitor, member), form=form)
    if request.method == "POST" and form.is_valid():
        return link_made(request, form.cleaned_data, member=member)
    title = _("Invite somebody to act for %(member)s") % {"member": member.name}
    return refused(form, render(request, "network/people/invite.html", {"form": form, "title": title}))


@recently_confirmed
@require_http_methods(["GET", "HEAD", "POST"])
def invite_to_role(request: HttpRequest) -> HttpResponse:
    form = InviteToRoleForm(request.POST or None)
    if not may_give_roles(visitor_of(request)):
        return not_now(request, reason=_("Only coordinators give roles."), form=form)
    if request.method == "POST" and form.is_valid():
        return link_made(request, form.cleaned_data)
    page = {"form": form, "title": _("Invite somebody to a role"), "two_persons": True}
    return refused(form, render(request, "network/people/invite.html", page))


@recently_confirmed
@require_http_methods(["GET", "HEAD", "POST"])
def way_back(request: HttpRequest, person_id: UUID) -> HttpResponse:
    visitor = visitor_of(request)
    person = one_or_404(people_visible_to(visitor), pk=person_id)
    form = WayBackForm(request.POST or None)
    if not may_open_a_way_back(visitor, person):
        reason = _(
            "A way back is asked for by a coordinator, or by a colleague who acts for the same member or sits in "
            "the same circle; for a coordinator by another coordinator; for oneself by nobody."
        )
        return not_now(request, reason=reason, form=form)
    if request.method == "POST" and form.is_valid():
        return link_made(request, form.cleaned_data, back_for=person)
    title = _("A way back for %(name)s") % {"name": person.shown_name}
    page = {"form": form, "title": title, "way_back": settings.WAY_BACK_HOURS}
    return refused(form, render(request, "network/people/invite.html", page))


def link_made(request: HttpRequest, typed: dict[str, Any], **gift: Any) -> HttpResponse:
    """Make an invitation and lead to its link, which this session alone can show, once."""
    made, secret = invite(by=visitor_of(request), **typed, **gift)
    if secret:
        # In the session and not in the address: a link that lies in a history or a log is anybody's.
        request.session["links"] = {**request.session.get("links", {}), str(made.pk): secret}
    return redirect("network:invitation_link", invitation_id=made.pk)


@signed_in
@require_safe
def invitation_link(request: HttpRequest, invitation_id: UUID) -> HttpResponse:
    made = one_or_404(invitations_visible_to(visitor_of(request)), pk=invitation_id)
    links = request.session.get("links", {})
    secret = links.pop(str(made.pk), "")
    # Assigned anew: a session does not notice what changes inside a dictionary of its own.
    request.session["links"] = links
    return render(request, "network/people/link.html", {"invitation": made, "secret": secret})


@signed_in
@require_POST
def revoke(request: HttpRequest, invitation_id: UUID) -> HttpResponse:
    made = one_or_404(invitations_visible_to(visitor_of(request)), pk=invitation_id)
    revoke_invitation(invitation=made, by=visitor_of(request))
    messages.success(request, _("The invitation is taken back: its link opens nothing."))
    return redirect(list_with(made), *([made.member.slug] if made.member else []))


def list_with(made: Invitation) -> str:
    if made.member is not None:
        return "network:people_of"
    return "network:roles" if made.role else "network:account"


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, mandate_id: UUID) -> HttpResponse:
    visitor = visitor_of(request)
    mandate = one_or_404(mandates_known_to(visitor), pk=mandate_id)
    if not may_end_mandate(visitor, mandate) and may_propose_to_end_mandate(visitor, mandate):
        return _end_by_two(request, visitor, mandate)
    form = EndForm(request.POST or None, today=visitor.on)
    if not may_end_mandate(visitor, mandate):
        return not_now(request, reason=why_not(visitor, mandate.member), form=form)
    if request.method == "POST" and form.is_valid():
        on: date = form.cleaned_data["on"]
        try:
            end_mandate(mandate=mandate, on=on, by=visitor)
        except BadDates:
            form.add_error("on", _is_over(on))
        except EndsSooner as sooner:
            form.add_error("on", _ends_sooner(sooner.day))
        except NobodyLeft:
            form.add_error(None, needs_a_delegate())
        else:
            messages.success(request, _("The end of the mandate is set."))
            if may_see_people_of(_after(visitor), mandate.member):
                return redirect("network:people_of", slug=mandate.member.slug)
            return redirect("network:account")
    return refused(form, render(request, "network/people/end.html", {"form": form, "mandate": mandate}))


def _after(visitor: Visitor) -> Visitor:
    """Return who asks as an act has left them: what they laid down themselves opens no page any more."""
    return visitor_on(visitor.person, visitor.at)


def _end_by_two(request: HttpRequest, visitor: Visitor, mandate: Mandate) -> HttpResponse:
    """Propose that somebody else acts for a member no longer."""
    form = EndByTwoForm(request.POST or None, today=visitor.on)
    if request.method == "POST" and form.is_valid():
        on, why = form.cleaned_data["on"], form.cleaned_data["why"]
        try:
            if on >= visitor.on:
                return proposed(request, propose_to_end_mandate(mandate=mandate, on=on, why=why, by=visitor))
            form.add_error("on", _is_over(on))
        except EndsSooner as sooner:
            form.add_error("on", _ends_sooner(sooner.day))
    page = {"form": form, "mandate": mandate, "by_two": True}
    return refused(form, render(request, "network/people/end.html", page))


def _is_over(day: date) -> str:
    return _("%(day)s is over. Write today or a later day.") % {"day": date_format(day)}


def _ends_sooner(day: date) -> str:
    return _("The mandate ends on %(day)s already. Write an earlier day.") % {"day": date_format(day)}


@signed_in
@require_safe
def roles(request: HttpRequest) -> HttpResponse:
    visitor = visitor_of(request)
    if not may_give_roles(visitor):
        return not_now(request, reason=_("Only coordinators see who holds which role."))
    page = {
        "grants": roles_held(visitor),
        "invitations": open_invitations(visitor).exclude(role=""),
        "visitor": visitor,
    }
    return render(request, "network/people/roles.html", page)


@recently_confirmed
@require_http_methods(["GET", "HEAD", "POST"])
def end_one_role(request: HttpRequest, grant_id: UUID) -> HttpResponse:
    visitor = visitor_of(request)
    grant = one_or_404(roles_held(visitor), pk=grant_id)
    if may_propose_to_end_role(visitor, grant):
        form = EndRoleForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            why = form.cleaned_data["why"]
            return proposed(request, propose_to_end_role(grant=grant, why=why, by=visitor))
        page = {"form": form, "grant": grant}
        return refused(form, render(request, "network/people/end_role.html", page))
    if request.method == "POST":
        try:
            end_role(grant=grant, by=visitor)
        except MayNot:
            reason = _("No single coordinator removes another: they lay the role down themselves.")
            return not_now(request, reason=reason)
        except NobodyLeft:
            return not_now(request, reason=_("You are the last coordinator. Invite another one first."))
        messages.success(request, _("The role ended today."))
        return redirect("network:roles" if may_give_roles(_after(visitor)) else "network:account")
    return render(request, "network/people/end_role.html", {"grant": grant})
