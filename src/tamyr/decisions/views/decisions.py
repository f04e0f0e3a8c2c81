"""The list of decisions, and one of them as it stands for its reader."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tamyr.decisions.forms.belenios import BallotsForm, FingerprintForm
from tamyr.decisions.forms.casting import EntrustForm, RecuseForm, ballot_form
from tamyr.decisions.forms.proposing import AnnulForm, ExtendForm
from tamyr.decisions.logic.question import APPROVING
from tamyr.decisions.models import COUNTED, Decision, Seat, Stage, election_of
from tamyr.decisions.pages.ballots import OwnVoice, own_voice, why_no_voice
from tamyr.decisions.pages.elections import election_page
from tamyr.decisions.pages.results import result_for
from tamyr.decisions.pages.words import RULES
from tamyr.decisions.queries.decisions import decisions_visible_to, find_decision, follows, in_parts
from tamyr.decisions.queries.desk import waiting_for_a_voice
from tamyr.decisions.queries.electorate import (
    PLACES,
    SILENT_FOR,
    SILENT_IN,
    Row,
    held_by,
    may_stay_out,
    names_for,
    roll_for,
    speaking_for,
)
from tamyr.decisions.queries.thread import open_now
from tamyr.decisions.rules import may_keep_decision, may_prepare_decisions, may_read_decisions
from tamyr.decisions.services.annulling import may_be_annulled
from tamyr.decisions.services.extending import may_be_extended
from tamyr.network.logic.name_order import name_key
from tamyr.network.models import Visitor
from tamyr.network.queries import visitor_of
from tamyr.procedures.pages import scope_words, voices_words
from tamyr.procedures.rules import organisations_heard

LONGEST_LIST = 200


@require_safe
def decisions(request: HttpRequest) -> HttpResponse:
    visitor = visitor_of(request)
    shown = decisions_visible_to(visitor)[:LONGEST_LIST]
    parts = in_parts(shown, waiting_for_a_voice(visitor), visitor)
    page = {
        "parts": parts,
        "open_now": open_now(visitor, parts.open),
        "keeps": may_prepare_decisions(visitor),
        "inside": may_read_decisions(visitor),
        "now": visitor.at,
    }
    return render(request, "decisions/decisions.html", page)


@never_cache
@require_safe
def decision(request: HttpRequest, number: int) -> HttpResponse:
    return show(request, find_decision(visitor_of(request), number))


def show(
    request: HttpRequest,
    found: Decision,
    status: int = 200,
    *,
    forms: dict[str, Any] | None = None,
    **more: Any,
) -> HttpResponse:
    """Show a decision as it stands; ``forms`` are filled ones that take the place of the empty."""
    visitor = visitor_of(request)
    inside, keeps = follows(visitor, found), bool(may_keep_decision(visitor, found))
    options = list(found.options.all())
    page = {
        "decision": found,
        "options": options,
        "rule": RULES[found.rule_facts["name"]],
        "facts": found.rule_facts,
        "is_open": found.hears_voices_at(visitor.at),
        "is_over": found.has_closed_at(visitor.at) or found.stage == Stage.CLOSED,
        "inside": inside,
        "whose": scope_words(found),
        "voices_words": voices_words(found),
        "is_of_a_place": found.scope in PLACES,
        "concerned": _concerned(found, options, visitor, inside=inside),
        "coalition": _coalition(found, visitor) if inside else [],
        "keeps": keeps,
        "extend_form": ExtendForm() if keeps and may_be_extended(found, visitor.at) else None,
        "previous": _known(found.previous, visitor),
        "successors": list(decisions_visible_to(visitor).filter(previous=found)),
        "may_succeed": keeps and found.stage in (Stage.FAILED, Stage.ANNULLED),
        "annul_form": AnnulForm() if keeps and may_be_annulled(found) else None,
        "silent": {"decisions": SILENT_IN, "days": SILENT_FOR.days},
        "now": visitor.at,
        **(_inside(found, visitor, options, forms or {}) if inside else {}),
        "result": result_for(found, options, visitor) if found.stage in COUNTED[1:] else None,
        **more,
    }
    election = election_of(found)
    if election is not None:
        page = {"fingerprint_form": FingerprintForm(), "ballots_form": BallotsForm(), **page}
        voices = page.get("voices", [])
        page |= election_page(found, election, options, visitor, voices)
        return render(request, "decisions/secret/election.html", page, status=status)
    return render(request, "decisions/decision.html", page, status=status)


def _known(decision: Decision | None, visitor: Visitor) -> Decision | None:
    """Return another decision where the reader may know of it."""
    return decisions_visible_to(visitor).filter(pk=decision.pk).first() if decision else None


def _coalition(found: Decision, visitor: Visitor) -> list[str]:
    return sorted(names_for(visitor, found.named.values_list("member_id", flat=True)).values(), key=name_key)


def _concerned(
    found: Decision, options: list[Any], visitor: Visitor, *, inside: bool
) -> list[tuple[str, str]]:
    """Return the options that concern a member which takes no part in them, with its name where the reader may know it.

    Outside the network nothing is said of others.
    """
    if not found.recusal:
        return []
    names = names_for(visitor, [option.concerns_id for option in options])
    return [
        (option.title, names.get(option.concerns_id, ""))
        for option in options
        if option.concerns_id is not None and (inside or option.concerns_id in names)
    ]


def _may_stay_out(found: Decision, visitor: Visitor) -> list[tuple[Any, bool]]:
    """Return the visitor's organisations that may choose to be no line among the voters, and whether they chose it."""
    own = [member for member in organisations_heard(visitor, found) if may_stay_out(found, member)]
    if not own:
        return []
    out = set(found.staying_out.values_list("member_id", flat=True))
    return [(member, member.pk in out) for member in own]


