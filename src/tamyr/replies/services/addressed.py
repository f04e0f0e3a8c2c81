"""A letter is brought to those of ours whose addresses it came to."""

from collections.abc import Iterable
from datetime import datetime
from uuid import uuid4

from tamyr.notices.services import announce
from tamyr.replies.logic.matching import also_addressed
from tamyr.replies.models import Act, Arrival, Mailbox, Placement
from tamyr.replies.queries.candidates import all_sent, door_on
from tamyr.safety.services import record_act


def addressed(arrival: Arrival, recipients: Iterable[str], at: datetime) -> list[int]:
    """Return the mailboxes whose addresses may be believed of a letter that was read, among some to which it came."""
    return also_addressed(
        recipients, arrival.senders, door_on(at.date(), arrival.kind == "answer"), all_sent()
    )


def bring_to(arrival: Arrival, numbers: list[int], at: datetime) -> None:
    """Place a letter by its addresses, and tell who handles each. Where it ever stood a person may have taken it away."""
    boxes = {box.number: box for box in Mailbox.objects.filter(number__in=numbers).select_related("delivery")}
    for box in (boxes[number] for number in numbers if number in boxes):
        if Placement.objects.filter(arrival=arrival, delivery=box.delivery).exists():
            continue
        made = Placement.objects.create(
            form_key=uuid4(), arrival=arrival, delivery=box.delivery, act=Act.MATCHED, at=at
        )
        record_act(
            act="reply.matched", actor=None, about=arrival, at=at, details={"delivery": str(box.delivery_id)}
        )
        announce(kind="reply-came", about=made, version="came", actor=None, at=at)
