"""A reader finds an article in the best language there is, and only what is meant for them."""

import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils.translation import override
from tests.entry import signed_in
from tests.people import LONG_AGO, LONG_AGO_AT

from tamyr.accounts.models import Person
from tamyr.publishing.models import Story
from tamyr.publishing.pages.stories import Card, feed_of
from tamyr.publishing.services import add_story
from tamyr.publishing.tests.writing import WORDS
from tamyr.safety.models import ExposureLevel

pytestmark = pytest.mark.usefixtures("site")
ADDRESS = "/news/example-news/"
ATOM = "{http://www.w3.org/2005/Atom}"


def publish(languages: str = "ru en", slug: str = "example-news", **facts: object) -> dict[str, Story]:
    words = {code: WORDS[code] for code in languages.split()}
    return add_story(kind="article", slug=slug, on=LONG_AGO, words=words, at=LONG_AGO_AT, **facts)  # type: ignore[arg-type]


def text_of(client: Client, address: str) -> str:
    return client.get(address).content.decode()


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.usefixtures("example_news")
def test_an_article_is_read_in_each_language(client: Client, language: str) -> None:
    answer = client.get(f"/{language}{ADDRESS}")
    text = answer.content.decode()
    assert answer.status_code == 200
    assert WORDS[language].title in text and f'<html lang="{language}"' in text
    assert f'hreflang="ru" href="http://testserver/ru{ADDRESS}"' in text
    assert f'hreflang="en" href="http://testserver/en{ADDRESS}"' in text
    assert f'<link rel="canonical" href="http://testserver/{language}{ADDRESS}">' in text
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', text)
    assert found and json.loads(found.group(1))["@type"] == "NewsArticle"
    assert 'property="og:type" content="article"' in text


@pytest.mark.usefixtures("example_news")
def test_an_article_about_a_country_is_shared_with_its_card_and_narrows_the_list(client: Client) -> None:
    text = text_of(client, f"/en{ADDRESS}")
    assert 'property="og:image" content="http://testserver/en/countries/kaz/card.png"' in text
    assert 'href="/en/news/?country=KAZ"' in text and 'href="/en/news/?theme=clean-air"' in text


def test_an_article_about_no_country_is_shared_with_the_map(client: Client) -> None:
    publish()
    assert 'property="og:image" content="http://testserver/en/countries/map.png"' in text_of(
        client, f"/en{ADDRESS}"
    )


@pytest.mark.usefixtures("example_news")
def test_a_translation_says_what_it_was_translated_from(client: Client) -> None:
    assert "Translated from Russian on" in text_of(client, f"/en{ADDRESS}")
    assert "Translated from" not in text_of(client, f"/ru{ADDRESS}")


def test_a_translation_of_an_earlier_wording_says_so(client: Client, example_news: Story) -> None:
    original = example_news.specific
    original.title = "Новое название"
    from tamyr.publishing.models import going_live

    with going_live():
        original.save_revision().publish()
    assert "The Russian original changed on" in text_of(client, f"/en{ADDRESS}")


def test_an_untranslated_article_is_shown_in_its_language(client: Client) -> None:
    publish("ru")
    text = text_of(client, f"/en{ADDRESS}")
    assert "This page has not been translated yet: here it is in Russian." in text
    # Its words alone: the day, the themes and what else the site says stay in the reader's language.
    assert re.search(
        rf'<article>.*<h1 lang="ru"\s*>{WORDS["ru"].title}</h1>.*<div class="body" lang="ru"\s*>',
        text,
        re.DOTALL,
    )
    assert re.search(r'<p class="kicker"><time', text)
    assert f'<link rel="canonical" href="http://testserver/ru{ADDRESS}">' in text
    assert 'hreflang="en" href="http://testserver' not in text


@pytest.mark.usefixtures("example_news")
def test_a_list_shows_each_article_once_in_the_best_language(client: Client) -> None:
    publish("ru", slug="only-russian")
    text = text_of(client, "/en/news/")
    assert text.count('class="card"') == 2
    assert WORDS["en"].title in text and "in Russian" in text


@pytest.mark.usefixtures("example_news")
def test_a_list_is_narrowed_by_country_and_theme(client: Client) -> None:
    assert 'class="card"' in text_of(client, "/en/news/?country=KAZ&theme=clean-air")
    assert "Nothing fits" in text_of(client, "/en/news/?country=GEO")
    assert client.get("/en/news/?theme=astrology").status_code == 404
    assert client.get("/en/news/?country=XXX").status_code == 404


@pytest.mark.usefixtures("example_news")
def test_a_list_comes_as_a_feed_and_as_a_table(client: Client) -> None:
    feed = client.get("/en/news/feed.xml")
    assert feed["Content-Type"].startswith("application/atom+xml")
    titles = [node.text for node in ElementTree.fromstring(feed.content).iter() if node.tag.endswith("title")]  # noqa: S314
    assert WORDS["en"].title in titles
    table = text_of(client, "/en/news/table.csv")
    assert WORDS["en"].title in table and "Kazakhstan" in table


@pytest.mark.usefixtures("example_news")
def test_machines_are_told_the_public_address_whichever_was_asked(
    client: Client, settings: LazySettings
) -> None:
    settings.SITE_URL = "https://tamyr.example.org"
    for address in ("/en/", f"/en{ADDRESS}", "/en/news/feed.xml", "/en/news/table.csv"):
        text = text_of(client, address)
        assert "https://tamyr.example.org/en/" in text and "http://testserver" not in text, address


