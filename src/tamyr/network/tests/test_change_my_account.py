"""Change what one says of oneself and how one signs in."""

import pytest
from django.test import Client
from django.utils import timezone
from tests.entry import PASSWORD, code_now, sign_in, signed_in, typed

from tamyr.accounts.models import Person
from tamyr.accounts.services.ways_in import app_code, recovery_codes_left

pytestmark = pytest.mark.django_db
ABOUT = {
    "name": "Aygul Other",
    "email": "aygul@example.org",
    "pace": "daily",
    "language": "ru",
    "time_zone": "Asia/Almaty",
    "exposure": "circle",
}


def test_name_address_and_zone_are_saved(client: Client, aygul: Person) -> None:
    sign_in(client, aygul)
    assert "Сохранено." in client.post("/en/account/", ABOUT, follow=True).content.decode(), "language: ru"
    aygul.refresh_from_db()
    assert (aygul.name, aygul.email, aygul.time_zone, aygul.exposure) == (
        "Aygul Other",
        "aygul@example.org",
        "Asia/Almaty",
        "circle",
    )


@pytest.mark.parametrize(
    ("field", "value"), [("time_zone", "Mars/Olympus"), ("exposure", "all"), ("email", "x")]
)
def test_what_cannot_be_is_refused_and_nothing_is_lost(
    client: Client, aygul: Person, field: str, value: str
) -> None:
    sign_in(client, aygul)
    page = client.post("/en/account/", {**ABOUT, field: value}).content.decode()
    assert 'class="wrong"' in page and "Aygul Other" in page
    aygul.refresh_from_db()
    assert aygul.name == "Aygul Example"


def test_every_page_of_the_account_opens(client: Client, aygul: Person) -> None:
    sign_in(client, aygul)
    for page in ("", "ways/", "ways/passkey/", "ways/app/", "ways/app/picture/", "ways/codes/", "sessions/"):
        assert client.get(f"/ru/account/{page}").status_code == 200, page


def test_ways_to_sign_in_change_after_a_fresh_confirmation_alone(aygul: Person) -> None:
    client = signed_in(aygul)
    for page in ("passkey/", "app/", "codes/"):
        assert client.get(f"/en/account/ways/{page}")["Location"].startswith("/en/confirm/")


def test_a_confirmation_takes_password_and_code(client: Client, aygul: Person) -> None:
    sign_in(client, aygul)
    other = signed_in(aygul)
    right = {
        "password": PASSWORD,
        "code": code_now(half_minutes_ahead=1),
        "next": "/en/account/ways/codes/",
    }
    assert other.post("/en/confirm/", {**right, "password": "wrong"}).status_code == 403
    assert other.post("/en/confirm/", right)["Location"] == "/en/account/ways/codes/"
    assert other.get("/en/account/ways/codes/").status_code == 200
    assert other.post("/en/confirm/", right).status_code == 403, "a code counts once"


def test_a_new_password_and_app_replace_the_old_and_end_other_sessions(client: Client, aygul: Person) -> None:
    sign_in(client, aygul)
    other = signed_in(aygul)
    client.get("/en/account/ways/app/")
    secret = client.session["new_app"]
    new = {"password": "eleven slow rivers in spring", "code": app_code(secret, timezone.now())}
    assert client.post("/en/account/ways/app/", new).status_code == 302
    assert client.get("/en/account/").status_code == 200
    assert other.get("/en/account/").status_code == 302
    assert Client().post("/en/sign-in/", typed("aygul")).status_code == 403


def test_new_recovery_codes_take_the_place_of_the_old(client: Client, aygul: Person) -> None:
    sign_in(client, aygul)
    shown = client.get("/en/account/ways/codes/").content.decode()
    assert shown.count('class="secret"') == 10
    assert 'class="wrong"' in client.post("/en/account/ways/codes/", {"kept": ""}).content.decode()
    client.post("/en/account/ways/codes/", {"kept": "on"})
    assert recovery_codes_left(aygul) == 10
    code = shown.split('class="secret">')[1].split("<")[0]
    assert Client().post("/en/sign-in/", typed("aygul", code=code)).status_code == 302
