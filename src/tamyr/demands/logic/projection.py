"""What follows from what happened to a letter: its clocks, how it stands on a day, and the next lawful step.

Events are only ever added, and everything here is computed from them anew: a corrected law or calendar corrects every date.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from tamyr.demands.logic.calendar import WorkCalendar
from tamyr.demands.logic.clocks import Deadline, Span, deadline, follow_on, span
from tamyr.demands.logic.law import Clock, CountryLaw, Letter, Step, Term

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
LAST_OF_THE_LAW = ("answer", "study", "extension", "longest")
AARHUS = (Term(1, "months"), Term(2, "months"))
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
class Standing:
    """How a letter stands on a day.

    ``answer`` is the clock of the answer, nothing where no term is known; ``further`` are the other clocks. ``put_off_to``
    is the day that the body itself named, ``beyond_the_law`` whether the law lets it go no further than an earlier one.
    ``aarhus`` are the Convention's month and two months.
    """

    state: str
    answer: Deadline | None
    further: tuple[Deadline, ...]
    turns: tuple[Turn, ...]
    put_off_to: date | None
    beyond_the_law: bool
    aarhus: tuple[Span, ...]


def standing(
    law: CountryLaw, letter: Letter, events: Events, calendar: WorkCalendar, *, on: date
) -> Standing:
    """Compute how a letter stands on a day; raise ``NotInOrder`` for events that cannot have happened as said."""
    check_order(events)
    received, is_proved = received_on(letter, events, calendar)
    clocks = {clock.kind: counted(clock, letter, events, calendar) for clock in letter.clocks}
    answer, put_off_to = clocks.get("answer"), events.get(PUT_OFF)
    lawful = max((clocks[kind].late_after for kind in LAST_OF_THE_LAW if kind in clocks), default=None)
    state = state_on(on, events, answer)
    is_environment = letter.kind == "environment" and law.aarhus.party
    return Standing(
        state=state,
        answer=answer,
        further=tuple(clock for kind, clock in clocks.items() if kind != "answer"),
        turns=tuple(turns(law, state, events, answer, calendar)),
        put_off_to=put_off_to,
        beyond_the_law=bool(put_off_to and lawful and put_off_to > lawful),
        aarhus=tuple(span(term, received, calendar) for term in AARHUS) if is_environment else (),
    )


def check_order(events: Events) -> None:
    """Refuse events that contradict each other: none happens before one that stands earlier in ``EVENTS``."""
    happened = [name for name in EVENTS if name in events]
    if not happened:
        raise KeyError("nothing happened yet")
    for earlier, later in zip(happened, [*happened[1:]], strict=False):
        if events[later] < events[earlier]:
            raise NotInOrder(earlier, later)
    if PUT_OFF in events and events[PUT_OFF] <= events[happened[0]]:
        raise NotInOrder(happened[0], PUT_OFF)


def received_on(letter: Letter, events: Events, calendar: WorkCalendar) -> tuple[date, bool]:
    """Return the day on which a body has the letter, and whether there is proof of it.

    A letter that was forwarded counts from that day for whoever took it over; that it came in there nobody has shown.
    """
    name = next(name for name in ("forwarded", "delivered", "registered", "sent") if name in events)
    day = events[name]
    if letter.registered_on_working_days and not calendar.is_working(day):
        day = next(calendar.after(day))
    return day, name in ("delivered", "registered")


def counted(clock: Clock, letter: Letter, events: Events, calendar: WorkCalendar) -> Deadline:
    """Count one clock of a letter from the event that it starts with, or from the clock that it follows."""
    received, is_proved = received_on(letter, events, calendar)
    if before := letter.clock(clock.start):
        first = counted(before, letter, events, calendar)
        return follow_on(clock, first, calendar, is_proved=is_proved)
    if clock.start == "registered" and "forwarded" not in events:
        return deadline(clock, events.get("registered", received), calendar, is_proved="registered" in events)
    return deadline(clock, received, calendar, is_proved=is_proved)


def state_on(day: date, events: Events, answer: Deadline | None) -> str:
    """Say how a letter stands: silence is certain only with proof that it came in, and by every reading of the law."""
    for name in (ANSWERED, REFUSED):
        if name in events:
            return name
    if PUT_OFF in events:
        return SILENT if day > events[PUT_OFF] else OPEN
    if answer is None:
        return NO_TERM
    if day <= answer.expected_by:
        return OPEN
    if day <= answer.late_after:
        return DISPUTED
    return UNPROVED if answer.is_provisional else SILENT


def turns(
    law: CountryLaw, state: str, events: Events, answer: Deadline | None, calendar: WorkCalendar
) -> Iterator[Turn]:
    """Yield where one may turn: from the refusal, or from the day on which an answer was due at the latest."""
    if state == REFUSED:
        since = events[REFUSED]
    elif state in (SILENT, UNPROVED):
        since = events.get(PUT_OFF) or (answer.late_after if answer else None)  # type: ignore[assignment]
    else:
        return
    for step in law.steps:
        yield Turn(step, span(step.within, since, calendar).ends_on if step.within else None)
