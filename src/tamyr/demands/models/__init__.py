from tamyr.demands.models.deliveries import Delivery, Event, Happening
from tamyr.demands.models.demands import Backer, Demand, DemandText, Origin, Quote, Source, Stage, Subject
from tamyr.demands.models.verdicts import Commitment, Outcome, Reading, RightOfReply, Verdict

__all__ = [
    "Backer",
    "Commitment",
    "Delivery",
    "Demand",
    "DemandText",
    "Event",
    "Origin",
    "Happening",
    "Outcome",
    "Quote",
    "Reading",
    "RightOfReply",
    "Source",
    "Stage",
    "Subject",
    "Verdict",
]
