"""Our demands that speak of a country's NDC, as far as a visitor may know of them."""

from tamyr.demands.models import Demand
from tamyr.demands.models import Stage as DemandStage
from tamyr.demands.queries.demands import demands_visible_to
from tamyr.network.models import Visitor


def agreed_demands(visitor: Visitor, iso3: str) -> list[Demand]:
    """Return the agreed demands to a country, the newest first."""
    asked = demands_visible_to(visitor).filter(iso3=iso3, stage=DemandStage.AGREED)
    return list(asked.prefetch_related("texts").order_by("subject", "-number"))


def demands_with_a_number(visitor: Visitor, iso3: str) -> list[Demand]:
    """Return those of them that ask for a number."""
    return [demand for demand in agreed_demands(visitor, iso3) if demand.subject]
