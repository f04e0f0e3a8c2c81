"""By which row of the law and which days off a day was counted, so that a correction can be told from another event."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from inspect import getsource

from tamyr.addressees.logic.kinds import LETTERS
from tamyr.demands.logic import calendar, clocks, following, history, projection
from tamyr.demands.logic.calendar import calendar_of
from tamyr.demands.logic.clocks import Deadline
from tamyr.demands.logic.following import followed, law_for
from tamyr.demands.logic.history import ClockEvent, as_recorded

LAW, DAYS_OFF, COUNTING = "law", "days_off", "counting"
# As long as the columns that keep it: PostgreSQL refuses a longer one.
LENGTH = 16


@dataclass(frozen=True)
class DueDays:
    """When an answer was due, as it was counted, and what by."""

    expected_by: date
    late_after: date
    by_law: str
    by_calendar: str


@dataclass(frozen=True)
class Recount:
    """A day that the page gave when an event was recorded, the day that today's law gives, and what was corrected."""

    event: ClockEvent
    before: DueDays
    now: Deadline | None
    causes: tuple[str, ...]


def _sha(*parts: object) -> str:
    return sha256(repr(parts).encode()).hexdigest()[:LENGTH]


@cache
def law_sha(iso3: str, letter: str) -> str:
    """Return what stands for the terms of such a letter in a country: of what moves a day, not of the words."""
    law = law_for(iso3)
    terms = law.letter(letter) if law else None
    if terms is None:
        return ""
    every = (*terms.clocks, *([terms.outer] if terms.outer else []))
    clocks = [(clock.kind, clock.term, clock.early, clock.late, clock.start) for clock in every]
    return _sha(clocks, terms.registered_on_working_days, terms.extension_is_open)


@cache
def calendar_sha(iso3: str) -> str:
    """Return what stands for the days off of a country: ours, and the release of the library beside them."""
    if law_for(iso3) is None:
        return ""
    calendar = calendar_of(iso3)
    own = sorted((day.day.isoformat(), day.is_off) for day in calendar.own_days.values())
    # The days of the library stand in no file of ours: another release of it may have moved any of them.
    return _sha(own, calendar.moves_holidays_off_weekends, version("holidays"))


@cache
def counting_sha(iso3: str) -> str:
    """Return what stands for all by which letters to bodies of a country are counted: law, days off, and the counting.

    Bodies of countries whose law is not kept are alike.
    """
    country = iso3 if law_for(iso3) else ""
    law = [law_sha(country, letter) for letter in LETTERS]
    # Comments and all: a letter that is counted once too often costs little, one too seldom is wrong.
    counting = [getsource(module) for module in (calendar, clocks, following, history, projection)]
    return _sha(country, law, calendar_sha(country), counting)


def counted(iso3: str, letter: str, events: Iterable[ClockEvent], *, on: date) -> DueDays | None:
    """Count when an answer is due after these events, with what it is counted by; nothing where no term runs."""
    found = followed(iso3, letter, events, on=on)
    if found.answer is None:
        return None
    by_law = law_sha(iso3, found.history.letter)
    return DueDays(found.answer.expected_by, found.answer.late_after, by_law, calendar_sha(iso3))


def recounted(
    iso3: str, letter: str, events: Sequence[ClockEvent], kept: dict[object, DueDays], *, on: date
) -> Iterator[Recount]:
    """Yield the events after which the page gave another day than today's law gives; each such day once."""
    if followed(iso3, letter, events, on=on).fault is not None:
        return
    # The days that were told last: of events after which the page said the same the first alone is named.
    told: tuple[date, date] | None = None
    for event, known in as_recorded(events):
        before = kept.get(event.key)
        if before is None:
            continue
        now = followed(iso3, letter, known, on=on)
        if now.fault is not None:
            continue
        days = (before.expected_by, before.late_after)
        is_same = now.answer is not None and days == (now.answer.expected_by, now.answer.late_after)
        if not is_same and days != told:
            yield Recount(event, before, now.answer, _causes(before, iso3, now.history.letter))
            told = days


def _causes(before: DueDays, iso3: str, letter: str) -> tuple[str, ...]:
    causes = (
        *([LAW] if before.by_law != law_sha(iso3, letter) else []),
        *([DAYS_OFF] if before.by_calendar != calendar_sha(iso3) else []),
    )
    # Neither the row nor the days off are others: so it is how days are counted.
    return causes or (COUNTING,)
