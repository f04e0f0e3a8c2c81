"""What a person says of a letter: that it went out, that it goes again, that it does not, or how it was handed over."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid5

from django.db import transaction

from tamyr.deliveries.models import Missive, State
from tamyr.deliveries.queries.batches import is_held_elsewhere
from tamyr.deliveries.rules import may_decide
from tamyr.demands.services.delivering import RECORDED_AT, Account, record_event
from tamyr.demands.services.locking import locked_for
from tamyr.procedures.services import NotNow
from tamyr.safety.services import record_act


class DecidedMeanwhile(NotNow):
    """Somebody else has said what becomes of a letter."""

    def __init__(self, missive: Missive) -> None:
        Exception.__init__(self, str(missive))
        self.missive = missive


@transaction.atomic
def say_sent(*, missive: Missive, actor: UUID, at: datetime) -> Missive:
    """Say as a person that a doubtful letter went out."""
    standing = _held(missive, (State.PERHAPS,), actor, at)
    standing.state, standing.sent_at, standing.fault = State.SENT, standing.claimed_at, ""
    return _decided(standing, "sent", actor, at)


@transaction.atomic
def send_again(*, missive: Missive, actor: UUID, at: datetime) -> Missive:
    """Send a doubtful or failed letter again, because a person says so."""
    standing = _held(missive, (State.PERHAPS, State.FAILED), actor, at)
    if is_held_elsewhere(standing):
        raise DecidedMeanwhile(standing)
    standing.state, standing.due_at, standing.tries = State.WAITING, at, 0
    return _decided(standing, "again", actor, at)


@transaction.atomic
def drop(*, missive: Missive, actor: UUID, at: datetime) -> Missive:
    """Call one letter off that has not gone out; it can be prepared anew."""
    open_to_it = (State.WAITING, State.FAILED, State.CHANGED, State.BY_HAND, State.PERHAPS)
    standing = _held(missive, open_to_it, actor, at)
    standing.state = State.DROPPED
    return _decided(standing, "dropped", actor, at)


@dataclass(frozen=True)
class Proof:
    """By what it is known that a letter came in: a receipt, a stamp, a number in the body's register."""

    kind: str
    on: date
    number: str = ""
    reason: str = ""


@transaction.atomic
def hand_in(*, missive: Missive, proof: Proof, actor: UUID, at: datetime) -> Missive:
    """Record that a person handed a letter over, and by what it is proved."""
    standing = _held(missive, (State.BY_HAND,), actor, at)
    account = Account(proof.kind, proof.on, number=proof.number, reason=proof.reason)
    record_event(
        delivery=standing.delivery, account=account, member=None, form_key=uuid5(standing.pk, "handed"),
        actor=actor, at=at,
    )  # fmt: skip
    standing.state, standing.sent_at, standing.told_at = State.SENT, at, at
    return _decided(standing, "handed", actor, at)


def _held(missive: Missive, states: tuple[str, ...], actor: UUID, at: datetime) -> Missive:
    locked_for(may_decide, missive.batch.demand, *RECORDED_AT, actor=actor, at=at)
    standing = Missive.objects.select_for_update(of=("self",)).get(pk=missive.pk)
    if standing.state not in states:
        raise DecidedMeanwhile(standing)
    return standing


def _decided(standing: Missive, what: str, actor: UUID, at: datetime) -> Missive:
    standing.decided_by_id, standing.decided_at = actor, at
    standing.save()
    record_act(act=f"delivery.{what}", actor=actor, about=standing, at=at)
    return standing
