from collections.abc import Callable
from datetime import datetime
from typing import ParamSpec

from django.http import HttpRequest
from django.utils import timezone
from rules.predicates import Predicate

from tamyr.accounts.models import Person
from tamyr.network.models import Visitor
from tamyr.network.queries.held import held_on
from tamyr.shared.doors import View, only_those

P = ParamSpec("P")


def visitor_on(person: Person | None, at: datetime) -> Visitor:
    if person is None or not person.acts_at(at):
        return Visitor(at=at)
    held = held_on(person, at.date())
    return Visitor(at=at, person=person, mandates=held.mandates, roles=held.roles, circles=held.circles)


def visitor_of(request: HttpRequest) -> Visitor:
    """Return who asks, found once per request."""
    # As the request began. A service that has waited for a lock asks the database for the mandate again.
    known: Visitor | None = getattr(request, "visitor", None)
    if known is None:
        user = getattr(request, "user", None)
        person = user if user is not None and user.is_authenticated else None
        known = visitor_on(person, timezone.now())
        request.visitor = known  # type: ignore[attr-defined]
    return known


def only(rule: Predicate) -> Callable[[View[P]], View[P]]:
    """Open a view to those visitors of whom ``rule`` is true."""
    lock: Callable[[View[P]], View[P]] = only_those(rule, visitor_of)
    return lock
