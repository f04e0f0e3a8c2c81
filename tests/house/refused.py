"""Every form of every room, sent by somebody whom a door refuses, and what of its words does not come back."""

import importlib
import inspect
import re
from collections.abc import Callable, Iterator
from functools import cache
from html import unescape
from typing import Any
from urllib.parse import urlencode, urlsplit
from uuid import UUID

from django import forms
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.test.client import MULTIPART_CONTENT
from django.urls import reverse
from django.utils import translation

from tamyr.shared.asked import BUTTONS, NEVER_SHOWN, OF_THE_PAGE, label_of
from tamyr.shared.languages import as_written
from tamyr.shared.listed import LISTED, TICKED
from tamyr.shared.room_forms import room_of
from tamyr.ui.pages.listed import signed
from tests.architecture import services
from tests.house.cast import Cast
from tests.house.permissions import read_table
from tests.house.routes import Route, ours
from tests.house.undrawn import undrawn

WORDS = "Nobody asked the town before the pit was dug."
Typed = dict[str, str | list[str]]
Way = Callable[[Typed], tuple[str, Any]]
ISO_DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b", re.ASCII)
OWN = {"origin": "http://testserver"}
UNSOUND, NO_CHOICES = 422, ("chosen-", "first-", "last-")
LED_AWAY = (301, 302, 303, 307, 308)
# Only a device answers here, or a browser that has sealed something; no person types a word.
WITHOUT_WORDS = ("confirm/passkey/", "sign-in/passkey/", "joining/passkey/", "/give/")
# Their form holds one file or a code, which no page gives back.
OF_A_FILE = ("addressees/import/", "register/", "keyholders/name/", "decisions/code/", "own-figures/")


def form_classes(room: str = "") -> Iterator[type[forms.BaseForm]]:
    for file in services.kind_files("forms"):
        if not services.module_of(file).startswith(f"tamyr.{room}"):
            continue
        module = importlib.import_module(services.module_of(file))
        for _name, form in inspect.getmembers(module, inspect.isclass):
            if issubclass(form, forms.BaseForm) and form.__module__ == module.__name__:
                yield form


@cache
def filled(room: str = "") -> Typed:
    """Return what people give to every field that any form of ours has, or of a room: a door asks whose it is."""
    fields = {name: field for form in form_classes(room) for name, field in asked_of_people(form)}
    typed = {name: as_typed(name, field) for name, field in sorted(fields.items()) if name not in NEVER_SHOWN}
    # As pages do, it sends along the words of the lists.
    along = [
        signed(room_of(form.__module__), (name, name, [(text, f"{text}!") for text in each(typed[name])]))
        for form in form_classes(room)
        for name, field in asked_of_people(form)
        if name in typed and isinstance(field, forms.ChoiceField)
    ]
    return {"reason": WORDS, "remark": "duplicate", "ticked": ["kiln", "pit", "1990"], **typed, LISTED: along}


def asked_of_people(form: type[forms.BaseForm]) -> list[tuple[str, forms.Field]]:
    fields: dict[str, forms.Field] = getattr(form, "base_fields", {})
    return [(name, field) for name, field in fields.items() if not field.widget.is_hidden]


def as_typed(name: str, field: forms.Field) -> str | list[str]:
    """Return something of a field's kind, other than in any other field: one word, a page, a day, a number, ticks."""
    place = sum(map(ord, name)) % 27 + 1
    by_kind: tuple[tuple[Any, str | list[str]], ...] = (
        (forms.DateTimeField, f"2041-03-{place:02}T09:41"),
        (forms.DateField, f"2040-02-{place:02}"),
        (forms.TimeField, "09:41"),
        (forms.EmailField, f"{name}@example.org"),
        (forms.URLField, f"https://{name.replace('_', '-')}.example.org/page"),
        (forms.DecimalField, f"{place},5"),
        (forms.IntegerField, f"{2_000 + place}"),
        ((forms.MultipleChoiceField, forms.ModelMultipleChoiceField), [f"first-{name}", f"last-{name}"]),
        (forms.ChoiceField, f"chosen-{name}"),
        (forms.UUIDField, str(UUID(int=10**9 + place))),
        (forms.BooleanField, TICKED),
        (forms.FileField, WORDS),
    )
    found = next((text for kind, text in by_kind if isinstance(field, kind)), None)
    is_long = isinstance(field.widget, forms.Textarea)
    return found or (f"{WORDS} {name}" if is_long else f"Слово-{name}")


