"""Every form of every room that a signed-out or refused person sends gives its words back."""

import re
from html import unescape

import pytest
from django import forms
from django.test import Client
from django.urls import reverse
from django.utils import translation

from tamyr.shared.asked import BUTTONS, NEVER_SHOWN, OF_THE_PAGE, label_of
from tamyr.shared.languages import as_written
from tamyr.shared.listed import LISTED, TICKED, listed_in
from tamyr.shared.typed import typed_texts
from tamyr.ui.pages.listed import signed
from tests.architecture import plan
from tests.entry import signed_in
from tests.house.cast import Cast
from tests.house.permissions import ROLES, in_full, read_table
from tests.house.refused import (
    FORMS,
    ISO_DAY,
    OWN,
    ROOMS,
    UNSOUND,
    WORDS,
    Typed,
    addresses,
    as_typed,
    asked_of_people,
    each,
    filled,
    form_classes,
    losing,
    plain,
    send,
    with_files,
)
from tests.house.routes import Route, made_up_address, of_other_makers

# Other doors than a visitor meets, who is asked on each change; whoever else is signed in meets the same doors,
# which a trial tries.
ASKED_AS_WHOLE = ("delegate", "former", "coordinator", "guest", "traveller", "locked")


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
    of_a_page = hidden | pressed
    assert of_a_page - asked <= OF_THE_PAGE | BUTTONS | NEVER_SHOWN
    by_scripts = {"keys", "reply_key", "person"}
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
