from tamyr.protection.models.cases import Case
from tamyr.protection.models.checkins import CheckIn
from tamyr.protection.models.contacts import Contact
from tamyr.protection.models.holds import Hold
from tamyr.protection.models.keyholders import Keyholder
from tamyr.protection.models.lockdowns import LockDown, Stage
from tamyr.protection.models.presses import Act, Press
from tamyr.protection.models.sealed import Pace, Responder, SealedCopy, SealedFor, SealedItem, SealingKey
from tamyr.protection.models.travels import Travel

__all__ = [
    "Act",
    "Case",
    "CheckIn",
    "Contact",
    "Hold",
    "Keyholder",
    "LockDown",
    "Pace",
    "Press",
    "Responder",
    "SealedCopy",
    "SealedFor",
    "SealedItem",
    "SealingKey",
    "Stage",
    "Travel",
]
