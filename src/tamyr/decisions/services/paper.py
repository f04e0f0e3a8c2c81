"""A ballot on paper that a member's own people signed: whoever signed and whoever entered it are logged."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tamyr.decisions.models import Ballot, Decision, Seat, Stage, Way
from tamyr.decisions.rules import may_keep_decision
from tamyr.decisions.services.casting import (
    Clock,
    Paper,
    Superseded,
    check_speaker,
    hand_back,
    keep_version,
    locked_and_open,
    seat_of,
    takes_no_part,
    tell_member,
    versions_of,
    write_ballot,
)
from tamyr.decisions.services.secret.guarding import refuse_open_ballot
from tamyr.network.models import Member
from tamyr.network.rules import MayNot
from tamyr.network.services.two_persons.asking import visitor_with
from tamyr.procedures.services import locked, record_voice


@transaction.atomic
def enter_from_paper(
    *,
    decision: Decision,
    member: Member,
    paper: Paper,
    signed_by: UUID,
    form_key: UUID,
    actor: UUID,
    clock: Clock,
) -> Ballot:
    """Enter a ballot that a delegate or deputy signed on paper; the member is told and may change it until the close.

    Only where no ballot is in: what its own people cast, nobody takes the place of. ``Superseded`` otherwise.
    It is the member's own word: a voice that it entrusted goes back to it, as where it casts on the site.
    """
    # The same form again is answered after the close as well; what is new is asked for its time below.
    last, is_known = versions_of(locked(decision, *Stage), member, form_key)
    ballot = decision.ballots.filter(member=member).first()
    if is_known and ballot is not None:
        return ballot
    standing, at = locked_and_open(decision, clock)
    seat = _seat_signed_for(standing, member, signed_by=signed_by, keeper=actor, at=at)
    # Also what this form brought and was taken away since: its key is used.
    if ballot is not None or is_known:
        raise Superseded(ballot)
    if takes_no_part(seat, paper):
        raise MayNot(_("This organisation takes no part in one of these options: leave it out."))
    # For no member: that tells it from a paper that the holder of a voice has copied.
    ballot = write_ballot(Ballot(decision=standing, member=member), paper, Way.PAPER, None, actor, last=last)
    keep_version(ballot, form_key)
    # Else the holder could write over what was signed.
    if seat.entrusted_to_id:
        hand_back(standing, seat, actor, at)
    said: dict[str, str | int] = {"seq": ballot.seq, "signed_by": str(signed_by)}
    record_voice(act="decision.entered", about=standing, member=member, actor=actor, at=at, **said)
    tell_member(ballot, actor, at)
    return ballot


def _seat_signed_for(
    decision: Decision, member: Member, *, signed_by: UUID, keeper: UUID, at: datetime
) -> Seat:
    """Return the seat of a member whose paper a keeper types; refuse who may not keep, and who may not sign."""
    refuse_open_ballot(decision)
    if not may_keep_decision(visitor_with(keeper, at), decision):
        raise MayNot
    seat = seat_of(decision, member)
    # The mandate of whoever signed, as it is now, and not that of whoever types.
    check_speaker(decision, member, signed_by, at)
    return seat