def _inside(found: Decision, visitor: Visitor, options: list[Any], forms: dict[str, Any]) -> dict[str, Any]:
    rows = roll_for(found, visitor)
    voices = (
        voices_of(found, visitor, options, forms)
        if found.hears_voices_at(visitor.at) or found.opened_at
        else []
    )
    return {
        "roll": rows,
        "unnamed": sum(1 for row in rows if not row.name),
        "voted": sum(row.has_voted for row in rows),
        "voices": voices,
        "entrust_form": _entrust_form(rows, voices, forms),
        "recuse_form": forms.get("recuse", RecuseForm(options=single_options(found))),
        "objections": _objections(found, visitor),
        "no_voice": why_no_voice(found, visitor),
        "may_stay_out": _may_stay_out(found, visitor),
    }


def voices_of(found: Decision, visitor: Visitor, options: list[Any], forms: dict[str, Any]) -> list[OwnVoice]:
    """Return what this visitor may say here: for their own organisations, and for those whose voice these hold."""
    own = speaking_for(visitor, found)
    seats = list(found.seats.filter(member__in=own).select_related("member", "entrusted_to"))
    held = [seat for seat in held_by(found, [member.pk for member in own]) if seat not in seats]
    keys = {key for seat in (*seats, *held) for key in (seat.member_id, seat.entrusted_to_id) if key}
    keys |= set(found.ballots.filter(member__in=keys).values_list("cast_for_id", flat=True))
    names = names_for(visitor, keys)
    is_open = found.hears_voices_at(visitor.at)
    return [
        own_voice(
            found,
            options,
            seat,
            is_held=seat in held,
            names=names,
            form=_form_for(found, seat, options, forms, is_held=seat in held)
            if is_open and seat.may_vote
            else None,
        )
        for seat in (*seats, *held)
    ]


def _form_for(
    found: Decision, seat: Seat, options: list[Any], forms: dict[str, Any], *, is_held: bool
) -> Any:
    filled = forms.get(str(seat.member_id))
    if filled is not None:
        return filled
    standing = found.ballots.filter(member=seat.member_id).first()
    return ballot_form(
        found,
        options=[option for option in options if option.code not in seat.barred],
        standing=standing,
        is_held=is_held,
        initial={"member": seat.member_id},
        auto_id=f"id_{seat.label}_%s",
    )


def single_options(found: Decision) -> list[Any]:
    """Return the options in which an organisation may take no part alone: by other rules it is all or none."""
    return list(found.options.all()) if found.rule_facts["name"] in APPROVING else []


def _entrust_form(rows: list[Row], voices: list[OwnVoice], forms: dict[str, Any]) -> Any:
    """Offer those whom the reader knows, who vote themselves and whose hands are not full."""
    if "entrust" in forms:
        return forms["entrust"]
    return EntrustForm(holders=holders_among(rows, {voice.member.pk for voice in voices}))


def holders_among(rows: list[Row], own: set[Any]) -> list[tuple[str, str]]:
    return [
        (str(row.seat.member_id), row.name)
        for row in rows
        if row.name and row.seat.may_vote and not row.seat.entrusted_to_id and row.seat.member_id not in own
    ]


def _objections(found: Decision, visitor: Visitor) -> list[dict[str, Any]]:
    """Return the objections of a consent decision: they are there to be answered, so all members read them at once."""
    if found.rule_facts["name"] != "consent":
        return []
    raised = [ballot for ballot in found.ballots.all() if ballot.objection]
    names = names_for(visitor, [ballot.member_id for ballot in raised])
    return [
        {"name": names.get(ballot.member_id, ""), "is_open": ballot.chosen == "objection", **ballot.objection}
        for ballot in raised
    ]
