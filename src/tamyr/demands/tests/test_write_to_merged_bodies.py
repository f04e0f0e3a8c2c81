"""Two bodies of the directory that turned out to be one are one for letters, lists and counts as well."""

import json
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from django.test import Client
from tests.entry import browser_of, signed_in

from tamyr.accounts.models import Person
from tamyr.addressees.models import Institution, Office
from tamyr.addressees.queries.directory import offices_within
from tamyr.demands.models import Delivery, Demand
from tamyr.demands.queries import answering
from tamyr.demands.services.delivering import ThereAlready
from tamyr.demands.tests.asking import agreed, happens, letter, ministry
from tamyr.demands.tests.test_count_what_an_act_concerns import MAY, Readers, readers, same_for_all
from tamyr.demands.tests.test_judge_a_demand import read
from tamyr.network.models import Member
from tamyr.network.queries.visitors import visitor_on
from tamyr.safety.services import record_act

pytestmark = pytest.mark.django_db
__all__ = ["readers"]


def merged(body: Institution, into: Institution | None, by: Person) -> None:
    Institution.objects.filter(pk=body.pk).update(merged_into=into)
    record_act(act="institution.merged", actor=by.pk, about=body, at=MAY)


def told() -> list[tuple[object, int, dict[str, int]]]:
    found = answering.by_institution(visitor_on(None, MAY))
    return [(row.key, row.letters, dict(row.verdicts)) for row in found]


def test_letters_and_readings_are_added_up_and_part_again(
    demand: Demand, readers: Readers, aygul: Person, bela: Person, green_lake: Member, mountain_voice: Member
) -> None:
    first, second, third = (ministry(90100 + place) for place in range(3))
    for body in (first, second, third):
        happens(letter(demand, aygul, body, green_lake), aygul, "sent", date(2026, 3, 4))
    read(demand, aygul, green_lake, "met")
    read(demand, bela, mountain_voice, "met")
    apart = told()
    assert [(letters, said) for _key, letters, said in apart] == [(1, {"met": 1})] * 3
    merged(first, second, aygul)
    merged(second, third, aygul)
    assert told() == [(third.pk, 3, {"met": 1})], "one demand, however many of its letters"
    same_for_all(readers)
    merged(second, None, aygul)
    assert [letters for _key, letters, _said in told()] == [2, 1]
    same_for_all(readers)
    merged(first, None, aygul)
    assert told() == apart


def test_lists_are_narrowed_to_both_by_either_number(
    demand: Demand, aygul: Person, green_lake: Member
) -> None:
    former, now = ministry(90100), ministry(90101, name="Example Ministry of Power")
    happens(letter(demand, aygul, former, green_lake), aygul, "sent", date(2026, 3, 4))
    merged(former, now, aygul)
    client = Client()
    for number in (former.number, now.number):
        page = client.get(f"/en/demands/?addressee={number}").content.decode()
        assert "Publish the coal plan" in page and "Example Ministry of Power" in page
        assert f'<option value="{former.number}"' not in page
        listed: Any = json.loads(client.get(f"/api/v1/demands?addressee={number}").content)
        assert [row["number"] for row in listed["rows"]] == [demand.number]
    assert client.get("/en/demands/?addressee=4").status_code == 404
    answers = client.get("/en/demands/answers/").content.decode()
    assert f"?addressee={now.number}" in answers and f"?addressee={former.number}" not in answers


def test_the_same_demand_goes_once_to_bodies_that_are_one(
    demand: Demand, aygul: Person, dana: Person, green_lake: Member
) -> None:
    former, now = ministry(90100), ministry(90101)
    sent = letter(demand, aygul, former, green_lake)
    happens(sent, aygul, "sent", date(2026, 3, 4))
    merged(former, now, aygul)
    for body in (Institution.objects.get(pk=former.pk), now):
        with pytest.raises(ThereAlready):
            letter(demand, aygul, body, green_lake, way="hand")
    assert Delivery.objects.get().way == "post"
    other = agreed(aygul, dana, green_lake)
    assert letter(other, aygul, Institution.objects.get(pk=former.pk), green_lake).institution == now


def test_the_office_of_a_body_that_was_merged_twice_is_offered_with_the_one_that_stands_for_it(
    aygul: Person,
) -> None:
    first, second, third = (ministry(90100 + place) for place in range(3))
    office = Office.objects.create(institution=first, kind="head", titles={"en": "Minister"}, entered_at=MAY)
    merged(first, second, aygul)
    merged(second, third, aygul)
    assert [*offices_within(Institution.objects.filter(pk=third.pk), MAY.date())] == [office]


UNSAID = {"status": "unverified", "source_url": "", "source_seen_on": None}


