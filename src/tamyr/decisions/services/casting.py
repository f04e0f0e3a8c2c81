"""One voice for each organisation: cast and changed, until the last second.

The row of the decision is locked first and the clock read in the next statement: a statement that
waits for a lock was given its time before it waited.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Max, Q
from django.utils.translation import gettext as _

from tamyr.decisions.models import Ballot, BallotVersion, Decision, Seat, Stage, Way
from tamyr.decisions.services.secret.guarding import refuse_open_ballot
from tamyr.network.models import Member
from tamyr.network.rules import MayNot
from tamyr.notices.services import announce, settle
from tamyr.procedures.services import NotNow, check_heard, check_voice, locked, record_voice

Clock = Callable[[], datetime]


def chosen_in(choice: Any) -> list[str]:
    """Return the options that a choice approves; of other rules none, since there one takes part in all or none."""
    return [code for code in choice if isinstance(code, str)] if isinstance(choice, list | tuple) else []


class Superseded(Exception):
    """A colleague has cast meanwhile: ``standing`` is the ballot that counts now."""

    def __init__(self, standing: Ballot | None) -> None:
        super().__init__(str(standing))
        self.standing = standing


@dataclass(frozen=True)
class Paper:
    """What a member says: ``choice`` as the decision file has it, ``words`` of an objection."""

    choice: Any
    words: dict[str, str] = field(default_factory=dict)


@transaction.atomic
def cast(
    *,
    decision: Decision,
    member: Member,
    paper: Paper,
    replaces: int,
    form_key: UUID,
    actor: UUID,
    clock: Clock,
    speaker: Member | None = None,
    is_on_paper: bool = False,
) -> Ballot:
    """Cast a member's ballot, or change it. The same form sent twice is one ballot.

    ``replaces`` is the number of the ballot that the form showed, 0 for none: ``Superseded`` if
    another stands by now. ``speaker`` is the member that casts, where it holds the other's voice.
    """
    # At any stage: a form that was sent before is answered with its ballot after the close as well.
    standing = locked(decision, *Stage)
    refuse_open_ballot(standing)
    last, is_known = versions_of(standing, member, form_key)
    ballot = standing.ballots.filter(member=member).first()
    if is_known and ballot is not None:
        return ballot
    at = _heard_at(standing, clock)
    speaker = speaker or member
    # Seats and ballots have no lock of their own: whatever changes one holds the decision’s row.
    seat = _seat_to_cast_for(standing, member, paper)
    way = _way(seat, speaker, check_speaker(standing, speaker, actor, at), is_on_paper)
    # After the rights: the answer shows how a colleague has voted. A form whose ballot was taken away since
    # asks anew as well: no second version is kept under its key.
    if is_known or (ballot.seq if ballot else 0) != replaces:
        raise Superseded(ballot)
    ballot = ballot or Ballot(decision=standing, member=member)
    write_ballot(ballot, paper, way, speaker, actor, last=last)
    keep_version(ballot, form_key)
    _make_known(standing, ballot, seat, is_first=not replaces, actor=actor, at=at)
    # As late as may be: from here on no other act of the site is written.
    record_voice(
        act="decision.cast", about=standing, member=member, actor=actor, at=at, seq=ballot.seq, way=way
    )
    settle(about=standing, person=actor, at=at)
    return ballot


def _seat_to_cast_for(decision: Decision, member: Member, paper: Paper) -> Seat:
    seat = seat_of(decision, member)
    if takes_no_part(seat, paper):
        raise MayNot(_("Your organisation takes no part in one of these options: leave it out."))
    return seat


def _make_known(
    decision: Decision, ballot: Ballot, seat: Seat, *, is_first: bool, actor: UUID, at: datetime
) -> None:
    is_by_its_own = ballot.cast_for_id == seat.member_id
    # Else the holder could write over it, up to the last second.
    if is_by_its_own and seat.entrusted_to_id:
        hand_back(decision, seat, actor, at)
    # Of a first ballot by its own people a member hears nothing: of any other they must not learn too late.
    if not (is_first and is_by_its_own):
        tell_member(ballot, actor, at)


def tell_member(ballot: Ballot, actor: UUID, at: datetime) -> None:
    """Tell a member’s people that its ballot is another one, or was brought in by others."""
    kind, scope = "decision-ballot-changed", ballot.member_id
    announce(kind=kind, about=ballot, version=ballot.seq, actor=actor, at=at, scope=scope)


def takes_no_part(seat: Seat, paper: Paper) -> bool:
    """Whether a choice holds an option from which the seat’s member has recused itself."""
    return not seat.barred.isdisjoint(chosen_in(paper.choice))


def versions_of(decision: Decision, member: Member, form_key: UUID) -> tuple[int, bool]:
    """Return the number of a member's last ballot, 0 for none, and whether this form brought one of them."""
    told = decision.versions.filter(member=member).aggregate(
        last=Max("seq"), known=Count("pk", filter=Q(form_key=form_key))
    )
    return told["last"] or 0, bool(told["known"])


