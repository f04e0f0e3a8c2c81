"""A demand's letters and what happened to them, as clocks and pages need them."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet
from django.http import Http404

from tamyr.addressees.models import Institution
from tamyr.addressees.queries.directory import channels_for, institutions_visible_to
from tamyr.demands.logic.following import Progress, followed, law_for
from tamyr.demands.logic.history import ClockEvent
from tamyr.demands.logic.law_file import code_of
from tamyr.demands.logic.versions import DueDays
from tamyr.demands.models import Delivery, Demand, Event, Stage
from tamyr.demands.queries.demands import HEARD_OF, demands_visible_to
from tamyr.network.models import Visitor


@dataclass(frozen=True)
class DeliveryShown:
    """A letter, its events as recorded, and how it stands."""

    delivery: Delivery
    events: tuple[Event, ...]
    followed: Progress


def happened(event: Event) -> ClockEvent:
    return ClockEvent(
        event.pk, event.kind, event.happened_on, event.at, event.until, event.letter, event.replaces_id
    )


def counted_then(events: Iterable[Event]) -> dict[object, DueDays]:
    """Return by event the day of the answer as it was given when the event was recorded."""
    return {
        event.pk: DueDays(event.expected_by, event.late_after, event.by_law, event.by_calendar)
        for event in events
        if event.expected_by and event.late_after
    }


def law_code(institution: Institution) -> str:
    """Return by whose law letters to a body are counted: its country's, or its own rules where it is of none."""
    # One step away and no farther, as ``letters.late`` asks the database for.
    return code_of(institution.iso3, institution.pk, institution.merged_into_id, institution.parent_id)


def day_there(institution: Institution, at: datetime) -> date:
    """Return the day that it is where a body is: by the clock of its country's capital or its own rules, else the site's."""
    return day_by(law_code(institution), at)


def day_by(code: str, at: datetime) -> date:
    """Return the day that it is by the clock of a law, or of the rules of a body of no country, else by the site's."""
    law = law_for(code)
    return at.astimezone(ZoneInfo(law.zone)).date() if law else at.date()


def shown(delivery: Delivery, at: datetime) -> DeliveryShown:
    """Return a letter with how it stands at a moment; its events come with it."""
    events = tuple(delivery.events.all())
    iso3 = law_code(delivery.institution)
    by_law = followed(iso3, delivery.letter, map(happened, events), on=day_by(iso3, at))
    return DeliveryShown(delivery, events, by_law)


def whole(deliveries: QuerySet[Delivery]) -> QuerySet[Delivery]:
    """Return letters with their events and all names that a page of them shows."""
    return deliveries.select_related("demand", "institution", "office", "member").prefetch_related(
        "institution__names", "events__member", "events__to__names", "demand__texts"
    )


def deliveries_of(demand: Demand, at: datetime) -> list[DeliveryShown]:
    return [shown(delivery, at) for delivery in whole(Delivery.objects.filter(demand=demand))]


def find_delivery(visitor: Visitor, number: int, key: UUID) -> Delivery:
    """Return a letter of a demand that this visitor may know of; for any other there is none."""
    of_visible = Delivery.objects.filter(demand__in=demands_visible_to(visitor), demand__number=number)
    found = whole(of_visible).filter(pk=key).first()
    if found is None:
        raise Http404
    return found


def under_way(visitor: Visitor, of: Collection[UUID] | None = None) -> Iterator[DeliveryShown]:
    """Yield the letters of demands a visitor may know of that wait for an answer, or ended on days that cannot be.

    ``of``: of these members alone.
    """
    # Of what ended the days are kept that it took, but where they cannot be.
    cannot_be = ~Q(ended_as="")
    waiting = Delivery.objects.filter(
        Q(demand__stage=Stage.AGREED) | cannot_be,
        demand__in=demands_visible_to(visitor).values("pk"),
        days_taken=None,
    )
    if of is not None:
        waiting = waiting.filter(member__in=of)
    yield from (shown(delivery, visitor.at) for delivery in whole(waiting))


def is_answered(demand: Demand) -> bool:
    """Whether any body answered, in part or whole, or refused."""
    # Not by ``ended_as``, which knows of no answer in part.
    return Event.objects.filter(delivery__demand=demand, kind__in=HEARD_OF, replaced_by=None).exists()


def roads_for(institution: Institution, letter: str, on: date) -> dict[str, bool | None]:
    """Return by road whether such a letter to a body may take it; None where that is not known."""
    law = law_for(institution.iso3)
    by_law: dict[str, bool | None] = {road.way: road.lawful for road in (law.roads(letter) if law else ())}
    # Lawful rows come first, and of several for one road the last one is kept: so they are turned round.
    of_the_body = {road.way: road.is_lawful for road in reversed(channels_for(institution, letter, on))}
    # What is not known of the body leaves the word of the law.
    return by_law | {way: lawful for way, lawful in of_the_body.items() if lawful is not None}


def bodies_written_to(demand: Demand) -> QuerySet[Institution]:
    """Return the bodies to which letters of a demand go."""
    written_to = demand.deliveries.values("institution")
    return Institution.objects.filter(pk__in=written_to).prefetch_related("names")


def addressees(visitor: Visitor, iso3: str) -> QuerySet[Institution]:
    """Return the bodies to which a demand about a country may go: its own, and those of no country."""
    alive = institutions_visible_to(visitor).filter(merged_into=None)
    known = alive.filter(Q(dissolved_on=None) | Q(dissolved_on__gt=visitor.on))
    # The country's own bodies first: most letters go to one of them.
    return known.filter(iso3__in=(iso3, "")).order_by("-iso3", "number") if iso3 else known
