"""Deadlines → an iCalendar file (RFC 5545).

Calendars are copied to telephones and to servers of others: an entry of the plain file says that something waits and
when, not what or of whom. Moments are in UTC, which every calendar shows by its owner's own clock.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from climate_pathways.core.characters import without_harm

MAKER = "-//Tamyr//Deadlines//EN"
WARNED_BEFORE = timedelta(days=1)


@dataclass(frozen=True)
class Entry:
    """One deadline: ``uid`` names it for good, ``sequence`` counts its changes, of which ``changed_at`` is the last.

    ``is_public``: anybody may read it, also on a page.
    """

    uid: str
    due_at: datetime
    summary: str
    changed_at: datetime
    sequence: int = 0
    description: str = ""
    address: str = ""
    is_over: bool = False
    is_public: bool = False


def deadlines_file(due: Iterable[datetime], *, summary: str, made_at: datetime) -> str:
    """Return a calendar with one entry per moment; the same moment has the same entry in every file."""
    moments = sorted({moment.astimezone(UTC) for moment in due})
    return calendar_file(
        Entry(hashlib.sha256(moment.isoformat().encode()).hexdigest()[:32], moment, summary, made_at)
        for moment in moments
    )


def calendar_file(entries: Iterable[Entry], *, name: str = "", asked_every: timedelta | None = None) -> str:
    """Return a calendar of entries as text; ``asked_every`` is how often a calendar should ask again."""
    # A tenth of a second, and wanted by few: not by every start of the site.
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", MAKER)
    if name:
        calendar.add("x-wr-calname", without_harm(name))
    if asked_every:
        calendar.add("refresh-interval", asked_every, parameters={"VALUE": "DURATION"})
    for entry in entries:
        calendar.add_component(_event(entry))
    written: str = calendar.to_ical(sorted=False).decode()
    return written


def _event(entry: Entry) -> Any:
    from icalendar import Alarm, Event

    event = Event()
    event.add("uid", f"{entry.uid}@tamyr")
    # Of the entry and not of the file: a calendar that asks again
    # finds what has not changed the same letter by letter.
    event.add("dtstamp", entry.changed_at.astimezone(UTC))
    event.add("dtstart", entry.due_at.astimezone(UTC))
    event.add("summary", without_harm(entry.summary))
    event.add("class", "PUBLIC" if entry.is_public else "PRIVATE")
    event.add("sequence", entry.sequence)
    # A deadline takes nobody's hour.
    event.add("transp", "TRANSPARENT")
    if entry.description:
        event.add("description", without_harm(entry.description))
    if entry.address:
        event.add("url", entry.address)
    if entry.is_over:
        # Before the alarm: nobody is reminded of what is over.
        event.add("status", "CANCELLED")
        return event
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", without_harm(entry.summary))
    alarm.add("trigger", -WARNED_BEFORE)
    event.add_component(alarm)
    return event
