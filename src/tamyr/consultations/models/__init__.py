from tamyr.consultations.models.consultations import Consultation, ConsultationText, Kind, Move
from tamyr.consultations.models.participation import (
    ClauseQuote,
    Comment,
    CommentText,
    How,
    Participation,
    Stage,
    Uptake,
    UptakeReading,
)

__all__ = [
    "ClauseQuote",
    "Comment",
    "CommentText",
    "Consultation",
    "ConsultationText",
    "How",
    "Kind",
    "Move",
    "Participation",
    "Stage",
    "UptakeReading",
    "Uptake",
]
