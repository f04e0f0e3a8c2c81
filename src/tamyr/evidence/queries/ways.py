"""Where the pages of a country lead on: later rooms add theirs, since this one names none of them."""

from collections.abc import Callable, Iterable

from tamyr.network.models import Visitor
from tamyr.network.queries.desk.calls import Way

Ways = Callable[[Visitor, str], Iterable[Way]]
# Filled by importing: a room whose ``AppConfig.ready`` forgets to import its query leads nowhere from here.
_ways: list[Ways] = []


def leads_from_a_country(ways: Ways) -> Ways:
    """Add a room's pages to the ways from a country; used as a decorator on a query of that room.

    What a stranger is shown may depend on no row: their page is kept while the figures stay.
    """
    _ways.append(ways)
    return ways


def ways_from(visitor: Visitor, iso3: str) -> list[Way]:
    return [way for ways in _ways for way in ways(visitor, iso3)]
