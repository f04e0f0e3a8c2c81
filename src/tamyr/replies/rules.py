"""Who may handle the letters that come in, and when."""

from rules.predicates import Predicate, predicate

from tamyr.demands.models import Delivery
from tamyr.demands.rules import may_record
from tamyr.network.models import Visitor
from tamyr.network.rules import is_coordinator
from tamyr.replies.models import Arrival, Lies

may_keep_the_pen: Predicate = is_coordinator


@predicate
def is_at_their_letter(visitor: Visitor, arrival: Arrival) -> bool:
    """Whether a letter stands at a demand whose answers this visitor may record."""
    standing = arrival.placements.filter(ended_at=None).select_related("delivery__demand")
    # At one of them is enough: what answers two demands is read by the people of both.
    return any(may_record(visitor, placement.delivery.demand) for placement in standing)


@predicate
def belongs_to_nobody(_visitor: Visitor, arrival: Arrival) -> bool:
    return arrival.lies != Lies.PLACED


@predicate
def coordinates(visitor: Visitor, _arrival: Arrival) -> bool:
    return bool(is_coordinator(visitor))


@predicate
def is_read(_visitor: Visitor, arrival: Arrival) -> bool:
    return arrival.lies != Lies.UNREAD


# What has come to a sealed demand is no coordinator’s to read any more.
may_handle: Predicate = is_at_their_letter | coordinates & belongs_to_nobody
may_place: Predicate = may_handle & is_read
may_set_aside: Predicate = coordinates & belongs_to_nobody & is_read


def may_place_at(visitor: Visitor, delivery: Delivery) -> bool:
    """Whether answers may be brought to a letter: by whoever records what happens to it."""
    return bool(may_record(visitor, delivery.demand))
