"""To take no part: because one is concerned oneself, in all or in single options; or because one hides, before the opening."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from tamyr.decisions.logic.question import APPROVING
from tamyr.decisions.models import Decision, Event, EventKind, Seat, SeatState, Stage
from tamyr.decisions.queries.electorate import may_stay_out
from tamyr.decisions.services.casting import (
    Clock,
    Paper,
    check_speaker,
    chosen_in,
    keep_version,
    locked_and_open,
    seat_of,
    versions_of,
    write_ballot,
)
from tamyr.decisions.services.entrusting import lapse
from tamyr.decisions.services.secret.guarding import check_not_issued
from tamyr.network.models import Member
from tamyr.network.rules import MayNot
from tamyr.notices.services import announce, settle
from tamyr.procedures.services import NotNow, check_heard, locked, record_voice


@transaction.atomic
def stay_out(*, decision: Decision, member: Member, is_out: bool, actor: UUID, at: datetime) -> None:
    """Choose to be no line among the voters of a place where one hides, or to be one after all, before the opening."""
    standing = locked(decision, Stage.ANNOUNCED)
    check_heard(standing, member=member, actor=actor, at=at)
    if not may_stay_out(standing, member):
        raise MayNot
    standing.staying_out.filter(member=member).delete()
    if is_out:
        standing.staying_out.create(member=member)
    record_voice(act="decision.stayed_out", about=standing, member=member, actor=actor, at=at, is_out=is_out)


@transaction.atomic
def recuse(*, decision: Decision, member: Member, reason: str, actor: UUID, clock: Clock) -> Seat:
    """Take no part because one is concerned oneself: out of the base of the quorum, for good."""
    standing, at = locked_and_open(decision, clock)
    check_speaker(standing, member, actor, at)
    return _recuse(standing, seat_of(standing, member), reason, actor, at)


def _recuse(standing: Decision, seat: Seat, reason: str, actor: UUID, at: datetime) -> Seat:
    member = seat.member
    check_not_issued(standing, seat, at)
    # A voice whose code is out stays: nobody could give back which code it is.
    for given in standing.seats.filter(entrusted_to=member, issued=False):
        lapse(standing, given, actor=actor, at=at)
    seat.state, seat.reason, seat.entrusted_to, seat.slot = SeatState.RECUSED, reason, None, None
    seat.recused_from = ""
    seat.save()
    removed = standing.ballots.filter(member=member).delete()[0]
    Event.objects.create(decision=standing, kind=EventKind.RECUSED, at=at, reason=reason)
    record_voice(
        act="decision.recused",
        about=standing,
        member=member,
        actor=actor,
        at=at,
        ballot_removed=bool(removed),
    )
    settle(about=standing, person=actor, at=at)
    return seat


@transaction.atomic
def recuse_from(
    *, decision: Decision, member: Member, options: Collection[str], reason: str, actor: UUID, clock: Clock
) -> Seat:
    """Take no part in single options, for good: a ballot that was cast loses them, and its people are told."""
    standing, at = locked_and_open(decision, clock)
    check_speaker(standing, member, actor, at)
    seat = seat_of(standing, member)
    if standing.rule_facts["name"] not in APPROVING:
        raise MayNot(_("By this rule an organisation takes part in all options or in none."))
    known = list(standing.options.values_list("code", flat=True))
    # What it stayed out of before, by its word or by the rule, it stays out of: there is no way back.
    barred = [code for code in known if code in options or code in seat.barred]
    if len(barred) == len(known):
        return _recuse(standing, seat, reason, actor, at)
    if set(barred) == seat.barred:
        # Of two colleagues the second would be thanked for a reason that is kept nowhere.
        if seat.reason != reason:
            raise NotNow(standing)
        # The same form twice is one event in the file.
        return seat
    seat.recused_from, seat.reason = " ".join(barred), reason
    seat.save()
    _take_out(standing, seat, actor)
    Event.objects.create(decision=standing, kind=EventKind.RECUSED_FROM, at=at, reason=reason)
    record_voice(
        act="decision.recused_from", about=standing, member=member, actor=actor, at=at, options=len(barred)
    )
    announce(kind="decision-recused-from", about=seat, version=at, actor=actor, at=at, scope=member.pk)
    return seat


def _take_out(standing: Decision, seat: Seat, actor: UUID) -> None:
    """Take options out of a ballot that was cast; one that says nothing else any more is removed."""
    ballot = standing.ballots.filter(member=seat.member_id).first()
    if ballot is None or seat.barred.isdisjoint(chosen_in(ballot.chosen)):
        return
    left = [code for code in chosen_in(ballot.chosen) if code not in seat.barred]
    if not left:
        ballot.delete()
        return
    # A key that no form has: no form that is sent again is taken for this version.
    key = uuid4()
    last, _known = versions_of(standing, seat.member, key)
    # It stays the ballot of whoever cast it; what came from paper is of no member, and stays so.
    keep_version(write_ballot(ballot, Paper(left), ballot.way, ballot.cast_for, actor, last=last), key)
