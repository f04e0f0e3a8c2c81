"""Lists of demands as pages, feeds and programmes read them, also of those whose answer is late."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, QuerySet

from tamyr.addressees.models import Institution
from tamyr.demands.logic.following import followed
from tamyr.demands.logic.history import ARRIVALS, Happened
from tamyr.demands.models import Delivery, Demand, Event, Stage
from tamyr.demands.queries.deliveries import day_there
from tamyr.demands.queries.demands import (
    HEARD,
    HEARD_OF,
    OVERDUE,
    UNSENT,
    WAITING,
    Choice,
    chosen,
    demands_visible_to,
)
from tamyr.network.models import Visitor

PER_PAGE = 25
NEWEST = 30
WENT_OUT = ("sent", *ARRIVALS)
_BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)
_FACTS = (
    "delivery", "delivery__demand", "delivery__institution__iso3", "delivery__letter",
    "pk", "kind", "happened_on", "at", "until", "letter", "replaces",
)  # fmt: skip


def listed(visitor: Visitor, choice: Choice) -> QuerySet[Demand]:
    """Return the demands that a choice asks for, the newest first."""
    found = chosen(visitor, choice)
    return found.filter(pk__in=late_among(found, visitor.at)) if choice.state == OVERDUE else found


def page_of(visitor: Visitor, choice: Choice) -> Page[Demand]:
    return Paginator(listed(visitor, choice), PER_PAGE).get_page(choice.page)


def newest_public(stranger: Visitor, choice: Choice) -> list[Demand]:
    """Return what anybody may read, the newest first."""
    return list(listed(stranger, choice).order_by("-agreed_at", "-number")[:NEWEST])


def states_of(demands: Sequence[Demand], at: datetime) -> dict[UUID, str]:
    """Return how far each of a few demands has come, as a list is narrowed by it."""
    keys = [demand.pk for demand in demands]
    late = late_among(Demand.objects.filter(pk__in=keys), at)
    kinds: dict[UUID, set[str]] = defaultdict(set)
    rows = Event.objects.filter(delivery__demand__in=keys, kind__in=(*WENT_OUT, *HEARD_OF), replaced_by=None)
    for key, kind in rows.order_by().values_list("delivery__demand", "kind"):
        kinds[key].add(kind)
    return {demand.pk: _state(demand, kinds[demand.pk], is_late=demand.pk in late) for demand in demands}


def _state(demand: Demand, kinds: set[str], *, is_late: bool) -> str:
    if demand.stage != Stage.AGREED:
        return demand.stage
    if is_late:
        return OVERDUE
    if not kinds.intersection(WENT_OUT):
        return UNSENT
    return HEARD if kinds.intersection(HEARD_OF) else WAITING


def late_among(demands: QuerySet[Demand], at: datetime) -> set[UUID]:
    """Return the keys of agreed demands of which a letter has had no answer in time: no database reckons clocks."""
    demands = demands.filter(stage=Stage.AGREED)
    ended = Event.objects.filter(kind__in=("answered", "refused", "taken_back"), replaced_by=None)
    waiting = Delivery.objects.filter(demand__in=demands.order_by().values("pk"))
    rows = Event.objects.filter(delivery__in=waiting.exclude(pk__in=ended.values("delivery")).values("pk"))
    letters: dict[tuple[UUID, UUID, str, str], list[Happened]] = defaultdict(list)
    for delivery, demand, iso3, letter, *facts in rows.order_by("at").values_list(*_FACTS):
        letters[delivery, demand, iso3, letter].append(Happened(*facts))
    return {
        demand
        for (_delivery, demand, iso3, letter), events in letters.items()
        if _is_late(iso3, letter, _nameless(events), day_there(iso3, at))
    }


def _nameless(events: Sequence[Happened]) -> tuple[Happened, ...]:
    """Return events in the order of recording, known by their places in it: letters that went alike are alike."""
    places = {event.key: place for place, event in enumerate(events)}
    return tuple(
        replace(
            event,
            key=place,
            at=_BEGINNING + place * timedelta(seconds=1),
            replaces=None if event.replaces is None else places[event.replaces],
        )
        for place, event in enumerate(events)
    )


# Thousands of letters went out on a few hundred days: each way of a letter is counted once a day.
@lru_cache(maxsize=50_000)
def _is_late(iso3: str, letter: str, events: tuple[Happened, ...], on: date) -> bool:
    return followed(iso3, letter, events, on=on).is_late


def bodies_asked(visitor: Visitor) -> QuerySet[Institution]:
    """Return the bodies to which demands that a visitor may know of go."""
    seen = demands_visible_to(visitor).values("pk")
    asked = Delivery.objects.filter(institution=OuterRef("pk"), demand__in=seen)
    return Institution.objects.filter(Exists(asked)).prefetch_related("names").order_by("number")
