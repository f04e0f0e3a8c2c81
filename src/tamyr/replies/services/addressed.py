"""A letter is brought to those of ours whose addresses it came to."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from uuid import uuid4

from tamyr.notices.services import announce
from tamyr.replies.logic.matching import (
    ALSO,
    ALSO_ADDRESSED,
    MOST_GUESSES,
    Guess,
    may_believe,
    true_codes,
)
from tamyr.replies.models import Act, Arrival, Mailbox, Placement
from tamyr.replies.queries.candidates import all_sent, door_on
from tamyr.safety.services import record_act


def is_ours(recipients: Iterable[str], at: datetime) -> bool:
    """Say whether one of some addresses is one that was made here."""
    return bool(true_codes(recipients, door_on(at.date()), all_sent()))


def bring_also(arrival: Arrival, recipients: Iterable[str], at: datetime) -> None:
    """Bring a letter that stands somewhere to further addresses it came to; one that others have used is a guess."""
    door, sent = door_on(at.date(), arrival.kind == "answer"), all_sent()
    found = true_codes(recipients, door, sent)
    believed = {code.delivery for code in found if may_believe(code, arrival.senders, door, sent)}
    bring_to(arrival, sorted(believed), at)
    others = {code.delivery for code in found} - believed - {guess["delivery"] for guess in arrival.guesses}
    arrival.guesses = [
        *arrival.guesses,
        *(asdict(Guess(other, ALSO_ADDRESSED, (ALSO,))) for other in sorted(others)),
    ][:MOST_GUESSES]


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
