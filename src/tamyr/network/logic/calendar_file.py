"""Deadlines → an iCalendar file (RFC 5545) that names nothing.

Calendars are copied to telephones and to servers of others, so an entry says that something waits and
when, not what or of whom.
"""

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime

from climate_pathways.core.characters import without_harm

STAMP = "%Y%m%dT%H%M%SZ"


def deadlines_file(due: Iterable[datetime], *, summary: str, made_at: datetime) -> str:
    """Return a calendar with one entry per moment; the same moment has the same entry in every file."""
    moments = sorted({moment.astimezone(UTC) for moment in due})
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Tamyr//Deadlines//EN"]
    for moment in moments:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{hashlib.sha256(moment.isoformat().encode()).hexdigest()[:32]}@tamyr",
            f"DTSTAMP:{made_at.astimezone(UTC):{STAMP}}",
            f"DTSTART:{moment:{STAMP}}",
            f"SUMMARY:{escaped(summary)}",
            "CLASS:PRIVATE",
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            f"DESCRIPTION:{escaped(summary)}",
            "TRIGGER:-P1D",
            "END:VALARM",
            "END:VEVENT",
        ]
    return "\r\n".join([*lines, "END:VCALENDAR", ""])


def escaped(text: str) -> str:
    return (
        without_harm(text).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
    )
