"""Where a letter of ours leads on, and what of it is decided there: this room names none of the later ones."""

from collections.abc import Callable, Iterable

from tamyr.demands.models import Delivery, Event
from tamyr.network.models import Visitor
from tamyr.network.queries.desk.calls import Way

Ways = Callable[[Visitor, Delivery], Iterable[Way]]
# Filled by importing: a room whose ``AppConfig.ready`` forgets to import its query leads nowhere from here.
_ways: list[Ways] = []
# Of an event that is to be replaced by one of another kind: the page where that is decided; empty where it is here.
Elsewhere = Callable[[Event, str], str]
_elsewhere: list[Elsewhere] = []


def leads_from_a_letter(ways: Ways) -> Ways:
    """Add a room's pages to the ways from every letter of ours; used as a decorator on a query of that room."""
    _ways.append(ways)
    return ways


def ways_from(visitor: Visitor, delivery: Delivery) -> list[Way]:
    return [way for ways in _ways for way in ways(visitor, delivery)]


def decides_of_events(elsewhere: Elsewhere) -> Elsewhere:
    """Let another room decide whether an event is taken away that it holds; used as a decorator as well."""
    _elsewhere.append(elsewhere)
    return elsewhere


def decided_at(wrong: Event, kind: str) -> str:
    """Return the address of the page where it is decided that an event was none, or one of another kind."""
    return next((address for elsewhere in _elsewhere if (address := elsewhere(wrong, kind))), "")
