"""What one person says of a letter: that it went out, that a refused one goes again, that it does not.

Whether a doubtful one goes again two persons say, and that one was not handed over: services/two_persons; how one was:
services/proving.py.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from tamyr.deliveries.models import Missive, State
from tamyr.deliveries.models.batches import MAY_BE_DROPPED
from tamyr.deliveries.queries.batches import is_held_elsewhere
from tamyr.deliveries.rules import may_decide
from tamyr.deliveries.services.sending import speaker_of
from tamyr.demands.services.delivering import RECORDED_AT
from tamyr.procedures.services import NotNow, locked_for
from tamyr.safety.services import record_act


class DecidedMeanwhile(NotNow):
    """Somebody else has said what becomes of a letter."""

    def __init__(self, missive: Missive) -> None:
        Exception.__init__(self, str(missive))
        self.missive = missive


@transaction.atomic
def say_sent(*, missive: Missive, actor: UUID, at: datetime) -> Missive:
    """Say as a person that a doubtful letter went out, or one of which nobody else may record it any more."""
    standing = held_for_decision(missive, (State.PERHAPS, State.SENT), actor, at)
    # Said a second time, or recorded by itself in a moment: nobody takes another's name away from it.
    is_sent = standing.state == State.SENT
    if standing.told_at or (is_sent and speaker_of(standing, at, standing.decided_by_id)):
        raise DecidedMeanwhile(standing)
    # Its event is written in the name of whoever says it: see ``sending.tell_of_sent``.
    if standing.state == State.SENT:
        return decided(standing, "sent", actor, at)
    # When a server was asked to take it, not when somebody found that out.
    standing.state, standing.sent_at, standing.fault = State.SENT, standing.claimed_at, ""
    return decided(standing, "sent", actor, at)


@transaction.atomic
def send_again(*, missive: Missive, actor: UUID, at: datetime) -> Missive:
    """Send a letter again that no mail server has taken: nobody can get it twice by that."""
    standing = held_for_decision(missive, (State.FAILED,), actor, at)
    return queue_again(standing, actor, at)


def queue_again(standing: Missive, actor: UUID, at: datetime) -> Missive:
    """Let a letter wait anew that is held by its row's lock; never beside another paper of the same one."""
    if is_held_elsewhere(standing):
        raise DecidedMeanwhile(standing)
    standing.state, standing.due_at, standing.tries = State.WAITING, at, 0
    return decided(standing, "again", actor, at)


@transaction.atomic
def drop(*, missive: Missive, actor: UUID, at: datetime) -> Missive:
    """Call one letter off that has not gone out; it can be prepared anew."""
    standing = held_for_decision(missive, MAY_BE_DROPPED, actor, at)
    standing.state = State.DROPPED
    return decided(standing, "dropped", actor, at)


def held_for_decision(missive: Missive, states: tuple[str, ...], actor: UUID, at: datetime) -> Missive:
    """Lock a letter for who may decide on it now; refused where somebody has decided already."""
    # The demand before its letter, as the worker and each release do: else two of them wait for each other.
    locked_for(may_decide, missive.batch.demand, *RECORDED_AT, actor=actor, at=at)
    standing = Missive.objects.select_for_update(no_key=True, of=("self",)).get(pk=missive.pk)
    if standing.state not in states:
        raise DecidedMeanwhile(standing)
    return standing


def decided(standing: Missive, what: str, actor: UUID, at: datetime) -> Missive:
    standing.decided_by_id, standing.decided_at = actor, at
    standing.save()
    record_act(act=f"delivery.{what}", actor=actor, about=standing, at=at)
    return standing
