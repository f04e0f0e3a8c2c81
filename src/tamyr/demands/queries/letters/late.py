"""What is late: found by the day that is kept with each letter, and counted anew where its law was corrected since."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID

from django.core.paginator import Page
from django.db.models import Exists, OuterRef, Q, QuerySet

from tamyr.addressees.models import Institution
from tamyr.demands.logic.following import awaited_until
from tamyr.demands.logic.history import ClockEvent
from tamyr.demands.logic.law_file import all_laws, code_of, keys_of, rules_of_bodies
from tamyr.demands.logic.versions import counting_sha
from tamyr.demands.models import Delivery, Demand, Event, Stage
from tamyr.demands.queries.deliveries import day_by, whole
from tamyr.demands.queries.demands import demands_visible_to
from tamyr.demands.queries.public.near_pages import NearPages
from tamyr.network.models import Visitor

# So many go on the sheet of a week: those that are late the longest.
PER_SHEET = 50
# So many letters are counted anew for one reader; of more the days kept with them are read until they are in step.
AT_MOST = 2_000
# By these the law is known that a body's letters are counted by.
_OF_LAW = ("iso3", "pk", "merged_into", "parent")
# Of a body without a law the day is the site's.
NO_LAW = ""
_BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)
# Behind those of the letter, the facts of an event stand in the order in which ``ClockEvent`` is made of them.
_FACTS = (
    "delivery", "delivery__demand", "delivery__letter", *(f"delivery__institution__{name}" for name in _OF_LAW),
    "pk", "kind", "happened_on", "at", "until", "letter", "replaces",
)  # fmt: skip


class DueLetter(NamedTuple):
    """Until when a letter’s answer is awaited, by its events and today’s law."""

    letter: UUID
    demand: UUID
    iso3: str
    until: date | None

    def is_late(self, at: datetime) -> bool:
        return self.until is not None and self.until < day_by(self.iso3, at)


def counted_anew(letters: QuerySet[Delivery]) -> Iterator[DueLetter]:
    """Count from their events until when the answers to letters are awaited."""
    rows = Event.objects.filter(delivery__in=letters.order_by().values("pk"))
    found: dict[tuple[UUID, UUID, str, str], list[ClockEvent]] = defaultdict(list)
    # In the order of recording, by which ``_nameless`` names them.
    for delivery, demand, letter, iso3, body, merged, parent, *facts in rows.order_by("at").values_list(
        *_FACTS
    ):
        found[delivery, demand, code_of(iso3, body, merged, parent), letter].append(ClockEvent(*facts))
    for (delivery, demand, iso3, letter), events in found.items():
        yield DueLetter(delivery, demand, iso3, _awaited_until(iso3, letter, _nameless(events)))


def _nameless(events: Sequence[ClockEvent]) -> tuple[ClockEvent, ...]:
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


# Thousands of letters went out on a few hundred days: each way of a letter is counted once.
_awaited_until = lru_cache(maxsize=50_000)(awaited_until)


def late_among(demands: QuerySet[Demand], at: datetime) -> set[UUID]:
    """Return the keys of those agreed demands, a few, of which a letter has had no answer in time: as counted."""
    agreed = demands.filter(stage=Stage.AGREED)
    letters = Delivery.objects.filter(demand__in=agreed.order_by().values("pk"), ended_as="")
    return {due.demand for due in counted_anew(letters) if due.is_late(at)}


def counted_otherwise() -> QuerySet[Delivery]:
    """Return the open letters whose day was counted by another law, other days off or another way of counting."""
    open_ones = Delivery.objects.filter(is_out=True, ended_as="")
    # By body and counting, which are few: no list of keys grows with the letters.
    kept = set(open_ones.order_by().values_list("institution", "counted_by").distinct())
    bodies = Institution.objects.values_list("pk", *_OF_LAW)
    places = {body: code_of(iso3, *keys) for body, iso3, *keys in bodies}
    former = {(body, by) for body, by in kept if by != counting_sha(places[body])}
    found = Delivery.objects.none()
    if former:
        written_to, countings = zip(*former, strict=True)
        # Crossed, the two may take in a letter that is in step: it is counted again, to the same day.
        found = open_ones.filter(institution__in=written_to, counted_by__in=set(countings))
    return found


def late_letters(at: datetime) -> QuerySet[Delivery]:
    """Return the letters that have had no answer in time; the day is compared with today’s in each country."""
    open_ones = Delivery.objects.filter(ended_as="")
    found, former = open_ones.filter(_is_over(at)), counted_otherwise()
    if not former.exists():
        return found
    few = open_ones.filter(pk__in=former.order_by("pk").values("pk")[:AT_MOST])
    late = [due.letter for due in counted_anew(few) if due.is_late(at)]
    return found.exclude(pk__in=few.values("pk")) | open_ones.filter(pk__in=late)


def _is_over(at: datetime) -> Q:
    """Ask for one range of days, which an index holds in order, less the few letters whose place has an earlier day."""
    days = {code: day_by(code, at) for code in (*all_laws(), *rules_of_bodies(), NO_LAW)}
    last = max(days.values())
    over = Q(awaited_until__lt=last)
    for today in set(days.values()) - {last}:
        there = _counted_by([code for code, day in days.items() if day == today])
        over &= ~Q(awaited_until__gte=today, institution__in=there.values("pk"))
    return over


def _counted_by(codes: Sequence[str]) -> QuerySet[Institution]:
    """Return the bodies whose letters are counted by these laws, or by none."""
    found = Q(iso3__in=[code for code in codes if code in all_laws()])
    for code in codes:
        if code in rules_of_bodies():
            found |= _under(code)
    if NO_LAW in codes:
        of_none = ~Q(iso3__in=all_laws())
        for code in rules_of_bodies():
            of_none &= ~_under(code)
        found |= of_none
    return Institution.objects.filter(found)


def _under(code: str) -> Q:
    """Ask for the bodies that rules of bodies of no country are for, and what was merged into them or belongs to them."""
    # As ``code_of``: by a body’s own key, that of the one it was merged into, that of the one it belongs to.
    keys = keys_of(code)
    return Q(iso3="") & (Q(pk__in=keys) | Q(merged_into__in=keys) | Q(parent__in=keys))


def overdue(visitor: Visitor) -> QuerySet[Delivery]:
    """Return the letters of agreed demands a visitor may know of that are late, the longest first."""
    seen = demands_visible_to(visitor).filter(stage=Stage.AGREED, pk=OuterRef("demand"))
    return late_letters(visitor.at).filter(Exists(seen.order_by())).order_by("awaited_until", "pk")


def late_page(visitor: Visitor, number: int) -> Page[Delivery]:
    return NearPages(overdue(visitor), PER_SHEET, number, whole).get_page(number)
