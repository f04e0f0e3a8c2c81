from tamyr.decisions.models.ballots import Ballot, BallotVersion, Way
from tamyr.decisions.models.decisions import (
    COUNTED,
    DECIDED,
    FINISHED,
    Decision,
    DecisionFile,
    Option,
    Outside,
    Stage,
)
from tamyr.decisions.models.electorate import Seat, SeatState
from tamyr.decisions.models.secret import (
    Candidate,
    Election,
    IssuedCode,
    SecretBallot,
    Source,
    election_of,
)

__all__ = [
    "COUNTED",
    "DECIDED",
    "FINISHED",
    "Ballot",
    "BallotVersion",
    "Candidate",
    "Decision",
    "DecisionFile",
    "Election",
    "IssuedCode",
    "Option",
    "Outside",
    "Seat",
    "SeatState",
    "SecretBallot",
    "Source",
    "Stage",
    "Way",
    "election_of",
]
