"""Who reads which demand, on pages and in files; whoever hides is counted and named nowhere."""

import json
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.test import Client
from tests.people import give_mandate, make_member, make_person, seal

from tamyr.accounts.models import Person
from tamyr.demands.models import Demand
from tamyr.demands.queries.backers import backers_of
from tamyr.demands.services import backing, delivering
from tamyr.demands.tests.asking import NOON, agreed, client_of, happens, letter, made, ministry
from tamyr.network.models import Circle, CircleSeat, Member
from tamyr.network.models.circles import words_of
from tamyr.network.queries.visitors import visitor_on
from tamyr.safety.models import ExposureLevel

pytestmark = pytest.mark.django_db


def finds(demand: Demand, reader: Person | None) -> bool:
    """Say whether somebody finds a demand, everywhere alike."""
    client = client_of(reader)
    title = "Publish the coal plan"
    shown = {client.get(f"/en/demands/{demand.number}/").status_code == 200}
    for address in ("", "table.csv", "demands.json"):
        shown.add(title in client.get(f"/en/demands/{address}").content.decode())
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


def test_one_of_the_network_is_the_networks(
    aygul: Person, dana: Person, bela: Person, gita: Person, green_lake: Member
) -> None:
    demand = agreed(aygul, dana, green_lake, exposure=ExposureLevel.NETWORK)
    assert [finds(demand, reader) for reader in (None, gita, bela)] == [False, False, True]
    assert "Publish the coal plan" not in client_of(bela).get("/en/demands/feed.xml").content.decode()


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
    assert [client_of(one).get(address).status_code for one in (None, cyra, dana)] == [404, 404, 200]
    assert "Example Ministry" not in client_of(cyra).get("/en/demands/answers/").content.decode()


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


def test_whoever_hides_is_counted_and_named_nowhere(
    aygul: Person, dana: Person, bela: Person, cyra: Person, green_lake: Member
) -> None:
    demand = agreed(aygul, dana, green_lake)
    hidden = hidden_backers(demand, 3)
    for reader in (None, cyra, bela, hidden[0]):
        client = client_of(reader)
        addresses = [f"/en/demands/{part}" for part in ("", "table.csv", "demands.json", "answers/")]
        said = " ".join(client.get(address).content.decode() for address in addresses)
        page = client.get(f"/en/demands/{demand.number}/").content.decode()
        if reader == hidden[0]:
            page = page.split("Who stands behind it")[1].split("<form")[0]
        assert "canary" not in said + page and "канарейка" not in said + page
        assert "And 3 organisations that are not named" in page
        assert "Belarus" not in page, "there are no others there who could have joined"


def test_of_one_or_two_who_hide_not_even_the_number_is_said(
    aygul: Person, dana: Person, green_lake: Member
) -> None:
    demand = agreed(aygul, dana, green_lake)
    hidden_backers(demand, 2)
    assert backers_of(demand, visitor_on(None, NOON)).total is None
    assert "And a few organisations" in Client().get(f"/en/demands/{demand.number}/").content.decode()


def test_what_an_organisation_does_without_its_name_does_not_bear_it(
    aygul: Person, dana: Person, bela: Person, cyra: Person, green_lake: Member, mountain_voice: Member
) -> None:
    demand = agreed(aygul, dana, green_lake)
    backing.back_demand(demand=demand, member=mountain_voice, is_named=False, actor=bela.pk, at=NOON)
    sent = letter(demand, bela, ministry(), mountain_voice)
    account = delivering.Account("delivered", date(2026, 3, 4))
    delivering.record_event(
        delivery=sent, account=account, member=mountain_voice, form_key=uuid4(), actor=bela.pk,
        at=datetime(2026, 3, 4, 15, tzinfo=UTC),
    )  # fmt: skip
    client = client_of(cyra)
    for part in (f"{demand.number}/", f"{demand.number}/letters/{sent.pk}/", "late/", "late/table.csv"):
        page = client.get(f"/en/demands/{part}").content.decode()
        assert "member organisation" in page and "Mountain Voice" not in page, part


def test_a_hidden_author_is_named_to_nobody(hanna: Person, cyra: Person, quiet_garden: Member) -> None:
    second = make_person("second", "Second Example")
    give_mandate(second, quiet_garden)
    demand = agreed(hanna, second, quiet_garden)
    event = letter(demand, hanna, ministry(), quiet_garden)
    happens(event, hanna, "sent", date(2026, 3, 4))
    for reader in (None, cyra):
        client = client_of(reader)
        for part in (f"{demand.number}/", f"{demand.number}/letters/{event.pk}/", "table.csv"):
            page = client.get(f"/en/demands/{part}").content.decode()
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
        return [row["number"] for row in json.loads(answer.content)["demands"]]

    assert numbers() == [there.number, here.number]
    assert numbers(country="GEO") == numbers(theme="clean-air") == [there.number]
    assert numbers(addressee=body.number) == [here.number]
    assert numbers(state="waiting") == []
    happens(sent, aygul, "sent", date(2026, 3, 4))
    assert numbers(state="waiting") == [here.number] and numbers(state="unsent") == [there.number]
    happens(sent, aygul, "refused", date(2026, 3, 9))
    assert numbers(state="heard") == [here.number] and numbers(state="closed") == []
    for wrong in ({"country": "XXX"}, {"state": "x"}, {"addressee": "²"}, {"page": "x"}):
        assert Client().get("/en/demands/", wrong).status_code == 404


def test_the_pages_are_read_in_russian(aygul: Person, dana: Person, green_lake: Member) -> None:
    demand = agreed(aygul, dana, green_lake)
    page = Client().get(f"/ru/demands/{demand.number}/").content.decode()
    assert "Опубликуйте план по углю" in page and '<h1 lang="ru">' in page
