"""A demand as it comes about in tests: asked by Aygul of an invented ministry, agreed by Dana."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

from tamyr.accounts.models import Person
from tamyr.addressees.models import Channel, Institution, InstitutionName
from tamyr.demands.models import Delivery, Demand, Event, Source
from tamyr.demands.queries.deliveries import shown
from tamyr.demands.queries.texts import draft_sha, words_sha
from tamyr.demands.services import delivering, making
from tamyr.network.models import Member

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
DAY = timedelta(days=1)
ENGLISH = making.Words(
    "Publish the coal plan",
    "The ministry publishes the plan to close coal plants.",
    "The plan is on its site.",
)
RUSSIAN = making.Words(
    "Опубликуйте план по углю",
    "Министерство публикует план закрытия угольных станций.",
    "План есть на сайте.",
)


def plan(**changed: Any) -> making.Plan:
    whole = {"iso3": "KAZ", "theme": "fossil-fuel-phase-out", "due_on": date(2040, 6, 1), **changed}
    return making.Plan(**whole)


def made(
    by: Person, member: Member, at: datetime = NOON, source: Source | None = None, **changed: Any
) -> Demand:
    return making.make_demand(
        plan=plan(**changed),
        source=source or Source(),
        words=ENGLISH,
        language="en",
        member=member,
        form_key=uuid4(),
        actor=by.pk,
        at=at,
    )


def translated(demand: Demand, by: Person, checker: Person, at: datetime = NOON) -> None:
    row = making.write_words(
        demand=demand, language="ru", base_sha=words_sha(demand, "ru"), words=RUSSIAN, actor=by.pk, at=at
    )
    making.check_words(demand=demand, language="ru", sha=row.sha, actor=checker.pk, at=at)


def agreed(by: Person, second: Person, member: Member, at: datetime = NOON, **changed: Any) -> Demand:
    """Let one person write a demand in two languages, and a second check it and agree."""
    demand = made(by, member, at, **changed)
    translated(demand, by, second, at)
    return making.agree_to_demand(demand=demand, sha=draft_sha(demand), actor=second.pk, at=at)


def ministry(number: int = 90001, iso3: str = "KAZ", name: str = "Example Ministry of Energy") -> Institution:
    body = Institution.objects.create(
        number=number,
        form_key=uuid4(),
        iso3=iso3,
        level="national" if iso3 else "international",
        kind="ministry",
        status="seen",
        source_url="https://ministry.example.org/",
        source_seen_on=date(2026, 1, 1),
        entered_at=NOON,
    )
    for language, said in (("en", name), ("ru", "Пример: министерство энергетики")):
        InstitutionName.objects.create(institution=body, language=language, name=said, found_as=said.lower())
    return body


def road(body: Institution, way: str, value: str, **facts: Any) -> Channel:
    """Enter by which road a body takes demands, as its own page says."""
    said = {
        "letter": "demand",
        "is_lawful": True,
        "status": "seen",
        "source_url": "https://ministry.example.org/",
        "source_seen_on": NOON.date(),
        "entered_at": NOON,
    }
    return Channel.objects.create(institution=body, way=way, value=value, **{**said, **facts})


def letter(
    demand: Demand,
    by: Person,
    body: Institution,
    member: Member | None = None,
    at: datetime = NOON,
    **changed: Any,
) -> Delivery:
    whole = {"institution": body, "letter": "demand", "way": "post", "language": "ru", **changed}
    return delivering.add_delivery(
        demand=demand,
        address=delivering.Address(**whole),
        member=member,
        form_key=uuid4(),
        actor=by.pk,
        at=at,
    )


def happens(
    delivery: Delivery, by: Person, kind: str, on: date, at: datetime | None = None, **more: Any
) -> Event:
    moment = at or datetime(on.year, on.month, on.day, 15, tzinfo=UTC)
    return delivering.record_event(
        delivery=delivery,
        account=delivering.Account(kind, on, **more),
        member=None,
        form_key=uuid4(),
        actor=by.pk,
        at=moment,
    )


def stands(delivery: Delivery, on: date) -> str:
    fresh = Delivery.objects.get(pk=delivery.pk)
    return shown(fresh, datetime(on.year, on.month, on.day, 12, tzinfo=UTC)).followed.state
