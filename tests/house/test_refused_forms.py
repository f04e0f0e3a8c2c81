"""Every form of every room that a signed-out or refused person sends gives its words back."""

import importlib
import inspect
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from django import forms
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.test.client import MULTIPART_CONTENT
from django.urls import reverse

from tamyr.shared.typed import NEVER_SHOWN
from tests.architecture import services
from tests.house.cast import Cast
from tests.house.permissions import ROLES, read_table
from tests.house.routes import Route, made_up_address, of_other_makers, ours
from tests.house.undrawn import undrawn

WORDS = "Nobody asked the town before the pit was dug."
Way = Callable[[dict[str, str]], tuple[str, Any]]
OWN = {"origin": "http://testserver"}
LED_AWAY = (301, 302, 303, 307, 308)
# Only a device answers here, or a browser that has sealed something; no person types a word.
WITHOUT_WORDS = ("confirm/passkey/", "sign-in/passkey/", "joining/passkey/", "/give/")
ASKED_ON_EACH_CHANGE = ("visitor", "former", "delegate", "coordinator")
# Other doors than those four meet; whoever else is signed in meets the same doors, which a trial tries.
ASKED_AS_WHOLE = ("guest", "traveller", "locked")


def form_classes(room: str = "") -> Iterator[type[forms.BaseForm]]:
    for file in services.kind_files("forms"):
        if not services.module_of(file).startswith(f"tamyr.{room}"):
            continue
        module = importlib.import_module(services.module_of(file))
        for _name, form in inspect.getmembers(module, inspect.isclass):
            if issubclass(form, forms.BaseForm) and form.__module__ == module.__name__:
                yield form


@cache
def filled(room: str = "") -> dict[str, str]:
    """Return words under the name of every field that any form of ours has, or of a room: a door asks whose it is."""
    names = {name for form in form_classes(room) for name in getattr(form, "base_fields", ())}
    return dict.fromkeys(sorted({"reason", "remark", *names} - NEVER_SHOWN), WORDS)


def plain(words: dict[str, str]) -> tuple[str, Any]:
    return "application/x-www-form-urlencoded", urlencode(words)


def with_files(words: dict[str, str]) -> tuple[str, Any]:
    """As browsers send a form with files; one without is sent in the other way, and each form is tried in both."""
    return MULTIPART_CONTENT, words


def takes_a_form(route: Route) -> bool:
    answers = {by_address.get(route.pattern, "") for by_address in read_table().values()}
    return any("POST" in answer.split(", else")[0] for answer in answers)


FORMS = [route for route in ours() if takes_a_form(route) and not route.pattern.endswith(WITHOUT_WORDS)]
ROOMS = {route.pattern: f"{route.module.split('.')[1]}." for route in FORMS}


@cache
def browser() -> Client:
    """Return one for all: each new one would set up the whole site's middleware."""
    return Client(raise_request_exception=False)


def send(client: Client, address: str, written: tuple[str, Any]) -> Any:
    """Send a form as a browser does, and take back whatever it changed; a page is drawn where it refuses."""
    content_type, words = written
    browser().cookies.clear()
    browser().cookies.load({name: cookie.value for name, cookie in client.cookies.items()})
    with transaction.atomic(), undrawn() as page:
        answer: Any = browser().post(address, words, content_type, headers=OWN)
        if is_refused(answer):
            page.read(answer)
        transaction.set_rollback(True)
    return answer


def is_refused(answer: HttpResponse) -> bool:
    """Whether a door sent the form away: to another page to sign in or confirm, or in words."""
    doors = {reverse("accounts:sign_in"), reverse("accounts:confirm")}
    led_to = urlsplit(answer.headers.get("Location", "")).path
    return (answer.status_code in LED_AWAY and led_to in doors) or answer.status_code in (400, 403, 404, 409)


def losing(client: Client, addresses: dict[str, str], way: Way = plain) -> list[str]:
    answers = {
        name: send(client, address, way(filled(ROOMS.get(name, "")))) for name, address in addresses.items()
    }
    return [
        f"{name}: {answer.status_code}"
        for name, answer in answers.items()
        if is_refused(answer) and WORDS not in answer.content.decode()
    ]


def addresses(cast: Cast) -> dict[str, str]:
    return {route.pattern: route.address(cast) for route in FORMS}


def test_there_are_forms_in_every_room_with_pages() -> None:
    assert len(FORMS) > 40
    assert {route.module.split(".")[1] for route in FORMS} >= {
        "accounts",
        "network",
        "admissions",
        "evidence",
        "publishing",
    }
    assert len(filled()) > 40


def test_no_door_hands_back_a_password() -> None:
    secret = {
        name
        for form in form_classes()
        for name, field in getattr(form, "base_fields", {}).items()
        if isinstance(field.widget, forms.PasswordInput)
    }
    assert secret and secret <= NEVER_SHOWN


def how_often(role: str) -> tuple[pytest.MarkDecorator, ...]:
    if role in ASKED_ON_EACH_CHANGE:
        return ()
    return (pytest.mark.whole if role in ASKED_AS_WHOLE else pytest.mark.trial,)


@pytest.mark.parametrize("role", [pytest.param(role, marks=how_often(role)) for role in ROLES])
def test_whoever_is_refused_gets_the_words_back(role: str, cast: Cast) -> None:
    assert losing(cast.client(role), addresses(cast)) == []


@pytest.mark.alike
@pytest.mark.parametrize("role", ["delegate", pytest.param("coordinator", marks=pytest.mark.trial)])
def test_who_has_to_confirm_again_gets_the_words_back(role: str, cast: Cast) -> None:
    """A session that only lasts: nothing was shown within the last quarter of an hour."""
    client = Client()
    client.force_login(cast.people[role])
    assert losing(client, addresses(cast), with_files) == []


@pytest.mark.alike
@pytest.mark.parametrize(
    ("role", "most"), [("visitor", 20), pytest.param("visitor", None, marks=pytest.mark.whole), ("guest", 20)]
)
def test_the_editor_gives_the_words_back(role: str, most: int | None, cast: Cast) -> None:
    """Other makers' pages, behind our own door: an article typed for an hour with a session that ended."""
    behind = {route.pattern: made_up_address(route) for route in of_other_makers()[:most]}
    assert losing(cast.client(role), behind) == []
    edited = send(cast.client(role), reverse("wagtailadmin_pages:edit", args=(1,)), plain(filled()))
    assert edited.status_code == {"visitor": 403, "guest": 404}[role]
