from tamyr.demands.models.deliveries import Delivery, Event
from tamyr.demands.models.demands import Backer, Demand, DemandText, Origin, Quote, Stage, Subject
from tamyr.demands.models.verdicts import Commitment, Outcome, Reading, RightOfReply, Verdict

__all__ = [
    "Backer",
    "Commitment",
    "Delivery",
    "Demand",
    "DemandText",
    "Event",
    "Origin",
    "Outcome",
    "Quote",
    "Reading",
    "RightOfReply",
    "Stage",
    "Subject",
    "Verdict",
]
