"""Every form of every room that a signed-out or refused person sends gives its words back."""

import importlib
import inspect
import re
from collections.abc import Callable, Iterator
from functools import cache
from html import unescape
from typing import Any
from urllib.parse import urlencode, urlsplit
from uuid import UUID

import pytest
from django import forms
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.test.client import MULTIPART_CONTENT
from django.urls import reverse
from django.utils import translation

from tamyr.shared.asked import BUTTONS, NEVER_SHOWN, OF_THE_PAGE, label_of
from tamyr.shared.languages import as_written
from tamyr.shared.listed import LISTED, TICKED, listed_in, room_of
from tamyr.shared.typed import typed_texts
from tamyr.ui.pages.listed import signed
from tests.architecture import plan, services
from tests.entry import signed_in
from tests.house.cast import Cast
from tests.house.permissions import ROLES, in_full, read_table
from tests.house.routes import Route, made_up_address, of_other_makers, ours
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
# Other doors than a visitor meets, who is asked on each change; whoever else is signed in meets the same doors,
# which a trial tries.
ASKED_AS_WHOLE = ("delegate", "former", "coordinator", "guest", "traveller", "locked")


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


def test_whatever_any_form_asks_for_comes_back_also_alone() -> None:
    """One word, one number, one day, one tick or several: each field of each form is the only one filled in."""
    lost, seen = [], set()
    with translation.override("en"):
        for form in form_classes():
            for name, field in asked_of_people(form):
                if name in NEVER_SHOWN and not (name == "code" and isinstance(field, forms.ChoiceField)):
                    continue
                typed = each(as_typed(name, field))
                asked = dict(asked_of_people(form))
                if isinstance(field, forms.ChoiceField):
                    listed = (name, field.label, [(text, f"{text}!") for text in typed])
                    asked = listed_in([signed("tamyr.ui", listed)], "tamyr.ui", asked)
                [told] = typed_texts([(name, typed)], asked) or [""]
                said = [" yes"] if typed == [TICKED] else [as_written(text, field) for text in typed]
                lost += [f"{form.__name__}.{name}: {text}" for text in said if text not in told]
                if not told.startswith(label_of(name, field)) or ISO_DAY.search(told):
                    lost.append(f"{form.__name__}.{name}: {told}")
                seen.add(type(field))
    assert lost == []
    assert seen >= {forms.CharField, forms.IntegerField, forms.MultipleChoiceField, forms.BooleanField}


def test_what_a_form_holds_beside_is_a_key_a_button_or_asked_elsewhere() -> None:
    """So that a press of a button alone leads on at once, and nothing that a person gives passes for a key."""
    fields = [one for form in form_classes() for one in getattr(form, "base_fields", {}).items()]
    asked = {name for name, field in fields if not field.widget.is_hidden}
    hidden = {name for name, field in fields if field.widget.is_hidden}
    pages = "".join(page.read_text() for page in (plan.PLATFORM).rglob("templates/**/*.html"))
    hidden |= set(re.findall(r'type="hidden" name="(\w+)"', pages))
    pressed = set(re.findall(r'<button[^>]* name="(\w+)"', pages))
    of_a_page = hidden | pressed | set(re.findall(r'type="checkbox" name="(are_others)"', pages))
    assert of_a_page - asked <= OF_THE_PAGE | BUTTONS | NEVER_SHOWN
    by_scripts = {"keys", "reply_key", "person", "how"}
    assert of_a_page | by_scripts >= OF_THE_PAGE | BUTTONS


BALLOT = "<language>/decisions/<int:number>/cast/"
PLACES = (("p1", "The sun"), ("p2", "The wind"))
# Each is all that its form holds, and would be lost on the way to the sign-in.
SHORT: tuple[tuple[str, Typed, str], ...] = (
    (BALLOT, {"approved": ["p1", "p2", "p3"]}, "p1, p2, p3"),
    (
        BALLOT,
        {"approved": ["p1", "p2"], LISTED: signed("tamyr.decisions", ("approved", "Ticked", PLACES))},
        "Ticked: The sun, The wind",
    ),
    (BALLOT, {"rank_p1": "2", "rank_p2": "1"}, "rank_p2: 1"),
    ("<language>/account/sessions/<uuid:session_id>/label/", {"label": "laptop"}, "laptop"),
    ("<language>/admissions/<uuid:key>/open/", {"days": "30"}, "30"),
    ("<language>/positions/new/", {"accepts": ["c1", "c2", "c3"]}, "c1, c2, c3"),
)


def test_a_ballot_a_number_a_word_comes_back_with_a_way_to_sign_in_and_to_the_page(cast: Cast) -> None:
    known, stood_on = addresses(cast), {**OWN, "referer": "http://testserver/en/account/"}
    for pattern, typed, text in SHORT:
        refused = Client().post(known[pattern], typed, headers=stood_on)
        page = unescape(refused.content.decode())
        assert refused.status_code == 403 and text in page, pattern
        assert 'href="/en/sign-in/?next=/en/account/"' in page


