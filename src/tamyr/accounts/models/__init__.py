from tamyr.accounts.models.people import Person
from tamyr.accounts.models.sessions import Session
from tamyr.accounts.models.wrong_tries import WrongTries

__all__ = ["Person", "Session", "WrongTries"]
