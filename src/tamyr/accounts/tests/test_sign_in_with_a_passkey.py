"""What the door for passkeys does with answers that no passkey gave. And almost true ones."""

import base64
import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.entry import give_password_and_app, sign_in
from tests.passkeys import Device

from tamyr.accounts.models import Person, Session
from tamyr.accounts.models.factors import Authenticator, Kind
from tamyr.accounts.services import passkeys
from tamyr.accounts.services.ways_in import LastWayIn, passkeys_of, remove_passkey

pytestmark = [pytest.mark.django_db, pytest.mark.alike]


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


def test_no_passkey_is_made_of_garbage(client: Client, aygul: Person) -> None:
    sign_in(client, aygul)
    for credential in GARBAGE:
        client.get("/en/account/ways/passkey/asked/")
        made = client.post("/en/account/ways/passkey/", {"credential": credential})
        assert made.status_code == 403 and not passkeys_of(aygul), credential[:100]
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


# --- true answers, but for one thing --------------------------------------------------------


def made_by(device: Device, client: Client, person: Person) -> int:
    """Let a device make a passkey for somebody signed in; return the answer's status."""
    sign_in(client, person)
    asked = client.get("/en/account/ways/passkey/asked/").json()
    return client.post("/en/account/ways/passkey/", {"credential": device.make(asked)}).status_code


def tried(device: Device, person: Person) -> int:
    """Sign in with a device on another browser; return the answer's status."""
    client = Client()
    asked = client.get("/en/sign-in/asked/").json()
    credential = device.sign(asked, str(person.pk))
    return client.post("/en/sign-in/passkey/", {"credential": credential}).status_code


def test_a_device_that_knows_its_owner_makes_a_passkey_and_signs_in(client: Client, aygul: Person) -> None:
    device = Device()
    assert made_by(device, client, aygul) == 302
    assert tried(device, aygul) == 302
    assert Session.objects.filter(person=aygul).count() == 2


def test_asking_writes_nothing_and_a_right_answer_opens_once(client: Client, aygul: Person) -> None:
    device, asking = Device(), Client()
    made_by(device, client, aygul)
    with CaptureQueriesContext(connection) as asked_for:
        asked = asking.get("/en/sign-in/asked/")
    assert not asked_for.captured_queries
    question = asking.cookies["passkey"]
    assert question["httponly"] and question["samesite"] == "Strict"
    answered = {"credential": device.sign(asked.json(), str(aygul.pk))}
    again = Client()
    again.cookies.load({"passkey": question.value})
    assert Client().post("/en/sign-in/passkey/", answered).status_code == 403
    assert asking.post("/en/sign-in/passkey/", answered).status_code == 302
    assert again.post("/en/sign-in/passkey/", answered).status_code == 403


def test_a_question_is_old_after_five_minutes(
    client: Client, aygul: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    device = Device()
    made_by(device, client, aygul)
    monkeypatch.setattr(passkeys, "QUESTION_SECONDS", -1)
    assert tried(device, aygul) == 403


def test_a_passkey_made_without_a_finger_or_pin_is_refused(client: Client, aygul: Person) -> None:
    assert made_by(Device(verifies=False), client, aygul) == 403
    assert not passkeys_of(aygul)


def test_an_answer_without_a_finger_or_pin_signs_nobody_in(client: Client, aygul: Person) -> None:
    device = Device()
    made_by(device, client, aygul)
    device.verifies = False
    assert tried(device, aygul) == 403


@pytest.mark.parametrize(
    "origin",
    [
        pytest.param("http://elsewhere.example", marks=pytest.mark.whole),
        "http://part.testserver",
        pytest.param("https://testserver", marks=pytest.mark.whole),
    ],
)
def test_a_passkey_for_another_address_is_refused(client: Client, aygul: Person, origin: str) -> None:
    assert made_by(Device(origin=origin), client, aygul) == 403
    device = Device()
    made_by(device, Client(), aygul)
    device.origin = origin
    assert tried(device, aygul) == 403


def test_a_passkey_of_an_account_that_is_closed_signs_nobody_in(client: Client, aygul: Person) -> None:
    device = Device()
    made_by(device, client, aygul)
    Person.objects.filter(pk=aygul.pk).update(is_active=False)
    assert tried(device, aygul) == 403


def test_another_persons_passkey_and_a_strangers_key_sign_nobody_in(
    client: Client, aygul: Person, bela: Person
) -> None:
    device, stranger = Device(), Device()
    made_by(device, client, aygul)
    stranger.name = device.name
    assert tried(device, bela) == tried(stranger, aygul) == 403


def test_the_last_way_in_stays(client: Client, aygul: Person) -> None:
    made_by(Device(), client, aygul)
    passkey = passkeys_of(aygul).get()
    Authenticator.objects.filter(user=aygul, type=Kind.TOTP).delete()
    with pytest.raises(LastWayIn):
        remove_passkey(person=aygul, passkey=passkey, at=timezone.now())
    give_password_and_app(aygul)
    assert not passkeys_of(aygul), "new ways replace every old one"


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "[::1]:8000"])
def test_on_a_number_the_page_says_why_passkeys_are_off_and_where_they_work(
    host: str, client: Client, settings: Any
) -> None:
    settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
    page = client.get("/en/sign-in/?next=/en/desk/", headers={"host": host}).content.decode()
    assert "browsers bind a passkey to a name alone" in page and "data-passkey" not in page
    assert 'href="http://localhost:8000/en/sign-in/?next=/en/desk/"' in page
    assert "data-passkey" in client.get("/en/sign-in/", headers={"host": "localhost:8000"}).content.decode()
