"""A reader meets the site in their language, without a cookie."""

import csv
import io
import re
from urllib.parse import quote

import pytest
from django.test import Client, RequestFactory
from django.urls import Resolver404, resolve, translate_url
from django.utils import timezone

from tamyr.accounts.models import Person
from tamyr.config.context import in_language
from tests.entry import signed_in
from tests.house.cast import Cast
from tests.house.routes import ours


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("ru", "ru"),
        ("en-GB,en;q=0.9", "en"),
        ("kk,ru;q=0.8,en;q=0.5", "ru"),
        ("ka,en;q=0.5", "en"),
        ("ka", "ru"),
        ("", "ru"),
    ],
)
def test_the_front_page_follows_the_browser(client: Client, accepted: str, language: str) -> None:
    answer = client.get("/", headers={"accept-language": accepted})
    assert (answer.status_code, answer["Location"]) == (302, f"/{language}/")
    assert "Accept-Language" in answer["Vary"]


@pytest.mark.django_db
def test_the_front_page_follows_what_a_person_chose() -> None:
    person = Person.objects.create_user("ruta", made_at=timezone.now(), language="ru")
    client = signed_in(person)
    about = {"time_zone": "UTC", "exposure": "network", "pace": "none"}
    for chosen in ("en", "ru"):
        answer = client.post("/en/account/", {**about, "language": chosen})
        assert answer["Location"] == f"/{chosen}/account/"
        assert client.get("/", headers={"accept-language": "en"})["Location"] == f"/{chosen}/"


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_front_page_of_a_language_keeps_it(client: Client, language: str) -> None:
    answer = client.get(f"/{language}/", headers={"accept-language": "en" if language == "ru" else "ru"})
    assert answer["Location"] == f"/{language}/countries/"


@pytest.mark.parametrize(("accepted", "language"), [("ru", "ru"), ("en", "en"), ("ka", "ru")])
@pytest.mark.parametrize("address", ["/xx/countries/", "/de/countries/kaz/", "/%F0%9F%8C%8D/"])
def test_an_unknown_language_is_not_found_in_the_readers_own(
    client: Client, address: str, accepted: str, language: str
) -> None:
    answer = client.get(address, headers={"accept-language": accepted})
    assert answer.status_code == 404
    assert f'lang="{language}"' in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["ru", "en"])
def test_an_unknown_page_is_not_found_in_the_language_of_the_address(client: Client, language: str) -> None:
    answer = client.get(f"/{language}/no-such-page/", headers={"accept-language": "ka"})
    assert answer.status_code == 404
    assert f'lang="{language}"' in answer.content.decode()
    assert answer["Content-Language"] == language


def test_a_foreign_host_is_refused(client: Client) -> None:
    assert client.get("/", headers={"host": "tamyr.example.com"}).status_code == 400


@pytest.mark.parametrize("step", [9, pytest.param(1, marks=pytest.mark.whole)])
def test_a_page_leads_to_the_same_page_in_each_language(cast: Cast, step: int) -> None:
    """One address of nine on each change, in one language or the other; all of them as a whole."""
    addresses = [route.address(cast, language) for route in ours() for language in ("ru", "en")]
    addresses = [address for address in addresses if address[:4] in ("/ru/", "/en/")]
    assert len(addresses) > 200
    for address in (*addresses[::step], "/xx/nowhere/", "/ru/"):
        request = RequestFactory().get(quote(address))
        try:
            request.resolver_match = resolve(request.path)
        except Resolver404:
            request.resolver_match = None
        assert request.path == address
        for code in ("ru", "en"):
            assert in_language(request, code) == translate_url(quote(address), code)


# Figures are for programs in any language, and the directory's table comes in again.
FOR_PROGRAMS = re.compile(r"<language>/(countries/|addressees/table)")
CODE = re.compile(r"[a-z]+([-_][a-z]+)*|[A-Z]{3}")


@pytest.mark.whole
def test_a_table_taken_from_a_russian_page_is_in_russian(cast: Cast) -> None:
    tables = [r for r in ours() if r.pattern.endswith(".csv") and not FOR_PROGRAMS.match(r.pattern)]
    assert len(tables) > 8
    found: set[tuple[str, str]] = set()
    for route in tables:
        client = cast.client("delegate" if "desk/record" in route.pattern else "coordinator")
        answer = client.get(route.address(cast, "ru"))
        head, *rows = csv.reader(io.StringIO(answer.getvalue().decode("utf-8-sig")), delimiter=";")
        found |= {(route.pattern, name) for name in head if re.search("[a-z]", name)}
        # A code may stand beside its words, in a column of its own that says so.
        columns = [n for n, name in enumerate(head) if not name.startswith("код")]
        found |= {(route.pattern, row[n]) for row in rows for n in columns if CODE.fullmatch(row[n])}
    assert found == set()
