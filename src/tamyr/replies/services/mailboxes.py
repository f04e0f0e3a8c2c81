"""An address for the answers to a letter is opened, and what went out is noted, so that answers find back."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from tamyr.demands.models import Delivery, Demand, Stage
from tamyr.demands.rules import may_record
from tamyr.procedures.services import locked_for
from tamyr.replies.logic.reading.headers import message_ids
from tamyr.replies.logic.reading.reader import hash_of
from tamyr.replies.models import Mailbox, SentLetter
from tamyr.safety.services import record_act

# Answers to the letters of a year's correspondence, with an appeal and a court's time after it.
OPEN_FOR = timedelta(days=730)
STAGES = (Stage.AGREED, Stage.CLOSED, Stage.WITHDRAWN)


class KnownAlready(Exception):
    """Another letter was noted under this Message-ID."""


@transaction.atomic
def open_mailbox(*, delivery: Delivery, actor: UUID, at: datetime) -> Mailbox:
    """Open the address for the answers to a letter; there is one for each."""
    locked_for(may_record, delivery.demand, *STAGES, actor=actor, at=at)
    known = Mailbox.objects.filter(delivery=delivery).first()
    if known is not None:
        return known
    # One at a time: the row of the first demand stands for all, as numbers are given to all letters in turn.
    Demand.objects.select_for_update(no_key=True, of=("self",)).order_by("number").first()
    number = (Mailbox.objects.aggregate(last=Max("number"))["last"] or 0) + 1
    made = Mailbox.objects.create(number=number, delivery=delivery, until=at.date() + OPEN_FOR, opened_at=at)
    record_act(act="reply.mailbox_opened", actor=actor, about=made, at=at)
    return made


@dataclass(frozen=True)
class WentOut:
    """How a letter went out, as whoever sent it knows."""

    sent_on: date
    address: str = ""
    subject: str = ""
    message_id: str = ""


@transaction.atomic
def note_sent(*, mailbox: Mailbox, went: WentOut, form_key: UUID, actor: UUID, at: datetime) -> SentLetter:
    """Note how a letter went out; the same form twice is one."""
    locked_for(may_record, mailbox.delivery.demand, *STAGES, actor=actor, at=at)
    known = SentLetter.objects.filter(form_key=form_key).first()
    if known is not None:
        return known
    found = message_ids(went.message_id)
    id_hash = hash_of(found[0]) if found else ""
    if id_hash and SentLetter.objects.filter(id_hash=id_hash).exists():
        raise KnownAlready
    made = SentLetter(
        form_key=form_key,
        mailbox=mailbox,
        subject=went.subject,
        address=went.address.lower(),
        id_hash=id_hash,
        sent_on=went.sent_on,
        noted_at=at,
    )
    made.save(force_insert=True)
    record_act(act="reply.sent_noted", actor=actor, about=mailbox, at=at)
    return made
