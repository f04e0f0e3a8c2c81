"""Each form as its page drew it, refused at a door: every word comes back under the label that stood beside it."""

import re
from collections.abc import Iterator
from functools import partial
from urllib.parse import urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from django.http import QueryDict
from django.test import Client, RequestFactory
from django.urls import resolve
from django.utils import translation
from django.utils.translation import gettext

from tamyr.shared.asked import is_secret
from tamyr.shared.typed import typed_in
from tests.house.cast import Cast
from tests.house.permissions import ROLES
from tests.house.routes import ours

UNASKED = ("hidden", "password", "file", "submit", "search")
ASKED = ("input", "select", "textarea")


def asked_in(form: Tag) -> Iterator[tuple[str, str, str, str]]:
    """Yield of each thing that a form asks people for: its name, its label, what is sent and in which words it was chosen."""
    for place, field in enumerate(form.find_all(ASKED)):
        name, kind = str(field.get("name", "")), str(field.get("type", "text"))
        if not name or kind in UNASKED or is_secret(name):
            continue
        label = partial(words_beside, form, field)
        if field.name == "select":
            chosen = [option for option in field.find_all("option") if option.get("value")][-1:]
            yield from ((name, label(), str(one["value"]), words(one)) for one in chosen)
        elif kind in ("radio", "checkbox"):
            group = field.find_parent("fieldset")
            is_one_of = len(form.select(f'[name="{name}"]')) > 1 or kind == "radio"
            asked = words(group.find("legend")) if is_one_of and group else label()
            if value := str(field.get("value", "on")):
                yield name, asked, value, label() if is_one_of else gettext("yes")
        else:
            yield name, label(), f"Слово {place}", f"Слово {place}"


def words_beside(form: Tag, field: Tag) -> str:
    beside = form.find("label", attrs={"for": field["id"]}) if field.get("id") else None
    return words(beside or field.find_parent("label"))


def words(tag: Tag | None) -> str:
    # A drawn page ties numbers to their units.
    return " ".join(tag.get_text().replace("\u2060", "").split()) if tag else ""


def language_of(page: str) -> str:
    found = re.search(r'<html[^>]* lang="(\w+)"', page)
    assert found is not None
    return found[1]


def misread(page: str, address: str) -> Iterator[str]:
    """Yield what a door would not give back, of the forms of a page, as it was asked for there."""
    for form in BeautifulSoup(page, "html.parser").find_all("form", method="post"):
        along = [
            (str(one["name"]), str(one.get("value", "")))
            for one in form.find_all("input", type="hidden")
            if one.get("name")
        ]
        target = urljoin(address, str(form.get("action", "")))
        for name, label, value, said in asked_in(form):
            sent = QueryDict(mutable=True)
            for key, text in [*along, (name, value)]:
                sent.appendlist(key, text)
            request = RequestFactory().post(target, dict(sent.lists()))
            request.resolver_match = resolve(urlsplit(target).path)
            told = [" ".join(text.split()) for text in typed_in(request)]
            is_told = label and any(text.startswith(label) and text.endswith(f" {said}") for text in told)
            # Of what the page itself put in, nobody is told by a name of ours.
            if not is_told or any(re.match(r"[a-z_]+:", text) for text in told):
                yield f"{target}: {name}: «{label}» {said}: {told}"


def how_often(role: str) -> tuple[pytest.MarkDecorator, ...]:
    return () if role in ("delegate", "coordinator") else (pytest.mark.trial,)


def pages_of(client: Client, cast: Cast) -> Iterator[tuple[str, str]]:
    """Yield each page that has a form and is shown to somebody, by its address."""
    for route in ours():
        answer = client.get(address := route.address(cast, "ru"))
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            page = answer.getvalue().decode()
            if 'method="post"' in page:
                yield address, page


@pytest.mark.whole
@pytest.mark.parametrize("role", [pytest.param(role, marks=how_often(role)) for role in ROLES])
def test_each_form_of_a_page_comes_back_under_its_own_labels(role: str, cast: Cast) -> None:
    lost, seen = set(), 0
    for address, page in pages_of(cast.client(role), cast):
        seen += 1
        with translation.override(language_of(page)):
            lost |= set(misread(page, address))
    assert lost == set() and seen > 0
