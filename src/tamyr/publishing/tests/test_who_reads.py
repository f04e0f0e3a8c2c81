"""Which stories, pages and pictures a visitor may see, by level and moment."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.base import ContentFile
from django.http import Http404
from tests.people import LONG_AGO, LONG_AGO_AT

from tamyr.accounts.models import Person
from tamyr.network.queries import visitor_on
from tamyr.publishing.models import File, Story
from tamyr.publishing.queries import pages, stories, visible
from tamyr.publishing.services import PageWords, add_story
from tamyr.safety.models import ExposureLevel

pytestmark = pytest.mark.usefixtures("site")
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def story(
    slug: str,
    languages: str = "en",
    exposure: ExposureLevel = ExposureLevel.PUBLIC,
    *,
    is_public: bool = True,
) -> Story:
    words = {code: PageWords(title=slug, lead=slug, body=[]) for code in languages.split()}
    made = add_story(
        kind="article",
        slug=slug,
        on=LONG_AGO,
        words=words,
        exposure=exposure,
        is_public=is_public,
        at=LONG_AGO_AT,
    )
    return made[languages.split()[0]]


def seen_by(person: Person | None) -> set[str]:
    visitor = visitor_on(person, NOW)
    found = {story.slug for story in visible.stories_visible_to(visitor)}
    pages_found = set(visible.pages_visible_to(visitor).values_list("slug", flat=True))
    assert pages_found >= found | {"news", "about"} and not (pages_found - found) & {"open", "own", "draft"}
    return found


def test_strangers_read_public_stories_and_the_network_its_own(
    aygul: Person, emin: Person, gita: Person, foma: Person
) -> None:
    story("open")
    story("own", exposure=ExposureLevel.NETWORK)
    story("draft", is_public=False)
    assert {person: seen_by(person) for person in (None, gita, foma)} == dict.fromkeys(
        (None, gita, foma), {"open"}
    )
    assert seen_by(aygul) == seen_by(emin) == {"open", "own"}


@pytest.mark.parametrize(
    ("left", "shown"),
    [
        (SECOND, True),
        (timedelta(0), False),
        pytest.param(-SECOND, False, marks=pytest.mark.whole),
        pytest.param(None, True, marks=pytest.mark.whole),
    ],
)
def test_a_story_is_gone_at_the_moment_it_expires(left: timedelta | None, shown: bool) -> None:
    made = story("open")
    Story.objects.filter(pk=made.pk).update(expire_at=None if left is None else NOW + left)
    assert seen_by(None) == ({"open"} if shown else set())


def test_a_page_of_a_type_that_nobody_named_is_for_nobody() -> None:
    found = visible.pages_visible_to(visitor_on(None, NOW))
    assert not found.filter(depth=1).exists()


def test_a_file_is_seen_where_a_visible_page_uses_it_and_by_editors(emin: Person, aygul: Person) -> None:
    unused = File.objects.create(title="unused", file=ContentFile(b"%PDF-", name="unused.pdf"))
    used = File.objects.create(title="used", file=ContentFile(b"%PDF-", name="used.pdf"))
    link = f'<p><a linktype="document" id="{used.pk}">It</a></p>'
    words = {"en": PageWords(title="own", lead="own", body=[("paragraph", link)])}
    add_story(
        kind="article", slug="own", on=LONG_AGO, words=words, exposure=ExposureLevel.NETWORK, at=LONG_AGO_AT
    )
    assert not visible.files_visible_to(visitor_on(None, NOW))
    assert list(visible.files_visible_to(visitor_on(aygul, NOW))) == [used]
    assert set(visible.files_visible_to(visitor_on(emin, NOW))) == {used, unused}


def test_each_story_is_listed_once_in_the_readers_language_where_there_is_one() -> None:
    story("both", "ru en")
    story("russian", "ru")
    visitor = visitor_on(None, NOW)

    def listed(language: str) -> set[tuple[str, str]]:
        found = stories.stories_of(visitor, "news", language)
        return {(each.slug, each.locale.language_code) for each in found}

    assert listed("en") == {("both", "en"), ("russian", "ru")}
    assert listed("ru") == {("both", "ru"), ("russian", "ru")}
    assert not stories.stories_of(visitor, "guides", "en")


def test_an_address_leads_to_what_its_visitor_may_see(aygul: Person) -> None:
    story("own", "ru", ExposureLevel.NETWORK)
    own, stranger = visitor_on(aygul, NOW), visitor_on(None, NOW)
    shown = pages.find_page(own, "en", "news/own/")
    assert (shown.content_language, shown.moved_to, set(shown.versions)) == ("ru", "", {"ru"})
    assert shown.status is not None and shown.status.kind == "missing"
    assert shown.language_urls == {"ru": "/ru/news/own/", "en": "/en/news/own/"}
    with pytest.raises(Http404):
        pages.find_page(stranger, "en", "news/own/")


def test_a_translation_is_stale_once_its_original_went_public_later() -> None:
    original = story("both", "ru en")
    visitor = visitor_on(None, NOW)
    translation = pages.find_page(visitor, "en", "news/both/")
    assert translation.status is not None and translation.status.kind == "translated"
    assert pages.find_page(visitor, "ru", "news/both/").status is None
    later = original.last_published_at + timedelta(days=1)
    Story.objects.filter(pk=original.pk).update(last_published_at=later)
    stale = pages.find_page(visitor, "en", "news/both/").status
    assert stale is not None and (stale.kind, stale.original_language, stale.changed_on) == (
        "stale",
        "ru",
        later,
    )
