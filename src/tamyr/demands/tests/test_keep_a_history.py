"""From events that are only ever added follows what stands, and what moved the clock."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from tamyr.demands.logic.contradictions import DemandTarget, contradictions
from tamyr.demands.logic.following import followed, moves
from tamyr.demands.logic.history import ClockEvent, NotPossible, history, standing_events

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


def event(key: int, kind: str, on: date, **more: Any) -> ClockEvent:
    return ClockEvent(key, kind, on, AT.replace(minute=key), **more)


SENT = event(1, "sent", date(2026, 3, 2))
CAME = event(2, "delivered", date(2026, 3, 3))


def test_what_was_replaced_or_taken_out_stands_no_more() -> None:
    later = event(3, "delivered", date(2026, 3, 5), replaces=2)
    void = event(4, "void", date(2026, 3, 5), replaces=3)
    assert standing_events([SENT, CAME, later]) == [SENT, later]
    assert standing_events([SENT, CAME, later, void]) == [SENT]


def test_events_stand_in_the_order_of_their_days_not_of_their_recording() -> None:
    registered = event(0, "registered", date(2026, 3, 3))
    assert [event.kind for event in standing_events([registered, CAME, SENT])] == [
        "sent",
        "delivered",
        "registered",
    ]


def test_a_body_that_asks_for_more_waits_for_us_and_counts_anew() -> None:
    asks = event(3, "clarification", date(2026, 3, 4))
    gives = event(4, "clarified", date(2026, 3, 10))
    assert history("demand", [SENT, CAME, asks]).waits_for_us
    found = history("demand", [SENT, CAME, asks, gives])
    assert found.began_anew and set(found.days.values()) == {date(2026, 3, 10)}


@pytest.mark.parametrize(
    "events",
    [
        [event(1, "answered", date(2026, 3, 2))],
        [SENT, event(2, "sent", date(2026, 3, 3))],
        [SENT, CAME, event(3, "clarified", date(2026, 3, 4))],
        [SENT, event(2, "answered", date(2026, 3, 1))],
        [event(1, "registered", date(2026, 3, 2)), event(2, "delivered", date(2026, 3, 3))],
    ],
    ids=lambda events: events[-1].kind,
)
def test_what_cannot_have_happened_so_is_refused(events: list[ClockEvent]) -> None:
    with pytest.raises(NotPossible):
        history("demand", events)


def test_every_event_that_moved_the_day_of_the_answer_is_named_with_both_days() -> None:
    came = event(2, "delivered", date(2026, 3, 3))
    corrected = event(3, "delivered", date(2026, 3, 5), replaces=2)
    asked = event(4, "appealed", date(2026, 3, 20))
    found = list(moves("UKR", "information", [SENT, came, corrected, asked], on=date(2026, 3, 30)))
    assert [(move.event.key, move.after.late_after if move.after else None) for move in found] == [
        (1, date(2026, 3, 9)),
        (2, date(2026, 3, 10)),
        (3, date(2026, 3, 12)),
    ]


def test_a_corrected_law_corrects_every_date_since_nothing_counted_is_kept() -> None:
    own = followed("KAZ", "demand", [CAME], on=date(2026, 3, 4))
    other = followed("UKR", "demand", [CAME], on=date(2026, 3, 4))
    assert own.due_on and other.due_on and own.due_on != other.due_on


def test_a_number_contradicts_another_of_the_same_thing_in_the_same_place() -> None:
    asked = DemandTarget(1, "neutrality", None, "KAZ", Decimal(2050))
    same = DemandTarget(2, "neutrality", None, "KAZ", Decimal(2050))
    later = DemandTarget(3, "neutrality", None, "KAZ", Decimal(2060))
    region = DemandTarget(4, "neutrality", None, "", Decimal(2060))
    elsewhere = DemandTarget(5, "neutrality", None, "GEO", Decimal(2060))
    year = DemandTarget(6, "emissions", 2030, "KAZ", Decimal(2060))
    assert contradictions(asked, [asked, same, later, region, elsewhere, year]) == [later, region]


@pytest.mark.parametrize(
    ("one", "other", "is_found"),
    [
        (("neutrality", None, 2050), ("cut", 2060, 100), True),
        (("neutrality", None, 2050), ("emissions", 2060, 0), True),
        (("cut", 2060, 100), ("emissions", 2050, 0), True),
        (("neutrality", None, 2050), ("cut", 2050, 100), False),
        (("neutrality", None, 2050), ("cut", 2060, 80), False),
        (("renewables", 2030, 50), ("renewables", 2035, 40), True),
        (("renewables", 2030, 50), ("renewables", 2035, 60), False),
        (("emissions", 2030, 200), ("emissions", 2035, 250), True),
        (("emissions", 2030, 200), ("emissions", 2035, 150), False),
        (("coal-exit", None, 2035), ("coal-exit", None, 2040), True),
        (("renewables", 2030, 50), ("forests", 2035, 40), False),
    ],
)
def test_numbers_that_cannot_stand_beside_each_other_are_found_in_both_directions(
    one: tuple[str, int | None, int], other: tuple[str, int | None, int], is_found: bool
) -> None:
    first, second = (
        DemandTarget(key, subject, year, "KAZ", Decimal(value))
        for key, (subject, year, value) in enumerate((one, other))
    )
    assert bool(contradictions(first, [second])) is is_found
    assert bool(contradictions(second, [first])) is is_found
