"""Days are counted by the calendar of the country whose body has to answer."""

from datetime import date

import pytest

from tamyr.demands.logic.calendar import calendar_of
from tamyr.demands.logic.clocks import months_after, span
from tamyr.demands.logic.law import Term

WORKING = {
    # Decreed days off bind public bodies; the library has them for working days.
    ("GEO", date(2026, 1, 5)): False,
    ("GEO", date(2026, 1, 6)): False,
    # Saturdays worked for a bridge day.
    ("BLR", date(2026, 4, 25)): True,
    ("RUS", date(2025, 11, 1)): True,
    ("RUS", date(2027, 2, 20)): True,
    ("UZB", date(2026, 12, 12)): True,
    ("KGZ", date(2025, 1, 11)): True,
    # A holiday on a weekend is made up for on the next working day.
    ("TJK", date(2025, 3, 10)): False,
    ("TJK", date(2025, 3, 11)): True,
    ("TJK", date(2026, 3, 20)): False,
    ("TJK", date(2026, 3, 27)): False,
    # No holiday is a day off under martial law; a Saturday still is.
    ("UKR", date(2026, 8, 24)): True,
    ("UKR", date(2026, 8, 22)): False,
    # Decreed; no library has them.
    ("MDA", date(2023, 1, 2)): False,
    ("MDA", date(2023, 5, 8)): False,
    # No holiday any more.
    ("KAZ", date(2027, 8, 30)): True,
}


@pytest.mark.parametrize(("country", "day"), WORKING, ids=lambda value: str(value))
def test_bodies_work_on_the_days_of_their_country(country: str, day: date) -> None:
    assert calendar_of(country).is_working(day) is WORKING[country, day]


SPANS = {
    ("KAZ", "working_days", 15, date(2026, 3, 10)): (
        date(2026, 4, 3),
        (date(2026, 3, 23), date(2026, 3, 24), date(2026, 3, 25)),
    ),
    ("GEO", "working_days", 10, date(2025, 12, 30)): (
        date(2026, 1, 21),
        tuple(date(2026, 1, day) for day in (1, 2, 5, 6, 7, 19)),
    ),
    ("UKR", "working_days", 5, date(2026, 3, 6)): (date(2026, 3, 13), ()),
    ("UKR", "hours", 48, date(2026, 3, 6)): (date(2026, 3, 8), ()),
    ("RUS", "days", 30, date(2026, 1, 31)): (date(2026, 3, 2), ()),
    ("TJK", "months", 1, date(2026, 1, 31)): (date(2026, 2, 28), ()),
    ("UZB", "months", 1, date(2028, 1, 31)): (date(2028, 2, 29), ()),
}


@pytest.mark.parametrize(("asked", "counted"), SPANS.items(), ids=lambda value: str(value)[:40])
def test_a_term_ends_on_the_day_that_the_law_means(
    asked: tuple[str, str, int, date], counted: tuple[date, tuple[date, ...]]
) -> None:
    country, unit, amount, begun = asked
    found = span(Term(amount, unit), begun, calendar_of(country))
    assert (found.ends_on, found.left_out) == counted


def test_a_worked_saturday_counts_and_is_shown() -> None:
    found = span(Term(3, "working_days"), date(2026, 4, 23), calendar_of("BLR"))
    assert found.ends_on == date(2026, 4, 27)
    assert found.worked == (date(2026, 4, 25),)


LAST_KNOWN = {"ARM": 2021, "TJK": 2025, "RUS": 2027} | dict.fromkeys(
    ("AZE", "BLR", "GEO", "KAZ", "KGZ", "TKM", "UKR", "UZB"), 2026
)


@pytest.mark.parametrize(("country", "last_known"), LAST_KNOWN.items())
def test_beyond_the_last_whole_calendar_a_day_is_provisional(country: str, last_known: int) -> None:
    calendar = calendar_of(country)
    assert calendar.knows(date(last_known, 12, 31))
    assert not span(Term(5, "working_days"), date(last_known, 12, 30), calendar).is_known


def test_days_moved_in_moldova_are_never_known_in_full() -> None:
    assert not span(Term(5, "working_days"), date(2026, 6, 1), calendar_of("MDA")).is_known


def test_calendar_days_need_no_calendar() -> None:
    assert span(Term(10, "days"), date(2031, 6, 1), calendar_of("MDA")).is_known


def test_a_month_from_the_last_of_a_month_is_the_last_of_the_next() -> None:
    assert months_after(date(2026, 12, 31), 2) == date(2027, 2, 28)


def test_days_of_another_age_are_refused() -> None:
    with pytest.raises(ValueError, match="1999"):
        calendar_of("KAZ").is_working(date(1999, 12, 31))
