"""On every page of support: the way out first, nothing kept, no word that would harm whoever is looked at."""

import hashlib
import re
import tomllib
from datetime import date
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import get_resolver
from django.utils.html import escape
from tests.entry import sign_in

from tamyr.accounts.models import Person
from tamyr.protection.logic.advice import advice_for, cautions_for, check, in_language
from tamyr.protection.models import Case
from tamyr.protection.tests.letters import page_of, write

STATIC = Path(__file__).resolve().parents[1] / "static/protection"
OPEN_PAGES = ("", "write/", "letter/")
TEAM_PAGES = ("letters/", "people/", "check-in/", "trust/", "contacts/", "travel/", "keyholders/")
# Stems that must stand in no address and no title.
HARMFUL = re.compile(
    r"danger|threat|incident|violen|emergenc|crisis|police|report|risk|secret|attack|victim|lawyer|urgent|alarm|sos\b"
    r"|опасн|угроз|насил|полици|жертв|тайн|срочн|преступ|беда",
    re.IGNORECASE,
)
FOCUSABLE = re.compile(r"<(a|button|input|select|textarea|summary)\b[^>]*>")


@pytest.mark.django_db
@pytest.mark.parametrize("language", [pytest.param("en", marks=pytest.mark.whole), "ru"])
def test_the_first_thing_to_reach_leads_away(
    client: Client, team: tuple[Person, Person], language: str
) -> None:
    sign_in(client, team[0])
    for address in (*OPEN_PAGES, *TEAM_PAGES):
        answer = client.get(f"/{language}/support/{address}")
        page = answer.content.decode()
        first = FOCUSABLE.search(page.split("<body>")[1])
        assert first and "data-leave" in first[0] and f'href="/{language}/"' in first[0]
        assert answer["Cache-Control"].count("no-store") == 1
        assert "script-src 'self';" in answer["Content-Security-Policy"] + ";"
        title = re.search(r"<title>(.*?)</title>", page)
        assert title and not HARMFUL.search(title[1])
        fields = re.findall(r"<textarea[^>]*>|<input[^>]*type=\"text\"[^>]*>", page)
        assert all('autocomplete="off"' in field for field in fields)


@pytest.mark.django_db
def test_the_way_out_leads_where_the_site_says(client: Client, settings: object) -> None:
    settings.EXIT_URL = "https://weather.example.org/"  # type: ignore[attr-defined]
    assert 'href="https://weather.example.org/" rel="noreferrer" data-leave' in page_of(
        client, "/en/support/"
    )


def test_no_address_of_support_says_what_it_is_about() -> None:
    room = next(
        pattern
        for language in get_resolver().url_patterns
        for pattern in getattr(language, "url_patterns", ())
        if str(pattern.pattern) == "support/"
    )
    assert len(room.url_patterns) > 20
    assert not any(HARMFUL.search(str(pattern.pattern)) for pattern in room.url_patterns)


def test_the_shipped_script_is_the_recorded_one_and_needs_no_leave_of_the_policy() -> None:
    record = tomllib.loads((STATIC / "age.toml").read_text())
    content = (STATIC / record["file"]).read_bytes()
    assert hashlib.sha256(content).hexdigest() == record["sha256"] and len(content) == record["bytes"]
    assert not re.search(rb"\beval\(|new Function|importScripts|https?://(?!www\.w3)", content)
    licences = (STATIC / record["licences"]).read_text()
    assert all(f"{name} {version}" in licences for name, version in record["parts"].items())
    assert finders.find("protection/age.js")


@pytest.mark.django_db
def test_other_pages_run_no_script(client: Client) -> None:
    assert "script-src 'none'" in client.get("/en/join/")["Content-Security-Policy"]


@pytest.mark.django_db
def test_a_case_has_a_number_that_tells_nothing(client: Client, team: tuple[Person, Person]) -> None:
    write(client)
    assert re.fullmatch(r"[0-9A-F]{3}-[0-9A-F]{3}", Case.objects.get().number)


def test_every_organisation_is_named_with_its_source() -> None:
    english, russian = advice_for("en"), advice_for("ru")
    assert len(english) == len(russian) >= 4
    assert all(line.source.startswith("https://") and line.words for line in (*english, *russian))
    assert {line.words for line in english}.isdisjoint({line.words for line in russian})


@pytest.mark.django_db
def test_what_a_countrys_law_makes_of_asking_stands_before_the_addresses(client: Client) -> None:
    for code in ("en", "ru"):
        page = client.get(f"/{code}/support/").content.decode()
        for caution in cautions_for(code):
            assert page.index(f"<summary>{caution.countries[0]}</summary>") < page.index(
                "Civil Rights Defenders"
            )
            assert all(escape(source) in page for source in caution.sources)


def test_what_is_not_whole_is_refused_with_its_place() -> None:
    needed = frozenset({"en", "ru", "countries"})
    for entry in ({"en": "x", "countries": []}, {"en": "x", "ru": "x", "countries": ["XXX"]}):
        with pytest.raises(ValueError, match="line 3"):
            check(entry, needed, ["https://example.org/"], "line 3")
    with pytest.raises(ValueError, match="line 4"):
        check({"en": "x", "ru": "x", "countries": []}, needed, ["http://example.org/"], "line 4")


def test_help_for_some_countries_names_them_and_where_that_is_said() -> None:
    entry = {
        "name": "Example Helpline",
        "address": "https://help.example.org/",
        "en": "Listens.",
        "ru": "Слушают.",
        "source": "https://help.example.org/about",
        "looked_up": date(2026, 11, 29),
        "countries": ["MDA", "UKR"],
        "countries_source": "https://help.example.org/where",
    }
    line = in_language(entry, "ru")
    assert (line.countries, line.countries_source) == (
        ("Молдова", "Украина"),
        "https://help.example.org/where",
    )
