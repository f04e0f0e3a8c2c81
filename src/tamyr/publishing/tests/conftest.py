"""Beside the cast of the house: Erika is a second editor, and Su a superuser who edits."""

import pytest
from tests.people import with_role
from wagtail_localize.models import Translation

from tamyr.accounts.models import Person
from tamyr.network.models import Role
from tamyr.publishing.models import ArticlePage, Story
from tamyr.publishing.tests.writing import editor


@pytest.fixture
def emin(db: None) -> Person:
    return editor("emin")


@pytest.fixture
def erika(db: None) -> Person:
    return editor("erika")


@pytest.fixture
def su(db: None) -> Person:
    return with_role("su", "Su Example", Role.EDITOR, is_superuser=True)


@pytest.fixture
def draft_article(db: None) -> ArticlePage:
    """A Russian article that Emin has written."""
    return ArticlePage.objects.get()


@pytest.fixture
def waiting_article(db: None) -> ArticlePage:
    """The same article, for which Emin has asked for a second reading."""
    return ArticlePage.objects.get()


@pytest.fixture
def public_article(db: None) -> ArticlePage:
    """The same article, public since Erika read it."""
    return ArticlePage.objects.get(locale__language_code="ru")


@pytest.fixture
def translated_article(public_article: ArticlePage) -> tuple[ArticlePage, Translation]:
    """The same article and its English translation by Emin, whole but unread."""
    return public_article, Translation.objects.get()


@pytest.fixture
def example_news(db: None) -> Story:
    """A public article in Russian and English, of Kazakhstan and of clean air."""
    return Story.objects.get(locale__language_code="ru")
