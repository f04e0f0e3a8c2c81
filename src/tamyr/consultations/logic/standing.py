"""How a consultation stands, and when somebody is reminded of it: from the clock alone."""

from datetime import datetime, timedelta

STANDINGS = ("announced", "open", "closed", "cancelled", "outcome")
ANNOUNCED, OPEN, CLOSED, CANCELLED, OUTCOME = STANDINGS
# Days before the last moment at which those who take part are reminded, the nearest first.
REMINDED = (2, 7)


def standing_at(
    now: datetime, *, opens_at: datetime | None, closes_at: datetime, is_cancelled: bool, has_outcome: bool
) -> str:
    """Return how it stands: what the body said of it goes before the clock."""
    if is_cancelled:
        return CANCELLED
    if has_outcome:
        return OUTCOME
    if now >= closes_at:
        return CLOSED
    # Where the first day is not known it is open: nobody is kept waiting for a day that no page names.
    return ANNOUNCED if opens_at is not None and now < opens_at else OPEN


def reminder_due(now: datetime, closes_at: datetime) -> int | None:
    """Return of which reminder it is time, by its days before the end; None for none."""
    left = closes_at - now
    if left <= timedelta(0):
        return None
    # The nearest alone: within two days nobody is told of a week.
    return next((days for days in REMINDED if left <= timedelta(days=days)), None)


def days_left(now: datetime, closes_at: datetime) -> int:
    """Return how many whole days are left, 0 on the last one."""
    # Cut and not rounded: nobody is promised hours that are not there.
    return max(0, (closes_at - now).days)
