"""The keyholders of the network, and whether there are enough of them."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from tamyr.accounts.models import Person
from tamyr.accounts.models.people import acting_at
from tamyr.network.models import Visitor
from tamyr.network.queries import people_visible_to
from tamyr.network.rules import needs
from tamyr.protection.models import Keyholder
from tamyr.protection.models.keyholders import COUNTRIES, FEWEST


def named_keyholders(at: datetime) -> QuerySet[Keyholder]:
    """Return those named and not taken back, whose accounts are in their own hands."""
    # Not by the term: a term that is over may count on, which ``keyholders_at`` alone decides.
    named = Keyholder.objects.filter(acting_at(at, "person__"), ended_at=None, from_at__lte=at)
    return named.select_related("person", "country")


def keyholders_listed_for(visitor: Visitor) -> list[Keyholder]:
    """Return the keyholders of whom a visitor may know: everybody of the network, unless one is hidden."""
    # A keyholder who hides stays out of the list and holds the key all the same.
    known = people_visible_to(visitor).values("pk")
    return list(named_keyholders(visitor.at).filter(person__in=known))


def keyholders_at(at: datetime) -> list[Keyholder]:
    """Return whose word counts. A term that is over counts on while too few would be left without it."""
    named = list(named_keyholders(at))
    in_term = [keyholder for keyholder in named if at < keyholder.until_at]
    return in_term if are_enough(in_term) else named


def are_enough(keyholders: Iterable[Keyholder]) -> bool:
    held = list(keyholders)
    return len(held) >= FEWEST and len({keyholder.country_id for keyholder in held}) >= COUNTRIES


def is_keyholder(person: UUID, at: datetime) -> bool:
    return any(keyholder.person_id == person for keyholder in keyholders_at(at))


def would_leave_too_few(person: UUID, at: datetime) -> bool:
    """Whether there are enough keyholders with somebody, and too few without."""
    held = keyholders_at(at)
    others = [keyholder for keyholder in held if keyholder.person_id != person]
    # Where there are too few already, nobody is kept from leaving: it would help no locked account.
    return are_enough(held) and not are_enough(others)


@needs
def keyholders_to_stay(person: Person, by: Visitor) -> bool:
    return would_leave_too_few(person.pk, by.at)
