from dataclasses import replace

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from tamyr.network.forms.members import Basis, MemberForm, form_anew
from tamyr.network.logic.member_entry import Value, differences, merged
from tamyr.network.models import Member, Visitor
from tamyr.network.queries import members_visible_to, visitor_of
from tamyr.network.queries.member_entry import entry_of, last_change_of, membership_history, tell
from tamyr.network.queries.members import find_member
from tamyr.network.queries.visitors import only
from tamyr.network.rules import is_coordinator, is_signed_in, may_change_member
from tamyr.network.services.members import MemberFacts, NobodyLeft, StaleVersion, change_member, membership_of
from tamyr.network.services.two_persons.asking import own_seconds
from tamyr.network.services.two_persons.membership import propose_membership
from tamyr.network.services.two_persons.showing import propose_to_show
from tamyr.safety.models import shows_more
from tamyr.safety.services.proposals import AlreadyProposed
from tamyr.shared.languages import language

CONFLICT, UNPROCESSABLE = 409, 422
NOBODY_LEFT = gettext_lazy(
    "It has no delegate whose mandate runs without an end, so one day nobody could open it again. "
    "Give it such a delegate first, or hide it less."
)


@require_http_methods(["GET", "HEAD", "POST"])
@only(is_signed_in)
def edit_member(request: HttpRequest, slug: str) -> HttpResponse:
    visitor = visitor_of(request)
    member = changeable(visitor, slug)
    form = MemberForm(request.POST or None, member=member, visitor=visitor, language=language())
    if form.is_valid():
        return save_member(request, visitor, member, form)
    return show(request, member, form)


def changeable(visitor: Visitor, slug: str) -> Member:
    """Return a member this visitor may change; refuse one they only see."""
    member = find_member(visitor, slug)
    if not may_change_member.test(visitor, member):
        raise PermissionDenied(_("You do not act for this member now; your mandate may have ended."))
    return member


def save_member(request: HttpRequest, visitor: Visitor, member: Member, form: MemberForm) -> HttpResponse:
    basis: Basis = form.cleaned_data["basis"]
    # With what stands now and not with the form’s basis: sent twice, it is no conflict with itself.
    if form.entry() == entry_of(member):
        return done(request, visitor, member, _("Nothing was changed: the entry already says this."))
    wanted = form.facts()
    moves = membership_of(wanted) != member.membership and not is_coordinator(visitor)
    wider = shows_more(wanted.exposure, than=member.chosen_exposure)
    facts = saved_at_once(member, wanted, moves=moves, wider=wider)
    try:
        # First what one person changes alone: it is kept whatever becomes of what a second one is asked.
        saved = change_member(
            member=member, version=basis.version, facts=facts, actor=visitor.actor, at=visitor.at
        )
    except StaleVersion as moved:
        # Whoever changed it may have hidden it from this person at that.
        current = changeable(visitor, moved.current.slug)
        return show_conflict(request, visitor, current, basis, form.entry())
    except NobodyLeft:
        form.add_error("exposure", NOBODY_LEFT)
        return show(request, member, form)
    if moves or wider:
        return ask_a_second(request, visitor, saved, wanted, moves=moves, wider=wider)
    return done(request, visitor, saved, _("Saved."))


def saved_at_once(member: Member, wanted: MemberFacts, *, moves: bool, wider: bool) -> MemberFacts:
    """Return what one person changes alone: the rest stays as it is, to be proposed."""
    facts = replace(wanted, exposure=member.chosen_exposure) if wider else wanted
    if not moves:
        return facts
    return replace(
        facts,
        status=member.status,
        status_from_on=None,
        joined_on=member.joined_on,
        left_on=member.left_on,
    )


def ask_a_second(
    request: HttpRequest, visitor: Visitor, member: Member, wanted: MemberFacts, *, moves: bool, wider: bool
) -> HttpResponse:
    """Propose what takes two, and say who has to agree."""
    try:
        if moves:
            propose_membership(member=member, facts=wanted, by=visitor)
        if wider:
            propose_to_show(member=member, exposure=wanted.exposure, by=visitor)
    except AlreadyProposed as before:
        messages.info(
            request, _("Another of its people proposed a change of this already: answer that first.")
        )
        return redirect("network:proposal", key=before.proposal.pk)
    if moves:
        messages.info(
            request,
            _("Status and dates wait for a second person, a coordinator as a rule; until then they stay."),
        )
    said = who_agrees_to_show(visitor, member) if wider else _("Saved.")
    return done(request, visitor, member, said)


def who_agrees_to_show(visitor: Visitor, member: Member) -> str:
    if own_seconds(member, visitor.person, visitor.at):
        return _("Saved. Showing it to more people waits for another of its people: it is on their desk.")
    return _("Saved. Nobody else of it can agree to show it to more people, so a coordinator is asked.")


def show(request: HttpRequest, member: Member, form: MemberForm) -> HttpResponse:
    found = {
        "member": member,
        "form": form,
        "words": form.word_groups(),
        "history": membership_history(member, form.visitor),
        "proposes": not is_coordinator(form.visitor),
    }
    return render(request, "network/member_edit.html", found, status=UNPROCESSABLE if form.errors else 200)


def show_conflict(
    request: HttpRequest, visitor: Visitor, current: Member, basis: Basis, mine: dict[str, Value]
) -> HttpResponse:
    """Show both people's changes beside each other, and a form that holds them together."""
    theirs = entry_of(current)
    form = form_anew(current, visitor, language(), merged(basis.entry, theirs, mine))
    found = {
        "member": current,
        "form": form,
        "words": form.word_groups(),
        "differences": [
            tell(difference, language()) for difference in differences(basis.entry, theirs, mine)
        ],
        "change": last_change_of(current, visitor),
        "is_conflict": True,
    }
    return render(request, "network/member_edit.html", found, status=CONFLICT)


def done(request: HttpRequest, visitor: Visitor, member: Member, words: str) -> HttpResponse:
    messages.success(request, words)
    # Whoever hides a member may have hidden it from themselves.
    still_seen = members_visible_to(visitor).filter(pk=member.pk).exists()
    return redirect("network:member", slug=member.slug) if still_seen else redirect("network:members")
