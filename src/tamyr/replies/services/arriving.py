"""A letter comes in: kept whole before anything else is done with it, and read later, apart."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from tamyr.replies.logic.reading.reader import identity
from tamyr.replies.models import Arrival, Lies
from tamyr.replies.models.arrivals import kept
from tamyr.safety.models import is_sealed
from tamyr.safety.services import record_act

# More than is read at once: such a letter is kept, and read by its head alone.
LARGEST_TAKEN = 60_000_000


@dataclass(frozen=True)
class Envelope:
    """Through which door a letter came, and from whom to whom, as the server said that brought it."""

    door: str
    sender: str = ""
    recipients: tuple[str, ...] = ()


@transaction.atomic
def take_in(*, raw: bytes, envelope: Envelope, at: datetime) -> Arrival:
    """Keep a letter. When this returns in a transaction of its own, the letter is kept; the same letter twice is one."""
    digest, id_hash = identity(raw)
    standing = Arrival.objects.select_for_update().filter(digest=digest).first()
    if standing is not None:
        return _came_again(standing, envelope)
    made = Arrival(
        digest=digest,
        id_hash=id_hash,
        door=envelope.door,
        received_at=at,
        raw=Arrival.packed(raw),
        envelope=_said(envelope.sender, envelope.recipients),
    )
    made.save(force_insert=True)
    record_act(act="reply.arrived", actor=None, about=made, at=at, details={"door": envelope.door})
    return made


def _came_again(standing: Arrival, envelope: Envelope) -> Arrival:
    """Add to whom it came this time; what is not placed yet is read again with it."""
    sender, recipients = standing.sent_by
    everybody = tuple(dict.fromkeys([*recipients, *envelope.recipients]))
    # One that does not open any more is not written over.
    if everybody == recipients or is_sealed(standing.envelope):
        return standing
    standing.envelope = _said(sender, everybody)
    if standing.lies == Lies.PEN:
        standing.lies = Lies.UNREAD
    standing.save(update_fields=["envelope", "lies"])
    return standing


def _said(sender: str, recipients: Iterable[str]) -> str:
    return kept({"sender": sender, "recipients": list(recipients)})
