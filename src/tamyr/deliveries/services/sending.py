"""The queue: released letters go to the mail server, none of them twice unless a person says so.

A claim is committed before the server is asked to take a letter. A claim without an answer is a letter of which nobody
knows: it is perhaps sent, and waits for a person.
"""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from django.conf import settings
from django.db import OperationalError, transaction

from tamyr.deliveries.models import Missive, State
from tamyr.deliveries.models.batches import TOLD_AFTER, UNDECIDED, UNTOLD_FOR
from tamyr.deliveries.queries.batches import message_id_of
from tamyr.deliveries.rules import may_decide
from tamyr.deliveries.services.handing_over import LATER, REFUSED, TAKEN, Answer, Envelope, hand_over
from tamyr.deliveries.services.mail import envelope_of, subject_of
from tamyr.deliveries.services.preparing import changed
from tamyr.demands.logic.history import NotPossible
from tamyr.demands.logic.projection import NotInOrder
from tamyr.demands.models import Demand, Happening
from tamyr.demands.queries.deliveries import day_there
from tamyr.demands.services.delivering import Account, record_event
from tamyr.network.services.two_persons.asking import visitor_with
from tamyr.notices.services import announce
from tamyr.replies.models import Mailbox
from tamyr.replies.services.mailboxes import WentOut, note_sent
from tamyr.safety.services import record_act
from tamyr.safety.services.faults import Faults, kind_and_place

logger = logging.getLogger("tamyr.work")
# Longer than a mail server is ever waited for.
LEASE = timedelta(minutes=15)
# A server that is down for a weekend is back by then. People hear of it before: see ``TOLD_AFTER``.
TRIES = 32
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=2), timedelta(hours=4)
AT_ONCE = 50

Clock = Callable[[], datetime]
Hand = Callable[[Mapping[str, Any], Envelope], Answer]


def send_due(*, clock: Clock, hand: Hand = hand_over) -> int:
    """Send what is due and settle what a crash left behind; return how many letters were taken.

    Without a mail server nothing is claimed: the letters wait.
    """
    hold_doubtful(at=clock())
    taken, faults = 0, Faults()
    due = Missive.objects.filter(state=State.WAITING, due_at__lte=clock()).order_by("due_at")
    # Keys alone: each is read anew once it is held, and may have been called off by then.
    for key in list(due.values_list("pk", flat=True)[:AT_ONCE]) if settings.MAIL_SERVER else []:
        # Not by ``apart``, which is one transaction: a claim has to be committed before a server is asked.
        try:
            taken += _send(key, clock, hand)
        except OperationalError:
            raise
        except Exception as error:  # noqa: BLE001 (whatever is wrong with one letter, the others go out)
            logger.error("letters: %s", kind_and_place(error))
            faults.counts[f"letters: {type(error).__name__}"] += 1
    tell_of_sent(clock=clock)
    faults.tell()
    return taken


def _send(key: UUID, clock: Clock, hand: Hand) -> bool:
    claimed = _claimed(key, clock)
    if claimed is None:
        return False
    try:
        envelope = envelope_of(claimed, clock())
    except ValueError as fault:
        # What cannot be written as a mail today cannot be tomorrow.
        answer = Answer(REFUSED, type(fault).__name__)
    else:
        answer = hand(settings.MAIL_SERVER, envelope)
    _settle(claimed, answer, clock())
    return answer.outcome == TAKEN


@transaction.atomic
def hold_doubtful(*, at: datetime) -> int:
    """Hold the letters whose claim nobody answered: their process has died, or has lost its mail server."""
    left = list(
        Missive.objects.select_for_update(no_key=True, of=("self",)).filter(
            state=State.SENDING, claimed_at__lt=at - LEASE
        )
    )
    for missive in left:
        missive.state = State.PERHAPS
        missive.save()
        _call_a_person(missive, at)
        record_act(act="delivery.doubtful", actor=None, about=missive, at=at)
    return len(left)


# Durable: within a transaction of somebody else no claim would be kept when the server is asked.
@transaction.atomic(durable=True)
def _claimed(key: UUID, clock: Clock) -> Missive | None:
    """Claim a letter that is due by the clock as it stands once the row is held; nothing where it may not go out now."""
    # Found by the letter’s key alone, so that the demand is held before its letter is read.
    demand = Demand.objects.filter(pk__in=Missive.objects.filter(pk=key).values("batch__demand"))
    demand.select_for_update(no_key=True, of=("self",)).first()
    missive = (
        Missive.objects.select_for_update(no_key=True, of=("self",))
        .filter(pk=key, state=State.WAITING)
        .first()
    )
    at = clock()
    if missive is None or missive.due_at is None or missive.due_at > at:
        return None
    why = changed(missive, at) or ("" if speaker_of(missive, at) else "right")
    if why:
        missive.state, missive.fault = State.CHANGED, why
        missive.save()
        _call_a_person(missive, at)
        record_act(act="delivery.held", actor=None, about=missive, at=at, details={"why": why})
        return None
    # The state is asked in the same statement: a database that holds no rows writes it once all the same.
    mine = Missive.objects.filter(pk=key, state=State.WAITING, tries=missive.tries)
    server = str(settings.MAIL_SERVER.get("host", ""))
    if not mine.update(state=State.SENDING, claimed_at=at, tries=missive.tries + 1, fault="", server=server):
        return None
    missive.state, missive.claimed_at, missive.tries = State.SENDING, at, missive.tries + 1
    return missive


