"""A row of the law that was corrected corrects the day; the page keeps what it said before, and why it changed."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.test import Client

from tamyr.accounts.models import Person
from tamyr.demands.logic.history import ClockEvent
from tamyr.demands.logic.versions import DueDays, calendar_sha, counted, law_sha, recounted
from tamyr.demands.models import Demand, Event
from tamyr.demands.tests.asking import happens, letter, ministry
from tamyr.network.models import Member

MARCH = datetime(2026, 3, 9, 12, tzinfo=UTC)
SENT = ClockEvent(1, "sent", date(2026, 3, 2), MARCH.replace(day=2))
CAME = ClockEvent(2, "delivered", date(2026, 3, 3), MARCH.replace(day=3))
EVENTS, TODAY = [SENT, CAME], date(2026, 3, 30)


def kept(**changed: object) -> dict[object, DueDays]:
    """Return what was kept with the second event, as today's law counts it but for what is ``changed``."""
    found = counted("KAZ", "demand", EVENTS, on=TODAY)
    assert found is not None
    return {2: DueDays(**{**vars(found), **changed})}


def changes(**changed: object) -> list[tuple[str, ...]]:
    return [change.causes for change in recounted("KAZ", "demand", EVENTS, kept(**changed), on=TODAY)]


def test_only_another_day_is_told_with_what_was_corrected() -> None:
    other = date(2026, 3, 20)
    assert changes() == changes(by_law="another") == []
    assert changes(by_law="another", late_after=other) == [("law",)]
    assert changes(by_calendar="another", late_after=other) == [("days_off",)]
    assert changes(by_law="a", by_calendar="b", expected_by=other) == [("law", "days_off")]
    assert changes(late_after=other) == [("counting",)]


def test_a_day_that_stood_over_several_events_is_told_once() -> None:
    former = kept(by_law="another", late_after=date(2026, 3, 20))[2]
    later = ClockEvent(3, "registered", date(2026, 3, 3), MARCH)
    found = list(recounted("KAZ", "demand", [*EVENTS, later], {2: former, 3: former}, on=TODAY))
    assert [change.event.key for change in found] == [2]


def test_each_country_and_letter_has_its_own_row() -> None:
    assert law_sha("KAZ", "demand") != law_sha("KGZ", "demand") and law_sha("KAZ", "demand") != ""
    assert calendar_sha("GEO") != calendar_sha("KAZ")
    assert law_sha("", "demand") == calendar_sha("") == ""


@pytest.mark.django_db
def test_the_page_says_what_it_said_before_and_why_it_changed(
    demand: Demand, aygul: Person, green_lake: Member
) -> None:
    sent = letter(demand, aygul, ministry(), green_lake)
    event = happens(sent, aygul, "delivered", date(2026, 3, 9))
    assert event.late_after and event.by_law == law_sha("KAZ", "demand")
    address = f"/en/demands/{demand.number}/"
    assert "Corrected since" not in Client().get(address).content.decode()
    # As if it had been recorded under a row that was corrected since.
    Event.objects.create(
        form_key=uuid4(),
        delivery=sent,
        kind="registered",
        happened_on=date(2026, 3, 10),
        at=MARCH.replace(day=10),
        expected_by=date(2026, 3, 17),
        late_after=date(2026, 3, 17),
        by_law="0" * 16,
        by_calendar=event.by_calendar,
    )
    page = Client().get(address).content.decode()
    assert "when this page said: until 17 March 2026. Corrected since: the row of the law." in page