@pytest.mark.usefixtures("example_news")
def test_feeds_that_are_narrowed_otherwise_have_names_and_addresses_of_their_own(client: Client) -> None:
    told = {}
    for asked in ("", "?country=KAZ", "?country=ARM&theme=forests"):
        feed = ElementTree.fromstring(client.get(f"/en/news/feed.xml{asked}").content)  # noqa: S314
        title, known_as = (feed.findtext(f"{ATOM}{name}") for name in ("title", "id"))
        told[title] = known_as
        assert known_as == f"http://testserver/en/news/{asked}"
        assert {link.get("href") for link in feed.findall(f"{ATOM}link[@rel='self']")} == {
            f"http://testserver/en/news/feed.xml{asked}"
        }
    assert list(told) == [
        "News of the network",
        "News of the network: Kazakhstan",
        "News of the network: Armenia, forest protection and restoration",
    ]
    assert "/en/news/feed.xml?country=KAZ" in text_of(client, "/en/news/?country=KAZ").partition("</head>")[0]


EVERYWHERE = (
    "/en/",
    "/ru/",
    "/en/news/",
    "/ru/news/",
    "/en/news/feed.xml",
    "/ru/news/feed.xml",
    "/en/news/table.csv",
    "/sitemap.xml",
    "/ru/guides/",
)


def test_a_page_of_the_networks_own_is_nowhere_for_strangers(client: Client) -> None:
    publish(exposure=ExposureLevel.NETWORK)
    for address in EVERYWHERE:
        text = text_of(client, address)
        assert "example-news" not in text and WORDS["en"].title not in text, address
    hidden, absent = client.get(f"/en{ADDRESS}"), client.get("/en/news/no-such-news/")
    assert (hidden.status_code, len(hidden.content)) == (404, len(absent.content))


def test_a_page_of_the_networks_own_is_read_by_its_people(aygul: Person) -> None:
    publish(exposure=ExposureLevel.NETWORK)
    client = signed_in(aygul)
    assert "For the network only" in text_of(client, f"/en{ADDRESS}")
    assert "for the network only" in text_of(client, "/en/news/")
    assert "example-news" not in text_of(client, "/sitemap.xml")


def test_a_draft_is_nowhere(client: Client, aygul: Person, emin: Person) -> None:
    publish(is_public=False, author=emin)
    assert client.get(f"/ru{ADDRESS}").status_code == 404
    assert signed_in(aygul).get(f"/ru{ADDRESS}").status_code == 404


@pytest.mark.usefixtures("example_news")
def test_machines_find_every_public_page_in_each_language(client: Client) -> None:
    sitemap = text_of(client, "/sitemap.xml")
    assert f"<loc>http://testserver/en{ADDRESS}</loc>" in sitemap
    assert f'hreflang="ru" href="http://testserver/ru{ADDRESS}"' in sitemap
    for address in ("ru/countries/kaz/", "en/partners/", "ru/join/", "en/safety/"):
        assert f"<loc>http://testserver/{address}</loc>" in sitemap
    robots = text_of(client, "/robots.txt")
    assert "Disallow: /editing/" in robots and "Sitemap: http://testserver/sitemap.xml" in robots


def test_who_found_a_weakness_is_told_whom_to_write_to(client: Client, settings: LazySettings) -> None:
    def told() -> dict[str, str]:
        answer = client.get("/.well-known/security.txt")
        assert answer["Content-Type"] == "text/plain; charset=utf-8"
        return dict(line.split(": ", 1) for line in answer.content.decode().splitlines())

    lines = told()
    assert lines["Contact"] == "http://testserver/ru/contact/"
    assert client.get("/ru/contact/").status_code == 200
    assert lines["Preferred-Languages"] == "ru, en"
    ahead = datetime.fromisoformat(lines["Expires"]) - datetime.now(tz=UTC)
    assert timedelta(days=30) < ahead < timedelta(days=365)
    settings.SECURITY_CONTACT, settings.SITE_URL = "mailto:safe@example.org", "https://tamyr.example.org"
    assert told()["Contact"] == "mailto:safe@example.org"
    assert told()["Canonical"] == "https://tamyr.example.org/.well-known/security.txt"


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("page", ["", "about/", "news/", "guides/", "partners/", "contact/"])
def test_a_new_site_has_its_pages(client: Client, language: str, page: str) -> None:
    assert client.get(f"/{language}/{page}").status_code == 200


def test_setting_up_twice_changes_nothing() -> None:
    from tamyr.publishing.services import set_up_site

    assert set_up_site(at=LONG_AGO_AT) is False


@pytest.mark.usefixtures("example_news")
def test_a_page_asks_the_database_few_things(client: Client, django_assert_max_num_queries: object) -> None:
    client.get(f"/en{ADDRESS}")
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        client.get(f"/en{ADDRESS}")


def test_an_article_whose_date_is_corrected_keeps_its_name_in_the_feed() -> None:
    first = Card("Example", "Lead", "en", "/en/news/example/", date(2026, 1, 2), LONG_AGO_AT, "", (), False)
    later = replace(first, on=date(2026, 1, 3), changed_at=LONG_AGO_AT + timedelta(days=1))
    atom = "{http://www.w3.org/2005/Atom}"
    before, after = (
        ElementTree.fromstring(feed_of([entry], "news", "https://example.org/en/news/", "en"))
        for entry in (first, later)
    )
    assert before.findtext(f"{atom}author/{atom}name") == "Tamyr"
    with override("ru"):
        russian = ElementTree.fromstring(feed_of([first], "news", "https://example.org/ru/news/", "ru"))
    assert russian.findtext(f"{atom}author/{atom}name") == "Тамыр"
    names = [found.findtext(f"{atom}entry/{atom}id") for found in (before, after)]
    assert names == ["https://example.org/en/news/example/"] * 2
    assert before.findtext(f"{atom}updated") != after.findtext(f"{atom}updated")
