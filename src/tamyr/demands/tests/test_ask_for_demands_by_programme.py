"""A programme asks for demands, who answers, and the bodies that are asked: what anybody may read, and no more."""

import json
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from tests.entry import signed_in

from tamyr.accounts.models import Person
from tamyr.addressees.models import Institution
from tamyr.demands.models import Delivery, Demand
from tamyr.demands.services import judging
from tamyr.demands.tests.asking import agreed, happens, letter, ministry
from tamyr.network.models import Member
from tamyr.safety.models import ExposureLevel

pytestmark = pytest.mark.django_db
API = "/api/v1"


def asked(address: str, status: int = 200, client: Client | None = None) -> Any:
    answer = (client or Client()).get(f"{API}/{address}")
    assert answer.status_code == status, answer.content[:300]
    return json.loads(answer.content)


@pytest.fixture
def demand(demand: Demand, sent: Delivery, aygul: Person, green_lake: Member) -> Demand:
    happens(sent, aygul, "sent", date(2026, 3, 3), number="17-04")
    happens(sent, aygul, "answered", date(2026, 3, 20))
    judging.give_verdict(
        demand=demand,
        member=green_lake,
        reading="evaded",
        reason="It names no year.",
        language="en",
        form_key=uuid4(),
        actor=aygul.pk,
        at=datetime(2026, 3, 21, tzinfo=UTC),
    )
    return demand


def test_demands_are_chosen_and_paged(
    demand: Demand, body: Institution, aygul: Person, dana: Person, green_lake: Member
) -> None:
    other = agreed(aygul, dana, green_lake, iso3="GEO", theme="clean-air")
    found = asked("demands")
    assert found["count"] == 2 and [row["number"] for row in found["rows"]] == [other.number, demand.number]
    assert found["rows"][1]["title"] == {"en": "Publish the coal plan", "ru": "Опубликуйте план по углю"}
    assert found["rows"][1]["agreed_on"] == "2026-03-02"

    def numbers(query: str) -> list[int]:
        return [row["number"] for row in asked(f"demands?{query}")["rows"]]

    assert numbers("iso3=geo") == numbers("theme=clean-air") == numbers("state=unsent") == [other.number]
    assert (
        numbers(f"addressee={body.number}")
        == numbers("state=heard")
        == numbers("offset=1")
        == [demand.number]
    )
    first = asked("demands?limit=1&iso3=GEO&theme=clean-air")
    assert (first["count"], first["next"]) == (1, None)


def test_a_part_leads_to_the_next_one_until_the_end(
    demand: Demand, aygul: Person, dana: Person, green_lake: Member, django_assert_num_queries: Any
) -> None:
    for _number in range(2):
        agreed(aygul, dana, green_lake)
    found, address = [], f"http://testserver{API}/demands?iso3=kaz&limit=2"
    while address:
        # How long it is, the keys of the part, its rows with their words; and whether the site is one of many.
        with django_assert_num_queries(4):
            part = asked(address.partition(f"{API}/")[2])
        found += [row["number"] for row in part["rows"]]
        assert part["count"] == 3
        address = part["next"]
        assert address is None or address == f"http://testserver{API}/demands?iso3=kaz&limit=2&offset=2"
    assert found == [3, 2, 1] and asked("demands?offset=3")["rows"] == []
    assert "only 3 rows" in asked("demands?offset=4", 404)["detail"]
    bodies = asked("addressees?limit=1")
    assert bodies["next"] == (
        f"http://testserver{API}/addressees?limit=1&offset=1" if bodies["count"] > 1 else None
    )


def test_one_demand_comes_with_letters_dates_and_readings(demand: Demand, body: Institution) -> None:
    found = asked(f"demands/{demand.number}")
    (sent,) = found["letters"]
    assert sent["addressee"] == {
        "number": body.number,
        "iso3": "KAZ",
        "name": {"en": "Example Ministry of Energy", "ru": "Пример: министерство энергетики"},
    }
    assert [(event["kind"], event["on"], event["number"]) for event in sent["events"]] == [
        ("sent", "2026-03-03", "17-04"),
        ("answered", "2026-03-20", ""),
    ]
    assert sent["state"] == "answered" and sent["late_after"] > "2026-03-03" and sent["is_late"] is False
    assert [row["reading"] for row in found["readings"]] == ["evaded"]
    assert "Green Lake" not in json.dumps(found), "who stands behind it is on its page alone"


