"""A coordinator brings in what another site took out: shown first, then all of it or nothing."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tamyr.accounts.models import Person
from tamyr.addressees.models import Change, Channel, Holder, Institution, InstitutionName, Office
from tamyr.addressees.tests.writing import entered, signed_in

pytestmark = pytest.mark.django_db
PLACE = "/en/addressees/import/"
Document = dict[str, list[dict[str, Any]]]


def looked_at(person: Person, content: bytes, name: str = "directory.json") -> Any:
    return signed_in(person).post(PLACE, {"file": SimpleUploadedFile(name, content)})


def taken(person: Person, page: str) -> Any:
    given = {name: re.findall(rf'name="{name}" value="([^"]+)"', page)[0] for name in ("rows", "digest")}
    return signed_in(person).post(f"{PLACE}apply/", given)


def empty_the_directory() -> None:
    Institution.objects.update(parent=None, merged_into=None)
    for model in (Change, Holder, Channel, Office, InstitutionName, Institution):
        model._default_manager.all().delete()


@pytest.mark.parametrize("form", ["directory.json", "table.csv"])
def test_what_was_taken_out_comes_in_as_the_same(
    form: str,
    cyra: Person,
    holder: Holder,
    client: Client,
) -> None:
    out = client.get(f"/en/addressees/{form}").getvalue()
    rows = [
        model._default_manager.count() for model in (Institution, InstitutionName, Office, Holder, Channel)
    ]
    same = looked_at(cyra, out, form).content.decode()
    assert "The file says what the directory says already." in same
    empty_the_directory()
    page = looked_at(cyra, out, form).content.decode()
    assert Institution.objects.count() == 0, "a preview changes nothing"
    assert taken(cyra, page).status_code == 302
    assert client.get(f"/en/addressees/{form}").getvalue() == out or form == "directory.json"
    found = [
        model._default_manager.count() for model in (Institution, InstitutionName, Office, Holder, Channel)
    ]
    assert found == rows
    again = looked_at(cyra, out, form).content.decode()
    assert "The file says what the directory says already." in again


def document_of(client: Client) -> Document:
    found: Document = json.loads(client.get("/en/addressees/directory.json?country=UKR").content)
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
    cyra: Person, client: Client, change: Callable[[Document], None], said: str
) -> None:
    document = document_of(client)
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
        (b"row,id,of,way\nbody,1,,email\n", "nothing: “body” has"),
        (b"", "empty"),
    ],
)
def test_a_hostile_file_is_refused_in_words(cyra: Person, content: bytes, said: str) -> None:
    answer = looked_at(cyra, content, "file")
    assert answer.status_code == 422 and said in answer.content.decode()


def test_a_file_of_windows_is_read(cyra: Person) -> None:
    key = "6f1c1f7e-0000-4000-8000-000000000001"
    rows = [
        "row;id;of;iso3;level;kind;status;source_url;source_seen_on;language;name",
        f"body;{key};;KAZ;national;agency;seen;https://www.example.org/;2026-11-01;;",
        f"name;;{key};;;;;;;ru;Примерное бюро дождей",
    ]
    page = looked_at(cyra, "\n".join(rows).encode("cp1251"), "file.csv").content.decode()
    assert "Примерное бюро дождей" in page
    taken(cyra, page)
    assert InstitutionName.objects.get(institution__id=key).name == "Примерное бюро дождей"


def test_what_changed_since_the_preview_is_looked_at_again(
    cyra: Person, aygul: Person, client: Client
) -> None:
    body = entered(aygul)
    document = json.loads(client.get(f"/en/addressees/{body.number}/body.json").content)
    document["organizations"][0]["languages"] = ["ru"]
    page = looked_at(cyra, json.dumps(document).encode()).content.decode()
    Institution.objects.filter(pk=body.pk).update(website="https://meanwhile.example.org/")
    assert taken(cyra, page).status_code == 409
    assert Institution.objects.get(pk=body.pk).languages == "kk ru"


def test_a_forged_preview_changes_nothing(cyra: Person) -> None:
    before = Institution.objects.count()
    answer = signed_in(cyra).post(f"{PLACE}apply/", {"rows": "forged", "digest": "x"})
    assert answer.status_code == 302 and Institution.objects.count() == before


@pytest.mark.parametrize("who", ["aygul", "emin", "gita"])
def test_only_coordinators_bring_files_in(who: str, request: pytest.FixtureRequest) -> None:
    client = signed_in(request.getfixturevalue(who))
    assert client.get(PLACE).status_code == 403
    assert client.post(f"{PLACE}apply/", {}).status_code == 403