def test_a_lost_cookie_loses_no_tick_and_no_number() -> None:
    ticked = {"themes": ["coal", "water", "forests"], "year": "1990", "password": "seven quiet hares"}
    refused = Client(enforce_csrf_checks=True).post("/en/join/", ticked, headers=OWN)
    page = unescape(refused.content.decode())
    assert refused.status_code == 403 and "coal, water, forest" in page and "year: 1990" in page
    assert "hares" not in page and refused["Cache-Control"] == "no-store"


def test_a_press_alone_leads_to_the_page_that_it_stood_on_and_to_no_other_site(cast: Cast) -> None:
    address = addresses(cast)[BALLOT]
    page, own = address.removesuffix("cast/"), f"/en/sign-in/?next={address}"
    for stood_on, led_to in (
        (f"http://testserver{page}", f"/en/sign-in/?next={page}"),
        (f"http://testserver{page}?one=two", f"/en/sign-in/?next={page}%3Fone%3Dtwo"),
        ("", own),
        ("http://testserver.example.org/en/", own),
        ("http://example.org/en/", own),
        ("http://testserver//example.org/en/", own),
        ("http://[", own),
    ):
        pressed = Client().post(
            address, {"blank": "1", "replaces": "0"}, headers={**OWN, "referer": stood_on}
        )
        assert pressed["Location"] == led_to, stood_on


def test_a_press_that_has_to_be_confirmed_leads_back_as_well(cast: Cast) -> None:
    client = signed_in(cast.people["delegate"])
    stood_on = {**OWN, "referer": "http://testserver/en/account/ways/"}
    pressed = client.post(reverse("accounts:new_codes"), headers=stood_on)
    assert pressed["Location"] == "/en/confirm/?next=%2Fen%2Faccount%2Fways%2F"


@pytest.mark.parametrize("role", ["visitor", "delegate"])
def test_an_address_that_only_takes_a_form_says_so_and_leads_on(role: str, cast: Cast) -> None:
    """Whose browser tells no page comes here after the sign-in. What is sent to where no form is taken comes back."""
    address = addresses(cast)[BALLOT]
    answer = cast.client(role).get(address)
    page = answer.content.decode()
    assert answer.status_code == 405 and answer["Allow"] == "POST"
    assert "There is no page here" in page and f'href="{address.removesuffix("cast/")}"' in page
    assert '<html lang="ru"' in cast.client(role).get(address.replace("/en/", "/ru/")).content.decode()
    sent = cast.client(role).post("/en/positions/", {"reason": WORDS}, headers=OWN)
    assert (
        sent.status_code == 405
        and "takes no form" in sent.content.decode()
        and WORDS in sent.content.decode()
    )
    assert Client().post("/healthz").content == b"", "a program is told by the status"


def how_often(role: str) -> tuple[pytest.MarkDecorator, ...]:
    if role == "visitor":
        return ()
    return (pytest.mark.whole if role in ASKED_AS_WHOLE else pytest.mark.trial,)


@pytest.mark.parametrize("role", [pytest.param(role, marks=how_often(role)) for role in ROLES])
def test_whoever_is_refused_gets_the_words_back(role: str, cast: Cast) -> None:
    assert losing(cast.client(role), addresses(cast)) == []


def test_a_delegate_gets_the_words_back_from_a_form_of_each_room(cast: Cast) -> None:
    """One that is shown again, where there is one: a door hands back the words of a delegate as of a visitor."""
    by_room: dict[str, str] = {}
    for route in sorted(FORMS, key=lambda route: posted(route) != UNSOUND):
        by_room.setdefault(ROOMS[route.pattern], route.pattern)
    known = addresses(cast)
    assert len(by_room) > 10
    assert losing(cast.client("delegate"), {name: known[name] for name in by_room.values()}) == []


def posted(route: Route) -> int:
    """Return what a delegate's form is answered."""
    return in_full(read_table()["delegate"][route.pattern])["POST"]


@pytest.mark.alike
@pytest.mark.whole
@pytest.mark.parametrize("role", ["delegate", pytest.param("coordinator", marks=pytest.mark.trial)])
def test_who_has_to_confirm_again_gets_the_words_back(role: str, cast: Cast) -> None:
    """A session that only lasts: nothing was shown within the last quarter of an hour."""
    client = signed_in(cast.people[role])
    assert losing(client, addresses(cast), with_files) == []


@pytest.mark.alike
@pytest.mark.parametrize(
    ("role", "most"),
    [
        ("visitor", 6),
        ("guest", 6),
        pytest.param("visitor", None, marks=pytest.mark.whole),
        pytest.param("guest", 20, marks=pytest.mark.whole),
    ],
)
def test_the_editor_gives_the_words_back(role: str, most: int | None, cast: Cast) -> None:
    """Other makers' pages, behind our own door: an article typed for an hour with a session that ended."""
    behind = {route.pattern: made_up_address(route) for route in of_other_makers()[:most]}
    assert losing(cast.client(role), behind) == []
    edited = send(cast.client(role), reverse("wagtailadmin_pages:edit", args=(1,)), plain(filled()))
    assert edited.status_code == {"visitor": 403, "guest": 404}[role]
