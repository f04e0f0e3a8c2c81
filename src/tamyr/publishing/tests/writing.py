"""How editors write in tests: signed in, with a draft of an article and its translation."""

import re
from typing import Any

from django.utils import timezone
from tests.databases import world
from tests.entry import signed_in
from tests.people import LONG_AGO, LONG_AGO_AT, with_role
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.operations import translate_object

from tamyr.accounts.models import Person
from tamyr.network.models import Role
from tamyr.publishing.models import ArticlePage, NewsPage
from tamyr.publishing.services import PageWords, add_story
from tamyr.publishing.services.translations import read_translation

WORDS = {
    "ru": PageWords("Пример новости", "Вымышленная новость.", [("paragraph", "<p>Слова новости.</p>")]),
    "en": PageWords("Example news", "An invented piece of news.", [("paragraph", "<p>Words of it.</p>")]),
}


def write_article(
    author: Person, languages: str = "ru", slug: str = "example-news", **facts: Any
) -> ArticlePage:
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
        **facts,
    )
    return ArticlePage.objects.get(pk=made[languages.split()[0]].pk)


def publish(page: Page, reader: Person) -> None:
    """Let its writer ask for a second reading of a page's latest draft, and ``reader`` approve it."""
    submit(page)
    let_through(page, reader)


def submit(page: Page) -> None:
    written = Page.objects.get(pk=page.pk).specific
    written.get_workflow().start(written, written.owner)


def let_through(page: Page, reader: Person) -> None:
    waiting = Page.objects.get(pk=page.pk).specific
    revision = str(waiting.current_workflow_task_state.revision_id)
    read_translation(
        page=waiting, revision=revision, reader=reader, approved=True, remark="", at=timezone.now()
    )
    assert Page.objects.get(pk=page.pk).live


def approve(reader: Person, page: Page, seen: str = "", **typed: str) -> Any:
    """Open a page that waits, unless it was ``seen`` before, and press what its form offers."""
    client, address = signed_in(reader), f"/editing/translations/{page.pk}/read/"
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
    answer = signed_in(writer).post(f"/editing/localize/submit/page/{page.pk}/", {"locales": [english.pk]})
    assert answer.status_code == 302
    translation = Translation.objects.get(target_locale=english)
    translate(translation, writer)
    return page, translation


@world("draft_article", after="site")
def fill_draft_article() -> None:
    write_article(editor("emin"))


@world("waiting_article", after="draft_article")
def fill_waiting_article() -> None:
    submit(ArticlePage.objects.get())


@world("public_article", after="waiting_article")
def fill_public_article() -> None:
    let_through(ArticlePage.objects.get(), editor("erika"))


@world("translated_article", after="public_article")
def fill_translated_article() -> None:
    page, english, emin = ArticlePage.objects.get(), news("en").locale, editor("emin")
    translate_object(page, [english], user=emin)
    translate(Translation.objects.get(target_locale=english), emin)


@world("example_news", after="site")
def fill_example_news() -> None:
    themes, words = ["clean-air"], {code: WORDS[code] for code in ("ru", "en")}
    add_story(
        kind="article",
        slug="example-news",
        on=LONG_AGO,
        words=words,
        at=LONG_AGO_AT,
        country="KAZ",
        themes=themes,
    )


def editor(sign_in_name: str) -> Person:
    """Return an editor, made unless the world of the test has them."""
    known = Person.objects.filter(sign_in_name=sign_in_name).first()
    return known or with_role(sign_in_name, f"{sign_in_name.title()} Example", Role.EDITOR)


def translate(translation: Translation, writer: Person) -> None:
    """Give every sentence that lacks one a translation."""
    for segment in translation.source.stringsegment_set.all():
        StringTranslation.objects.get_or_create(
            translation_of=segment.string,
            locale=translation.target_locale,
            context=segment.context,
            defaults={"data": f"English-{segment.pk}", "last_translated_by": writer},
        )
