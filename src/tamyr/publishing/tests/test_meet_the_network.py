"""A newcomer meets the network: what the region emits, what is new, what is asked, what one can do here."""

import json
import re

import pytest
from django.test import Client

from tamyr.network.models import Direction, Format, Theme, Value
from tamyr.publishing.models import ContactPage, HomePage, going_live

pytestmark = pytest.mark.usefixtures("site")


def text_of(client: Client, address: str) -> str:
    return client.get(address).content.decode()


@pytest.mark.usefixtures("site_with_figures")
def test_the_first_page_says_what_the_region_emits_with_year_unit_and_source(client: Client) -> None:
    text = text_of(client, "/en/")
    assert "Twelve countries of the region emitted" in text
    assert "<h3>Emissions per person, t CO₂e per person</h3>" in text
    # Latest years differ between the countries: each stands beside its number in the list.
    assert len(re.findall(r"<span>[\d.]+ \(20\d\d\)</span>", text)) == 12
    assert re.search(r'Sources?: <a href="/en/countries/#source-[\w-]+">National inventory', text)
    assert re.search(r"Figures of \d+ \w+ \d{4}", text)


@pytest.mark.usefixtures("site_with_figures")
def test_the_map_of_the_first_page_is_a_list_too_the_highest_first(client: Client) -> None:
    amounts = re.findall(
        r'<li><a href="/en/countries/\w{3}/">[^<]+</a> <span>([\d.]+)', text_of(client, "/en/")
    )
    assert len(amounts) == 12
    assert [float(amount) for amount in amounts] == sorted(map(float, amounts), reverse=True)


def test_the_first_page_leads_everybody_on(client: Client) -> None:
    text = text_of(client, "/en/")
    ways = text[text.index('id="ways"') :]
    for address in ("countries/", "members/", "guides/", "join/", "news/feed.xml", "contact/"):
        assert f'<dt><a href="/en/{address}">' in ways
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', text)
    assert found and json.loads(found.group(1))["@type"] == "NGO"


def test_where_nothing_is_asked_the_first_page_says_who_can_begin(client: Client) -> None:
    page = HomePage.objects.get(locale__language_code="en")
    assert page.asks and "Nothing is asked yet" not in text_of(client, "/en/")
    page.asks = []
    with going_live():
        page.save_revision().publish()
    assert "Nothing is asked yet" in text_of(client, "/en/")


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_page_about_the_network_explains_its_words(client: Client, language: str) -> None:
    text = text_of(client, f"/{language}/about/")
    explained = re.findall(r"<dt>([^<]+)</dt><dd>([^<]{30,})</dd>", text)
    assert len(explained) == len(Value) + len(Direction) + len(Format)
    for theme in Theme:
        assert f'href="/{language}/members/?theme={theme}#list"' in text


def test_the_contact_page_says_where_to_turn_before_and_after_an_address_is_given(client: Client) -> None:
    before = text_of(client, "/en/contact/")
    assert "No address is given yet" in before and 'id="where"' in before
    page = ContactPage.objects.get(locale__language_code="en")
    page.body = "<p>office@network.example.org</p>"
    with going_live():
        page.save_revision().publish()
    after = text_of(client, "/en/contact/")
    assert "office@network.example.org" in after and "No address is given yet" not in after


@pytest.mark.parametrize("page", ["", "about/", "news/", "guides/", "partners/", "contact/"])
def test_every_page_has_a_card_for_sharing(client: Client, page: str) -> None:
    text = text_of(client, f"/ru/{page}")
    assert 'property="og:image" content="http://testserver/ru/countries/map.png"' in text
    assert 'name="twitter:card" content="summary_large_image"' in text
