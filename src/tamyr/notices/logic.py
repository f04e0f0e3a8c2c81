"""When a letter may go out: windows by the reader's own clock, and never two within one."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ONCE, DAILY, WEEKLY, NONE = "once", "daily", "weekly", "none"
GATHERED = timedelta(minutes=10)
SPREAD_ONCE, SPREAD_BY_DAY = timedelta(minutes=20), timedelta(minutes=120)
MORNING = time(8)
MONDAY = 0
# The longest that a window lies ahead; later ones were drawn by a clock that ran ahead.
FARTHEST = timedelta(days=9)


def zone_of(name: str) -> ZoneInfo:
    """Return a time zone by its name; for one that this machine does not know, UTC."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return ZoneInfo("UTC")


def next_window(
    pace: str, *, now: datetime, zone: ZoneInfo, mailed_at: datetime | None, drawn: float
) -> datetime:
    """Return when the next letter is due; ``drawn`` lies between 0 and 1 and sets the moment within a window.

    At once: 10 minutes are gathered, and up to 20 come on top. By day: 08:00 in the reader's zone and up to two
    hours more, on a day after the local day last mailed; by week only on Mondays.
    """
    if pace == ONCE:
        return now + GATHERED + SPREAD_ONCE * drawn
    day = now.astimezone(zone).date()
    last = mailed_at.astimezone(zone).date() if mailed_at else None
    while True:
        # Added in UTC: by the wall clock the hour that a change of clocks leaves out or doubles would be
        # miscounted.
        due = datetime.combine(day, MORNING, zone).astimezone(UTC) + SPREAD_BY_DAY * drawn
        if due > now and is_new_window(pace, day, last):
            return due
        day += timedelta(days=1)


def is_new_window(pace: str, day: date, last: date | None) -> bool:
    if pace == WEEKLY:
        return day.weekday() == MONDAY and (last is None or day > last)
    return last is None or day > last


def has_had_a_letter(pace: str, *, now: datetime, zone: ZoneInfo, mailed_at: datetime | None) -> bool:
    """Whether this window has had its letter: by another pace before, or by one that went out late."""
    if mailed_at is None:
        return False
    if pace == ONCE:
        return now < mailed_at + GATHERED
    day, last = (moment.astimezone(zone).date() for moment in (now, mailed_at))
    if pace == WEEKLY:
        return day.isocalendar()[:2] <= last.isocalendar()[:2]
    # Not the same day alone: after a clock went back it is an earlier one.
    return day <= last
