"""What a file of the directory says wrongly, or twice, is refused with its place, and nothing of it comes in."""

import json
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from django.test import Client
from tests.entry import signed_in

from tamyr.accounts.models import Person
from tamyr.addressees.models import Institution, InstitutionName
from tamyr.addressees.tests.bringing import ONE, POST, ROAD, TWO, a_body, looked_at
from tamyr.addressees.tests.writing import entered

pytestmark = pytest.mark.django_db
Document = dict[str, list[dict[str, Any]]]


@cache
def shipped_bodies() -> bytes:
    """Return the file of one country as it is before anybody changes it."""
    return Client().get("/en/addressees/directory.json?country=UKR").content


def document_of() -> Document:
    found: Document = json.loads(shipped_bodies())
    return found


def put(name: str, value: object, of: str = "organizations") -> Callable[[Document], None]:
    def change(document: Document) -> None:
        document[of][0][name] = value

    return change


def a_person(document: Document) -> None:
    document["persons"] = [{"id": "x", "name": "Example Person", "birth_date": "1970-01-01"}]


def a_stranger(document: Document) -> None:
    document["memberships"] = [{"id": "x", "post_id": "y", "person_id": "nobody"}]


def a_hanging_office(document: Document) -> None:
    document["posts"][0]["organization_id"] = "00000000-0000-4000-8000-000000000000"


def a_second_name(document: Document) -> None:
    names = document["organizations"][0]["names"]
    names.append({**names[0], "name": "Another", "start_date": "2026-01-01"})


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (a_person, "persons[0].birth_date"),
        (put("home_address", "Street 1"), "organizations[0].home_address"),
        (put("classification", "king"), "organizations[0], kind"),
        (put("area_id", "XXX"), "organizations[0], iso3"),
        (put("links", [{"url": "javascript:alert(1)"}]), "organizations[0], website"),
        (put("languages", "uk"), "organizations[0].languages"),
        (put("id", "not-a-key"), "an id as this site gives it"),
        (put("founding_date", "yesterday"), "organizations[0], founded_on"),
        (put("names", []), "Expected: a name"),
        (put("names", [{"lang": "uk", "name": "a\u0007b"}]), "without control characters"),
        (a_stranger, "memberships[0].person_id"),
        (a_hanging_office, "the id of a row it belongs to"),
        (a_second_name, "a day on which one of the two names"),
    ],
)
def test_a_fault_is_refused_with_its_place(
    cyra: Person, change: Callable[[Document], None], said: str
) -> None:
    document = document_of()
    change(document)
    answer = looked_at(cyra, json.dumps(document).encode())
    assert answer.status_code == 422 and said in answer.content.decode()
    assert 'name="rows"' not in answer.content.decode(), "there is nothing to take"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"x" * 1_000_001, "more than 1 MB"),
        (b'{"organizations":' + b"[" * 2000 + b"]" * 2000 + b"}", "objects at most 8 deep"),
        (b'{"organizations": [', "JSON"),
        (b'{"organizations": 1; 2}', "line 1: “; 2}”"),
        (b"[1, 2]", "an object with names and values"),
        (b'{"organizations": 5}', "a list"),
        (b'{"organizations": [{"id": NaN}]}', "numbers that JSON knows"),
        (b'{"organizations": [{"id": "\\ud800"}]}', "whole letters"),
        (b'{"organizations": [{"id": ' + b"9" * 5000 + b"}]}", "whole letters"),
        (b"\xff\xfe\x00\xd8", "cannot be read"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "cannot be read"),
        (b"row,id,of,king\nbody,1,,2\n", "king"),
        (b"row,id\nbody,1\n", "of"),
        (b"row,id,of,value\nchannel,1,2,=1+1\n", "this is a formula"),
        (b"row,id,of,way\nbody,1,,email\n", "has no such column"),
        (b"row,id,of\nbody,1\n", "3 cells"),
        (b'row,id,of\nbody,1,\nbody,"2,\nbody,3,\n', "line 3: “body,"),
        (b'sep=;\nrow;id;of\nbody;"1"x;\n', "line 3: “body;"),
        (b"row,id,of,way\nbody,1,,email\n", "nothing: “body” has"),
        (b"", "empty"),
    ],
)
def test_a_hostile_file_is_refused_in_words(cyra: Person, content: bytes, said: str) -> None:
    answer = looked_at(cyra, content, "file")
    assert answer.status_code == 422 and said in answer.content.decode()