def _call_a_person(missive: Missive, at: datetime) -> None:
    """Tell who may decide that a letter waits for them: once a day for a batch, however many of it do."""
    announce(kind="letters-held", about=missive.batch, version=at.date(), actor=None, at=at)


def speaker_of(missive: Missive, at: datetime, *before: UUID | None) -> UUID | None:
    """Return in whose name the sending is recorded: who released it, else who prepared it, as long as they may."""
    for key in (*before, missive.batch.released_by_id, missive.batch.made_by_id):
        if key is not None and may_decide(visitor_with(key, at), missive.batch.demand):
            return key
    return None


@transaction.atomic(durable=True)
def _settle(claimed: Missive, answer: Answer, at: datetime) -> None:
    """Write down what the server answered. A claim held as doubtful meanwhile is settled too, unless a person decided."""
    standing = Missive.objects.select_for_update(no_key=True).get(pk=claimed.pk)
    # By both: let go again it keeps its old moment until the next claim, and then counts its tries anew.
    is_ours = standing.claimed_at == claimed.claimed_at and standing.tries == claimed.tries
    if not is_ours or standing.state not in (State.SENDING, State.PERHAPS):
        return
    standing.fault = answer.words
    if answer.outcome == TAKEN:
        standing.state, standing.sent_at, standing.fault = State.SENT, at, ""
    elif answer.outcome == LATER and standing.tries < TRIES:
        wait = min(FIRST_WAIT * 2 ** (standing.tries - 1), LONGEST_WAIT)
        standing.state, standing.due_at = State.WAITING, at + wait
    elif answer.outcome in (LATER, REFUSED):
        standing.state = State.FAILED
    else:
        standing.state = State.PERHAPS
    standing.save()
    # At this one try, not at each that follows.
    if standing.state in UNDECIDED or (standing.state == State.WAITING and standing.tries == TOLD_AFTER):
        _call_a_person(standing, at)
    details: dict[str, str | int | bool | None] = {"outcome": answer.outcome, "try": standing.tries}
    record_act(act="delivery.tried", actor=None, about=standing, at=at, details=details)


def tell_of_sent(*, clock: Clock) -> None:
    """Record with the demand what went out. Apart from the sending: a fault here never makes a letter go out again."""
    faults = Faults()
    for missive in Missive.objects.filter(state=State.SENT, told_at=None)[:AT_ONCE]:
        with faults.apart("sent letters"):
            _tell(missive, clock())
    faults.tell()


@transaction.atomic
def _tell(missive: Missive, at: datetime) -> None:
    # First whoever said that it went, or goes again; not where they have lost the right since.
    speaker = speaker_of(missive, at, missive.decided_by_id)
    if missive.sent_at is None:
        return
    if speaker is None:
        if missive.sent_at <= at - UNTOLD_FOR:
            _call_a_person(missive, at)
        return
    Demand.objects.select_for_update(no_key=True, of=("self",)).get(pk=missive.batch.demand_id)
    standing = Missive.objects.select_for_update(no_key=True).get(pk=missive.pk)
    if standing.told_at is not None:
        return
    _record_sent(standing, speaker, at)
    box = Mailbox.objects.get(delivery=standing.delivery)
    on = day_there(missive.delivery.institution, missive.sent_at)
    went = WentOut(on, standing.address, subject_of(standing, box), message_id_of(standing))
    note_sent(mailbox=box, went=went, form_key=uuid5(standing.pk, "sent"), actor=speaker, at=at)
    standing.told_at = at
    standing.save()


def _record_sent(missive: Missive, speaker: UUID, at: datetime) -> None:
    assert missive.sent_at is not None
    on = day_there(missive.delivery.institution, missive.sent_at)
    try:
        with transaction.atomic():
            record_event(
                delivery=missive.delivery,
                account=Account(Happening.SENT, on),
                member=None,
                form_key=uuid5(missive.pk, "sent"),
                actor=speaker,
                at=at,
            )
    except (NotPossible, NotInOrder):
        # Somebody recorded by hand that it is away: then there is nothing to add.
        return
