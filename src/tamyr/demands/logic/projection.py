"""What follows from what happened to a letter: its clocks, how it stands on a day, and the next lawful step.

Events are only ever added, and everything here is computed from them anew: a corrected law or calendar corrects every date.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from tamyr.demands.logic.calendar import WorkCalendar
from tamyr.demands.logic.clocks import Deadline, Span, deadline, follow_on, span, with_longer
from tamyr.demands.logic.law import Clock, CountryLaw, Letter, Step

# In the order in which they happen. A body may put its answer off at any time after it has the letter.
EVENTS = ("sent", "delivered", "registered", "forwarded", "answered", "refused")
PUT_OFF = "put_off"
OPEN, DISPUTED, UNPROVED, SILENT, ANSWERED, REFUSED, NO_TERM = STATES = (
    "open",
    "disputed",
    "unproved",
    "silent",
    "answered",
    "refused",
    "no_term",
)
# Clocks of the answer itself: the others bind a body on the way to it.
LAST_OF_THE_LAW = ("answer", "study", "extension", "longest")
Events = Mapping[str, date]


class NotInOrder(ValueError):
    """An event is said to have happened before one that comes first; the two are named."""

    def __init__(self, earlier: str, later: str) -> None:
        self.earlier, self.later = earlier, later
        super().__init__(f"{later} before {earlier}")


@dataclass(frozen=True)
class Turn:
    """Where one may turn now, and until when, where the law names a time."""

    step: Step
    until: date | None


@dataclass(frozen=True)
class Reckoning:
    """How a letter stands on a day.

    ``answer`` is the clock of the answer, nothing where no term is known; ``further`` are the other clocks. ``put_off_to``
    is the day that the body itself named, ``beyond_the_law`` whether the law lets it go no further than an earlier one;
    after ``late_after`` it is late by both. ``aarhus`` are the Convention's month and two months, ``is_by_aarhus`` says
    that the answer is counted by them alone.
    """

    state: str
    answer: Deadline | None
    further: tuple[Deadline, ...]
    turns: tuple[Turn, ...]
    put_off_to: date | None
    beyond_the_law: bool
    late_after: date | None
    aarhus: tuple[Span, ...]
    is_by_aarhus: bool


@dataclass(frozen=True)
class Expectation:
    """Until when an answer is awaited by law and by the body's word: late, perhaps, after the first day, and after the last."""

    expected_by: date
    late_after: date
    is_provisional: bool


def reckon(law: CountryLaw, letter: Letter, events: Events, calendar: WorkCalendar, *, on: date) -> Reckoning:
    """Compute how a letter stands on a day; raise ``NotInOrder`` for events that cannot have happened as said."""
    check_order(events)
    clocks = {clock.kind: counted(clock, letter, events, calendar) for clock in letter.clocks}
    outer = _counted(letter.outer, letter, events, calendar) if letter.outer else None
    # The Convention’s own clock, where the law names no term: it stands in the place of the law’s.
    if letter.answer and "answer" not in clocks:
        clocks["answer"] = counted(letter.answer, letter, events, calendar)
    put_off_to, due = events.get(PUT_OFF), awaited(letter, clocks, events.get(PUT_OFF))
    last = last_of_the_law(letter, clocks)
    state = state_on(on, events, due)
    return Reckoning(
        state=state,
        answer=clocks.get("answer"),
        further=tuple(clock for kind, clock in clocks.items() if kind != "answer"),
        turns=tuple(turns(law, state, events, due, calendar)),
        put_off_to=put_off_to,
        beyond_the_law=bool(put_off_to and last and put_off_to > last.late_after),
        late_after=due.late_after if due else None,
        aarhus=(outer.shortest, outer.longest) if outer else (),
        is_by_aarhus=outer is not None and letter.answer is letter.outer,
    )


def by_its_word(events: Events, *, on: date) -> Reckoning | None:
    """Return how a letter stands where no law with a term is kept: by the day that the body named, if it named one."""
    if PUT_OFF not in events:
        return None
    named = events[PUT_OFF]
    # One reading alone, and no proof is asked for: a body that names a day has the letter.
    state = state_on(on, events, Expectation(named, named, is_provisional=False))
    return Reckoning(
        state=state,
        answer=None,
        further=(),
        turns=(),
        put_off_to=named,
        beyond_the_law=False,
        late_after=named,
        aarhus=(),
        is_by_aarhus=False,
    )