@pytest.mark.parametrize("above", [(ONE, None), (TWO, ONE)])
def test_no_body_stands_above_itself(above: tuple[str, str | None], cyra: Person) -> None:
    bodies = [a_body(ONE, "Пример один", parent_id=above[0]), a_body(TWO, "Пример два", parent_id=above[1])]
    page = looked_at(cyra, json.dumps({"organizations": bodies}).encode())
    assert page.status_code == 422
    assert "a body that does not stand below this one" in page.content.decode()


def test_no_body_comes_to_stand_above_what_is_above_it(cyra: Person) -> None:
    lower = Institution.objects.exclude(parent=None).first()
    assert lower is not None and lower.parent is not None
    body = a_body(str(lower.parent.pk), "Пример", area_id=lower.parent.iso3 or None, parent_id=str(lower.pk))
    page = looked_at(cyra, json.dumps({"organizations": [{**body, "level": lower.parent.level}]}).encode())
    assert page.status_code == 422
    assert "a body that does not stand below this one" in page.content.decode()


def test_a_road_leads_to_an_office_of_its_own_body(cyra: Person) -> None:
    source = {"status": "seen", "sources": [{"url": "https://x.example/", "seen_on": "2026-01-01"}]}
    road: dict[str, Any] = {
        "id": ROAD,
        "type": "post",
        "value": "Пример, 1",
        "letter": "",
        "post_id": POST,
        "languages": [],
    }
    road |= {"lawful": None, "fields": [], "note": {}, "warning": {}, "valid_from": None, "valid_until": None}
    post = {"id": POST, "organization_id": TWO, "role": "head", "labels": {"ru": "Министр"}, **source}

    def page(of: str) -> str:
        bodies = [
            a_body(key, name, contact_details=[road | source] if key == of else [])
            for key, name in ((ONE, "Пример один"), (TWO, "Пример два"))
        ]
        found: str = looked_at(
            cyra, json.dumps({"organizations": bodies, "posts": [post]}).encode()
        ).content.decode()
        return found

    assert "an office of the same body" in page(ONE)
    assert 'name="rows"' in page(TWO)


@pytest.mark.parametrize(
    ("days", "is_taken"),
    [(("2010-01-01", "2019-01-01", "2015-01-01"), False), (("2010-01-01", "2015-01-01", "2015-01-01"), True)],
)
def test_two_names_of_a_language_do_not_hold_at_one_time(
    days: tuple[str, str, str], is_taken: bool, cyra: Person
) -> None:
    names = [
        {"lang": "ru", "name": "Пример прежний", "start_date": days[0], "end_date": days[1]},
        {"lang": "ru", "name": "Пример новый", "start_date": days[2]},
    ]
    body = a_body(ONE, "", names=names)
    page = looked_at(cyra, json.dumps({"organizations": [body]}).encode()).content.decode()
    assert ('name="rows"' in page) is is_taken
    assert ("one of the two names of this language ended" in page) is not is_taken


def test_names_that_overlapped_before_do_not_keep_a_file_out_and_renaming_makes_none(
    cyra: Person, client: Client
) -> None:
    body = entered(cyra, "Example Agency")
    body.names.filter(language="en").update(until_on="2030-01-01")
    typed = {"language": "en", "name": "Other", "on": "2027-01-01", "reason": "law"}
    refused = signed_in(cyra).post(f"/en/addressees/{body.number}/rename/", typed)
    assert refused.status_code == 422 and "holds at that time" in refused.content.decode()
    InstitutionName.objects.create(
        institution=body, language="en", name="Other", found_as="other", from_on="2027-01-01"
    )
    out = client.get(f"/en/addressees/{body.number}/body.json").getvalue()
    page = looked_at(cyra, out).content.decode()
    assert "The file says what the directory says already." in page
