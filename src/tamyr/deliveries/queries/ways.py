"""From every letter to its papers, for those who may send it."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from tamyr.deliveries.rules import may_read
from tamyr.demands.models import Delivery
from tamyr.demands.queries.ways import leads_from_a_letter
from tamyr.network.models import Visitor
from tamyr.network.queries.desk.calls import Way


@leads_from_a_letter
def way_to_papers(visitor: Visitor, delivery: Delivery) -> Iterator[Way]:
    if may_read(visitor, delivery.demand):
        yield Way(_("Prepare it, send it"), reverse("deliveries:desk", args=[delivery.demand.number]))
