from tamyr.decisions.models.ballots import Ballot, BallotVersion, Way
from tamyr.decisions.models.decisions import (
    COUNTED,
    DECIDED,
    FINISHED,
    Decision,
    DecisionFile,
    Event,
    EventKind,
    Extension,
    NamedVoter,
    Option,
    Outside,
    Stage,
)
from tamyr.decisions.models.electorate import Seat, SeatState

__all__ = [
    "COUNTED",
    "DECIDED",
    "FINISHED",
    "Ballot",
    "BallotVersion",
    "Decision",
    "DecisionFile",
    "Event",
    "EventKind",
    "Extension",
    "NamedVoter",
    "Option",
    "Outside",
    "Seat",
    "SeatState",
    "Stage",
    "Way",
]