def each(value: str | list[str]) -> list[str]:
    return value if isinstance(value, list) else [value]


def plain(words: Typed) -> tuple[str, Any]:
    return "application/x-www-form-urlencoded", urlencode(words, doseq=True)


def with_files(words: Typed) -> tuple[str, Any]:
    """As browsers send a form with files; one without is sent in the other way, and each form is tried in both."""
    return MULTIPART_CONTENT, words


def takes_a_form(route: Route) -> bool:
    answers = {by_address.get(route.pattern, "") for by_address in read_table().values()}
    return any("POST" in answer.split(", else")[0] for answer in answers)


@cache
def browser() -> Client:
    """Return one for all: each new one would set up the whole site's middleware."""
    return Client(raise_request_exception=False)


FORMS = [route for route in ours() if takes_a_form(route) and not route.pattern.endswith(WITHOUT_WORDS)]
ROOMS = {route.pattern: f"{route.module.split('.')[1]}." for route in FORMS}


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


def pieces(page: str) -> list[str]:
    """Return what a page gives back as text, piece by piece."""
    found = re.findall(r'class="typed">(.*?)</(?:p|blockquote)>', page, re.DOTALL)
    # What others wrote looks alike, in the cast's rooms all of it is named so; and an address that is to be copied.
    return [text for text in found if "canary" not in text and not text.startswith("reply-")]


def as_people_do(text: str) -> set[str]:
    """Return how a text is given back: of a day, by the language of the page."""
    said = set()
    for language in ("en", "ru"):
        with translation.override(language):
            said.add(as_written(text, None))
    return said


@cache
def labels(room: str) -> tuple[str, ...]:
    """Return how each text begins that was typed into a field of a room's forms; no form asks for the last ones."""
    asked = [one for form in form_classes(room) for one in asked_of_people(form)]
    # What ``filled`` sends along calls a list by its name.
    said = {f"{name}:" for name, field in asked if isinstance(field, forms.ChoiceField)}
    for language in ("en", "ru"):
        with translation.override(language):
            said |= {label_of(name, field) for name, field in asked}
    return (*sorted(said), WORDS, "ticked:", "duplicate", "remark:")


def is_readable(text: str, room: str) -> bool:
    """Whether a text that was given back says what it is, as people write; other makers' forms name their fields themselves."""
    return not ISO_DAY.search(text) and (not room or text.startswith(labels(room)))


def losing(client: Client, addresses: dict[str, str], way: Way = plain) -> list[str]:
    """Return what a refused form does not give back. A form that is shown again has its own fields, a door all."""
    lost = []
    for name, address in addresses.items():
        typed = filled(ROOMS[name]) if name in ROOMS else to_other_makers()
        answer = send(client, address, way(typed))
        if is_refused(answer) and not (answer.status_code == 422 and name.endswith(OF_A_FILE)):
            page = unescape(answer.content.decode())
            told = pieces(page)
            own = {name for name in typed if told or f'name="{name}"' in page} - {LISTED}
            asked = {text for field in own for text in each(typed[field])} - {TICKED}
            lost += [
                f"{name}: unlabelled: {text}" for text in told if not is_readable(text, ROOMS.get(name, ""))
            ]
            # A form that is shown again, or said in words, has its own choices, and these are none of them.
            if answer.status_code == UNSOUND:
                asked = {text for text in asked if not text.startswith(NO_CHOICES)}
            # A day stands as its field holds it, or as people write it.
            lost += [
                f"{name}: {answer.status_code}: {text}"
                for text in sorted(asked)
                if not any(said in page for said in (as_people_do(text) if told else {text}))
            ]
            # A page that tells in a list what a form held has its own words among them.
            given = {text for value in typed.values() for text in each(value)} - {TICKED}
            lost += [] if any(text in page for text in given) else [f"{name}: {answer.status_code}"]
    return lost


@cache
def to_other_makers() -> Typed:
    # With them a parent is a page of a list, whose title is of the database.
    of_ours = OF_THE_PAGE | BUTTONS | {"parent"}
    return {name: value for name, value in filled().items() if name not in of_ours}


def addresses(cast: Cast) -> dict[str, str]:
    return {route.pattern: route.address(cast) for route in FORMS}
