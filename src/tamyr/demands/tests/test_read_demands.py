"""Who reads which demand, on pages and in files; whoever hides is counted and named nowhere."""

import json
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from tests.entry import browser_of, signed_in
from tests.people import give_mandate, make_member, make_person, seal

from tamyr.accounts.models import Person
from tamyr.demands.models import Demand
from tamyr.demands.queries.backers import backers_of
from tamyr.demands.services import backing, delivering, making
from tamyr.demands.tests.asking import NOON, agreed, happens, letter, made, ministry
from tamyr.evidence.queries.ways import ways_from
from tamyr.network.models import Circle, CircleSeat, Member
from tamyr.network.models.circles import words_of
from tamyr.network.queries.visitors import visitor_on
from tamyr.safety.models import ExposureLevel

pytestmark = pytest.mark.django_db


def finds(demand: Demand, reader: Person | None) -> bool:
    """Say whether somebody finds a demand, everywhere alike."""
    client = browser_of(reader)
    title = "Publish the coal plan"
    shown = {client.get(f"/en/demands/{demand.number}/").status_code == 200}
    for address in ("", "table.csv", "demands.json"):
        shown.add(title in client.get(f"/en/demands/{address}").getvalue().decode())
    assert len(shown) == 1, "the list, the files and the page say the same"
    return shown.pop()


def test_a_public_demand_is_anybodys_once_it_is_agreed(
    aygul: Person, dana: Person, bela: Person, gita: Person, green_lake: Member
) -> None:
    draft = made(aygul, green_lake)
    assert [finds(draft, reader) for reader in (None, gita, bela, dana)] == [False, False, True, True]
    draft.delete()
    demand = agreed(aygul, dana, green_lake)
    assert [finds(demand, reader) for reader in (None, gita, bela)] == [True, True, True]
    assert "Publish the coal plan" in Client().get("/en/demands/feed.xml").content.decode()


def test_an_entry_of_the_feed_has_one_name_by_whichever_host_it_was_asked_for(
    aygul: Person, dana: Person, green_lake: Member, settings: Any
) -> None:
    demand, hosts = agreed(aygul, dana, green_lake), ("testserver", "localhost")
    settings.SITE_URL = "https://tamyr.example.org"
    feeds = {Client().get("/en/demands/feed.xml", headers={"host": host}).content.decode() for host in hosts}
    assert len(feeds) == 1 and f"<id>https://tamyr.example.org/en/demands/{demand.number}/" in feeds.pop()


def test_one_of_the_network_is_the_networks(
    aygul: Person, dana: Person, bela: Person, gita: Person, green_lake: Member
) -> None:
    demand = agreed(aygul, dana, green_lake, exposure=ExposureLevel.NETWORK)
    assert [finds(demand, reader) for reader in (None, gita, bela)] == [False, False, True]
    assert "Publish the coal plan" not in signed_in(bela).get("/en/demands/feed.xml").content.decode()


def test_one_of_a_circle_is_its_peoples(
    aygul: Person, dana: Person, bela: Person, cyra: Person, green_lake: Member
) -> None:
    circle = Circle.objects.create(
        slug="forests",
        words=words_of({"en": "Forests"}, {}),
        exposure=ExposureLevel.CIRCLE,
        began_on=NOON.date(),
    )
    for person in (aygul, bela):
        CircleSeat.objects.create(circle=circle, person=person, from_on=NOON.date())
    demand = agreed(aygul, dana, green_lake, exposure=ExposureLevel.CIRCLE, circle=circle)
    assert [finds(demand, reader) for reader in (None, cyra, bela, dana)] == [False, False, True, True]


def test_a_sealed_one_is_its_members_own(
    aygul: Person, dana: Person, bela: Person, cyra: Person, green_lake: Member
) -> None:
    demand = agreed(aygul, dana, green_lake, exposure=ExposureLevel.SEALED)
    assert [finds(demand, reader) for reader in (None, cyra, bela, dana)] == [False, False, False, True]
    sent = letter(demand, aygul, ministry(), green_lake)
    happens(sent, aygul, "sent", date(2026, 3, 4))
    address = f"/en/demands/{demand.number}/letters/{sent.pk}/"
    assert [browser_of(person).get(address).status_code for person in (None, cyra, dana)] == [404, 404, 200]
    assert "Example Ministry" not in signed_in(cyra).get("/en/demands/answers/").content.decode()


def hidden_backers(demand: Demand, count: int, iso3: str = "BLR") -> list[Person]:
    """Let members in hiding, whose names are canaries, stand behind a demand, whatever their form said."""
    people = []
    for number in range(count):
        person = make_person(f"hidden-{number}", f"Hidden {number}")
        member = make_member(f"canary{number}", f"канарейка{number}", iso3)
        give_mandate(person, member)
        backing.back_demand(demand=demand, member=seal(member), is_named=True, actor=person.pk, at=NOON)
        people.append(person)
    return people


