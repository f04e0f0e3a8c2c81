"""From an event to the day by which a body has to answer, with the working that a reader can follow."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from tamyr.demands.logic.calendar import DAY, SATURDAY, WorkCalendar
from tamyr.demands.logic.law import Clock, Term

HOURS_A_DAY = 24


@dataclass(frozen=True)
class Span:
    """A term counted from a day: the last day, the weekdays that did not count and the weekend days that did."""

    term: Term
    began_on: date
    ends_on: date
    left_out: tuple[date, ...] = ()
    worked: tuple[date, ...] = ()
    is_known: bool = True


@dataclass(frozen=True)
class Deadline:
    """Until when: expected by the shortest reading of the law, certainly late after the longest one.

    ``doubts`` say why the day is provisional: ``no_proof`` of delivery or registration, a ``calendar`` that is not whole
    so far ahead, or the status of the rule itself.
    """

    clock: Clock
    shortest: Span
    longest: Span
    doubts: tuple[str, ...]

    @property
    def expected_by(self) -> date:
        return self.shortest.ends_on

    @property
    def late_after(self) -> date:
        return self.longest.ends_on

    @property
    def is_provisional(self) -> bool:
        # How sure a rule is, is told beside it and moves no day: these two alone may turn it out later.
        return bool({"no_proof", "calendar"} & set(self.doubts))


def span(term: Term, began_on: date, calendar: WorkCalendar) -> Span:
    """Count a term from a day, which does not count itself."""
    if term.unit == "working_days":
        # One less than the term, as the first day that comes is the first that counts.
        ends_on = next(islice(calendar.after(began_on), term.amount - 1, None))
        between = list(days_between(began_on, ends_on))
        return Span(
            term,
            began_on,
            ends_on,
            left_out=tuple(
                day for day in between if day.weekday() < SATURDAY and not calendar.is_working(day)
            ),
            worked=tuple(day for day in between if day.weekday() >= SATURDAY and calendar.is_working(day)),
            is_known=calendar.knows(ends_on),
        )
    # Calendar days and months hang on no day off, so that what is not known of these makes no doubt here.
    if term.unit == "months":
        return Span(term, began_on, months_after(began_on, term.amount))
    # Hours become whole days, rounded up: no event keeps the hour at which a letter came in.
    days = term.amount if term.unit == "days" else -(-term.amount // HOURS_A_DAY)
    return Span(term, began_on, began_on + timedelta(days=days))


def days_between(first: date, last: date) -> Iterator[date]:
    """Yield the days after the first up to and with the last."""
    while first < last:
        first += DAY
        yield first


def months_after(day: date, months: int) -> date:
    """Return the same day of a later month, or that month's last day where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def deadline(clock: Clock, began_on: date, calendar: WorkCalendar, *, is_proved: bool) -> Deadline:
    """Count a clock of the law from a day; where the law is disputed, by each of its readings."""
    readings = [span(term, began_on, calendar) for term in (clock.early, clock.term, clock.late) if term]
    # By the days that they end on: which of a month and twenty working days is longer hangs on the days off.
    readings.sort(key=lambda reading: reading.ends_on)
    return between(clock, readings[0], readings[-1], is_proved=is_proved)


def between(clock: Clock, shortest: Span, longest: Span, *, is_proved: bool) -> Deadline:
    doubts = [
        *([] if is_proved else ["no_proof"]),
        *([] if shortest.is_known and longest.is_known else ["calendar"]),
        *([clock.known.status] if clock.known.status in ("second_hand", "disputed", "unverified") else []),
    ]
    return Deadline(clock, shortest, longest, tuple(doubts))


def with_longer(first: Deadline, other: Deadline) -> Deadline:
    """Return a clock that is late for certain only once another one is, which runs beside it without a word of the body."""
    if other.late_after <= first.late_after:
        return first
    doubts = tuple(dict.fromkeys((*first.doubts, *other.doubts)))
    return Deadline(first.clock, first.shortest, other.longest, doubts)


def follow_on(clock: Clock, first: Deadline, calendar: WorkCalendar, *, is_proved: bool) -> Deadline:
    """Count a clock that starts where another ends: the shortest reading from the shortest, the longest from the longest."""
    terms = [term for term in (clock.early, clock.term, clock.late) if term]
    shortest = min(
        (span(term, first.expected_by, calendar) for term in terms), key=lambda reading: reading.ends_on
    )
    longest = max(
        (span(term, first.late_after, calendar) for term in terms), key=lambda reading: reading.ends_on
    )
    doubted = between(clock, shortest, longest, is_proved=is_proved)
    inherited = [doubt for doubt in first.doubts if doubt not in doubted.doubts]
    return Deadline(clock, shortest, longest, (*inherited, *doubted.doubts))
