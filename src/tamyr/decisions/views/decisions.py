"""The list of decisions, and one of them as it stands for its reader."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tamyr.decisions.forms.belenios import BallotsForm, FingerprintForm
from tamyr.decisions.forms.casting import EntrustForm, RecuseForm, ballot_form
from tamyr.decisions.forms.proposing import AnnulForm, ExtendForm
from tamyr.decisions.models import Decision, Option, Seat
from tamyr.decisions.pages.decision import decision_page, holders_among, single_options
from tamyr.decisions.queries.decisions import decisions_visible_to, find_decision, in_parts
from tamyr.decisions.queries.desk import waiting_for_a_voice
from tamyr.decisions.queries.thread import open_now
from tamyr.decisions.rules import may_prepare_decisions, may_read_decisions
from tamyr.decisions.services.annulling import may_be_annulled
from tamyr.decisions.services.extending import may_be_extended
from tamyr.network.models import Visitor
from tamyr.network.queries import visitor_of

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


# Salts and the forms of codes stand on it: no browser keeps them for who comes after.
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
    visitor, filled = visitor_of(request), forms or {}
    page = decision_page(found, visitor, partial(_ballot_of, found, filled))
    page |= {**_forms(found, visitor, page, filled), **more}
    template = "decisions/secret/election.html" if page["election"] else "decisions/decision.html"
    return render(request, template, page, status=status)


def _ballot_of(
    found: Decision, filled: dict[str, Any], seat: Seat, options: Sequence[Option], is_held: bool
) -> Any:
    if str(seat.member_id) in filled:
        return filled[str(seat.member_id)]
    return ballot_form(
        found,
        options=options,
        standing=found.ballots.filter(member=seat.member_id).first(),
        is_held=is_held,
        initial={"member": seat.member_id},
        auto_id=f"id_{seat.label}_%s",
    )


def _forms(found: Decision, visitor: Visitor, page: dict[str, Any], filled: dict[str, Any]) -> dict[str, Any]:
    """Return the forms beside the ballots: the keepers', and those of who votes."""
    keeps, forms = page["keeps"], dict[str, Any]()
    forms["extend_form"] = ExtendForm() if keeps and may_be_extended(found, visitor.at) else None
    forms["annul_form"] = AnnulForm() if keeps and may_be_annulled(found) else None
    if page["election"]:
        forms |= {"fingerprint_form": FingerprintForm(), "ballots_form": BallotsForm()}
    if page["inside"]:
        own = {voice.member.pk for voice in page["voices"]}
        entrust = filled.get("entrust", EntrustForm(holders=holders_among(page["roll"], own)))
        recuse = filled.get("recuse", RecuseForm(options=single_options(found)))
        forms |= {"entrust_form": entrust, "recuse_form": recuse}
    return forms
