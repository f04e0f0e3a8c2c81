"""What the page of a decision shows its reader: how it stands, whose it is, who has spoken, and which voices are theirs."""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any
from uuid import UUID

from tamyr.decisions.logic.question import APPROVING
from tamyr.decisions.models import DECIDED, NOT_HELD, Decision, Option, Seat, Stage, Uncounted, election_of
from tamyr.decisions.pages.ballots import OwnVoice, own_voice, why_no_voice
from tamyr.decisions.pages.elections import election_page
from tamyr.decisions.pages.results import result_for
from tamyr.decisions.pages.words import RULES
from tamyr.decisions.queries.decisions import decisions_visible_to, follows
from tamyr.decisions.queries.electorate import (
    PLACES,
    SILENT_FOR,
    SILENT_IN,
    Row,
    held_by,
    may_stay_out,
    roll_for,
    speaking_for,
)
from tamyr.decisions.rules import may_keep_decision
from tamyr.network.logic.name_order import name_key
from tamyr.network.models import Member, Visitor
from tamyr.network.queries.members import names_for
from tamyr.procedures.pages import scope_words, voices_words
from tamyr.procedures.rules import organisations_heard

# Makes the form of a seat's ballot from its options; the last says that the voice is held for another organisation.
BallotOf = Callable[[Seat, Sequence[Option], bool], Any]


def decision_page(found: Decision, visitor: Visitor, ballot_of: BallotOf) -> dict[str, Any]:
    """Return a decision as it stands for one visitor, without the forms beside the ballots."""
    options, election = list(found.options.all()), election_of(found)
    inside = follows(visitor, found)
    page = {
        **_as_it_stands(found, visitor),
        "options": options,
        "election": election,
        "inside": inside,
        "coalition": _coalition(found, visitor) if inside else [],
        "concerned": _concerned(found, options, visitor, inside=inside),
        **(_inside(found, visitor, options, ballot_of) if inside else {}),
        # An annulled one keeps its file and shows no result: it does not hold.
        "result": result_for(found, options, visitor) if found.stage in DECIDED else None,
    }
    if election is not None:
        page |= election_page(found, election, options, visitor, page.get("voices", []))
    return page


def _as_it_stands(found: Decision, visitor: Visitor) -> dict[str, Any]:
    keeps = bool(may_keep_decision(visitor, found))
    return {
        "decision": found,
        "rule": RULES[found.rule_facts["name"]],
        "facts": found.rule_facts,
        "is_open": found.hears_voices_at(visitor.at),
        "is_over": found.has_closed_at(visitor.at) or found.stage in (Stage.CLOSED, Stage.COUNTED),
        "cannot_be_counted": Uncounted.objects.filter(decision=found).exists(),
        "whose": scope_words(found),
        "voices_words": voices_words(found),
        "is_of_a_place": found.scope in PLACES,
        "keeps": keeps,
        "previous": _known(found.previous, visitor),
        "successors": list(decisions_visible_to(visitor).filter(previous=found)),
        "may_succeed": keeps and found.stage in NOT_HELD,
        "silent": {"decisions": SILENT_IN, "days": SILENT_FOR.days},
        "now": visitor.at,
    }


def _known(decision: Decision | None, visitor: Visitor) -> Decision | None:
    """Return another decision where the reader may know of it."""
    return decisions_visible_to(visitor).filter(pk=decision.pk).first() if decision else None


def _coalition(found: Decision, visitor: Visitor) -> list[str]:
    return sorted(names_for(visitor, found.named.values_list("member_id", flat=True)).values(), key=name_key)


def _concerned(
    found: Decision, options: Iterable[Option], visitor: Visitor, *, inside: bool
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


def _inside(
    found: Decision, visitor: Visitor, options: Sequence[Option], ballot_of: BallotOf
) -> dict[str, Any]:
    rows = roll_for(found, visitor)
    return {
        "roll": rows,
        "unnamed": sum(1 for row in rows if not row.name),
        "voted": sum(row.has_voted for row in rows),
        "voices": voices_of(found, visitor, options, ballot_of) if found.is_frozen else [],
        "objections": _objections(found, visitor),
        "no_voice": why_no_voice(found, visitor),
        "may_stay_out": _may_stay_out(found, visitor),
    }


def voices_of(
    found: Decision, visitor: Visitor, options: Sequence[Option], ballot_of: BallotOf
) -> list[OwnVoice]:
    """Return what this visitor may say here: for their own organisations, and for those whose voice these hold."""
    own = speaking_for(visitor, found)
    seats = list(found.seats.filter(member__in=own).select_related("member", "entrusted_to"))
    held = [seat for seat in held_by(found, [member.pk for member in own]) if seat not in seats]
    keys = {key for seat in (*seats, *held) for key in (seat.member_id, seat.entrusted_to_id) if key}
    # Who cast it may be neither of them: a ballot stands when the voice that it was cast with goes back.
    keys |= set(found.ballots.filter(member__in=keys).values_list("cast_for_id", flat=True))
    names, is_open = names_for(visitor, keys), found.hears_voices_at(visitor.at)
    return [
        own_voice(
            found,
            options,
            seat,
            is_held=seat in held,
            names=names,
            form=ballot_of(
                seat, [option for option in options if option.code not in seat.barred], seat in held
            )
            if is_open and seat.may_vote
            else None,
        )
        for seat in (*seats, *held)
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


def _may_stay_out(found: Decision, visitor: Visitor) -> list[tuple[Member, bool]]:
    """Return the visitor's organisations that may choose to be no line among the voters, and whether they chose it."""
    own = [member for member in organisations_heard(visitor, found) if may_stay_out(found, member)]
    if not own:
        return []
    out = set(found.staying_out.values_list("member_id", flat=True))
    return [(member, member.pk in out) for member in own]


# --- what its forms offer ---------------------------------------------------------------------


def single_options(found: Decision) -> list[Option]:
    """Return the options in which an organisation may take no part alone: by other rules it is all or none."""
    return list(found.options.all()) if found.rule_facts["name"] in APPROVING else []


def holders_among(rows: Iterable[Row], own: Collection[UUID]) -> list[tuple[str, str]]:
    """Return those that may hold a voice: whom the reader knows, who vote themselves, and none of their own."""
    return [
        (str(row.seat.member_id), row.name)
        for row in rows
        if row.name and row.seat.may_vote and not row.seat.entrusted_to_id and row.seat.member_id not in own
    ]
