"""Who may read an agreed demand, who could before, and what waits for a second person."""

from collections.abc import Iterator
from datetime import datetime

from tamyr.demands.logic.exposures import Changed, public_spans
from tamyr.demands.models import Demand, ExposureChange
from tamyr.demands.rules import may_agree_to_exposure, may_change_exposure
from tamyr.network.models import Visitor


def waiting_exposure(demand: Demand, visitor: Visitor) -> ExposureChange | None:
    """Return the change that waits for a second person, for those who could ask for it or agree."""
    if not may_change_exposure(visitor, demand) and not may_agree_to_exposure(visitor, demand):
        return None
    return demand.exposures.filter(done_at=None, dropped_at=None).select_related("circle").first()


def may_be_second_for(visitor: Visitor, demand: Demand, change: ExposureChange) -> bool:
    return bool(may_agree_to_exposure(visitor, demand)) and change.asked_by_id != visitor.actor


def public_times(demand: Demand) -> Iterator[tuple[datetime, datetime]]:
    """Return from when to when anybody could read it, for each time that is over."""
    if demand.agreed_at is None:
        return iter(())
    rows = demand.exposures.filter(done_at__isnull=False).values_list("done_at", "was", "becomes")
    return public_spans(demand.agreed_at, [Changed(at, was, becomes) for at, was, becomes in rows if at])