def test_whoever_hides_is_counted_and_named_nowhere(demand: Demand, bela: Person, cyra: Person) -> None:
    hidden = hidden_backers(demand, 3)
    for reader in (None, cyra, bela, hidden[0]):
        client = browser_of(reader)
        parts = ("", "table.csv", "demands.json", "feed.xml", "answers/", f"{demand.number}/card/")
        of_programmes = [f"/api/v1/{part}" for part in ("demands", f"demands/{demand.number}", "who-answers")]
        addresses = [*(f"/en/demands/{part}" for part in parts), *of_programmes]
        said = " ".join(client.get(address).getvalue().decode() for address in addresses)
        page = client.get(f"/en/demands/{demand.number}/").content.decode()
        if reader == hidden[0]:
            page = page.split("Who stands behind it")[1].split("<form")[0]
        assert "canary" not in said + page and "канарейка" not in said + page
        assert "And 3 organisations that are not named" in page
        assert "Belarus" not in page, "there are no others there who could have joined"


def test_of_one_or_two_who_hide_not_even_the_number_is_said(demand: Demand) -> None:
    hidden_backers(demand, 2)
    assert backers_of(demand, visitor_on(None, NOON)).total is None
    assert "And a few organisations" in Client().get(f"/en/demands/{demand.number}/").content.decode()


def test_what_an_organisation_does_without_its_name_does_not_bear_it(
    demand: Demand, bela: Person, cyra: Person, mountain_voice: Member
) -> None:
    backing.back_demand(demand=demand, member=mountain_voice, is_named=False, actor=bela.pk, at=NOON)
    sent = letter(demand, bela, ministry(), mountain_voice)
    account = delivering.Account("delivered", date(2026, 3, 4))
    delivering.record_event(
        delivery=sent,
        account=account,
        member=mountain_voice,
        form_key=uuid4(),
        actor=bela.pk,
        at=datetime(2026, 3, 4, 15, tzinfo=UTC),
    )
    client = signed_in(cyra)
    for part in (f"{demand.number}/", f"{demand.number}/letters/{sent.pk}/", "late/", "late/table.csv"):
        page = client.get(f"/en/demands/{part}").getvalue().decode()
        assert "member organisation" in page and "Mountain Voice" not in page, part


def test_a_hidden_author_is_named_to_nobody(hanna: Person, cyra: Person, quiet_garden: Member) -> None:
    second = make_person("second", "Second Example")
    give_mandate(second, quiet_garden)
    demand = agreed(hanna, second, quiet_garden)
    event = letter(demand, hanna, ministry(), quiet_garden)
    happens(event, hanna, "sent", date(2026, 3, 4))
    for reader in (None, cyra):
        client = browser_of(reader)
        for part in (f"{demand.number}/", f"{demand.number}/letters/{event.pk}/", "table.csv"):
            answer = client.get(f"/en/demands/{part}")
            page = answer.getvalue().decode()
            assert answer.status_code == 200, part
            assert "Quiet Garden" not in page and quiet_garden.slug not in page


def test_a_list_is_narrowed_by_its_address(aygul: Person, dana: Person, green_lake: Member) -> None:
    here, there = (
        agreed(aygul, dana, green_lake),
        agreed(aygul, dana, green_lake, iso3="GEO", theme="clean-air"),
    )
    body = ministry()
    sent = letter(here, aygul, body, green_lake)

    def numbers(**query: str | int) -> list[int]:
        answer = Client().get("/en/demands/demands.json", query)
        return [row["number"] for row in json.loads(answer.getvalue())["demands"]]

    assert numbers() == [there.number, here.number]
    assert numbers(country="GEO") == numbers(theme="clean-air") == [there.number]
    assert numbers(addressee=body.number) == [here.number]
    assert numbers(state="waiting") == []
    now = timezone.now()
    happens(sent, aygul, "sent", now.date(), now)
    assert numbers(state="waiting") == [here.number] and numbers(state="unsent") == [there.number]
    happens(sent, aygul, "refused", now.date(), timezone.now())
    assert numbers(state="heard") == [here.number] and numbers(state="closed") == []
    for wrong in ({"country": "XXX"}, {"state": "x"}, {"addressee": "²"}, {"page": "x"}, {"addressee": "4"}):
        refused = Client().get("/en/demands/", wrong)
        (place,) = wrong
        assert refused.status_code == 404 and f"as “{place}” here" in refused.content.decode()


def test_a_list_offers_no_feed_of_an_addressee_whom_strangers_do_not_know(
    aygul: Person, dana: Person, bela: Person, green_lake: Member
) -> None:
    hidden, open_one = (
        agreed(aygul, dana, green_lake, exposure=exposure)
        for exposure in (ExposureLevel.NETWORK, ExposureLevel.PUBLIC)
    )
    body, other = ministry(), ministry(90002)
    letter(hidden, aygul, body, green_lake)
    letter(open_one, aygul, other, green_lake)
    for asked, is_offered in (("addressee=90001", False), ("addressee=90002", True), ("theme=forests", True)):
        page = signed_in(bela).get(f"/en/demands/?{asked}").content.decode()
        assert page.count(f"feed.xml?{asked}") == 2 * is_offered and f"table.csv?{asked}" in page
        assert (Client().get(f"/en/demands/feed.xml?{asked}").status_code == 200) is is_offered


