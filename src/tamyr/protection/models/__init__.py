from tamyr.protection.models.contacts import Contact
from tamyr.protection.models.keyholders import Keyholder
from tamyr.protection.models.lockdowns import LockDown, Stage
from tamyr.protection.models.presses import Act, Press
from tamyr.protection.models.travels import Travel

__all__ = [
    "Act",
    "Contact",
    "Keyholder",
    "LockDown",
    "Press",
    "Stage",
    "Travel",
]
