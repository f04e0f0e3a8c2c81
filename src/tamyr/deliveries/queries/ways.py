"""From every letter to its papers, for those who may send it."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from tamyr.deliveries.models import Missive, State
from tamyr.deliveries.queries.batches import left_since
from tamyr.deliveries.queries.handed import held_by
from tamyr.deliveries.rules import may_read
from tamyr.demands.models import Delivery, Event
from tamyr.demands.queries.ways import decides_of_events, leads_from_a_letter
from tamyr.network.models import Visitor
from tamyr.network.queries.desk.calls import Way


@leads_from_a_letter
def way_to_papers(visitor: Visitor, delivery: Delivery) -> Iterator[Way]:
    if may_read(visitor, delivery.demand):
        yield Way(_("Prepare it, send it"), reverse("deliveries:desk", args=[delivery.demand.number]))
        yield from _ways_to_what_went(visitor, delivery)


def _ways_to_what_went(visitor: Visitor, delivery: Delivery) -> Iterator[Way]:
    """Yield the paper that went out, and who of those named in it has withdrawn since."""
    for missive in Missive.objects.filter(delivery=delivery, state=State.SENT).select_related("batch"):
        address = reverse("deliveries:letter", args=[missive.pk])
        yield Way(_("The letter that went out, and what proves it"), address)
        left = left_since(missive, visitor)
        if left:
            names = ", ".join(backer.member.name for backer in left)
            yield Way(_("Named in it and withdrawn since: %(names)s") % {"names": names}, address)


@decides_of_events
def where_it_is_taken_back(wrong: Event, kind: str) -> str:
    missive = held_by(wrong, kind)
    return reverse("deliveries:letter", args=[missive.pk]) if missive else ""
