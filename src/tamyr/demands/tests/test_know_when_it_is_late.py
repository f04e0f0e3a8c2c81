"""Late is what no reading of the law allows any more: where a study may be needed, a body names a day, or no term is known."""

from datetime import date, timedelta

import pytest

from tamyr.demands.logic.calendar import calendar_of
from tamyr.demands.logic.clocks import span
from tamyr.demands.logic.law_file import law_of
from tamyr.demands.logic.versions import law_sha
from tamyr.demands.tests.test_follow_a_letter import follow


def day(written: str) -> date:
    return date.fromisoformat(written)


@pytest.mark.parametrize(
    ("country", "kind", "put_off", "open_until", "late_after", "is_beyond"),
    [
        # 15 working days, two months more at most.
        ("KAZ", "demand", "2036-04-30", "2026-05-30", "2026-05-30", True),
        ("KAZ", "demand", "2026-05-31", "2026-05-30", "2026-05-30", True),
        ("KAZ", "demand", "2026-05-27", "2026-05-27", "2026-05-27", False),
        ("KAZ", "demand", "2026-04-10", "2026-04-10", "2026-04-10", False),
        # A day before the law’s own takes nothing of the time that the law gives.
        ("KAZ", "demand", "2026-03-06", "2026-03-30", "2026-03-30", False),
        ("KAZ", "demand", "2026-03-30", "2026-03-30", "2026-03-30", False),
        # Read in two ways: ten days or ten working days, and no more by either.
        ("GEO", "information", "2026-03-14", "2026-03-13", "2026-03-17", False),
        ("GEO", "information", "2026-12-31", "2026-03-13", "2026-03-17", True),
        ("UKR", "demand", "2026-03-25", "2026-03-25", "2026-04-03", False),
        ("UKR", "demand", "2027-01-01", "2026-04-17", "2026-04-17", True),
        ("ARM", "environment", "2026-03-20", "2026-03-20", "2026-03-20", False),
        ("TKM", "environment", "2026-12-31", "2026-04-03", "2026-05-03", True),
        # Where the law names no term, the body's own word is all there is.
        ("TKM", "demand", "2026-05-04", "2026-05-04", "2026-05-04", False),
    ],
)
def test_a_body_moves_its_day_within_what_the_law_lets_it_and_no_further(
    country: str, kind: str, put_off: str, open_until: str, late_after: str, is_beyond: bool
) -> None:
    days = {"delivered": date(2026, 3, 3), "put_off": day(put_off)}
    found = follow(country, kind, day(open_until), **days)
    assert (found.state, found.beyond_the_law) == ("open", is_beyond)
    assert found.late_after == day(late_after)
    if open_until < late_after:
        assert follow(country, kind, day(late_after), **days).state == "disputed"
    after = follow(country, kind, day(late_after) + timedelta(days=1), **days)
    assert after.state in ("silent", "unproved") and after.turns
    for turn in after.turns:
        within = turn.step.within
        until = span(within, day(late_after), calendar_of(country)).ends_on if within else None
        assert turn.until == until


def test_a_day_named_beyond_the_law_is_silence_only_probably_while_nothing_proves_the_letter_came_in() -> (
    None
):
    days = {"sent": date(2026, 3, 3), "put_off": date(2036, 4, 30)}
    assert follow("KAZ", "demand", date(2026, 12, 1), **days).state == "unproved"


@pytest.mark.parametrize(
    ("country", "expected_by", "late_after"),
    [
        ("UKR", "2026-03-17", "2026-04-02"),
        ("TJK", "2026-03-17", "2026-04-01"),
        ("BLR", "2026-03-17", "2026-04-02"),
        ("UZB", "2026-03-17", "2026-04-02"),
        ("AZE", "2026-04-02", "2026-04-23"),
    ],
)
def test_while_a_body_may_still_study_the_matter_nothing_is_late_for_certain(
    country: str, expected_by: str, late_after: str
) -> None:
    came = {"delivered": date(2026, 3, 2)}
    found = follow(country, "demand", day(expected_by) + timedelta(days=1), **came)
    assert found.answer and found.answer.expected_by == day(expected_by)
    assert (found.answer.late_after, found.late_after) == (day(late_after), day(late_after))
    assert (found.state, found.turns) == ("disputed", ())
    assert follow(country, "demand", day(late_after), **came).state == "disputed"
    assert follow(country, "demand", day(late_after) + timedelta(days=1), **came).state == "silent"


def test_the_doubts_of_a_longer_term_are_those_of_the_day_that_it_gives() -> None:
    found = follow("AZE", "demand", date(2026, 3, 2), delivered=date(2026, 3, 2)).answer
    assert found and set(found.doubts) == {"second_hand", "unverified"}


@pytest.mark.parametrize(
    ("country", "expected_by", "late_after"),
    [
        ("AZE", "2026-03-12", "2026-03-12"),
        ("GEO", "2026-03-12", "2026-03-17"),
        ("KAZ", "2026-03-17", "2026-03-17"),
        ("KGZ", "2026-03-16", "2026-03-16"),
        ("TJK", "2026-04-01", "2026-04-01"),
        ("UZB", "2026-03-17", "2026-03-17"),
        ("BLR", "2026-03-17", "2026-04-02"),
        # Its terms are not known: the Convention's month, and two where the matter is difficult.
        ("MDA", "2026-04-02", "2026-05-02"),
        ("TKM", "2026-04-02", "2026-05-02"),
    ],
)
def test_information_on_the_environment_has_the_terms_of_information_else_those_of_the_convention(
    country: str, expected_by: str, late_after: str
) -> None:
    came = {"delivered": date(2026, 3, 2), "registered": date(2026, 3, 2)}
    found = follow(country, "environment", day(late_after) + timedelta(days=1), **came)
    assert found.answer and found.answer.expected_by == day(expected_by)
    assert found.answer.late_after == day(late_after)
    assert found.state == "silent" and found.turns
    assert found.is_by_aarhus is (country in ("MDA", "TKM"))
    assert bool(found.aarhus) is (country != "BLR")
    assert follow(country, "environment", day(expected_by), **came).state == "open"


def test_a_row_of_its_own_takes_what_it_does_not_name_from_the_same_law() -> None:
    clocks = {
        country: {clock.kind for clock in letter.clocks}
        for country in ("ARM", "RUS", "UKR", "MDA")
        if (letter := law_of(country).letter("environment"))
    }
    assert clocks == {
        "ARM": {"answer", "longest", "notice"},
        "RUS": {"answer", "notice", "extension"},
        "UKR": {"answer", "longest", "regime"},
        "MDA": set(),
    }


def test_a_term_of_the_convention_is_counted_otherwise_than_none() -> None:
    assert law_sha("TKM", "environment") != law_sha("TKM", "demand")
