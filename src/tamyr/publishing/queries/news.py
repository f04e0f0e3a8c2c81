"""What is announced of pages: a story was published that only people of the network may read."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from wagtail.models import Page

from tamyr.network.models import Visitor
from tamyr.network.queries.desk.news import coordinators_to_tell, delegates_to_tell
from tamyr.notices.models import Happening
from tamyr.notices.queries.kinds import Kind, News, announces
from tamyr.publishing.models import Story
from tamyr.publishing.queries.visible import stories_visible_to
from tamyr.safety.models import ExposureLevel
from tamyr.shared.languages import language

STORY_PUBLISHED = "story-published"


def concerns_members(page: Page) -> bool:
    """Say whether a page is a story for the network: what everybody may read stands in the news."""
    return any(_for_the_network({page.translation_key}))


def _for_the_network(keys: Collection[UUID]) -> Iterable[UUID]:
    live = Story.objects.filter(translation_key__in=keys, live=True, exposure=ExposureLevel.NETWORK)
    return live.values_list("translation_key", flat=True)


def _readers(_happening: Happening, at: datetime) -> Iterator[UUID]:
    yield from {*delegates_to_tell(at.date()), *coordinators_to_tell(at.date())}


def _visible(visitor: Visitor, keys: Collection[UUID]) -> Mapping[UUID, Story]:
    """Return each story once, in the reader's language where it has one: all translations share a key."""
    found = stories_visible_to(visitor).filter(translation_key__in=keys).select_related("locale")
    # The last of a key wins below: that in the reader's language, else the original, which was made first.
    by_language = sorted(found, key=lambda story: (story.locale.language_code == language(), -story.pk))
    return {story.translation_key: story for story in by_language}


def _published(_happening: Happening, story: Story) -> News:
    own = f"/{story.locale.language_code}/"
    return News(
        title=story.title,
        sentence=_("It was published for people of the network only."),
        address=f"/{language()}/{story.url_path.removeprefix(own)}",
    )


announces(Kind(STORY_PUBLISHED, _readers, _for_the_network, _visible, _published))
