"""A story for people of the network alone is told of once, on their desks; what everybody may read is not."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation
from tests.entry import signed_in
from tests.news import news_of, tell_everybody

from tamyr.accounts.models import Person
from tamyr.network.queries import visitor_on
from tamyr.network.queries.desk.calls import waiting_for
from tamyr.publishing.models import Story
from tamyr.publishing.tests.writing import publish, write_article
from tamyr.safety.models import ExposureLevel

pytestmark = pytest.mark.usefixtures("site")
TITLE = "Example news"


def published(
    writer: Person, reader: Person, exposure: ExposureLevel, languages: str = "en ru"
) -> list[Story]:
    write_article(writer, languages, exposure=exposure)
    made = list(Story.objects.order_by("pk"))
    for story in made:
        publish(story, reader)
    return made


def test_it_is_told_of_once_in_the_readers_language(
    emin: Person, erika: Person, aygul: Person, cyra: Person, gita: Person
) -> None:
    published(emin, erika, ExposureLevel.NETWORK)
    now = timezone.now()
    assert news_of(aygul, now).count(TITLE) == news_of(cyra, now).count(TITLE) == 1
    assert TITLE not in news_of(gita, now)
    with translation.override("ru"):
        (told,) = (
            told for told in waiting_for(visitor_on(aygul, now)).news if told.news.title == "Пример новости"
        )
    assert told.news.address == "/ru/news/example-news/"
    client = signed_in(aygul)
    assert client.get(told.news.address).status_code == 200


def test_what_everybody_may_read_is_no_news_of_a_desk(emin: Person, erika: Person, aygul: Person) -> None:
    published(emin, erika, ExposureLevel.PUBLIC)
    assert TITLE not in news_of(aygul, timezone.now())


def test_it_is_gone_with_the_page_and_at_the_moment_it_expires(
    emin: Person, erika: Person, aygul: Person
) -> None:
    (story,) = published(emin, erika, ExposureLevel.NETWORK, "en")
    now = timezone.now()
    tell_everybody(now)
    Story.objects.filter(pk=story.pk).update(expire_at=now + timedelta(hours=1))
    assert TITLE in news_of(aygul, now)
    assert TITLE not in news_of(aygul, now + timedelta(hours=1))
    Story.objects.filter(pk=story.pk).update(expire_at=None, live=False)
    assert TITLE not in news_of(aygul, now)
