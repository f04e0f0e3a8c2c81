"""By which event it was said that a person handed a letter over, and what rests on it by now."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tamyr.deliveries.models import Missive, State
from tamyr.demands.logic.history import ClockEvent, Fault, as_far_as_possible, standing_events
from tamyr.demands.logic.projection import NO_TERM, OPEN
from tamyr.demands.models import Demand, Event, Happening
from tamyr.demands.queries.deliveries import happened, shown
from tamyr.network.models import Visitor
from tamyr.replies.queries.arrivals import placed_at

HANDED = (Happening.SENT, Happening.DELIVERED, Happening.REGISTERED)
RECEIPT, REPLY, EVENT, APPEAL, CLOCK = "receipt", "reply", "event", "appeal", "clock"


@dataclass(frozen=True)
class Handover:
    """That a letter was handed over: as it was said first, and as it stands since, where it was not taken out.

    ``events`` are all that say so: the first, and each that corrected it.
    """

    first: Event
    now: Event | None
    events: tuple[Event, ...]


def is_carried(missive: Missive) -> bool:
    """Whether somebody said that they handed it over, rather than a mail server that it took it."""
    is_told = missive.state == State.SENT and missive.told_at is not None
    return is_told and not missive.went_by_mail


def said_of(missive: Missive) -> Handover | None:
    chains = _chains(missive)
    # No key ties the two: `hand_in` writes the event and the state of its letter with one moment.
    same = (chain for chain in chains if chain[0].at == missive.sent_at and chain[0].kind in HANDED)
    told = next(same, None)
    standing = [chain for chain in chains if chain[-1].kind in HANDED]
    if told is None:
        return None
    # Where it was taken out, what was recorded after it says so as well.
    told = told if told in standing else next(iter(standing), told)
    return Handover(told[0], told[-1] if told in standing else None, tuple(told))


def _chains(missive: Missive) -> list[list[Event]]:
    """Return what was said since it was handed over, each as it was said first, with every correction."""
    events = list(Event.objects.filter(delivery=missive.delivery_id).order_by("at"))
    instead = {event.replaces_id: event for event in events if event.replaces_id}
    # By when it was recorded: the day on which it happened is typed, and may lie before.
    since = [event for event in events if missive.sent_at and event.at >= missive.sent_at]
    chains = [[event] for event in since if event.replaces_id is None]
    for chain in chains:
        # What corrected it may have been corrected in its turn.
        while chain[-1].pk in instead:
            chain.append(instead[chain[-1].pk])
    return chains


def held_by(wrong: Event, kind: str) -> Missive | None:
    """Return the letter of which no event would say any more that it was handed over, were one of another ``kind``."""
    if kind in HANDED:
        return None
    for missive in Missive.objects.filter(delivery=wrong.delivery_id, state=State.SENT):
        standing = [chain[-1] for chain in _chains(missive) if chain[-1].kind in HANDED]
        if is_carried(missive) and standing == [wrong]:
            return missive
    return None


def was_said(form_key: UUID) -> bool:
    """Whether a form was recorded, whatever became of what it said."""
    return Event.objects.filter(form_key=form_key).exists()


def is_standing(event: Event) -> bool:
    """Whether an event, as it was corrected since, was not taken out."""
    while (instead := Event.objects.filter(replaces=event).first()) is not None:
        event = instead
    return event.kind != Happening.VOID


def rests_on(missive: Missive, said: Handover | None, at: datetime) -> Iterator[str]:
    """Yield what followed from it: then one person alone does not take it back."""
    delivery = missive.delivery
    if any(is_standing(receipt.event) for receipt in missive.receipts.select_related("event")):
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
    is_own = said is not None and visitor.actor is not None and _is_all_of(visitor, said)
    return is_own and not any(rests_on(missive, said, visitor.at))


def _is_all_of(visitor: Visitor, said: Handover) -> bool:
    """Whether nobody else said it, nor corrected it: that would be taken back with it."""
    return all(event.by_id == visitor.actor for event in said.events)


def behind_beside(own: Collection[UUID], demand: Demand) -> set[UUID | None]:
    """Return the organisations behind a demand beside one's own: somebody of one of them is to decide as well."""
    behind = demand.backers.filter(left_on=None).values_list("member", flat=True)
    # A demand may have no member any more.
    return {demand.member_id, *behind} - {None, *own}


@dataclass(frozen=True)
class InTheWay:
    """Why a letter would be away all the same: ``fault`` is what other events could not be without it."""

    fault: Fault | None


def in_the_way(missive: Missive) -> InTheWay | None:
    """Return what else says that a letter is away: that has to be corrected first."""
    said = said_of(missive)
    own = {said.now.pk} if said and said.now else set()
    known = map(happened, Event.objects.filter(delivery=missive.delivery_id))
    rest: list[ClockEvent] = [event for event in standing_events(known) if event.key not in own]
    # Of these none replaces another any more: what it replaced does not stand.
    found, faults = as_far_as_possible(missive.delivery.letter, rest)
    if faults:
        return InTheWay(faults[0])
    return InTheWay(None) if found.is_away else None
