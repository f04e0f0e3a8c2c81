from tamyr.positions.models.amendments import Amendment, Comment
from tamyr.positions.models.positions import CoalitionSeat, Nature, Position
from tamyr.positions.models.texts import Change, Clause, ClauseText, Clock
from tamyr.positions.models.versions import Quote, Stage, Version
from tamyr.positions.models.voices import Signature, Stance, Step, Word

__all__ = [
    "Amendment",
    "Change",
    "Clause",
    "ClauseText",
    "Clock",
    "CoalitionSeat",
    "Comment",
    "Nature",
    "Position",
    "Quote",
    "Signature",
    "Stage",
    "Stance",
    "Step",
    "Version",
    "Word",
]