def last_of_the_law(letter: Letter, clocks: Mapping[str, Deadline]) -> Deadline | None:
    """Return the clock that lets an answer wait the longest; nothing where the law names no end."""
    found = [clocks[kind] for kind in LAST_OF_THE_LAW if kind in clocks and not letter.extension_is_open]
    return max(found, key=lambda clock: clock.late_after, default=None)


def awaited(letter: Letter, clocks: Mapping[str, Deadline], put_off_to: date | None) -> Expectation | None:
    """Say until when an answer is awaited; nothing where neither the law nor the body names a day.

    A body that names a day of its own is late after it: no earlier than after the term for an answer, and no later than
    the law lets it be.
    """
    answer, last = clocks.get("answer"), last_of_the_law(letter, clocks)
    in_time = Expectation(answer.expected_by, answer.late_after, answer.is_provisional) if answer else None
    if put_off_to is None:
        return in_time
    expected_by = min(put_off_to, last.expected_by) if last else put_off_to
    if in_time:
        expected_by = max(expected_by, in_time.expected_by)
    if in_time and put_off_to <= in_time.late_after:
        return Expectation(expected_by, in_time.late_after, in_time.is_provisional)
    if last is None or put_off_to <= last.late_after:
        return Expectation(expected_by, put_off_to, is_provisional=False)
    return Expectation(expected_by, last.late_after, last.is_provisional)


def check_order(events: Events) -> None:
    """Refuse events that contradict each other: none happens before one that stands earlier in ``EVENTS``."""
    happened = [name for name in EVENTS if name in events]
    if not happened:
        raise KeyError("nothing happened yet")
    for earlier, later in zip(happened, [*happened[1:]], strict=False):
        if events[later] < events[earlier]:
            raise NotInOrder(earlier, later)
    # The day that a body names is no event of its own and stands in no order: it lies after the first one.
    if PUT_OFF in events and events[PUT_OFF] <= events[happened[0]]:
        raise NotInOrder(happened[0], PUT_OFF)


def received_on(letter: Letter, events: Events, calendar: WorkCalendar) -> tuple[date, bool]:
    """Return the day on which a body has the letter, and whether there is proof of it.

    A letter that was forwarded counts from that day for whoever took it over; that it came in there nobody has shown.
    """
    # Delivered before registered: a body has a letter from the day it came in, however late it enters it.
    name = next(name for name in ("forwarded", "delivered", "registered", "sent") if name in events)
    day = events[name]
    if letter.registered_on_working_days and not calendar.is_working(day):
        day = next(calendar.after(day))
    return day, name in ("delivered", "registered")


def counted(clock: Clock, letter: Letter, events: Events, calendar: WorkCalendar) -> Deadline:
    """Count one clock of a letter; an answer that may need a study is late for certain only after the term for that."""
    found = _counted(clock, letter, events, calendar)
    study = letter.clock("study") if clock.kind == "answer" else None
    return with_longer(found, _counted(study, letter, events, calendar)) if study else found


def _counted(clock: Clock, letter: Letter, events: Events, calendar: WorkCalendar) -> Deadline:
    """Count one clock from the event that it starts with, or from the clock that it follows."""
    received, is_proved = received_on(letter, events, calendar)
    if before := letter.clock(clock.start):
        # A study may follow the answer’s term: ``counted``, which asks for a study, would never end.
        first = (_counted if clock.kind == "study" else counted)(before, letter, events, calendar)
        return follow_on(clock, first, calendar, is_proved=is_proved)
    # The registration of a body that passed the letter on starts no clock of another one. Where none is
    # known, it is counted from receipt, and the day is provisional.
    if clock.start == "registered" and "forwarded" not in events:
        return deadline(clock, events.get("registered", received), calendar, is_proved="registered" in events)
    return deadline(clock, received, calendar, is_proved=is_proved)


def state_on(day: date, events: Events, due: Expectation | None) -> str:
    """Say how a letter stands: silence is certain only with proof that it came in, and by every reading of the law."""
    for name in (ANSWERED, REFUSED):
        if name in events:
            return name
    if due is None:
        return NO_TERM
    if day <= due.expected_by:
        return OPEN
    if day <= due.late_after:
        return DISPUTED
    return UNPROVED if due.is_provisional else SILENT


def turns(
    law: CountryLaw, state: str, events: Events, due: Expectation | None, calendar: WorkCalendar
) -> Iterator[Turn]:
    """Yield where one may turn: from the refusal, or from the day on which an answer was due at the latest."""
    if state == REFUSED:
        since = events[REFUSED]
    elif state in (SILENT, UNPROVED) and due is not None:
        since = due.late_after
    else:
        return
    for step in law.steps:
        yield Turn(step, span(step.within, since, calendar).ends_on if step.within else None)
