"""Lists of articles and guides: each story once, in the reader's language where there is one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from urllib.parse import urljoin

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from tamyr.network.models import Theme, Visitor
from tamyr.publishing.logic.story_choice import StoryChoice
from tamyr.publishing.models import ArticlePage, GuidePage, Story
from tamyr.publishing.queries.visible import stories_visible_to
from tamyr.safety.models import ExposureLevel
from tamyr.shared.feeds import DatedFeed

KINDS = {"news": ArticlePage, "guides": GuidePage}
PER_PAGE = 20
IN_A_FEED = 30


@dataclass(frozen=True)
class Card:
    """What a list shows of a story."""

    title: str
    lead: str
    language: str
    href: str
    on: date
    changed_at: datetime
    country: str
    themes: tuple[str, ...]
    is_the_networks: bool


def stories_of(visitor: Visitor, kind: str, language: str) -> QuerySet[Story]:
    """Return the stories of a kind, the newest first: in this language, else in the one they have."""
    link = KINDS[kind]._meta.model_name
    seen = stories_visible_to(visitor).filter(**{f"{link}__isnull": False})
    own = seen.filter(locale__language_code=language)
    best = Q(locale__language_code=language) | ~Q(translation_key__in=own.values("translation_key"))
    return (
        seen.filter(best)
        .select_related("locale", "country")
        .prefetch_related("themes")
        .order_by("-on", "-pk")
    )


def chosen(stories: QuerySet[Story], choice: StoryChoice) -> QuerySet[Story]:
    if choice.country:
        stories = stories.filter(country=choice.country)
    if choice.theme:
        stories = stories.filter(themes__theme=choice.theme)
    return stories


def countries_of(stories: QuerySet[Story]) -> list[str]:
    found = stories.order_by().values_list("country_id", flat=True).distinct()
    return [iso3 for iso3 in found if iso3]


def page_of(stories: QuerySet[Story], number: int) -> Page[Story]:
    return Paginator(stories, PER_PAGE).get_page(number)


def cards(stories: Iterable[Story], language: str) -> list[Card]:
    return [card(story, language) for story in stories]


def card(story: Story, language: str) -> Card:
    own = story.locale.language_code
    return Card(
        title=story.title,
        lead=story.lead,
        language=own,
        href=f"/{language}{story.url_path.removeprefix(f'/{own}')}",
        on=story.on,
        changed_at=story.last_published_at or datetime.combine(story.on, time(), UTC),
        country=story.country.name if story.country else "",
        themes=tuple(str(Theme(one.theme).label) for one in story.themes.all()),
        is_the_networks=story.exposure == ExposureLevel.NETWORK,
    )


def feed_of(listed: Iterable[Card], kind: str, address: str, language: str) -> str:
    """Return an Atom feed of stories; ``address`` is that of the list they stand in."""
    feed = DatedFeed(
        title=kind_title(kind),
        link=address,
        description=kind_title(kind),
        language=language,
        feed_url=urljoin(address, "feed.xml"),
    )
    for one in listed:
        feed.add_item(
            title=one.title,
            link=urljoin(address, one.href),
            description=one.lead,
            pubdate=datetime.combine(one.on, time(), UTC),
            updateddate=one.changed_at,
            categories=one.themes,
        )
    return feed.writeString("utf-8")


def kind_title(kind: str) -> str:
    return _("News of the network") if kind == "news" else _("Guides of the network")


def csv_rows(listed: Iterable[Card], address: str) -> list[tuple[str, ...]]:
    head = (_("date"), _("title"), _("main thing"), _("country"), _("themes"), _("language"), _("address"))
    return [
        head,
        *(
            (
                one.on.isoformat(),
                one.title,
                one.lead,
                one.country,
                ", ".join(one.themes),
                one.language,
                urljoin(address, one.href),
            )
            for one in listed
        ),
    ]
