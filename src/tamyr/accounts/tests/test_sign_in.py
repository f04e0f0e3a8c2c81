"""Sign in with a name, a password and a code; leave; and what anybody else learns by trying."""

import re

import pytest
from django.test import Client
from django.utils import timezone
from tests.entry import (
    PASSWORD,
    code_now,
    give_password_and_app,
    sign_in,
    typed,
)

from tamyr.accounts.models import Person, Session
from tamyr.accounts.services.sign_in import WrongSignIn, check_sign_in
from tamyr.accounts.services.ways_in import new_recovery_seed, recovery_codes_from

SIGN_IN = "/en/sign-in/"
TOKEN = re.compile(rb'(?<=name="csrfmiddlewaretoken" value=")[^"]+')


def shown(content: bytes) -> bytes:
    """Return a page without its forgery token and without what was typed into it."""
    return re.sub(rb'(name="(?:sign_in_name|code)" value=")[^"]*', rb"\1", TOKEN.sub(b"", content))


@pytest.fixture
def ready(aygul: Person) -> Person:
    return give_password_and_app(aygul)


def test_name_password_and_code_open_the_desk(client: Client, ready: Person) -> None:
    answer = client.post(SIGN_IN, typed("aygul"))
    assert answer.status_code == 302 and answer["Location"] == "/en/desk/"
    assert client.get("/en/account/").status_code == 200


def test_capital_letters_of_the_name_do_not_matter(client: Client, ready: Person) -> None:
    assert client.post(SIGN_IN, typed(" Aygul ")).status_code == 302


def test_unknown_wrong_and_closed_look_the_same(client: Client, ready: Person, dana: Person) -> None:
    give_password_and_app(dana)
    Person.objects.filter(pk=dana.pk).update(is_active=False)
    tries = [
        typed("nobody"),
        typed("aygul", password="another password"),
        typed("aygul", code="000000"),
        typed("dana"),
    ]
    answers = [client.post(SIGN_IN, given) for given in tries]
    assert {answer.status_code for answer in answers} == {403}
    assert len({shown(answer.content) for answer in answers}) == 1
    alike = [{**answer.headers, "Expires": "", "Content-Length": ""} for answer in answers]
    assert alike == [alike[0]] * 4
    assert len({len(shown(answer.content)) for answer in answers}) == 1


def test_a_code_opens_once(client: Client, ready: Person) -> None:
    code = code_now()
    assert client.post(SIGN_IN, typed("aygul", code=code)).status_code == 302
    assert Client().post(SIGN_IN, typed("aygul", code=code)).status_code == 403
    assert Client().post(SIGN_IN, typed("aygul", code=code_now(half_minutes_ahead=1))).status_code == 302


def test_a_recovery_code_opens_once(client: Client, aygul: Person) -> None:
    seed = new_recovery_seed()
    give_password_and_app(aygul, seed)
    code = recovery_codes_from(seed)[3]
    assert client.post(SIGN_IN, typed("aygul", code=code)).status_code == 302
    assert Client().post(SIGN_IN, typed("aygul", code=code)).status_code == 403
    assert Client().post(SIGN_IN, typed("aygul", "wrong", recovery_codes_from(seed)[4])).status_code == 403


def test_many_wrong_tries_are_told_and_lock_nobody_out(client: Client, ready: Person) -> None:
    answers = [client.post(SIGN_IN, typed("aygul", password=f"guess {n}")) for n in range(12)]
    assert [answer.status_code for answer in answers] == [403] * 10 + [429] * 2
    assert Client().post(SIGN_IN, typed("bela", password="guess")).status_code == 403
    assert Client().post(SIGN_IN, typed("aygul")).status_code == 302


def test_a_stolen_password_does_not_help_to_guess_codes(client: Client, aygul: Person) -> None:
    seed = new_recovery_seed()
    give_password_and_app(aygul, seed)
    for _n in range(20):
        with pytest.raises(WrongSignIn):
            check_sign_in(name="aygul", password=PASSWORD, code="000000", at=timezone.now())
    assert client.post(SIGN_IN, typed("aygul")).status_code == 429
    assert client.post(SIGN_IN, typed("aygul", code=recovery_codes_from(seed)[0])).status_code == 302


def test_a_forged_form_is_refused(ready: Person) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(SIGN_IN, typed("aygul")).status_code == 403
    assert not Session.objects.filter(person=ready)


def test_the_form_leads_nowhere_else(client: Client, ready: Person) -> None:
    answer = client.post(SIGN_IN, {**typed("aygul"), "next": "https://elsewhere.example/"})
    assert answer["Location"] == "/en/desk/"


def test_signing_out_ends_the_session_and_clears_the_browser(client: Client, aygul: Person) -> None:
    sign_in(client, aygul)
    kept = client.cookies["session"].value
    answer = client.post("/en/sign-out/")
    assert answer["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert not Session.objects.filter(person=aygul)
    replayed = Client()
    replayed.cookies["session"] = kept
    assert replayed.get("/en/account/").status_code == 302
    assert client.get("/en/sign-out/").status_code == 405


@pytest.mark.parametrize(
    "address", ["/en/account/", "/en/account/ways/", "/en/people/", "/en/circles/start/", "/en/desk/"]
)
def test_a_stranger_is_led_to_the_sign_in(client: Client, db: None, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 302 and answer["Location"].startswith("/en/sign-in/?next=/en/")


@pytest.mark.parametrize(
    "address", ["signup/", "password/reset/", "accounts/login/", "password/change/", "email/"]
)
def test_there_is_no_way_in_by_mail(client: Client, db: None, address: str) -> None:
    assert client.get(f"/en/{address}").status_code == 404


def test_what_is_shown_to_somebody_signed_in_is_kept_nowhere(client: Client, aygul: Person) -> None:
    sign_in(client, aygul)
    for address in ("/en/account/", "/en/members/", "/en/sign-in/"):
        assert client.get(address)["Cache-Control"] == "no-store"
    assert PASSWORD not in client.get("/en/account/").content.decode()


def test_a_reader_gets_no_session(client: Client, db: None) -> None:
    answer = client.get("/en/members/")
    assert "session" not in answer.cookies and not Session.objects.exists()
