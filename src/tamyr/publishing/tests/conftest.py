"""The cast: Emin and Erika edit, Cyra coordinates, Aygul acts for a member, Su is a superuser who edits."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.test import Client
from wagtail_localize.models import StringTranslation, Translation

from tamyr.accounts.models import Person
from tamyr.network.models import Country, Mandate, Role, RoleGrant
from tamyr.network.services.members import MemberFacts, MemberProfile, register_member
from tamyr.publishing.models import ArticlePage, NewsPage
from tamyr.publishing.services import PageWords, add_story, publish_page

LONG_AGO = date(2020, 1, 1)
LONG_AGO_AT = datetime(2020, 1, 1, 9, tzinfo=UTC)
WORDS = {
    "ru": PageWords("Пример новости", "Вымышленная новость.", [("paragraph", "<p>Слова новости.</p>")]),
    "en": PageWords("Example news", "An invented piece of news.", [("paragraph", "<p>Words of it.</p>")]),
}

SignIn = Callable[[Person], Client]


def make_person(name: str, role: Role | None = None, *, is_superuser: bool = False) -> Person:
    person = Person.objects.create_user(
        name, name=f"{name.title()} Example", made_at=LONG_AGO_AT, language="en", is_superuser=is_superuser
    )
    if role:
        RoleGrant.objects.create(person=person, role=role, from_on=LONG_AGO)
    return person


@pytest.fixture
def emin(db: None) -> Person:
    return make_person("emin", Role.EDITOR)


@pytest.fixture
def erika(db: None) -> Person:
    return make_person("erika", Role.EDITOR)


@pytest.fixture
def su(db: None) -> Person:
    return make_person("su", Role.EDITOR, is_superuser=True)


@pytest.fixture
def cyra(db: None) -> Person:
    return make_person("cyra", Role.COORDINATOR)


@pytest.fixture
def aygul(db: None) -> Person:
    person = make_person("aygul")
    profile = MemberProfile(
        names={"en": "Example Green Lake", "ru": "Пример Зелёное озеро"}, site="", themes=()
    )
    facts = MemberFacts(profile=profile, country=Country.objects.get(pk="KAZ"), joined_on=LONG_AGO)
    member = register_member(facts=facts, actor=None, at=LONG_AGO_AT)
    Mandate.objects.create(person=person, member=member, from_on=LONG_AGO)
    return person


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


def news(language: str = "ru") -> NewsPage:
    return NewsPage.objects.get(locale__language_code=language)


def translated(writer: Person, reader: Person) -> tuple[ArticlePage, Translation]:
    """Return a public Russian article and its English translation, whole but unread."""
    page = write_article(writer)
    publish_page(page=page, reader=reader)
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
