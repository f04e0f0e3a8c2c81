"""Letters go out in windows by the reader's own clock."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tamyr.notices.logic import has_had_a_letter, next_window, zone_of


def moment(text: str, zone: str = "UTC") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


# In Kyiv clocks go an hour ahead on 28 March 2027, a Sunday; in Almaty they never do.
WINDOWS = {
    "at once: ten minutes are gathered": ("once", "2027-03-24T12:00", "UTC", None, 0.0, "2027-03-24T12:10"),
    "at once: half an hour at most": ("once", "2027-03-24T12:00", "UTC", None, 1.0, "2027-03-24T12:30"),
    "the same morning": ("daily", "2027-03-24T07:59", "Asia/Almaty", None, 0.0, "2027-03-24T08:00"),
    "within the window": ("daily", "2027-03-24T08:30", "Asia/Almaty", None, 0.5, "2027-03-24T09:00"),
    "the moment has passed": ("daily", "2027-03-24T09:00", "Asia/Almaty", None, 0.5, "2027-03-25T09:00"),
    "over the shift": ("daily", "2027-03-27T12:00", "Europe/Kyiv", None, 0.0, "2027-03-28T08:00"),
    "told today": ("daily", "2027-03-24T06:00", "UTC", "2027-03-24T05:00", 0.0, "2027-03-25T08:00"),
    "told yesterday": ("daily", "2027-03-24T06:00", "UTC", "2027-03-23T23:59", 0.0, "2027-03-24T08:00"),
    "next Monday": ("weekly", "2027-03-24T12:00", "Europe/Kyiv", None, 0.25, "2027-03-29T08:30"),
    "told this Monday": ("weekly", "2027-03-29T07:00", "UTC", "2027-03-29T06:00", 0.0, "2027-04-05T08:00"),
}


@pytest.mark.parametrize("named", WINDOWS)
def test_the_next_window(named: str) -> None:
    pace, now, zone, mailed, drawn, due = WINDOWS[named]
    found = next_window(
        pace,
        now=moment(now, zone).astimezone(UTC),
        zone=ZoneInfo(zone),
        mailed_at=moment(mailed, zone) if mailed else None,
        drawn=drawn,
    )
    assert found == moment(due, zone)


@pytest.mark.parametrize(
    ("pace", "now", "had"),
    [
        ("once", "2027-03-24T12:09", True),
        ("once", "2027-03-24T12:10", False),
        ("daily", "2027-03-24T23:59", True),
        ("daily", "2027-03-25T00:00", False),
        ("weekly", "2027-03-28T12:00", True),
        ("weekly", "2027-03-29T00:00", False),
    ],
)
def test_one_letter_a_window(pace: str, now: str, had: bool) -> None:
    told = {"zone": ZoneInfo("Asia/Almaty"), "mailed_at": moment("2027-03-24T12:00", "Asia/Almaty")}
    assert has_had_a_letter(pace, now=moment(now, "Asia/Almaty"), **told) is had  # type: ignore[arg-type]


@pytest.mark.parametrize(("now", "had"), [("2027-01-03T23:59", True), ("2027-01-04T00:00", False)])
def test_a_week_over_the_turn_of_the_year_is_one_week(now: str, had: bool) -> None:
    mailed = moment("2026-12-30T12:00")
    assert has_had_a_letter("weekly", now=moment(now), zone=ZoneInfo("UTC"), mailed_at=mailed) is had


def test_a_zone_that_this_machine_does_not_know_is_utc() -> None:
    for name in ("Mars/Olympus", "", "../etc/passwd"):
        assert zone_of(name).utcoffset(moment("2027-01-01")) == timedelta(0)
