"""What every page has: an address in each language, a card for sharing, a way past the menu."""

import re
from typing import Any, NamedTuple

import pytest
from django.template import engines
from django.test import RequestFactory
from django.utils import translation

PAGE = (
    '{% extends "base.html" %}{% block title %}Georgia{% endblock %}{% block description %}{{ text }}{% endblock %}'
    '{% block share %}{% include "ui/share.html" with heading="Georgia" %}{% endblock %}'
    "{% block main %}<h1>Georgia</h1>{% endblock %}"
)


class Door(NamedTuple):
    label: str
    opens: str
    inner: tuple["Door", ...] = ()


def read(address: str, language: str, **context: Any) -> str:
    request = RequestFactory().get(address)
    with translation.override(language):
        return engines["django"].from_string(PAGE).render(context, request)


def test_a_page_names_itself_in_every_language() -> None:
    page = read("/en/countries/geo/?since=1990", "en")
    assert '<html lang="en"' in page
    assert "<title>Georgia · Tamyr</title>" in page
    assert '<link rel="canonical" href="http://testserver/en/countries/geo/">' in page
    alternates = dict(re.findall(r'<link rel="alternate" hreflang="([\w-]+)" href="([^"]+)">', page))
    assert alternates == {
        "ru": "http://testserver/ru/countries/geo/",
        "en": "http://testserver/en/countries/geo/",
        "x-default": "http://testserver/en/countries/geo/",
    }


@pytest.mark.parametrize(("language", "other"), [("ru", "en"), ("en", "ru")])
def test_the_language_switch_keeps_the_page(language: str, other: str) -> None:
    page = read(f"/{language}/countries/geo/", language)
    assert f'<a href="/{other}/countries/geo/" lang="{other}" hreflang="{other}">' in page
    assert f'lang="{language}" hreflang="{language}" aria-current="true">' in page


def test_the_menu_shows_the_room_one_is_in() -> None:
    inside, outside = read("/ru/countries/geo/", "ru"), read("/ru/", "ru")
    assert '<a href="/ru/countries/" aria-current="true">Страны</a>' in inside
    assert '<a href="/ru/countries/">Страны</a>' in outside


def test_the_menu_shows_the_nearer_of_two_doors() -> None:
    menu = [Door("Countries", "countries"), Door("What if", "countries/what-if")]
    page = read("/en/countries/what-if/kaz/", "en", menu=menu)
    assert '<a href="/en/countries/what-if/" aria-current="true">' in page
    assert page.count("aria-current") == 2  # The language is the other one.


def test_a_page_within_another_word_marks_that_word_and_shows_its_neighbours() -> None:
    inside = read("/ru/positions/", "ru")
    assert '<a href="/ru/decisions/" aria-current="true">Решения</a>' in inside
    menu, footer = inside[: inside.index("<main")], inside[inside.index("<footer") :]
    assert "/ru/positions/" not in menu.split('id="menu"')[1] and 'href="/ru/positions/"' in footer


def test_the_footer_leads_wherever_the_menu_does() -> None:
    page = read("/en/", "en")
    menu, footer = page[page.index('id="menu"') : page.index("<main")], page[page.index("<footer") :]
    doors = re.findall(r'href="(/en/[^"]+)"', menu)
    assert len(doors) >= 5
    for door in doors:
        assert f'href="{door}"' in footer


def test_the_footer_leads_to_the_source_where_the_host_names_it(settings: Any) -> None:
    assert "The source code of this site" not in read("/en/", "en")
    settings.SOURCE_URL = "https://code.example.org/tamyr?at=1&of=2"
    foot = read("/en/", "en").split("<footer")[1]
    assert (
        'href="https://code.example.org/tamyr?at=1&amp;of=2"' in foot
        and "The source code of this site" in foot
    )


def test_a_shared_page_shows_its_card() -> None:
    page = read("/en/countries/geo/", "en", text="19 Mt & falling", picture="/en/countries/geo/card.png")
    assert '<meta property="og:image" content="http://testserver/en/countries/geo/card.png">' in page
    assert '<meta name="twitter:card" content="summary_large_image">' in page
    assert page.count('content="19 Mt &amp; falling"') == 3
    assert 'content="summary"' in read("/en/countries/geo/", "en")


def test_a_page_can_be_read_past_its_menu() -> None:
    page = read("/ru/countries/geo/", "ru")
    assert page.index('<a class="skip" href="#main">') < page.index("<nav")
    assert '<main id="main" class="frame" tabindex="-1">' in page


def test_a_page_brings_nothing_the_content_policy_refuses() -> None:
    page = read("/ru/countries/geo/", "ru")
    assert not re.search(r"<script|<style| style=|\son\w+=|javascript:", page)
    own = re.findall(r'(?:src|<link rel="(?:stylesheet|icon)" href)="([^"]*)"', page)
    assert own and all(address.startswith("/static/ui/") for address in own)
