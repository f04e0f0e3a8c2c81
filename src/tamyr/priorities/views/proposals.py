"""One proposal: read, written, changed, translated, taken back."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tamyr.network.models import Member, Visitor
from tamyr.network.queries.visitors import only, visitor_of
from tamyr.network.rules import MayNot
from tamyr.priorities.forms.proposals import (
    WRITTEN,
    ArgumentForm,
    ProposalForm,
    WordsForm,
    about_the_text,
    said_by,
)
from tamyr.priorities.models import Proposal, Round, Wording
from tamyr.priorities.pages.proposals import head_of, proposal_page, to_translate
from tamyr.priorities.pages.words import crumbs, how_alike, said_before
from tamyr.priorities.queries.proposals import ProposalShown, find_proposal, shown_one
from tamyr.priorities.queries.rounds import address_of_round, find_round, may_propose_for
from tamyr.priorities.queries.similar import similar_to
from tamyr.priorities.queries.texts import earlier_texts, newest_wordings
from tamyr.priorities.rules import is_mine, may_speak_in_rounds
from tamyr.priorities.services import proposals as acts
from tamyr.priorities.views.answers import attempt, by, speaking, to_proposal
from tamyr.procedures.pages import both_together
from tamyr.procedures.rules import organisations_heard
from tamyr.shared.attempts import Refusal
from tamyr.shared.languages import bound_language, language


@require_safe
def proposal(request: HttpRequest, number: int, place: int) -> HttpResponse:
    return show_proposal(request, find_proposal(visitor_of(request), number, place))


def show_proposal(request: HttpRequest, found: Proposal, status: int = 200, **more: object) -> HttpResponse:
    page = {
        **proposal_page(found, visitor_of(request), language()),
        "argument_form": ArgumentForm(initial={"read": found.text_sha256, "language": bound_language()}),
        # Last, so that a form with what was typed takes the place of the empty one above.
        **more,
    }
    return render(request, "priorities/proposal.html", page, status=status)


@require_safe
def earlier(request: HttpRequest, number: int, place: int) -> HttpResponse:
    """Show every text that a proposal had: what somebody supported or argued about can be read again."""
    found = find_proposal(visitor_of(request), number, place)
    # What was set aside is not read by its earlier texts either.
    if shown_one(found, visitor_of(request), language()).wording is None:
        raise Http404
    heading = _("All texts of this proposal")
    page = {**head_of(found, (heading, "")), "heading": heading, "texts": earlier_texts(found)}
    return render(request, "priorities/earlier.html", page)


# --- written --------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
@only(may_speak_in_rounds)
def propose(request: HttpRequest, number: int) -> HttpResponse:
    """Write a proposal: what is like it is shown as a step before it is sent, and stops nobody."""
    visitor = visitor_of(request)
    standing = find_round(visitor, number)
    members = may_propose_for(visitor, standing)
    form = ProposalForm(request.POST or None)
    if request.method != "POST":
        if not (members and standing.collects_at(visitor.at)):
            raise MayNot(_("In this round you can propose nothing now."))
        return _show_form(request, standing, form, members)
    # Not ``speaking``: a round may hear members that have no voice.
    member = _own(members, request.POST.get("member", ""))
    if not form.is_valid():
        return _show_form(request, standing, form, members, 422)
    if "send" not in request.POST:
        return _show_form(request, standing, form, members, alike=_alike(standing, form, visitor))
    made: list[Proposal] = []
    act: dict[str, Any] = {"draft": form.draft(), "form_key": form.cleaned_data["form_key"], **by(request)}
    refused = attempt(
        request,
        lambda: made.append(acts.propose(standing_round=standing, member=member, **act)),
        lambda status, **more: _show_form(request, standing, form, members, status, **more),
    )
    return refused or to_proposal(request, made[0], _("Your proposal is in the round."))


def _own(members: list[Member], named: str) -> Member:
    # The key comes from a form and is compared with one’s own alone: it never finds a member of others.
    for member in members:
        if str(member.pk) == named:
            return member
    raise MayNot(
        _("You cannot propose for this organisation in this round now; your mandate may have ended.")
    )


def _alike(
    standing: Round, form: ProposalForm, visitor: Visitor, but: Proposal | None = None
) -> list[tuple[ProposalShown, str]]:
    found = similar_to(standing, form.whole_text, form.cleaned_data["country"], visitor, language(), but=but)
    return [(shown, how_alike(likeness.shared, language())) for shown, likeness in found]


def _show_form(
    request: HttpRequest,
    standing: Round,
    form: ProposalForm,
    members: list[Member],
    status: int = 200,
    **more: object,
) -> HttpResponse:
    heading = _("Propose")
    page = {
        "round": standing,
        "form": form,
        "members": members,
        "member": request.POST.get("member", ""),
        "said_before": said_before(standing),
        "heading": heading,
        "crumbs": crumbs((standing.title, address_of_round(standing)), (heading, "")),
        **more,
    }
    return render(request, "priorities/propose.html", page, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@only(may_speak_in_rounds)
def change(request: HttpRequest, number: int, place: int) -> HttpResponse:
    found = own_proposal(request, number, place)
    form = ProposalForm(request.POST or None, initial=said_by(found, newest_wordings([found])[found.pk]))
    if request.method != "POST" or not form.is_valid():
        return _show_change(request, found, form, 422 if form.is_bound else 200)

    def again(status: int, **more: object) -> HttpResponse:
        found.refresh_from_db()
        if "refused" in more:
            more["refused"] = Refusal(both_together(), form.about(found, newest_wordings([found])[found.pk]))
        return _show_change(request, found, form, status, **more)

    act: dict[str, Any] = {"draft": form.draft(), "base_sha": form.cleaned_data["base_sha"], **by(request)}
    refused = attempt(request, lambda: acts.change_proposal(proposal=found, **act), again)
    return refused or to_proposal(
        request, found, _("Changed. Whoever spoke on the former text is told, and it can still be read.")
    )


def own_proposal(request: HttpRequest, number: int, place: int) -> Proposal:
    visitor = visitor_of(request)
    found = find_proposal(visitor, number, place)
    if not is_mine(visitor, found):
        raise MayNot(_("Only the organisation that proposed it may do this."))
    return found


def _show_change(
    request: HttpRequest, found: Proposal, form: forms.Form, status: int = 200, **more: object
) -> HttpResponse:
    heading = _("Change the proposal")
    page = {**head_of(found, (heading, "")), "heading": heading, "form": form, **more}
    return render(request, "priorities/change.html", page, status=status)


@require_POST
@only(may_speak_in_rounds)
def withdraw(request: HttpRequest, number: int, place: int) -> HttpResponse:
    found = own_proposal(request, number, place)
    refused = attempt(
        request,
        lambda: acts.withdraw_proposal(proposal=found, **by(request)),
        lambda status, **more: show_proposal(request, found, status, **more),
    )
    return refused or to_proposal(request, found, _("Your proposal is withdrawn."))


@require_http_methods(["GET", "HEAD", "POST"])
@only(may_speak_in_rounds)
def translate(request: HttpRequest, number: int, place: int, code: str) -> HttpResponse:
    """Translate another's proposal into a language in which its author wrote nothing."""
    visitor = visitor_of(request)
    found = find_proposal(visitor, number, place)
    standing = _translated_before(found, visitor, code)
    initial = {"read": found.text_sha256, **(standing.said if standing else {})}
    form = WordsForm(request.POST or None, initial=initial)
    page = {"form": form, "code": code, "voices": organisations_heard(visitor, found.round)}
    if request.method != "POST":
        return _show_translation(request, found, page)
    member = speaking(request)
    if not form.is_valid():
        return _show_translation(request, found, page, 422)

    def again(status: int, text_moved: Proposal | None = None, **more: object) -> HttpResponse:
        told = {**page, **more, "text_moved": text_moved, "form": about_the_text(form, text_moved)}
        return _show_translation(request, text_moved or found, told, status)

    act: dict[str, Any] = {"words": form.words(), "read": form.cleaned_data["read"], **by(request)}
    act |= {"proposal": found, "language": code, "member": member}
    refused = attempt(request, lambda: acts.translate(**act), again)
    return refused or to_proposal(request, found, _("Thank you. The translation is marked as one."))


def _translated_before(found: Proposal, visitor: Visitor, code: str) -> Wording | None:
    """Return what a proposal says in a language already; refuse one in which nothing is to be translated."""
    wordings = newest_wordings([found])[found.pk]
    if code not in dict(to_translate(wordings)) or shown_one(found, visitor, language()).wording is None:
        raise Http404
    return wordings.get(code)


def _show_translation(
    request: HttpRequest, found: Proposal, page: dict[str, Any], status: int = 200
) -> HttpResponse:
    name = dict(WRITTEN)[page["code"]]
    heading = _("Translate into: %(language)s") % {"language": name}
    written = newest_wordings([found])[found.pk].values()
    source = next(wording for wording in written if not wording.is_translation)
    return render(
        request,
        "priorities/translate.html",
        {**head_of(found, (heading, "")), "heading": heading, "source": source, **page},
        status=status,
    )
