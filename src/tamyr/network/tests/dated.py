"""One day on which mandates, links and accounts begin and end in tests, and who visits on it."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from tamyr.accounts.models import Person
from tamyr.network.models import Mandate, MandateKind, Member, Visitor
from tamyr.network.queries import visitor_on as visitor_at
from tamyr.network.services import people

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
TODAY, DAY, SECOND = NOW.date(), timedelta(days=1), timedelta(seconds=1)
MONTH = timedelta(days=30)


def visitor_on(person: Person) -> Visitor:
    return visitor_at(person, NOW)


def begun(person: Person, member: Member, **facts: Any) -> Mandate:
    whole = {"kind": MandateKind.DELEGATE, "from_on": TODAY, "until_on": None, **facts}
    return people.begin_mandate(member=member, person=person, actor=None, at=NOW, **whole)


def ends(person: Person) -> list[tuple[str, date | None]]:
    return [(mandate.kind, mandate.until_on) for mandate in person.mandates.order_by("from_on", "kind")]
