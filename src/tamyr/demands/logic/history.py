"""What events say together: which of them stand, whether they can have happened so, and the days that clocks run from.

Events are only ever added. One that replaces another takes its place; one that is void takes it away.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from tamyr.demands.logic.projection import ANSWERED, PUT_OFF, REFUSED, Events, NotInOrder, check_order

# In the order in which they happen on one day.
KINDS = (
    "released", "sent", "returned", "delivered", "registered", "forwarded", "clarification", "clarified", "put_off",
    "regime", "in_part", "answered", "refused", "appealed", "taken_back", "void",
)  # fmt: skip
VOID = "void"
ENDS = (ANSWERED, REFUSED)
# A letter may be known by its receipt alone: whoever handed it over did not send it.
ARRIVALS = ("delivered", "registered")
BEFORE_ALL = ("released", "sent", *ARRIVALS)


class NotPossible(ValueError):
    """An event cannot have happened then: ``needs`` has to come first, or it is there ``twice``."""

    def __init__(self, kind: str, needs: str = "", *, twice: bool = False) -> None:
        self.kind, self.needs, self.twice = kind, needs, twice
        super().__init__(f"{kind} needs {needs}" if needs else f"{kind} twice")


# What is wrong with events that cannot have happened as they are said to have.
Fault = NotPossible | NotInOrder


@dataclass(frozen=True)
class ClockEvent:
    """An event as clocks know it."""

    key: Hashable
    kind: str
    on: date
    at: datetime
    until: date | None = None
    letter: str = ""
    replaces: Hashable | None = None


@dataclass(frozen=True)
class History:
    """What stands: the kind of letter that it is by now, and the days that its clocks run from.

    ``waits_for_us``: the body has it and waits for what it asked for. ``was_asked`` says so also once it passed the
    letter on: what it asked for may still be given. ``began_anew`` says that it was, from which day the clock is counted
    again: the laws that are kept say nothing of it.
    """

    letter: str
    days: Events = field(default_factory=dict)
    is_away: bool = False
    has_returned: bool = False
    waits_for_us: bool = False
    was_asked: bool = False
    began_anew: bool = False
    in_part_on: date | None = None
    taken_back_on: date | None = None


def standing_events(events: Iterable[ClockEvent]) -> list[ClockEvent]:
    """Return the events that nothing has replaced, in the order in which they happened.

    What is recorded once a letter came back, on the day on which it did, happened after that: it went out again.
    """
    listed = list(events)
    known = {event.key: event for event in listed}
    # Also what was replaced by a replaced event: whatever is corrected twice does not come back.
    replaced = {event.replaces for event in listed if event.replaces is not None}
    kept = [event for event in listed if event.key not in replaced and event.kind != VOID]
    returns = [(event.on, _first_told(event, known)) for event in kept if event.kind == "returned"]

    def place(event: ClockEvent) -> tuple[date, int, int, datetime]:
        # Where nothing came back, nothing hangs on when it was first told.
        told = _first_told(event, known) if returns else event.at
        before = sum(on == event.on and at < told for on, at in returns)
        return event.on, before, KINDS.index(event.kind), event.at

    return sorted(kept, key=place)


def _first_told(event: ClockEvent, known: Mapping[Hashable, ClockEvent]) -> datetime:
    """Return when it was first recorded: what was corrected later did not happen later."""
    while event.replaces is not None and event.replaces in known:
        event = known[event.replaces]
    return event.at


def history(letter: str, events: Iterable[ClockEvent]) -> History:
    """Return what events say together; raise the first ``Fault`` of those that cannot have happened so."""
    found, faults = as_far_as_possible(letter, events)
    if faults:
        raise faults[0]
    return found


def as_far_as_possible(letter: str, events: Iterable[ClockEvent]) -> tuple[History, list[Fault]]:
    """Return what those events say that can have happened so, and what is wrong with each of the others.

    No law is asked: what cannot be cannot be anywhere, also of a body whose law will be kept one day.
    """
    so_far, faults = History(letter), list[Fault]()
    for event in standing_events(events):
        try:
            _check(so_far, event)
            after = _after(so_far, event)
            if after.days:
                check_order(after.days)
        except (NotPossible, NotInOrder) as fault:
            faults.append(fault)
        else:
            so_far = after
    return so_far, faults


def _check(so_far: History, event: ClockEvent) -> None:
    if event.kind in ("sent", "released") and so_far.is_away:
        raise NotPossible(event.kind, twice=True)
    if event.kind not in BEFORE_ALL and not so_far.is_away:
        raise NotPossible(event.kind, "sent")
    # Within the days of this body alone: passed on, or come back, a letter comes in once more.
    if event.kind in (*ARRIVALS, *ENDS) and event.kind in so_far.days:
        raise NotPossible(event.kind, twice=True)
    if event.kind == "clarified" and not so_far.was_asked:
        raise NotPossible(event.kind, "clarification")
    # Told of the registration, since that is what stands before its time.
    if event.kind == "delivered" and "registered" in so_far.days:
        raise NotPossible("registered", "delivered")


def _after(so_far: History, event: ClockEvent) -> History:
    kind, on, days = event.kind, event.on, dict(so_far.days)
    if kind == "sent":
        return replace(so_far, days={"sent": on}, is_away=True, has_returned=False, taken_back_on=None)
    # A letter that came back begins all its clocks anew when it goes out again.
    if kind == "returned":
        so_far = replace(so_far, waits_for_us=False, was_asked=False, began_anew=False)
        return replace(so_far, days={}, is_away=False, has_returned=True)
    if kind in ARRIVALS:
        # Whoever took it over has it from now on: what went before was another body's clock.
        known = {} if "forwarded" in days else days
        return replace(so_far, days={**known, kind: on}, is_away=True, has_returned=False)
    if kind == "forwarded":
        # Whoever took it over asked us nothing.
        return replace(so_far, days={"forwarded": on}, waits_for_us=False)
    # A day that the body named and an answer were of the time before: neither begins anew.
    if kind == "clarified":
        anew = {name: on for name in days if name in (*BEFORE_ALL, "forwarded")}
        return replace(so_far, days=anew, waits_for_us=False, was_asked=False, began_anew=True)
    if kind == PUT_OFF and event.until is not None:
        return replace(so_far, days={**days, PUT_OFF: event.until})
    if kind in ENDS:
        # A refusal after an answer, or an answer after a refusal: the later one stands.
        other = REFUSED if kind == ANSWERED else ANSWERED
        days.pop(other, None)
        return replace(so_far, days={**days, kind: on}, waits_for_us=False, was_asked=False)
    return _beside(so_far, event)


def _beside(so_far: History, event: ClockEvent) -> History:
    """Return what an event changes that moves no clock by itself."""
    if event.kind == "clarification":
        return replace(so_far, waits_for_us=True, was_asked=True)
    if event.kind == "regime":
        # It was put off by the terms of the law before.
        kept = {name: day for name, day in so_far.days.items() if name != PUT_OFF}
        return replace(so_far, letter=event.letter, days=kept)
    if event.kind == "in_part":
        return replace(so_far, in_part_on=event.on)
    # It lies with the body still: it is not sent again, and whatever answer comes is one.
    if event.kind == "taken_back":
        return replace(so_far, taken_back_on=event.on)
    return so_far


def as_recorded(events: Sequence[ClockEvent]) -> Iterator[tuple[ClockEvent, list[ClockEvent]]]:
    """Yield each event in the order of recording, with all that was known once it was recorded."""
    ordered = sorted(events, key=lambda event: event.at)
    for place, event in enumerate(ordered, start=1):
        yield event, ordered[:place]


@dataclass(frozen=True)
class Course:
    """A letter's course in short: whether it went out, how it ended, and how many days that took."""

    is_out: bool = False
    ended_as: str = ""
    days: int | None = None


def course(events: Iterable[ClockEvent]) -> Course:
    """Return what is counted of a letter among many: from its first day out to its answer or refusal.

    One that came back unanswered asks nothing of its body until it goes out again; nor does one that was taken back.
    """
    days: dict[str, date] = {}
    ended = ""
    for event in standing_events(events):
        # Of an answer and a refusal the later one stands, as on the letter's page.
        ended = event.kind if event.kind in ENDS else ended
        if event.kind == "returned" and days.keys().isdisjoint(ENDS):
            days.clear()
        else:
            # The first of each kind, unlike the days of clocks: passing a letter on makes no answer quicker.
            days.setdefault(event.kind, event.on)
    began = min((days[kind] for kind in ("sent", *ARRIVALS) if kind in days), default=None)
    took = (days[ended] - began).days if ended and began else None
    is_out = began is not None and "taken_back" not in days
    # Whoever answered was asked, also where the letter was taken back before; a constraint backs it.
    return Course(is_out or bool(ended), ended, took)
