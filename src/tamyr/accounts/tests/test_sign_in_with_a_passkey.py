"""What the door for passkeys does with answers that no passkey gave. True ones: tests/browser/test_sign_in.py."""

import base64
import json

import pytest
from django.test import Client
from tests.entry import sign_in

from tamyr.accounts.models import Person, Session

pytestmark = pytest.mark.django_db


def said(**words: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(words).encode()).decode().rstrip("=")


def answer(person: Person | None = None, origin: str = "http://testserver", **response: object) -> str:
    handle = base64.urlsafe_b64encode(str(person.pk).encode()).decode() if person else "!!"
    heard = said(type="webauthn.get", challenge="AAAA", origin=origin)
    return json.dumps(
        {
            "id": "AAAA",
            "rawId": "AAAA",
            "type": "public-key",
            "response": {"clientDataJSON": heard, "userHandle": handle, **response},
        }
    )


GARBAGE = [
    "",
    "null",
    "[]",
    "{",
    "{}",
    '{"response": 1}',
    '{"response": {"clientDataJSON": "AA"}}',
    '{"response": {"clientDataJSON": null}}',
    "x" * 30_000,
    answer(),
    answer(authenticatorData="AAAA", signature="AAAA"),
    answer(origin="https://elsewhere.example"),
]


@pytest.mark.parametrize("credential", GARBAGE)
def test_garbage_is_refused_in_words(client: Client, credential: str) -> None:
    client.get("/en/sign-in/asked/")
    refused = client.post("/en/sign-in/passkey/", {"credential": credential})
    assert refused.status_code == 403
    assert "The passkey was not accepted" in refused.content.decode()
    assert not Session.objects.exclude(person=None).exists()


def test_a_known_person_and_a_stranger_are_refused_alike(client: Client, aygul: Person) -> None:
    for person in (aygul, Person()):
        client.get("/en/sign-in/asked/")
        forged = answer(person, authenticatorData=said(), signature="AAAA")
        assert client.post("/en/sign-in/passkey/", {"credential": forged}).status_code == 403


def test_an_answer_without_a_question_is_refused(client: Client, aygul: Person) -> None:
    assert client.post("/en/sign-in/passkey/", {"credential": answer(aygul)}).status_code == 403


@pytest.mark.parametrize("credential", GARBAGE)
def test_no_passkey_is_made_of_garbage(client: Client, aygul: Person, credential: str) -> None:
    sign_in(client, aygul)
    client.get("/en/account/ways/passkey/asked/")
    assert client.post("/en/account/ways/passkey/", {"credential": credential}).status_code == 403
    assert "None yet" in client.get("/en/account/ways/").content.decode()


def test_the_question_asks_for_a_passkey_that_knows_its_person(client: Client, aygul: Person) -> None:
    sign_in(client, aygul)
    asked = client.get("/en/account/ways/passkey/asked/").json()["publicKey"]
    assert asked["authenticatorSelection"]["residentKey"] == "required"
    assert asked["authenticatorSelection"]["userVerification"] == "required"
    assert asked["user"]["name"] == asked["user"]["displayName"] == "aygul"


@pytest.mark.parametrize("page", ["/en/sign-in/", "/en/confirm/", "/en/account/ways/passkey/"])
def test_pages_with_a_passkey_run_our_own_script_alone(client: Client, aygul: Person, page: str) -> None:
    if page != "/en/sign-in/":
        sign_in(client, aygul)
    answered = client.get(page)
    policy = dict(part.strip().split(" ", 1) for part in answered["Content-Security-Policy"].split(";"))
    assert policy["script-src"] == policy["connect-src"] == "'self'"
    shown = answered.content.decode()
    assert (
        shown.count("<script") == 1 and '<script src="/static/accounts/passkey.js" defer></script>' in shown
    )
    assert "script-src 'none'" in client.get("/en/members/")["Content-Security-Policy"]
