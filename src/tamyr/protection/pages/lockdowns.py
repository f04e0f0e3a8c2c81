"""A request to lock or a lock-down, to one who has a word in it."""

from datetime import datetime

from django.conf import settings

from tamyr.accounts.models import Person
from tamyr.protection.models import Act, LockDown, Stage
from tamyr.protection.models.keyholders import COUNTRIES, FEWEST
from tamyr.protection.queries.desk import name_of
from tamyr.protection.queries.lockdowns import (
    may_open,
    may_press,
    may_renew,
    opening,
    presses_of,
    renewing_turn,
)


def durations() -> dict[str, int]:
    return {
        "request_hours": settings.LOCK_REQUEST_HOURS,
        "days": settings.LOCK_DAYS,
        "unlock_hours": settings.UNLOCK_HOURS,
        "keyholders": FEWEST,
        "countries": COUNTRIES,
    }


def matter_page(row: LockDown, person: Person, at: datetime) -> dict[str, object]:
    """Return how it stands, and which words its reader can give or has given."""

    def said(act: str, turn: int = 0) -> bool:
        # Of one's own word alone: who else pressed is shown to nobody.
        return any(press.person_id == person.pk for press in presses_of(row, act, turn))

    is_asked, is_locked = row.stage == Stage.ASKED, row.stage == Stage.LOCKED
    return {
        "row": row,
        "name": name_of(row),
        "is_person": row.person is not None,
        "is_asked": is_asked,
        "may_lock": is_asked and may_press(person, row.subject, at) and not said(Act.LOCK),
        "has_asked": is_asked and said(Act.LOCK),
        "may_open": may_open(person, row, at) and not said(Act.RELEASE),
        "has_opened": is_locked and said(Act.RELEASE),
        "may_renew": may_renew(person, row, at) and not said(Act.RENEW, renewing_turn(row)),
        "opening": opening(row, at),
        **durations(),
    }
