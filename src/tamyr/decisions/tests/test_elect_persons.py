"""What people see of a secret election: from the draft to the tag in the result."""

import re
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.entry import signed_in

from tamyr.accounts.models import Person
from tamyr.decisions.models import Decision, IssuedCode, SecretBallot
from tamyr.decisions.services.closing import see_to_decisions
from tamyr.decisions.tests.decision import at, finished, place_of
from tamyr.decisions.tests.elections import LAST_CODE, People, announced, put

LABEL = "Secret from other members and from anyone who later reads the database or the file."
BALLOT = "/en/decisions/code/"


@pytest.fixture
def election(secret_election: Decision) -> Decision:
    return secret_election


def page(client: Client, place: str) -> str:
    return client.get(place).content.decode()


def code_form(text: str) -> dict[str, str]:
    found = re.search(r'name="member" value="([^"]+)"><input type="hidden" name="code" value="([^"]+)"', text)
    assert found is not None
    return {"member": found[1], "code": found[2]}


def shown_code(text: str) -> str:
    found = re.search(r'<p class="lede"><code>([0-9A-Z-]{23})</code>', text)
    assert found is not None, text
    return found[1]


def test_a_coordinator_prepares_it_and_people_stand(cyra: Person, people: People) -> None:
    keeper, (_member, person) = signed_in(cyra), people[0]
    soon, later = (datetime.now(UTC) + timedelta(days=days) for days in (5, 12))
    form = {
        "question_en": "Who sits on the board?",
        "question_ru": "Кто войдёт в совет?",
        "authoritative": "en",
        "seats": "2",
        "most_per_country": "1",
        "ballots_from": "codes",
        "codes_until_on": soon.date().isoformat(),
        "closes_on": later.date().isoformat(),
        "outside": "result",
        "form_key": "7f0ab1de-2b0c-4a5e-9be2-000000000001",
    }
    assert LABEL in page(keeper, "/en/decisions/new/persons/")
    hasty = keeper.post("/en/decisions/new/persons/", {**form, "closes_on": form["codes_until_on"]})
    assert hasty.status_code == 422 and "at least 3 days between" in hasty.content.decode()
    made = keeper.post("/en/decisions/new/persons/", form)
    assert made.status_code == 302
    place = made["Location"]
    known = re.search(r'name="base_sha" value="(\w{64})"', page(keeper, f"{place}election/"))
    assert known is not None
    assert keeper.post(f"{place}election/", {**form, "seats": "1", "base_sha": known[1]}).status_code == 302
    other = {**form, "seats": "1", "ballots_from": "belenios", "codes_until_on": "", "base_sha": known[1]}
    late = keeper.post(f"{place}election/", other)
    assert late.status_code == 409, "its terms are of the draft as well"
    told = late.content.decode().split("How it stands now:")[1].split("</p>")[1]
    assert (
        "here, with a code that each organisation picks up" in told and "Last day to pick up a code" in told
    )
    assert Decision.objects.get().rule_facts["seats"] == 1
    keeper.post(f"{place}announce/")
    too_few = keeper.post(f"{place}open/")
    assert too_few.status_code == 409 and "Too few people stand" in too_few.content.decode()
    own = signed_in(person)
    assert LABEL in page(own, place) and "Stand for election" in page(own, place)
    words = {"name_en": "Ann", "name_ru": "Анна", "statement_en": "I listen.", "statement_ru": "Слушаю."}
    assert own.post(f"{place}stand/", words).status_code == 422, "no consent, no candidate"
    assert own.post(f"{place}stand/", {**words, "consents": "on"}).status_code == 302
    assert "Анна" in page(keeper, place.replace("/en/", "/ru/"))
    own.post(f"{place}step-back/")
    assert "Nobody stands yet." in page(keeper, place)


def test_who_stands_too_late_has_all_words_back(election: Decision, people: People) -> None:
    words = {"name_en": "Ann", "name_ru": "Анна", "statement_en": "I listen.", "statement_ru": "Слушаю."}
    late = signed_in(people[5][1]).post(f"{place_of(election)}stand/", {**words, "consents": "on"})
    told = late.content.decode()
    assert late.status_code == 409 and all(said in told for said in words.values())


def test_the_code_is_shown_once_and_the_form_sent_again_brings_it_back(
    election: Decision, people: People
) -> None:
    client, place = signed_in(people[0][1]), place_of(election)
    text = page(client, place)
    assert LABEL in text and text.index(LABEL) < text.index("Pick up the code")
    form = code_form(text)
    shown = client.post(f"{place}code/", form)
    assert shown.status_code == 200 and "no-store" in shown["Cache-Control"]
    code = shown_code(shown.content.decode())
    assert shown_code(client.post(f"{place}code/", form).content.decode()) == code
    after = page(client, place)
    assert code not in after and "The code is picked up" in after and IssuedCode.objects.count() == 1
    assert "Member0: picked up" in page(signed_in(people[1][1]), place)
    assert "Pick up the code" not in client.get("/en/desk/").content.decode()
    made_up = {**form, "code": "AAAAA-AAAAA-AAAAA-AAAAA"}
    assert client.post(f"{place}code/", made_up).status_code == 409
    assert signed_in(people[1][1]).post(f"{place}code/", form).status_code == 403


