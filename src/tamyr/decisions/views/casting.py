"""To vote, to entrust one's voice, to take no part. Each is one press on the page of the decision."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tamyr.decisions.forms.casting import BallotForm, EntrustForm, RecuseForm, ballot_form
from tamyr.decisions.models import Ballot, Decision, Option, Seat
from tamyr.decisions.pages.ballots import in_full, in_words
from tamyr.decisions.pages.decision import holders_among, single_options
from tamyr.decisions.queries.decisions import find_decision
from tamyr.decisions.queries.electorate import held_by, roll_for
from tamyr.decisions.services import casting as acts
from tamyr.decisions.services import entrusting, recusing
from tamyr.decisions.views.decisions import show
from tamyr.network.models import Member
from tamyr.network.queries import visitor_of
from tamyr.network.queries.members import names_for
from tamyr.network.queries.visitors import only
from tamyr.network.rules import MayNot
from tamyr.procedures.queries import database_now, organisations_of, own_member
from tamyr.procedures.rules import may_follow
from tamyr.procedures.services import NotNow
from tamyr.shared.attempts import unsound
from tamyr.shared.typed import typed_in

CONFLICT, UNPROCESSABLE = 409, 422


@require_POST
@only(may_follow)
def cast(request: HttpRequest, number: int) -> HttpResponse:
    found = find_decision(visitor_of(request), number)
    seat, speaker = seat_to_speak_for(request, found)
    options = [option for option in found.options.all() if option.code not in seat.barred]
    form = _ballot_sent(request, found, seat, speaker, options)
    if not form.is_valid():
        return unsound(
            request, form, lambda **told: show(request, found, forms={str(seat.member_id): form}, **told)
        )
    said, by = form.cleaned_data, {"actor": visitor_of(request).actor, "clock": database_now}
    ballot: dict[str, Any] = {"paper": form.paper(), "is_on_paper": said.get("on_paper", False), **by}
    ballot |= {"replaces": said["replaces"], "form_key": said["form_key"]}
    try:
        acts.cast(decision=found, member=seat.member, speaker=speaker, **ballot)
    except acts.Superseded as other:
        return side_by_side(request, found, seat, form, other.standing)
    except NotNow:
        typed = in_full(found, options, form.paper().choice, form.paper().words)
        return show(request, as_it_stands(found), CONFLICT, came_too_late=True, typed=typed)
    messages.success(request, _("Your ballot is in. Below is its receipt."))
    return redirect(f"{reverse('decisions:decision', args=[number])}#ballot")


def _ballot_sent(
    request: HttpRequest, found: Decision, seat: Seat, speaker: Member, options: list[Option]
) -> BallotForm:
    return ballot_form(
        found,
        request.POST,
        options=options,
        standing=found.ballots.filter(member=seat.member_id).first(),
        is_held=speaker.pk != seat.member_id,
        # One page may hold several ballots: no two fields of it share an id.
        auto_id=f"id_{seat.label}_%s",
    )


def seat_to_speak_for(request: HttpRequest, found: Decision) -> tuple[Seat, Member]:
    """Return the seat a form speaks for, and the visitor's organisation that speaks."""
    named = request.POST.get("member", "")
    own = organisations_of(visitor_of(request))
    for seat in held_by(found, [member.pk for member in own]):
        # Whoever acts for both speaks for the giver as one of its own, and has its voice back by that.
        if str(seat.member_id) == named and seat.entrusted_to is not None and seat.member not in own:
            return seat, seat.entrusted_to
    member = own_member(visitor_of(request), named)
    seat_of_own = found.seats.filter(member=member).select_related("member").first()
    if seat_of_own is None:
        raise MayNot(
            _("This organisation is not in the electorate, which was fixed when the decision opened.")
        )
    return seat_of_own, member


