"""Where a letter of ours leads on: later rooms add their pages, since this one names none of theirs."""

from collections.abc import Callable, Iterable

from tamyr.demands.models import Delivery
from tamyr.network.models import Visitor
from tamyr.network.queries.desk.calls import Way

Ways = Callable[[Visitor, Delivery], Iterable[Way]]
# Filled by importing: a room whose ``AppConfig.ready`` forgets to import its query leads nowhere from here.
_ways: list[Ways] = []


def leads_from_a_letter(ways: Ways) -> Ways:
    """Add a room's pages to the ways from every letter of ours; used as a decorator on a query of that room."""
    _ways.append(ways)
    return ways


def ways_from(visitor: Visitor, delivery: Delivery) -> list[Way]:
    return [way for ways in _ways for way in ways(visitor, delivery)]