def test_a_body_that_no_public_page_names_is_named_to_no_stranger_where_another_one_was_merged_into_it(
    aygul: Person, dana: Person, green_lake: Member
) -> None:
    former, now = ministry(90100), ministry(90101, name="Example Agency of Power")
    Institution.objects.filter(pk=now.pk).update(**UNSAID)
    demand = agreed(aygul, dana, green_lake)
    sent = letter(demand, aygul, former, green_lake)
    happens(sent, aygul, "sent", date(2026, 3, 4))
    happens(sent, aygul, "forwarded", date(2026, 3, 5), to=now)
    merged(former, now, aygul)
    doors = (
        "/en/demands/", f"/en/demands/?addressee={former.number}", f"/en/demands/feed.xml?addressee={former.number}",
        "/en/demands/answers/", "/en/demands/answers/table.csv", f"/en/demands/{demand.number}/",
        f"/en/demands/{demand.number}/letters/{sent.pk}/", f"/en/demands/{demand.number}/card/",
    )  # fmt: skip
    for address in doors:
        told = {who: read_at(browser_of(who), address) for who in (None, aygul)}
        assert "Agency of Power" not in told[None], address
        if "feed" not in address and "card" not in address:
            assert "Agency of Power" in told[aygul], address
    for address in ("demands?addressee=90100", f"demands/{demand.number}", "who-answers"):
        assert "Agency of Power" not in read_at(Client(), f"/api/v1/{address}")
    assert "Ministry of Energy" in read_at(Client(), doors[2]) and "Ministry of Energy" in read_at(
        Client(), doors[4]
    )
    row = json.loads(read_at(Client(), "/api/v1/who-answers"))["addressees"][0]
    assert (row["addressee"]["number"], row["letters"]) == (former.number, 1)
    for address in (
        "en/demands/?addressee=90101",
        "en/demands/feed.xml?addressee=90101",
        "api/v1/demands?addressee=90101",
    ):
        assert Client().get(f"/{address}").status_code == 404, (
            "of the other no more is known than that it is not there"
        )


def test_a_public_demand_names_to_whom_it_goes_and_leads_to_no_page_that_only_the_network_has(
    demand: Demand, aygul: Person, green_lake: Member
) -> None:
    body = ministry(90100, name="Example Agency of Power")
    Institution.objects.filter(pk=body.pk).update(**UNSAID)
    sent = letter(demand, aygul, body, green_lake)
    happens(sent, aygul, "sent", date(2026, 3, 4))
    doors = (
        "en/demands/", "en/demands/feed.xml?addressee=90100", "en/demands/answers/", "en/demands/answers/table.csv",
        f"en/demands/{demand.number}/", f"en/demands/{demand.number}/letters/{sent.pk}/",
        "api/v1/demands?addressee=90100", f"api/v1/demands/{demand.number}", "api/v1/who-answers",
    )  # fmt: skip
    told = {address: read_at(Client(), f"/{address}") for address in doors}
    named = {address for address, page in told.items() if "Agency of Power" in page}
    assert named == set(doors) - {doors[6]}, "the list for programmes tells of no letter"
    led = "/en/addressees/90100/"
    assert [address for address, page in told.items() if led in page] == []
    assert led in read_at(signed_in(aygul), f"/en/demands/{demand.number}/letters/{sent.pk}/")
    assert Client().get(led).status_code == 404


def test_bodies_are_one_to_a_stranger_as_far_as_public_pages_name_them(
    readers: Readers,
    aygul: Person,
    dana: Person,
    bela: Person,
    green_lake: Member,
    mountain_voice: Member,
) -> None:
    bodies = [ministry(90100 + place) for place in range(4)]
    Institution.objects.filter(pk__in=[bodies[1].pk, bodies[3].pk]).update(**UNSAID)
    demand = agreed(aygul, dana, green_lake)
    for body in bodies:
        happens(letter(demand, aygul, body, green_lake), aygul, "sent", date(2026, 3, 4))
    read(demand, aygul, green_lake, "met")
    read(demand, bela, mountain_voice, "met")
    for body, into in pairwise(bodies):
        merged(body, into, aygul)
    # The first two to the third, past one that the network alone knows; the last stands for them to the network alone.
    assert told() == [(bodies[2].pk, 3, {"met": 1}), (bodies[3].pk, 1, {"met": 1})]
    same_for_all(readers)
    listed = {number: numbers_at(f"demands?addressee={number}") for number in range(90100, 90104)}
    assert listed == dict.fromkeys(listed, [demand.number])
    Institution.objects.filter(pk=bodies[3].pk).update(source_url="https://ministry.example.org/")
    record_act(act="institution.changed", actor=aygul.pk, about=bodies[3], at=MAY)
    assert told() == [(bodies[3].pk, 4, {"met": 1})]
    same_for_all(readers)


def read_at(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return str(answer.getvalue().decode())


def numbers_at(address: str) -> list[int]:
    return [row["number"] for row in json.loads(read_at(Client(), f"/api/v1/{address}"))["rows"]]
