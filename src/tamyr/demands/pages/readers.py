"""What a demand's page says of who may read it: who could before, and what waits for a second person."""

from dataclasses import dataclass
from datetime import datetime

from tamyr.demands.models import Demand, ExposureChange
from tamyr.demands.queries.demands import public_times, waiting_exposure
from tamyr.demands.rules import may_be_second, may_change_exposure
from tamyr.network.models import Visitor


@dataclass(frozen=True)
class Readers:
    """``was_public``: from when to when anybody could read it, where that is over."""

    was_public: tuple[tuple[datetime, datetime], ...]
    waiting: ExposureChange | None
    may_agree: bool
    may_change: bool


def readers_of(demand: Demand, visitor: Visitor) -> Readers:
    waiting = waiting_exposure(demand, visitor)
    return Readers(
        was_public=tuple(public_times(demand)),
        waiting=waiting,
        may_agree=waiting is not None and may_be_second(visitor, demand, waiting),
        may_change=bool(may_change_exposure(visitor, demand)),
    )
