"""The desk: what waits for a person, from every room, the nearest deadline first."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from tests.entry import sign_in
from tests.people import LONG_AGO, give_mandate, with_role

from tamyr.accounts.models import Person
from tamyr.network.models import Circle, CircleSeat, Member, Visitor
from tamyr.network.models.circles import words_of
from tamyr.network.queries.desk import calls as desk
from tamyr.network.queries.desk.calls import (
    Call,
    asks_for_voice,
    calls_for,
    of_own_members,
    while_there_are,
)
from tamyr.network.queries.visitors import visitor_on

pytestmark = pytest.mark.django_db


def desk_of(person: Person) -> str:
    return sign_in(Client(), person).get("/en/desk/").content.decode()


def test_a_coordinator_finds_the_members_nobody_acts_for(
    cyra: Person, aygul: Person, bela: Person, mountain_voice: Member
) -> None:
    assert "Nothing waits for you" in desk_of(cyra)
    bela.mandates.update(until_on=timezone.now().date())
    client = sign_in(Client(), cyra)
    assert "1 member has no voice" in client.get("/en/desk/").content.decode()
    people = client.get("/en/people/").content.decode()
    assert f'href="/en/people/{mountain_voice.slug}/invite/"' in people
    assert "has no voice" not in desk_of(aygul)


def test_members_to_choose_among_stand_as_a_reader_looks_for_them(
    cyra: Person, green_lake: Member, mountain_voice: Member
) -> None:
    green_lake.words.update(name="Example Ёлка")
    mountain_voice.words.update(name="Example Ясень")
    people = sign_in(Client(), cyra).get("/en/people/").content.decode()
    assert 0 < people.index("Example Ёлка") < people.index("Example Ясень")


def test_a_sealed_member_without_a_delegate_is_on_nobodys_desk(cyra: Person, quiet_garden: Member) -> None:
    quiet_garden.mandates.update(until_on=timezone.now().date())
    assert "has no voice" not in desk_of(cyra)


def test_a_second_coordinator_finds_the_invitation_that_needs_their_word(cyra: Person) -> None:
    chingiz = with_role("chingiz", "Chingiz Example", "coordinator")
    client = sign_in(Client(), cyra)
    typed = {"form_key": str(uuid4()), "role": "coordinator"}
    client.post("/en/people/roles/invite/", typed)
    assert "Cyra Example invites somebody to coordinate" in desk_of(chingiz)
    assert "invites somebody" not in client.get("/en/desk/").content.decode()


def test_a_mandate_that_runs_out_soon_is_told_to_the_members_delegates(
    aygul: Person, dana: Person, bela: Person, green_lake: Member
) -> None:
    dana.mandates.update(until_on=timezone.now().date() + timedelta(days=7))
    assert "Dana Example" in desk_of(aygul)
    assert "runs out" not in desk_of(bela)
    dana.mandates.update(until_on=timezone.now().date() + timedelta(days=60))
    assert "Dana Example" not in desk_of(aygul)


def test_the_menu_counts_an_act_at_once_on_every_page_and_what_time_brings_within_a_minute(
    cyra: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    chingiz = with_role("chingiz", "Chingiz Example", "coordinator")
    cyras, chingizs = sign_in(Client(), cyra), sign_in(Client(), chingiz)

    def counted(client: Client) -> int:
        found = re.search(r">Desk(?: \((\d+)\))?<", client.get("/en/members/").content.decode())
        assert found
        return int(found[1] or 0)

    before = counted(chingizs)
    cyras.post("/en/people/roles/invite/", {"form_key": str(uuid4()), "role": "coordinator"})
    assert counted(chingizs) == before + 1
    assert "Cyra Example invites somebody" in chingizs.get("/en/desk/").content.decode()

    monkeypatch.setattr(desk, "_sources", [])
    assert counted(chingizs) == before + 1
    assert settings.CACHES["moment"]["TIMEOUT"] <= 60


@pytest.fixture
def a_later_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "_sources", list(desk._sources))

    @asks_for_voice
    def rounds_open(visitor: Visitor) -> Iterator[Call]:
        for days, mandate in enumerate(visitor.mandates, start=1):
            yield Call(
                title="What matters most <this> year",
                sentence="A round is open.",
                address="/en/rounds/1/",
                act="Choose",
                due_at=visitor.at + timedelta(days=days),
                member=mandate.member,
            )


def test_a_later_room_adds_its_calls_by_one_function(
    a_later_room: None, aygul: Person, green_lake: Member, mountain_voice: Member, gita: Person
) -> None:
    give_mandate(aygul, mountain_voice)
    shown = desk_of(aygul)
    assert shown.count("What matters most &lt;this&gt; year</h2>") == 2
    assert shown.index("In the name of Example Green Lake") < shown.index("In the name of Example Mountain")
    assert "24 hours left" in shown and "2 days left" in shown
    assert 'href="/en/rounds/1/"' in shown and "What matters" not in desk_of(gita)


def test_a_room_that_holds_nothing_open_costs_a_desk_nothing(
    a_later_room: None,
    aygul: Person,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    monkeypatch.setattr(desk, "_rows", dict(desk._rows))

    @asks_for_voice
    @while_there_are(lambda: Circle.objects.filter(ended_on=None))
    def circles_begun(visitor: Visitor) -> Iterator[Call]:
        yield Call(title="A circle begins", sentence="Come.", address="/en/circles/", act="Look")

    visitor = visitor_on(aygul, timezone.now())
    calls_for(visitor)
    # One statement for the rows of all rooms, and one for the mandates that run out.
    with django_assert_num_queries(2):
        assert [call.title for call in calls_for(visitor)] == ["What matters most <this> year"]
    request.getfixturevalue("forest_circle")
    assert "A circle begins" in desk_of(aygul)


def test_what_is_of_own_members_is_looked_for_only_where_a_reader_has_some(
    a_later_room: None,
    aygul: Person,
    bela: Person,
    green_lake: Member,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(desk, "_rows", dict(desk._rows))
    looked_for: list[Person | None] = []

    @asks_for_voice
    @while_there_are(lambda: CircleSeat.objects.filter(of_own_members()))
    def seats(visitor: Visitor) -> Iterator[Call]:
        looked_for.append(visitor.person)
        yield Call(title="A seat", sentence="Look.", address="/en/circles/", act="Look")

    circle = Circle.objects.create(slug="peat", words=words_of({"en": "Peat"}, {}), began_on=LONG_AGO)
    CircleSeat.objects.create(circle=circle, person=bela, member=green_lake, from_on=LONG_AGO)
    for person in (bela, aygul, None):
        found = [call.title for call in calls_for(visitor_on(person, timezone.now()))]
        assert ("A seat" in found) == (person == aygul)
    assert looked_for == [aygul]


def test_deadlines_go_into_a_calendar_without_a_word_of_what_they_are(
    a_later_room: None, aygul: Person, green_lake: Member, gita: Person
) -> None:
    client = sign_in(Client(), aygul)
    assert 'href="/en/desk/deadlines.ics"' in client.get("/en/desk/").content.decode()
    answer = client.get("/en/desk/deadlines.ics")
    file = answer.content.decode()
    assert answer["Content-Type"].startswith("text/calendar") and file.count("BEGIN:VEVENT") == 1
    assert "SUMMARY:Tamyr: something waits\r\n" in file
    assert not any(word in file for word in ("matters", "round", "Green Lake", "Aygul", "http"))
    other = sign_in(Client(), gita)
    assert "BEGIN:VEVENT" not in other.get("/en/desk/deadlines.ics").content.decode()
    assert "deadlines.ics" not in other.get("/en/desk/").content.decode()


@pytest.mark.parametrize(
    ("language", "zone", "shown"),
    [
        ("en", "Asia/Almaty", "17:00 (Almaty)"),
        ("ru", "Europe/Kyiv", "14:00 (Киев)"),
        ("ru", "UTC", "12:00 (UTC)"),
    ],
)
def test_a_deadline_is_shown_by_the_readers_own_clock(
    a_later_room: None, aygul: Person, language: str, zone: str, shown: str
) -> None:
    @asks_for_voice
    def at_noon(visitor: Visitor) -> Iterator[Call]:
        noon = datetime(2041, 1, 2, 12, tzinfo=UTC)
        yield Call(title="Noon", sentence="", address="/", act="See", due_at=noon)

    Person.objects.update(time_zone=zone)
    client = sign_in(Client(), aygul)
    Person.objects.update(time_zone=zone)
    assert shown in client.get(f"/{language}/desk/").content.decode()


def test_the_desk_leads_to_the_rooms_that_are_open_to_one(
    cyra: Person, aygul: Person, emin: Person, gita: Person
) -> None:
    ways = {
        "/en/admissions/": "Admissions",
        "/en/work/": "Work in the background",
        "/editing/": "Editing the site",
    }
    open_to = {
        cyra: {"/en/admissions/", "/en/work/"},
        aygul: {"/en/admissions/"},
        emin: {"/editing/"},
        gita: set(),
    }
    for person, expected in open_to.items():
        text = desk_of(person)
        assert {
            address for address, words in ways.items() if f'<a href="{address}">{words}' in text
        } == expected