def test_a_list_shows_what_is_overdue_and_its_feed_follows(
    aygul: Person, dana: Person, green_lake: Member
) -> None:
    late, waiting, answered = (
        agreed(aygul, dana, green_lake, at=NOON, theme=theme)
        for theme in ("clean-air", "forests", "clean-air")
    )
    body, today = ministry(), timezone.now().date()
    for demand, on in ((late, date(2026, 3, 3)), (waiting, today), (answered, date(2026, 3, 3))):
        happens(letter(demand, aygul, body, green_lake), aygul, "delivered", on, timezone.now())
    happens(answered.deliveries.get(), aygul, "answered", date(2026, 11, 1), timezone.now())
    client = Client()
    found = json.loads(client.get("/en/demands/demands.json?state=overdue").getvalue())["demands"]
    assert [row["number"] for row in found] == [late.number]
    states = client.get("/en/demands/").content.decode().partition('class="cards"')[2]
    assert (
        states.index("answered or refused")
        < states.index("waits for an answer")
        < states.index("no answer in time")
    )
    page = client.get("/en/demands/?state=overdue&theme=clean-air").content.decode()
    assert "feed.xml?theme=clean-air&amp;state=overdue" in page
    feed = client.get("/en/demands/feed.xml?theme=clean-air&state=overdue").content.decode()
    assert f"/en/demands/{late.number}/" in feed and f"/en/demands/{answered.number}/" not in feed
    assert "Demands of the network: clean air, no answer in time" in feed
    assert client.get("/en/demands/feed.xml?theme=x").status_code == 404


def test_a_page_says_what_happened_in_its_order_and_what_is_next(
    demand: Demand, aygul: Person, green_lake: Member
) -> None:
    assert "no addressee yet" in Client().get(f"/en/demands/{demand.number}/").content.decode()
    sent = letter(demand, aygul, ministry(), green_lake)
    happens(sent, aygul, "sent", date(2026, 3, 4))
    happens(sent, aygul, "delivered", date(2026, 3, 6))
    page = Client().get(f"/en/demands/{demand.number}/").content.decode()
    next_box, _, after = page.partition('id="next"')[2].partition("</section>")
    assert "Example Ministry of Energy had to answer until" in next_box and "days late" in next_box
    told = after.partition('class="timeline"')[2].partition("</ol>")[0]
    assert told.index("its words do not change") < told.index("Sent") < told.index("Came in, with proof")
    assert "the answer was due" in told.lower()
    making.withdraw_demand(demand=demand, why="The law was passed.", actor=aygul.pk, at=timezone.now())
    page = Client().get(f"/en/demands/{demand.number}/").content.decode()
    assert 'id="next"' not in page and "The demand is withdrawn" in page


def test_who_answers_is_drawn_of_what_anybody_may_read(
    demand: Demand, aygul: Person, dana: Person, bela: Person, green_lake: Member
) -> None:
    body = ministry()
    hidden = agreed(aygul, dana, green_lake, exposure=ExposureLevel.NETWORK)
    happens(letter(hidden, aygul, body, green_lake), aygul, "sent", date(2026, 3, 3))
    others = [agreed(aygul, dana, green_lake) for _number in range(4)]
    for number, seen in enumerate((demand, *others)):
        sent = letter(seen, aygul, body, green_lake)
        happens(sent, aygul, "sent", date(2026, 3, 3))
        if number:
            happens(sent, aygul, "answered", date(2026, 3, 3 + number))
    page = signed_in(bela).get("/en/demands/answers/").content.decode()
    drawn, tables = page.split("do not quote them")
    assert (
        "Kazakhstan: 5 letters; 80 % answered or refused" in drawn and "Georgia: no letter went out" in drawn
    )
    assert "answered: 4; refused: 0; no answer yet: 1; 2 days to the answer (middle of 4)" in drawn
    assert (
        "<td>6</td>" in tables and "do not quote" not in Client().get("/en/demands/answers/").content.decode()
    )
    assert Client().get("/ru/demands/answers/map.png").content.startswith(b"\x89PNG")
    assert Client().get("/en/demands/answers/map.gif").status_code == 404
    file = Client().get("/en/demands/answers/map.svg").content.decode()
    assert file.startswith('<svg role="group" aria-label="') and "Kazakhstan: 5 letters" in file
    assert "roledescription" not in page + file and "Title text" not in file and "Symbol legend" not in file


def test_a_country_leads_to_its_demands_and_delegates_to_what_could_be_one(
    aygul: Person, gita: Person
) -> None:
    for reader, makes in ((gita, False), (aygul, True)):
        words = [way.words for way in ways_from(visitor_on(reader, NOON), "KAZ")]
        assert words == ["Make a demand of what could be asked for"] * makes + ["Demands about this country"]


def test_the_pages_are_read_in_russian(demand: Demand) -> None:
    page = Client().get(f"/ru/demands/{demand.number}/").content.decode()
    assert "Опубликуйте план по углю" in page and '<h1 lang="ru">' in page
