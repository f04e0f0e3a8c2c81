"""What is announced of letters that come in: one waits for a decision, one came to a demand."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from tamyr.demands.queries.texts import title_of
from tamyr.network.models import Visitor
from tamyr.network.queries.desk.news import acting_for, coordinators_to_tell
from tamyr.network.rules import is_coordinator
from tamyr.notices.models import Happening
from tamyr.notices.queries.kinds import Kind, News, announces
from tamyr.replies.models import Arrival, Lies, Placement
from tamyr.replies.rules import may_handle


def _coordinators(_happening: Happening, at: datetime) -> Iterable[UUID]:
    return coordinators_to_tell(at.date())


def _waiting(keys: Collection[UUID]) -> Iterable[UUID]:
    waiting = Arrival.objects.filter(pk__in=keys, lies__in=(Lies.PEN, Lies.QUARANTINE))
    return waiting.values_list("pk", flat=True)


def _kept_by(visitor: Visitor, keys: Collection[UUID]) -> Mapping[UUID, Arrival]:
    waiting = Arrival.objects.filter(lies__in=(Lies.PEN, Lies.QUARANTINE))
    return waiting.in_bulk(keys) if is_coordinator(visitor) else {}


def _waits(_happening: Happening, arrival: Arrival) -> News:
    return News(
        title=_("A letter came in"),
        sentence=_("Nobody knows yet which demand it answers: say so, or set it aside."),
        address=reverse("replies:arrival", args=[arrival.pk]),
    )


def _people_of_its_demand(happening: Happening, at: datetime) -> Iterator[UUID]:
    """Yield who acts for the member whose demand it is, and the coordinators: whoever may not know of it is shown nothing."""
    placed = Placement.objects.filter(pk=happening.about).select_related("delivery__demand").first()
    if placed is None:
        return
    yield from acting_for(placed.delivery.demand.member_id, at.date())
    yield from coordinators_to_tell(at.date())


def _standing(keys: Collection[UUID]) -> Iterable[UUID]:
    return Placement.objects.filter(pk__in=keys, ended_at=None).values_list("pk", flat=True)


def _at_their_demand(visitor: Visitor, keys: Collection[UUID]) -> Mapping[UUID, Placement]:
    rows = Placement.objects.filter(pk__in=keys, ended_at=None).select_related(
        "arrival", "delivery__demand__member"
    )
    return {row.pk: row for row in rows if may_handle(visitor, row.arrival)}


def _came(_happening: Happening, placed: Placement) -> News:
    return News(
        title=_("Letter to: %(title)s") % {"title": title_of(placed.delivery.demand)},
        sentence=_("A letter came in. Read it and record what it says."),
        address=reverse("replies:arrival", args=[placed.arrival_id]),
    )


announces(
    Kind("reply-waits", _coordinators, _waiting, _kept_by, _waits),
    Kind("reply-came", _people_of_its_demand, _standing, _at_their_demand, _came),
)
