"""A letter comes in: kept whole before anything else is done with it, and read later, apart."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction

from tamyr.replies.logic.reading.reader import Identity, identity
from tamyr.replies.models import Arrival, Lies
from tamyr.replies.models.arrivals import kept
from tamyr.replies.services.addressed import bring_also, is_ours
from tamyr.safety.models import is_sealed
from tamyr.safety.services import record_act

# More than is read at once: such a letter is kept, and read by its head alone.
LARGEST_TAKEN = 60_000_000
# So long a server tries to hand a letter over. One without a date and a number of its own is another one after that.
TRIED_FOR = timedelta(days=7)


@dataclass(frozen=True)
class Envelope:
    """Through which door a letter came, and from whom to whom, as the server said that brought it."""

    door: str
    sender: str = ""
    recipients: tuple[str, ...] = ()


@transaction.atomic
def take_in(*, raw: bytes, envelope: Envelope, at: datetime) -> Arrival:
    """Keep a letter. When this returns in a transaction of its own, the letter is kept; the same letter twice is one."""
    told = identity(raw)
    digest, standing = _standing(told, at)
    if standing is not None:
        return _came_again(standing, [*envelope.recipients, *told.delivered_to], at)
    made = Arrival(
        digest=digest,
        id_hash=told.id_hash,
        door=envelope.door,
        received_at=at,
        raw=Arrival.packed(raw),
        envelope=_said(envelope.sender, envelope.recipients),
    )
    made.save(force_insert=True)
    record_act(act="reply.arrived", actor=None, about=made, at=at, details={"door": envelope.door})
    return made


def _standing(told: Identity, at: datetime) -> tuple[str, Arrival | None]:
    """Return the letter that this one is, or the digest that it is kept by: its own, or the next after that of an older one."""
    digest = told.digest
    while True:
        standing = Arrival.objects.select_for_update(no_key=True).filter(digest=digest).first()
        if standing is None or told.names_itself or at - standing.received_at <= TRIED_FOR:
            return digest, standing
        digest = sha256(digest.encode()).hexdigest()


def _came_again(standing: Arrival, recipients: Iterable[str], at: datetime) -> Arrival:
    """Add to whom it came this time. What stands nowhere is read again with it; else it is brought to them as well."""
    sender, known = standing.sent_by
    new = [recipient for recipient in dict.fromkeys(recipients) if recipient not in known]
    # One that does not open any more is not written over.
    if not new or is_sealed(standing.envelope):
        return standing
    standing.envelope = _said(sender, [*known, *new])
    if standing.lies == Lies.PLACED:
        bring_also(standing, new, at)
    # What a person set aside comes back for a true address of ours alone, and a loop that was cut never.
    elif standing.lies != Lies.ASIDE or (standing.kind != "loop" and is_ours(new, at)):
        standing.lies, standing.aside_at, standing.aside_by = Lies.UNREAD, None, None
    standing.save(update_fields=["envelope", "lies", "guesses", "aside_at", "aside_by"])
    return standing


def _said(sender: str, recipients: Iterable[str]) -> str:
    return kept({"sender": sender, "recipients": list(recipients)})
