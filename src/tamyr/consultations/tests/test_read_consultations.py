"""Everybody reads the calendar, narrows it, and takes it away as a table, a feed and a calendar file."""

import json
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar
from tests.entry import signed_in

from tamyr.accounts.models import Person
from tamyr.consultations.models import Consultation
from tamyr.consultations.tests.calling import DAY, MUCH_LATER, NOON, end_confirmed, page, told
from tamyr.demands.tests.asking import ministry
from tamyr.network.models import Member

pytestmark = pytest.mark.django_db
LIST = "/en/consultations/"


@pytest.fixture
def three(aygul: Person, green_lake: Member) -> list[Consultation]:
    """Return one that is open, one of Georgia that is over, and one that the network alone reads."""
    open_one = told(aygul, green_lake)
    over = told(aygul, green_lake, ends=NOON + DAY, body=ministry(90_002, "GEO", "Example Agency"))
    inside = told(aygul, green_lake, exposure="network", address="https://invited.example.org/")
    return [open_one, over, inside]


def numbers(client: Client, query: str = "") -> set[int]:
    told_json = json.loads(client.get(f"{LIST}consultations.json{query}").getvalue())
    return {row["number"] for row in told_json["consultations"]}


def test_the_list_shows_what_is_open_and_narrows_to_what_is_asked(three: list[Consultation]) -> None:
    open_one, over, _inside = three
    assert numbers(Client()) == {open_one.number}
    assert numbers(Client(), "?state=closed&country=geo") == {over.number}
    assert numbers(Client(), "?theme=forests") == set()
    read = page(Client(), f"{LIST}?country=kaz")
    assert "Example Ministry of Energy" in read and "calendar.ics?country=KAZ" in read


@pytest.mark.parametrize("query", ["country=atl", "theme=gold", "state=soon", "kind=tea", "page=²"])
def test_what_is_not_offered_is_refused(query: str) -> None:
    for place in ("", "table.csv", "consultations.json", "feed.xml", "calendar.ics"):
        assert Client().get(f"{LIST}{place}?{query}").status_code == 404


def test_what_the_network_alone_reads_leaks_nowhere(aygul: Person, three: list[Consultation]) -> None:
    inside = three[2]
    for place in ("", "table.csv", "consultations.json", "feed.xml", "calendar.ics"):
        read = Client().get(f"{LIST}{place}?state=all").getvalue().decode()
        assert "invited.example.org" not in read and f"consultations/{inside.number}/" not in read
    assert Client().get(f"{LIST}{inside.number}/").status_code == 404
    member = signed_in(aygul)
    assert inside.number in numbers(member)
    for client in (Client(), member):
        assert client.get(f"{LIST}{inside.number}/calendar.ics").status_code == 404
        assert "invited.example.org" not in client.get(f"{LIST}calendar.ics").content.decode()


def events(content: bytes) -> list[Any]:
    return list(Calendar.from_ical(content).walk("VEVENT"))


def test_a_calendar_hears_that_an_end_was_moved_and_that_it_is_off(
    aygul: Person, bela: Person, three: list[Consultation]
) -> None:
    open_one = three[0]
    Consultation.objects.filter(pk=open_one.pk).update(kind="call")
    (before,) = events(Client().get(f"{LIST}calendar.ics?country=KAZ").content)
    assert before["summary"].startswith("Call for submissions of a UN body: ")
    assert before.decoded("dtstart") == MUCH_LATER and before["class"] == "PUBLIC"
    assert f"/en/consultations/{open_one.number}/" in before["url"]
    end_confirmed(open_one, aygul, bela, MUCH_LATER + DAY, timezone.now())
    (moved,) = events(Client().get(f"{LIST}{open_one.number}/calendar.ics").content)
    assert (moved["uid"], moved.decoded("dtstart")) == (before["uid"], MUCH_LATER + DAY)
    end_confirmed(open_one, aygul, bela, None, timezone.now())
    (off,) = events(Client().get(f"{LIST}calendar.ics").content)
    assert off["status"] == "CANCELLED" and before["sequence"] < moved["sequence"] < off["sequence"]
    assert not events(Client().get(f"{LIST}calendar.ics?theme=forests").content)


def test_table_and_feed_hold_the_facts_and_nothing_a_spreadsheet_computes(
    aygul: Person, green_lake: Member
) -> None:
    told(aygul, green_lake, address="=1+1", way="hand")
    table = Client().get(f"{LIST}table.csv").getvalue().decode("utf-8-sig")
    assert (
        "closes_at" in table.splitlines()[0] and "2099-05-04T23:00:00+05:00" in table and ",=1" not in table
    )
    feed = Client().get(f"{LIST}feed.xml?country=KAZ").content.decode()
    assert "Example rules on methane" in feed and "country=KAZ" in feed


def test_a_feed_and_a_calendar_say_what_they_are_narrowed_to() -> None:
    asked = "?country=KAZ&kind=hearing&state=closed"
    named = "Consultations and hearings: Kazakhstan, public hearing"
    assert f"<title>{named}</title>" in Client().get(f"{LIST}feed.xml{asked}").content.decode()
    written = Client().get(f"{LIST}calendar.ics{asked}").content
    assert f"X-WR-CALNAME:{named}" in written.decode().replace("\r\n ", "")
    assert f'title="{named}"' in Client().get(f"{LIST}{asked}").content.decode()
    whole = Client().get(f"{LIST}feed.xml?state=closed").content.decode()
    assert "<title>Consultations and hearings</title>" in whole
