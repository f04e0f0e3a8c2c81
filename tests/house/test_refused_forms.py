"""Every form of every room that a signed-out or refused person sends gives its words back."""

import importlib
import inspect
from collections.abc import Callable, Iterator
from functools import cache
from html import unescape
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
# Their form holds one file or a code, which no page gives back.
OF_A_FILE = ("addressees/import/", "register/", "keyholders/name/", "decisions/code/", "own-figures/")
ASKED_ON_EACH_CHANGE = ("visitor", "former", "delegate")
# Other doors than those three meet; whoever else is signed in meets the same doors, which a trial tries.
ASKED_AS_WHOLE = ("coordinator", "guest", "traveller", "locked")


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
    """Return what people type into every field that any form of ours has, or of a room: a door asks whose it is."""
    fields = {
        name: field for form in form_classes(room) for name, field in getattr(form, "base_fields", {}).items()
    }
    typed = {name: as_typed(name, field) for name, field in sorted(fields.items()) if name not in NEVER_SHOWN}
    return {"reason": WORDS, "remark": "duplicate", **typed}


def as_typed(name: str, field: forms.Field) -> str:
    """Return something of a field's kind, other than in any other field: one word, a page, a day, a number."""
    place = sum(map(ord, name)) % 27 + 1
    by_kind: tuple[tuple[Any, str], ...] = (
        (forms.DateTimeField, f"2041-03-{place:02}T09:41"),
        (forms.DateField, f"2040-02-{place:02}"),
        (forms.TimeField, "09:41"),
        (forms.EmailField, f"{name}@example.org"),
        (forms.URLField, f"https://{name.replace('_', '-')}.example.org/page"),
        (forms.DecimalField, f"{place},5"),
        (forms.IntegerField, f"{2_000 + place}"),
        ((forms.ChoiceField, forms.BooleanField, forms.UUIDField, forms.FileField), WORDS),
    )
    found = next((text for kind, text in by_kind if isinstance(field, kind)), None)
    is_long = isinstance(field.widget, forms.Textarea)
    return found or (f"{WORDS} {name}" if is_long else f"Слово-{name}")


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
    """Whether the form was sent away: by a door, to another page to sign in or confirm; or for a mistake, in words."""
    doors = {reverse("accounts:sign_in"), reverse("accounts:confirm")}
    led_to = urlsplit(answer.headers.get("Location", "")).path
    return (answer.status_code in LED_AWAY and led_to in doors) or answer.status_code in (
        400,
        403,
        404,
        409,
        422,
    )


def losing(client: Client, addresses: dict[str, str], way: Way = plain) -> list[str]:
    """Return what a refused form does not give back. A form that is shown again has its own fields, a door all."""
    lost = []
    for name, address in addresses.items():
        typed = filled(ROOMS.get(name, ""))
        answer = send(client, address, way(typed))
        if is_refused(answer) and not (answer.status_code == 422 and name.endswith(OF_A_FILE)):
            page = unescape(answer.content.decode())
            is_at_a_door = 'class="typed"' in page
            own = {text for field, text in typed.items() if f'name="{field}"' in page}
            asked = set(typed.values()) if is_at_a_door else own
            lost += [f"{name}: {answer.status_code}: {text}" for text in sorted(asked) if text not in page]
            # A page that tells in a list what a form held has its own words among them.
            lost += [] if any(text in page for text in typed.values()) else [f"{name}: {answer.status_code}"]
    return lost


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
