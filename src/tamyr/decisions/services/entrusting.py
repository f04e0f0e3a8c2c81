"""Another member speaks for us: a voice entrusted, taken back, or lapsed where its holder cannot cast it any more."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tamyr.decisions.models import Decision, Seat
from tamyr.decisions.services.casting import Clock, check_speaker, hand_back, locked_and_open, seat_of
from tamyr.decisions.services.secret.guarding import check_not_issued
from tamyr.network.models import Member
from tamyr.notices.services import announce, settle
from tamyr.procedures.services import NotNow, record_voice
from tamyr.safety.services import record_act

MOST_HELD = 2


class CannotHold(Exception):
    """A member cannot hold this voice; the text says why, in the reader's language."""


@transaction.atomic
def entrust(*, decision: Decision, giver: Member, holder: Member, actor: UUID, clock: Clock) -> Seat:
    """Let another member cast for this one: two voices at most, and none that was itself entrusted.

    Raises ``NotNow`` where a third one holds it: that has to be taken back first.
    """
    standing, at = locked_and_open(decision, clock)
    check_speaker(standing, giver, actor, at)
    seat = seat_of(standing, giver)
    check_not_issued(standing, seat, at)
    if seat.entrusted_to_id == holder.pk:
        return seat
    # A page that was open before would undo a colleague's choice unseen, and whoever holds the voice would not be told.
    if seat.entrusted_to_id is not None:
        raise NotNow(standing)
    held = standing.seats.filter(entrusted_to=holder)
    theirs = standing.seats.filter(member=holder).first()
    _check_holder(seat, theirs, len(held), standing)
    taken = set(held.values_list("slot", flat=True))
    # The place that is free, which is the first again where its giver has taken the voice back.
    seat.entrusted_to, seat.slot = holder, min({1, MOST_HELD} - taken)
    seat.save()
    record_voice(
        act="decision.entrusted", about=standing, member=giver, actor=actor, at=at, to=str(holder.pk)
    )
    announce(kind="decision-entrusted", about=seat, version=at, actor=actor, at=at, scope=holder.pk)
    settle(about=standing, person=actor, at=at)
    return seat


def _check_holder(seat: Seat, theirs: Seat | None, held: int, decision: Decision) -> None:
    if theirs is None or not theirs.may_vote or theirs.pk == seat.pk:
        raise CannotHold(_("This organisation has no voice of its own in this decision."))
    if theirs.entrusted_to_id:
        raise CannotHold(_("This organisation has entrusted its own voice to another."))
    if held >= MOST_HELD:
        raise CannotHold(
            _("This organisation holds %(count)s voices already; more are not possible.") % {"count": held}
        )
    # No chains: with its own voice it would hand on one that was given to it alone.
    if decision.seats.filter(entrusted_to=seat.member_id).exists():
        raise CannotHold(
            _("Your organisation holds another’s voice: cast that first, or let them take it back.")
        )


@transaction.atomic
def take_back(*, decision: Decision, giver: Member, actor: UUID, clock: Clock) -> Seat:
    """Take an entrusted voice back; a ballot that was cast with it stands until it is changed."""
    standing, at = locked_and_open(decision, clock)
    check_speaker(standing, giver, actor, at)
    seat = seat_of(standing, giver)
    check_not_issued(standing, seat, at)
    if seat.entrusted_to_id:
        hand_back(standing, seat, actor, at)
    return seat


def lapse(decision: Decision, given: Seat, *, actor: UUID | None, at: datetime) -> None:
    """Give an entrusted voice back whose holder cannot cast it any more, and tell whose it is."""
    given.entrusted_to, given.slot = None, None
    given.save()
    details: dict[str, str | int | bool | None] = {"member": str(given.member_id)}
    record_act(act="decision.lapsed", actor=actor, about=decision, at=at, details=details)
    announce(kind="decision-lapsed", about=given, version=at, actor=actor, at=at, scope=given.member_id)
