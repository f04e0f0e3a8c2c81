"""How a letter stands on a day by all that happened to it, whatever the law knows of its addressee."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tamyr.demands.logic.calendar import calendar_of
from tamyr.demands.logic.clocks import Deadline
from tamyr.demands.logic.history import ClockEvent, Fault, History, as_far_as_possible, as_recorded, course
from tamyr.demands.logic.law import CountryLaw
from tamyr.demands.logic.law_file import all_laws, rules_of_bodies
from tamyr.demands.logic.projection import ANSWERED, NO_TERM, REFUSED, Reckoning, by_its_word, reckon

NOT_SENT, RETURNED, ASKED, IN_PART, TAKEN_BACK = "not_sent", "returned", "asked", "in_part", "taken_back"
NOT_IN_ORDER = "not_in_order"
ENDED = (ANSWERED, REFUSED, TAKEN_BACK)
# No answer in time, for certain or probably.
LATE = ("silent", "unproved")


@dataclass(frozen=True)
class Progress:
    """How a letter stands: its state, its history, and what the law says, where it says anything.

    ``ended_as``: how it was once ended. What was answered and then went on waits for no answer a second time.
    ``fault``: why its events cannot have happened as they are said to have; then nothing is counted by them.
    """

    state: str
    history: History
    reckoning: Reckoning | None
    ended_as: str = ""
    fault: Fault | None = None

    @property
    def answer(self) -> Deadline | None:
        return self.reckoning.answer if self.reckoning else None

    @property
    def is_late(self) -> bool:
        is_over = self.reckoning is not None and self.reckoning.state in LATE
        return is_over and not self.has_ended

    @property
    def due_on(self) -> date | None:
        """The day after which it is late; nothing while the body waits for us, whose clock stands."""
        return self.reckoning.late_after if self.reckoning and not self.history.waits_for_us else None

    @property
    def awaited_until(self) -> date | None:
        """The last day of an answer in time, while one is awaited: on each later day it is late."""
        return None if self.has_ended else self.due_on

    @property
    def has_ended(self) -> bool:
        return bool(self.ended_as) or self.state in ENDED


def law_for(code: str) -> CountryLaw | None:
    """Return what is kept of a country, or of a body of no country; nothing where nothing is."""
    return all_laws().get(code) or rules_of_bodies().get(code)


def followed(iso3: str, letter: str, events: Iterable[ClockEvent], *, on: date) -> Progress:
    """Compute how a letter to a body of a country stands on a day; where its events cannot be so, that they cannot.

    Every reader asks here: events that an older release took are told as such, and no day is counted by them.
    """
    known = list(events)
    (found, faults), in_short = as_far_as_possible(letter, known), course(known)
    ended_as = in_short.ended_as
    if faults:
        away = found.is_away or in_short.is_out
        # Its days are taken out: left there, somebody would count by them.
        return Progress(NOT_IN_ORDER, replace(found, days={}, is_away=away), None, ended_as, faults[0])
    by_law = _by_law(law_for(iso3), found, on)
    return Progress(_state(found, by_law, ended_as), found, by_law, ended_as)


def awaited_until(iso3: str, letter: str, events: Iterable[ClockEvent]) -> date | None:
    """Return the last day of an answer in time, the same whenever it is asked for; nothing where none is awaited."""
    # On the first of all days every clock still runs: nothing is counted of the steps that follow on silence.
    return followed(iso3, letter, events, on=date.min).awaited_until


def _by_law(law: CountryLaw | None, found: History, on: date) -> Reckoning | None:
    terms = law.letter(found.letter) if law else None
    if not found.is_away:
        return None
    # While the body waits for what it asked for, its clock stands: no day is late, and no step follows on silence.
    on = date.min if found.waits_for_us else on
    if law is None or terms is None:
        return by_its_word(found.days, on=on)
    return reckon(law, terms, found.days, calendar_of(law.country), on=on)


def _state(found: History, by_law: Reckoning | None, ended_as: str) -> str:
    ended = next((kind for kind in (ANSWERED, REFUSED) if kind in found.days), "")
    if ended:
        return ended
    if found.taken_back_on:
        return TAKEN_BACK
    if not found.is_away:
        return RETURNED if found.has_returned else NOT_SENT
    if found.waits_for_us:
        return ASKED
    # Before an answer in part, which stops no clock.
    if by_law is not None and by_law.state in LATE:
        return ended_as or by_law.state
    if found.in_part_on:
        return IN_PART
    return by_law.state if by_law else NO_TERM


@dataclass(frozen=True)
class ClockChange:
    """An event that moved the day of the answer, and the clock before and after it."""

    event: ClockEvent
    before: Deadline | None
    after: Deadline | None


def moves(iso3: str, letter: str, events: Sequence[ClockEvent], *, on: date) -> Iterator[ClockChange]:
    """Yield the events that moved the day of the answer, in the order in which they were recorded."""
    if followed(iso3, letter, events, on=on).fault is not None:
        return
    before: Deadline | None = None
    for event, known in as_recorded(events):
        found = followed(iso3, letter, known, on=on)
        if found.fault is not None:
            # Recorded from its end: what came first was added later.
            continue
        after = found.answer
        if _days(before) != _days(after):
            yield ClockChange(event, before, after)
        before = after


def _days(clock: Deadline | None) -> tuple[date, date] | None:
    return (clock.expected_by, clock.late_after) if clock else None
