"""Pages made by software: a new site's first pages, and example stories."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page, Site, Workflow, WorkflowPage, WorkflowTask

from tamyr.accounts.models import Person
from tamyr.network.models import Country
from tamyr.publishing.logic.first_words import HOME, PAGES, FirstPage
from tamyr.publishing.models import (
    AboutPage,
    ArticlePage,
    ContactPage,
    GuidePage,
    GuidesPage,
    HomePage,
    NewsPage,
    PartnersPage,
    SecondReading,
    Story,
    StoryTheme,
    going_live,
)
from tamyr.publishing.services.editors import set_up_editors
from tamyr.safety.models import ExposureLevel
from tamyr.safety.services import record_act

KINDS: Mapping[str, type[Page]] = {
    "home": HomePage,
    "about": AboutPage,
    "news": NewsPage,
    "guides": GuidesPage,
    "partners": PartnersPage,
    "contact": ContactPage,
}
STORIES: Mapping[str, tuple[type[Page], type[Page]]] = {
    "article": (NewsPage, ArticlePage),
    "guide": (GuidesPage, GuidePage),
}


@dataclass(frozen=True)
class PageWords:
    """A story's words in one language; ``body`` is a list of (block, value)."""

    title: str
    lead: str
    body: Sequence[tuple[str, Any]] = field(default_factory=tuple)


@transaction.atomic
def set_up_site(*, at: datetime) -> bool:
    """Make languages, first pages, editors' rights and the second reading; say whether anything was to do."""
    locales = {
        code: Locale.objects.get_or_create(language_code=code)[0] for code, _name in settings.LANGUAGES
    }
    # After the languages, which are made also where the pages are there: one may have been added since.
    if HomePage.objects.exists():
        return False
    root = _emptied_root()
    homes = _in_each_language(locales, HOME, {code: root for code in locales})
    for first in PAGES:
        _in_each_language(locales, first, homes)
    _be_the_site(homes[settings.LANGUAGE_CODE])
    set_up_editors(root=root)
    _read_everything_twice(root)
    record_act(act="pages.set_up", actor=None, about=None, at=at)
    return True


def _emptied_root() -> Page:
    """Return the root without the page that Wagtail welcomes its user with."""
    Site.objects.all().delete()
    root = Page.get_first_root_node()
    for page in root.get_children():
        page.delete()
    # The tree counts children in the row of their parent; the object in hand still has the old count.
    root.refresh_from_db()
    return root


def _in_each_language(
    locales: Mapping[str, Locale], first: FirstPage, parents: Mapping[str, Page]
) -> dict[str, Page]:
    made: dict[str, Page] = {}
    # In a language that lacks these words a site begins without pages: its readers get the original.
    for code in (code for code in locales if code in first.titles):
        asks = [("ask", {"heading": heading, "text": text}) for heading, text in first.asks.get(code, ())]
        page = KINDS[first.kind](
            title=first.titles[code],
            lead=first.leads[code],
            search_description=first.leads[code][:300],
            slug=first.slug or code,
            locale=locales[code],
            **({"asks": asks} if asks else {}),
        )
        if made:
            page.translation_key = next(iter(made.values())).translation_key
        made[code] = _made_public(page, parents[code])
    return made


def _made_public(page: Page, parent: Page) -> Page:
    with going_live():
        # Each child before changed its parent’s row, and the tree trusts the object in hand.
        parent.refresh_from_db()
        parent.add_child(instance=page)
        page.save_revision().publish()
    page.refresh_from_db()
    return page


def _be_the_site(home: Page) -> None:
    # As the default one it answers under every name; which names there are the settings say.
    Site.objects.create(hostname="localhost", root_page=home, is_default_site=True, site_name="Tamyr")


def _read_everything_twice(root: Page) -> None:
    WorkflowPage.objects.all().delete()
    # Wagtail brings a workflow of its own, which asks moderators: we have none.
    Workflow.objects.all().delete()
    task = SecondReading.objects.create(name="Second reading")
    workflow = Workflow.objects.create(name="Second reading")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=root)


@transaction.atomic
def add_story(
    *,
    kind: str,
    slug: str,
    on: date,
    words: Mapping[str, PageWords],
    at: datetime,
    country: str = "",
    themes: Sequence[str] = (),
    exposure: ExposureLevel = ExposureLevel.PUBLIC,
    is_public: bool = True,
    author: Person | None = None,
) -> dict[str, Story]:
    """Add an ``article`` or a ``guide`` in each language of ``words``, the original first.

    The pages are linked as translations. With ``is_public=False`` they stay drafts of ``author``.
    """
    made: dict[str, Story] = {}
    list_page, model = STORIES[kind]
    for code, own in words.items():
        story = model(
            title=own.title,
            slug=slug,
            lead=own.lead,
            body=list(own.body),
            search_description=own.lead[:300],
            on=on,
            country=Country.objects.get(pk=country) if country else None,
            exposure=exposure,
            locale=Locale.objects.get(language_code=code),
            owner=author,
            # A draft to begin with: what is public is changed by publishing alone.
            live=False,
        )
        story.themes = [StoryTheme(theme=theme, sort_order=n) for n, theme in enumerate(themes)]
        if made:
            story.translation_key = next(iter(made.values())).translation_key
        _put_into(list_page.objects.get(locale__language_code=code), story, author, is_public=is_public)
        made[code] = story
    record_act(act="story.added", actor=author.pk if author else None, about=next(iter(made.values())), at=at)
    return made


def _put_into(parent: Page, story: Story, author: Person | None, *, is_public: bool) -> None:
    parent.add_child(instance=story)
    revision = story.save_revision(user=author)
    if is_public:
        with going_live():
            revision.publish()
    story.refresh_from_db()
