from tamyr.protection.models.cases import Case
from tamyr.protection.models.checkins import CheckIn
from tamyr.protection.models.sealed import (
    Pace,
    Responder,
    SealedFor,
    SealedItem,
    SealingKey,
)

__all__ = [
    "Case",
    "CheckIn",
    "Pace",
    "Responder",
    "SealedFor",
    "SealedItem",
    "SealingKey",
]
