"""By which event it was said that a person handed a letter over, and what rests on it by now."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from tamyr.deliveries.models import Missive, State
from tamyr.demands.logic.history import Fault, Happened, as_far_as_possible, standing_events
from tamyr.demands.logic.projection import NO_TERM, OPEN
from tamyr.demands.models import Event, Happening
from tamyr.demands.queries.deliveries import happened, shown
from tamyr.network.models import Visitor
from tamyr.replies.queries.arrivals import placed_at

HANDED = (Happening.SENT, Happening.DELIVERED, Happening.REGISTERED)
RECEIPT, REPLY, EVENT, APPEAL, CLOCK = "receipt", "reply", "event", "appeal", "clock"


@dataclass(frozen=True)
class Said:
    """That a letter was handed over: as it was said first, and as it stands since, where it was not taken out."""

    first: Event
    now: Event | None


def is_carried(missive: Missive) -> bool:
    """Whether somebody said that they handed it over, rather than a mail server that it took it."""
    is_told = missive.state == State.SENT and missive.told_at is not None
    return is_told and not missive.went_by_mail


def said_of(missive: Missive) -> Said | None:
    events = {event.pk: event for event in Event.objects.filter(delivery=missive.delivery_id)}
    same = (event for event in events.values() if event.at == missive.sent_at and event.kind in HANDED)
    first = next(same, None)
    if first is None:
        return None
    instead = {event.replaces_id: event for event in events.values() if event.replaces_id}
    now = first
    while now.pk in instead:
        now = instead[now.pk]
    return Said(first, None if now.kind == Happening.VOID else now)


def rests_on(missive: Missive, said: Said | None, at: datetime) -> Iterator[str]:
    """Yield what followed from it: then one person alone does not take it back."""
    delivery = missive.delivery
    if missive.receipts.exists():
        yield RECEIPT
    if placed_at(delivery):
        yield REPLY
    since = Event.objects.filter(delivery=delivery, replaced_by=None).exclude(kind=Happening.VOID)
    own = {said.now.pk} if said and said.now else set()
    if said and since.filter(at__gt=said.first.at).exclude(pk__in=own).exists():
        yield EVENT
    if delivery.appeals.exists():
        yield APPEAL
    if said and said.now and shown(delivery, at).followed.state not in (OPEN, NO_TERM):
        yield CLOCK


def may_alone(visitor: Visitor, missive: Missive) -> bool:
    """Whether a visitor takes it back at once: who said it, as long as nothing rests on it."""
    said = said_of(missive)
    is_own = said is not None and visitor.actor is not None and said.first.by_id == visitor.actor
    return is_own and not any(rests_on(missive, said, visitor.at))


@dataclass(frozen=True)
class InTheWay:
    """Why a letter would be away all the same: ``fault`` is what other events could not be without it."""

    fault: Fault | None


def in_the_way(missive: Missive) -> InTheWay | None:
    """Return what else says that a letter is away: that has to be corrected first."""
    said = said_of(missive)
    own = {said.now.pk} if said and said.now else set()
    known = map(happened, Event.objects.filter(delivery=missive.delivery_id))
    rest: list[Happened] = [event for event in standing_events(known) if event.key not in own]
    # Of these none replaces another any more: what it replaced does not stand.
    found, faults = as_far_as_possible(missive.delivery.letter, rest)
    if faults:
        return InTheWay(faults[0])
    return InTheWay(None) if found.is_away else None