@pytest.mark.parametrize(
    ("iso3", "put_off_to", "late_after", "is_late"),
    [
        # The law lets it be no later.
        ("KAZ", "2036-03-20", "2026-04-02", True),
        ("", "2026-03-20", "2026-03-20", True),
        ("", "2096-03-20", "2096-03-20", False),
    ],
)
def test_late_after_is_the_day_that_is_late_follows(
    aygul: Person,
    dana: Person,
    green_lake: Member,
    iso3: str,
    put_off_to: str,
    late_after: str,
    is_late: bool,
) -> None:
    found = agreed(aygul, dana, green_lake)
    sent = letter(found, aygul, ministry(90100, iso3), green_lake, letter="information")
    happens(sent, aygul, "delivered", date(2026, 3, 3))
    happens(sent, aygul, "put_off", date(2026, 3, 10), until=date.fromisoformat(put_off_to))
    (told,) = asked(f"demands/{found.number}")["letters"]
    assert (told["put_off_to"], told["late_after"], told["is_late"]) == (put_off_to, late_after, is_late)
    assert (told["expected_by"] is None) == (not iso3)


def test_who_answers_says_no_share_of_few(demand: Demand, body: Institution) -> None:
    found = asked("who-answers")
    (country,) = found["countries"]
    assert (country["iso3"], country["letters"], country["answered"], country["percent"]) == (
        "KAZ",
        1,
        1,
        None,
    )
    assert (
        country["median_days"] == 17 and found["fewest_letters"] == 5 and "calendar days" in found["method"]
    )
    assert [row["addressee"]["number"] for row in found["addressees"]] == [body.number]


def test_bodies_come_with_their_source(body: Institution) -> None:
    found = asked("addressees?iso3=kaz&body_level=national&limit=1000")
    (row,) = [row for row in found["rows"] if row["number"] == body.number]
    assert row["source_url"] == "https://ministry.example.org/" and found["count"] == len(found["rows"])


def test_what_is_not_for_everybody_is_for_no_programme(
    aygul: Person, dana: Person, green_lake: Member, body: Institution
) -> None:
    hidden = agreed(aygul, dana, green_lake, exposure=ExposureLevel.NETWORK)
    happens(letter(hidden, aygul, body, green_lake), aygul, "sent", date(2026, 3, 3))
    client = signed_in(aygul)
    assert asked("demands", client=client) == {"count": 0, "next": None, "rows": []}
    assert "no demand" in asked(f"demands/{hidden.number}", 404, client)["detail"]
    assert asked("who-answers", client=client)["countries"] == []
    assert "No demand goes" in asked(f"demands?addressee={body.number}", 404, client)["detail"]


@pytest.mark.parametrize(
    ("address", "status", "says"),
    [
        ("demands?iso3=XXX", 404, "There is no country"),
        ("demands?theme=charity", 422, "theme"),
        ("demands?state=draft", 422, "state"),
        ("demands?limit=100000", 422, "limit"),
        ("demands?addressee=0", 422, "addressee"),
        ("demands?offset=1", 404, "offset: "),
        ("addressees?offset=99999", 404, "offset: "),
        ("demands/99999", 404, "no demand 99999"),
        ("demands/x", 422, "number"),
        ("addressees?body_level=cosmic", 422, "body_level"),
    ],
)
def test_a_wrong_question_is_answered_with_its_place(address: str, status: int, says: str) -> None:
    assert says in asked(address, status)["detail"]


def test_an_answer_is_kept_until_something_changes(demand: Demand, aygul: Person, body: Institution) -> None:
    first = Client().get(f"{API}/demands/{demand.number}")
    assert "max-age=300" in first["Cache-Control"] and first["Access-Control-Allow-Origin"] == "*"
    again = {"If-None-Match": first["ETag"]}
    assert Client().get(f"{API}/demands/{demand.number}", headers=again).status_code == 304
    happens(demand.deliveries.get(), aygul, "appealed", date(2026, 3, 22))
    assert Client().get(f"{API}/demands/{demand.number}", headers=again).status_code == 200
