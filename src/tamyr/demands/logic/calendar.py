"""Which days a public body works: the library's holidays, the days we know beyond them, and how far both reach.

The library (ADR 0050) knows fixed and moved days; what it lacks stands in ``static/demands/calendar.toml``.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from climate_pathways.core.countries import COUNTRIES

FILE = Path(__file__).resolve().parents[1] / "static/demands/calendar.toml"
SATURDAY = 5
DAY = timedelta(days=1)
FIRST_YEAR, LAST_YEAR = 2000, 2099


@dataclass(frozen=True)
class OwnDay:
    """A day that the library has otherwise, and the page that says so."""

    day: date
    is_off: bool
    source: str


@dataclass(frozen=True)
class WorkCalendar:
    """The working days of public bodies in a country; ``complete_until`` is the last day of which all is known.

    Of bodies of no country the weekends alone are known.
    """

    country: str
    complete_until: date | None
    moves_holidays_off_weekends: bool
    own_days: Mapping[date, OwnDay]
    words: Mapping[str, str]

    def remark(self, language: str) -> str:
        return self.words.get(language, self.words["en"])

    @cached_property
    def _holidays(self) -> Any:
        # Read when the first day is asked for: a page that counts no days does not pay for it.
        from holidays import country_holidays

        return country_holidays(COUNTRIES[self.country].iso2)

    def is_working(self, day: date) -> bool:
        """Say whether bodies work on a day; raise ``ValueError`` outside the years that can be counted."""
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise ValueError(f"{day}: days are counted from {FIRST_YEAR} to {LAST_YEAR}")
        # Before weekends and the library: by decree a Saturday is worked as well as a Monday off.
        if day in self.own_days:
            return not self.own_days[day].is_off
        if self.country not in COUNTRIES:
            return day.weekday() < SATURDAY
        return bool(self._holidays.is_working_day(day)) and not self._stands_in(day)

    def _stands_in(self, day: date) -> bool:
        """Say whether a weekday is off for a holiday that fell on a weekend, where the law moves such days."""
        return self.moves_holidays_off_weekends and day in moved_on(day.year, self._holidays)

    def knows(self, day: date) -> bool:
        return self.complete_until is not None and day <= self.complete_until

    def after(self, day: date) -> Iterator[date]:
        """Yield the working days after a day."""
        while True:
            day += DAY
            if self.is_working(day):
                yield day


def moved_on(year: int, holidays: Any) -> frozenset[date]:
    """Return the first weekdays free for each holiday of a year that falls on a Saturday or Sunday, in their order."""
    taken: set[date] = set()
    # From the first day on: which weekday a holiday takes hangs on those that earlier ones took.
    day = date(year, 1, 1)
    while day.year == year:
        if day in holidays and day.weekday() >= SATURDAY:
            stands_in = day
            while stands_in.weekday() >= SATURDAY or stands_in in holidays or stands_in in taken:
                stands_in += DAY
            taken.add(stands_in)
        day += DAY
    return frozenset(taken)


def calendar_of(country: str) -> WorkCalendar:
    """Return the calendar of a country; raise ``KeyError`` where none is kept."""
    return calendars()[country]


@cache
def calendars() -> Mapping[str, WorkCalendar]:
    """Read the file; raise ``ValueError`` with the place of what is not understood."""
    found = tomllib.loads(FILE.read_text(encoding="utf-8"))["country"]
    return {
        entry["country"]: _calendar(entry, f"{FILE.name}, country {number}")
        for number, entry in enumerate(found, 1)
    }


def _calendar(entry: Mapping[str, Any], place: str) -> WorkCalendar:
    known = {"country", "complete_until", "moves_holidays_off_weekends", "source", "en", "ru", "day"}
    if unknown := entry.keys() - known:
        raise ValueError(f"{place}: does not know {sorted(unknown)}")
    own = [day for said in entry.get("day", ()) for day in _own_days(said, place)]
    return WorkCalendar(
        country=entry["country"],
        complete_until=entry.get("complete_until"),
        moves_holidays_off_weekends=entry.get("moves_holidays_off_weekends", False),
        own_days={day.day: day for day in own},
        words={code: entry[code] for code in ("en", "ru")},
    )


def _own_days(said: Mapping[str, Any], place: str) -> Iterator[OwnDay]:
    if not said.keys() <= {"off", "worked", "until", "source"} or ("off" in said) == ("worked" in said):
        raise ValueError(f"{place}: a day is either off or worked, with a source")
    day = said.get("off") or said["worked"]
    while day <= said.get("until", day):
        yield OwnDay(day, "off" in said, said["source"])
        day += DAY
        # Without a last day the loop would go on for ever.
        if "until" not in said:
            return