@pytest.fixture
def codes(all_codes: list[str]) -> list[str]:
    see_to_decisions(clock=at(LAST_CODE))
    return all_codes


def test_a_ballot_is_cast_with_a_code_by_nobody(election: Decision, codes: list[str], people: People) -> None:
    client = signed_in(people[0][1])
    cookies = {name: morsel.value for name, morsel in client.cookies.items()}
    wanted = {"code": codes[0].lower(), "vote": "1", "rank_p1": "2", "rank_p3": "1"}
    with CaptureQueriesContext(connection) as asked:
        first = client.get(BALLOT)
        ranking = client.post(BALLOT, {"code": codes[0]})
        done = client.post(BALLOT, wanted)
    assert [answer.status_code for answer in (first, ranking, done)] == [200] * 3
    tables = {table for query in asked for table in re.findall(r'(?:FROM|INTO|UPDATE) "(\w+)"', query["sql"])}
    assert tables and all(table.startswith("decisions_") for table in tables), "nobody is looked up"
    assert all(
        not answer.cookies and "no-store" in answer["Cache-Control"] for answer in (first, ranking, done)
    )
    assert {name: morsel.value for name, morsel in client.cookies.items()} == cookies
    assert "Example Member" not in ranking.content.decode() and "I will listen." in ranking.content.decode()
    assert [ballot.chosen for ballot in SecretBallot.objects.all() if ballot.choice] == [[["p3"], ["p1"]]]
    told, names = done.content.decode(), dict(election.options.values_list("code", "title_en"))
    tag = re.findall(r"<code>([A-Z2-7]{8})</code>", told)
    assert len(tag) == 1 and told.index(f"1. {names['p3']}") < told.index(f"2. {names['p1']}")
    again = Client().post(BALLOT, {"code": codes[0]}).content.decode()
    assert "Your ballot now" in again and re.search(r'id="id_rank_p3".*?value="1" selected', again, re.S)
    for wrong in ({"rank_p1": "1", "rank_p2": "1"}, {}):
        refused = Client().post(BALLOT, {"code": codes[1], "vote": "1", **wrong})
        assert refused.status_code == 422
    assert Client().post(BALLOT, {"code": codes[1], "blank": "1"}).status_code == 200
    for typed, status in (("nonsense", 422), ("A" * 20, 409)):
        assert Client().post(BALLOT, {"code": typed}).status_code == status


def test_the_result_shows_stages_tags_and_unused_codes(
    election: Decision, codes: list[str], people: People
) -> None:
    for n, code in enumerate(codes[:-1]):
        put(election, code, [["p1"], ["p2"]] if n < 4 else [[f"p{n - 2}"]])
    done = finished(election)
    assert done.stage == "adopted"
    inside, outside = page(signed_in(people[0][1]), place_of(done)), page(Client(), place_of(done))
    for text in (inside, outside):
        assert text.count("Stage ") >= 2 and "6 ballots" in text and "not used:" in text
        assert len(re.findall(r"<dt><code>[A-Z2-7]{8}</code>", text)) == 6
    assert "Member1: picked up" in inside and "picked up" not in outside.split("Find your own")[0]
    assert "Example Member" not in outside


def hidden_outside(election: Decision) -> bool:
    ends = ("", "paper/", "members.json", "file.json")
    found = [Client().get(place_of(election) + end).status_code for end in (*ends, "stand/")]
    return found == [*(404 for _end in ends), 302]


@pytest.mark.whole
def test_nothing_of_an_election_is_known_outside_before_it_opens(cyra: Person, people: People) -> None:
    assert hidden_outside(announced(cyra, people))


def test_nothing_of_an_election_is_known_outside_before_it_ends(
    people: People, election: Decision, codes: list[str]
) -> None:
    assert hidden_outside(election)
    assert "Person0" not in page(Client(), BALLOT)
    member = signed_in(people[0][1])
    assert member.get(f"{place_of(election)}members.json").status_code == 404
    assert "Step 2 of 2" in page(member, place_of(election))
    open_ballot = {"member": str(people[0][0].pk), "blank": "1", "replaces": "0", "form_key": str(uuid4())}
    refused = member.post(f"{place_of(election)}cast/", open_ballot)
    assert refused.status_code == 403 and "This vote is secret" in refused.content.decode()
