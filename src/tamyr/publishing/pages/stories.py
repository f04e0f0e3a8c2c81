"""What lists, feeds and pages of articles and guides show, and how machines are told of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any
from urllib.parse import urljoin

from django.utils.translation import gettext as _
from wagtail.models import Page

from tamyr.network.models import Theme, Visitor
from tamyr.network.queries.member_entry import language_name
from tamyr.publishing.models import ArticlePage, Story
from tamyr.publishing.queries.pages import versions_of
from tamyr.safety.models import ExposureLevel
from tamyr.shared.answers import DatedFeed, narrowed_title, worded
from tamyr.shared.languages import language


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


def cards(stories: Iterable[Story], language: str) -> list[Card]:
    return [card(story, language) for story in stories]


def card(story: Story, language: str) -> Card:
    own = story.locale.language_code
    return Card(
        title=story.title,
        lead=story.lead,
        language=own,
        # An untranslated story stands below the reader’s language, too.
        href=f"/{language}{story.url_path.removeprefix(f'/{own}')}",
        on=story.on,
        changed_at=story.last_published_at or datetime.combine(story.on, time(), UTC),
        country=story.country.name if story.country else "",
        themes=tuple(str(Theme(row.theme).label) for row in story.themes.all()),
        is_the_networks=story.exposure == ExposureLevel.NETWORK,
    )


def feed_of(
    listed: Iterable[Card], kind: str, address: str, language: str, narrowed: str = "", same_choice: str = ""
) -> str:
    """Return an Atom feed of stories; ``address`` is that of the list they stand in, whole, and ``same_choice`` its ``?…``."""
    feed = DatedFeed(
        title=narrowed_title(kind_title(kind), narrowed),
        link=address + same_choice,
        description=kind_title(kind),
        language=language,
        feed_url=urljoin(address, "feed.xml") + same_choice,
    )
    for entry in listed:
        feed.add_item(
            title=entry.title,
            link=urljoin(address, entry.href),
            description=entry.lead,
            pubdate=datetime.combine(entry.on, time(), UTC),
            updateddate=entry.changed_at,
            categories=entry.themes,
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
                entry.on.isoformat(),
                entry.title,
                entry.lead,
                entry.country,
                ", ".join(entry.themes),
                worded(entry.language, language_name(entry.language, language())),
                urljoin(address, entry.href),
            )
            for entry in listed
        ),
    ]


# --- one story --------------------------------------------------------------------------------


def news_article(story: Story, address: str) -> dict[str, Any]:
    """Describe a story to search engines, by schema.org's vocabulary."""
    facts = {
        "@type": "NewsArticle" if isinstance(story, ArticlePage) else "Article",
        "headline": story.title,
        "description": story.lead,
        "url": address,
        "inLanguage": story.locale.language_code,
        "datePublished": story.on.isoformat(),
        "dateModified": story.last_published_at.isoformat() if story.last_published_at else "",
        "isAccessibleForFree": True,
        "publisher": {"@type": "Organization", "name": _("Tamyr")},
    }
    return {name: value for name, value in facts.items() if value != ""}


def network_itself(home: Page, address: str) -> dict[str, Any]:
    """Describe the network to search engines, by schema.org's vocabulary."""
    return {
        "@type": "NGO",
        "name": home.title,
        "description": home.lead,
        "url": address,
    }


def crumbs(visitor: Visitor, page: Page, language: str) -> list[tuple[str, str]]:
    """Return the list a story stands in, in the reader's language where there is one."""
    parent = page.get_parent()
    if parent is None:
        return []
    versions = versions_of(visitor, parent)
    found = versions.get(language) or versions.get(page.locale.language_code)
    return [(found.title, found.url_path)] if found else []
