from tamyr.demands.models.deliveries import Delivery, Event, Happening
from tamyr.demands.models.demands import (
    IN_THE_OPEN,
    Backer,
    Demand,
    DemandText,
    Origin,
    Quote,
    Source,
    Stage,
    Subject,
)
from tamyr.demands.models.exposures import ExposureChange
from tamyr.demands.models.verdicts import (
    Commitment,
    Outcome,
    PromiseReading,
    Reading,
    RightOfReply,
    Verdict,
)

__all__ = [
    "IN_THE_OPEN",
    "Backer",
    "Commitment",
    "Delivery",
    "Demand",
    "DemandText",
    "Event",
    "ExposureChange",
    "Origin",
    "Happening",
    "Outcome",
    "PromiseReading",
    "Quote",
    "Reading",
    "RightOfReply",
    "Source",
    "Stage",
    "Subject",
    "Verdict",
]
