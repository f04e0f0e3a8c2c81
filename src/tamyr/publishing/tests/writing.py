"""How editors write in tests: signed in, with a draft of an article and its translation."""

import re
from typing import Any

from django.test import Client
from tests.people import LONG_AGO, LONG_AGO_AT
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation

from tamyr.accounts.models import Person
from tamyr.publishing.models import ArticlePage, NewsPage
from tamyr.publishing.services import PageWords, add_story

WORDS = {
    "ru": PageWords("Пример новости", "Вымышленная новость.", [("paragraph", "<p>Слова новости.</p>")]),
    "en": PageWords("Example news", "An invented piece of news.", [("paragraph", "<p>Words of it.</p>")]),
}


def sign_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def write_article(author: Person, languages: str = "ru", slug: str = "example-news") -> ArticlePage:
    """Return a draft of an article, written by ``author``."""
    words = {code: WORDS[code] for code in languages.split()}
    made = add_story(
        kind="article",
        slug=slug,
        on=LONG_AGO,
        words=words,
        at=LONG_AGO_AT,
        author=author,
        is_public=False,
    )
    return ArticlePage.objects.get(pk=made[languages.split()[0]].pk)


def publish(page: Page, reader: Person) -> None:
    """Let its writer ask for a second reading of a page's latest draft, and ``reader`` approve it."""
    waiting = Page.objects.get(pk=page.pk).specific
    waiting.get_workflow().start(waiting, waiting.owner)
    assert approve(reader, page).status_code == 302
    assert Page.objects.get(pk=page.pk).live


def approve(reader: Person, page: Page, seen: str = "", **typed: str) -> Any:
    """Open a page that waits, unless it was ``seen`` before, and press what its form offers."""
    client, address = sign_in(reader), f"/editing/translations/{page.pk}/read/"
    shown = seen or client.get(address).content.decode()
    hidden = re.findall(r'name="(revision)" value="(\d+)"', shown)
    return client.post(address, {**dict(hidden), "verdict": "approve", "remark": "Example remark", **typed})


def news(language: str = "ru") -> NewsPage:
    return NewsPage.objects.get(locale__language_code=language)


def translated(writer: Person, reader: Person) -> tuple[ArticlePage, Translation]:
    """Return a public Russian article and its English translation, whole but unread."""
    page = write_article(writer)
    publish(page, reader)
    page.refresh_from_db()
    english = news("en").locale
    answer = sign_in(writer).post(f"/editing/localize/submit/page/{page.pk}/", {"locales": [english.pk]})
    assert answer.status_code == 302
    translation = Translation.objects.get(target_locale=english)
    translate(translation, writer)
    return page, translation


def translate(translation: Translation, writer: Person) -> None:
    """Give every sentence that lacks one a translation."""
    for segment in translation.source.stringsegment_set.all():
        StringTranslation.objects.get_or_create(
            translation_of=segment.string,
            locale=translation.target_locale,
            context=segment.context,
            defaults={"data": f"English-{segment.pk}", "last_translated_by": writer},
        )