def side_by_side(
    request: HttpRequest, found: Decision, seat: Seat, form: BallotForm, standing: Ballot | None
) -> HttpResponse:
    """Show the colleague's ballot beside one's own: nothing is replaced before somebody has seen both."""
    options = list(found.options.all())
    kept = {name: request.POST.getlist(name) for name in form.fields if name not in ("replaces", "form_key")}
    if form.is_blank:
        kept["blank"] = ["1"]
    # For a key of its own: what is sent from here is another form than the one that was refused.
    again = ballot_form(found, options=options)
    page = {
        "decision": found,
        "name": names_for(visitor_of(request), [seat.member_id]).get(seat.member_id, ""),
        "mine": in_words(found, options, form.paper().choice),
        "theirs": in_words(found, options, standing.chosen) if standing else [],
        "standing": standing,
        "kept": [(name, value) for name, values in kept.items() for value in values],
        "replaces": standing.seq if standing else 0,
        "form_key": again["form_key"].value(),
    }
    return render(request, "decisions/two_ballots.html", page, status=CONFLICT)


@require_POST
@only(may_follow)
def entrust(request: HttpRequest, number: int) -> HttpResponse:
    found = find_decision(visitor_of(request), number)
    giver = own_member(visitor_of(request), request.POST.get("member", ""))
    form = EntrustForm(request.POST, holders=holders_among(roll_for(found, visitor_of(request)), {giver.pk}))
    if not form.is_valid():
        return unsound(request, form, lambda **told: show(request, found, forms={"entrust": form}, **told))
    holder = found.seats.select_related("member").get(member=UUID(form.cleaned_data["holder"])).member
    try:
        return _done(
            request,
            found,
            lambda **by: entrusting.entrust(decision=found, giver=giver, holder=holder, **by),
            _("Entrusted. You can take it back until the close, or simply vote yourselves."),
        )
    except entrusting.CannotHold as reason:
        form.add_error("holder", str(reason))
        return show(request, found, CONFLICT, forms={"entrust": form})


@require_POST
@only(may_follow)
def take_back(request: HttpRequest, number: int) -> HttpResponse:
    found = find_decision(visitor_of(request), number)
    giver = own_member(visitor_of(request), request.POST.get("member", ""))
    return _done(
        request,
        found,
        lambda **by: entrusting.take_back(decision=found, giver=giver, **by),
        _("Your organisation has its voice back."),
    )


@require_POST
@only(may_follow)
def recuse(request: HttpRequest, number: int) -> HttpResponse:
    found = find_decision(visitor_of(request), number)
    member = own_member(visitor_of(request), request.POST.get("member", ""))
    form = RecuseForm(request.POST, options=single_options(found))
    if not form.is_valid():
        return unsound(request, form, lambda **told: show(request, found, forms={"recuse": form}, **told))
    reason, options = form.cleaned_data["reason"], form.cleaned_data.get("options", [])
    if options:
        return _done(
            request,
            found,
            lambda **by: recusing.recuse_from(
                decision=found, member=member, options=options, reason=reason, **by
            ),
            _("Recorded: your organisation takes no part in these options."),
        )
    return _done(
        request,
        found,
        lambda **by: recusing.recuse(decision=found, member=member, reason=reason, **by),
        _("Recorded: your organisation takes no part in this decision."),
    )


@require_POST
@only(may_follow)
def stay_out(request: HttpRequest, number: int) -> HttpResponse:
    """Be no line among the voters where one hides, or be one after all: chosen before the opening."""
    visitor = visitor_of(request)
    found, is_out = find_decision(visitor, number), "out" in request.POST
    member = own_member(visitor, request.POST.get("member", ""))
    by: dict[str, Any] = {"actor": visitor.actor, "at": visitor.at}
    try:
        recusing.stay_out(decision=found, member=member, is_out=is_out, **by)
    except NotNow:
        return show(request, as_it_stands(found), CONFLICT, came_too_late=True)
    said = _("Recorded: nothing in this decision will tell of your organisation.")
    messages.success(request, said if is_out else _("Recorded: your organisation has its voice here."))
    return redirect("decisions:decision", number=found.number)


def _done(request: HttpRequest, found: Decision, act: Callable[..., object], said: str) -> HttpResponse:
    try:
        act(actor=visitor_of(request).actor, clock=database_now)
    except NotNow:
        typed = "\n\n".join(typed_in(request))
        return show(request, as_it_stands(found), CONFLICT, came_too_late=True, typed=typed)
    messages.success(request, said)
    return redirect(f"{reverse('decisions:decision', args=[found.number])}#ballot")


def as_it_stands(found: Decision) -> Decision:
    found.refresh_from_db()
    return found