def seat_of(decision: Decision, member: Member) -> Seat:
    seat = decision.seats.filter(member=member).first()
    if seat is None:
        raise MayNot(
            _("This organisation is not in the electorate, which was fixed when the decision opened.")
        )
    if not seat.may_vote:
        raise MayNot(_("This organisation has recused itself from this decision."))
    return seat


def check_speaker(decision: Decision, member: Member, actor: UUID, at: datetime) -> str:
    """Refuse who may not speak for a member now, and return the kind of mandate; the electorate was fixed at the opening.

    Of a circle's decision nobody may know but who sits there.
    """
    if decision.circle_id:
        return check_heard(decision, member=member, actor=actor, at=at)
    return check_voice(member=member, actor=actor, at=at)


def _way(seat: Seat, speaker: Member, kind: str, is_on_paper: bool) -> str:
    """Say in what way somebody with this kind of mandate speaks for a seat; refuse who may not."""
    if speaker.pk == seat.member_id:
        return kind
    if seat.entrusted_to_id != speaker.pk:
        raise MayNot(_("This voice is not entrusted to your organisation any more."))
    # Whoever left the network meanwhile has no voice that another could use.
    if not Member.objects.filter(pk=seat.member_id, status=Member.Status.ACTIVE).exists():
        raise MayNot(_("Only active members speak; this one is not active now."))
    return Way.PAPER if is_on_paper else Way.ENTRUSTED


def seat_to_speak_for(decision: Decision, member: Member, speaker: Member, actor: UUID, at: datetime) -> Seat:
    """Return a member's seat where ``speaker`` may speak for it now; refuse with ``MayNot`` who may not."""
    seat = seat_of(decision, member)
    if speaker == member and seat.entrusted_to_id:
        raise MayNot(_("Your voice is entrusted to another organisation: take it back first."))
    _way(seat, speaker, check_speaker(decision, speaker, actor, at), is_on_paper=False)
    return seat


def write_ballot(
    ballot: Ballot, paper: Paper, way: str, speaker: Member | None, actor: UUID, *, last: int
) -> Ballot:
    """Write what a member says now; ``last`` is the number of its last ballot, also of one that was taken away."""
    if len(set(chosen_in(paper.choice))) < len(chosen_in(paper.choice)):
        raise ValueError("an option stands twice: no rule could count this ballot")
    # Never a number that was there before: receipts are made of it.
    ballot.seq = last + 1
    ballot.choice = json.dumps(paper.choice, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    ballot.words = json.dumps(paper.words, ensure_ascii=False) if paper.words else ""
    ballot.way, ballot.cast_for, ballot.cast_by_id = way, speaker, actor
    ballot.save()
    return ballot


def keep_version(ballot: Ballot, form_key: UUID) -> None:
    BallotVersion.objects.create(
        decision_id=ballot.decision_id,
        member_id=ballot.member_id,
        form_key=form_key,
        seq=ballot.seq,
        choice=ballot.choice,
        words=ballot.words,
        way=ballot.way,
        cast_for=ballot.cast_for,
        cast_by_id=ballot.cast_by_id,
    )


def hand_back(decision: Decision, seat: Seat, actor: UUID, at: datetime) -> None:
    """Give an entrusted voice back to a member that speaks for itself again, and tell who held it."""
    holder = seat.entrusted_to_id
    seat.entrusted_to, seat.slot = None, None
    seat.save()
    record_voice(
        act="decision.taken_back", about=decision, member=seat.member, actor=actor, at=at, holder=str(holder)
    )
    announce(kind="decision-taken-back", about=seat, version=at, actor=actor, at=at, scope=holder)


def locked_and_open(decision: Decision, clock: Clock) -> tuple[Decision, datetime]:
    standing = locked(decision, *Stage)
    return standing, _heard_at(standing, clock)


def _heard_at(standing: Decision, clock: Clock) -> datetime:
    """Return the moment of an act on a decision that is locked, where it still hears voices."""
    at = clock()
    if not standing.hears_voices_at(at):
        raise NotNow(standing)
    return at
