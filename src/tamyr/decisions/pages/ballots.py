"""A ballot in words, and what one organisation sees of its own voice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from tamyr.decisions.models import Ballot, Decision, Option, Seat
from tamyr.decisions.pages.words import ANSWERS, BLANK
from tamyr.decisions.queries.counting import receipt_for
from tamyr.network.models import CircleSeat, Member, Visitor
from tamyr.network.models.people import holding_on
from tamyr.procedures.rules import own_within
from tamyr.safety.models import is_sealed


def in_words(decision: Decision, options: Sequence[Option], said: Any) -> list[str]:
    """Return what a choice says, a line each: what was approved, the answer, or the places in order."""
    if is_sealed(said):
        return [said]
    if said == "blank":
        return [str(BLANK)]
    if isinstance(said, str):
        return [str(ANSWERS[decision.rule_facts["name"]].get(said, said))]
    titles = {option.code: option.title for option in options}
    if all(isinstance(code, str) for code in said):
        # In the order of the page: a ballot is sorted as text, “p10” before “p2”.
        return [titles[option.code] for option in options if option.code in said]
    return [
        _("%(place)d. %(options)s") % {"place": place, "options": "; ".join(titles[code] for code in tier)}
        for place, tier in enumerate(said, start=1)
    ]


def in_full(decision: Decision, options: Sequence[Option], said: Any, words: Mapping[str, str]) -> str:
    """Return a ballot that was not taken, to be copied: its choice, and what stood beside it in one's own words."""
    return "\n\n".join(filter(None, ("; ".join(in_words(decision, options, said)), *words.values())))


def why_no_voice(decision: Decision, visitor: Visitor) -> str:
    """Say to somebody of a circle who does not vote there why, and what they do there; nothing to who votes."""
    if (
        decision.circle_id is None
        or decision.circle_id not in visitor.circles
        or own_within(visitor, decision)
    ):
        return ""
    for_themselves = CircleSeat.objects.filter(
        holding_on(visitor.on), circle=decision.circle_id, person=visitor.person, member=None
    )
    if for_themselves.exists():
        return _(
            "You sit in this circle for yourself. Each organisation has one voice, and a person has none of their own: you read "
            "what is asked and what comes of it, and may be the second where something takes two persons."
        )
    return _(
        "You sit in this circle for an organisation whose delegate or deputy you are not now: so you do not vote here. You read "
        "what is asked and what comes of it."
    )


@dataclass(frozen=True)
class OwnVoice:
    """One voice that a visitor may give: of their own organisation, or held for another; ``form`` is its ballot."""

    member: Member
    seat: Seat
    name: str
    ballot: Ballot | None
    said: list[str]
    receipt: str
    is_held: bool
    holder: str
    cast_by: str
    barred_by_rule: list[str]
    form: Any = None


def own_voice(
    decision: Decision,
    options: Sequence[Option],
    seat: Seat,
    *,
    names: Mapping[UUID, str],
    is_held: bool,
    form: Any = None,
) -> OwnVoice:
    ballot = decision.ballots.filter(member=seat.member_id).first()
    by_another = ballot is not None and ballot.cast_for_id != seat.member_id
    return OwnVoice(
        member=seat.member,
        seat=seat,
        name=names.get(seat.member_id, ""),
        ballot=ballot,
        said=in_words(decision, options, ballot.chosen) if ballot else [],
        # Of a ballot that does not open no receipt can be made, and a wrong one would prove a wrong vote.
        receipt=receipt_for(decision, seat, ballot) if ballot and not is_sealed(ballot.chosen) else "",
        is_held=is_held,
        holder=names.get(seat.entrusted_to_id, "") if seat.entrusted_to_id else "",
        cast_by=names.get(ballot.cast_for_id, "") if ballot and ballot.cast_for_id and by_another else "",
        barred_by_rule=[option.title for option in options if option.code in seat.barred_by_rule.split()],
        form=form,
    )
