"""The way down to a demand, to its letters, to a batch of them."""

from django.urls import reverse
from django.utils.translation import gettext as _

from tamyr.deliveries.models import Batch
from tamyr.demands.models import Demand
from tamyr.demands.queries.texts import title_of

Crumbs = list[tuple[str, str]]


def to_demand(demand: Demand) -> Crumbs:
    return [
        (_("Demands"), reverse("demands:demands")),
        (title_of(demand), reverse("demands:demand", args=[demand.number])),
    ]


def to_letters(demand: Demand) -> Crumbs:
    return [*to_demand(demand), (_("Letters"), reverse("deliveries:desk", args=[demand.number]))]


def to_batch(demand: Demand, batch: Batch) -> Crumbs:
    return [*to_demand(demand), (_("Letters"), reverse("deliveries:batch", args=[batch.pk]))]
