from collections.abc import Callable
from typing import Any
from urllib.parse import urljoin

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from tamyr.network.models import Visitor
from tamyr.network.queries import visitor_of
from tamyr.network.services.counts import say_count
from tamyr.publishing.forms.lists import read_choice, selects
from tamyr.publishing.logic.story_choice import StoryChoice
from tamyr.publishing.pages import stories as story_pages
from tamyr.publishing.pages.partners import partners_shown
from tamyr.publishing.queries import pages as queries
from tamyr.publishing.queries import stories
from tamyr.shared.answers import csv_file
from tamyr.shared.choices import known_choice, narrowed_to, origin_of
from tamyr.shared.languages import language

IN_LATEST = 5


@require_safe
@known_choice
def page(request: HttpRequest, path: str = "") -> HttpResponse:
    """Show a page of the editors', in the best language there is."""
    # Before the first pages are set up the map of the region stands in their place.
    if not path and not queries.has_home():
        return redirect("evidence:region")
    visitor = visitor_of(request)
    shown = queries.find_page(visitor, language(), path)
    if shown.moved_to:
        return redirect(shown.moved_to, permanent=True)
    gather = GATHER.get(type(shown.page).__name__, nothing_more)
    more = gather(request, visitor, shown)
    return render(
        request, shown.page.template, {"page": shown.page, "shown": shown, **addresses(shown), **more}
    )


def addresses(shown: queries.ShownPage) -> dict[str, Any]:
    original = shown.versions.get(shown.status.original_language) if shown.status else None
    return {
        "language_urls": shown.language_urls,
        "alternates": shown.alternates,
        "status": shown.status,
        "original_url": original.url_path if original else "",
    }


def nothing_more(request: HttpRequest, visitor: Visitor, shown: queries.ShownPage) -> dict[str, Any]:
    return {}


def home(request: HttpRequest, visitor: Visitor, shown: queries.ShownPage) -> dict[str, Any]:
    latest = stories.stories_of(visitor, "news", language())[:IN_LATEST]
    return {
        "latest": story_pages.cards(latest, language()),
        "count": say_count(day=visitor.on, at=visitor.at),
        "facts": story_pages.network_itself(shown.page, origin_of(request) + shown.canonical),
    }


def story_list(kind: str) -> Callable[[HttpRequest, Visitor, queries.ShownPage], dict[str, Any]]:
    def gather(request: HttpRequest, visitor: Visitor, shown: queries.ShownPage) -> dict[str, Any]:
        choice, everything = read_choice(request.GET), stories.stories_of(visitor, kind, language())
        listed = stories.page_of(stories.chosen(everything, choice), choice.page)
        offered = selects(choice, stories.countries_of(everything), language())
        return {
            "kind": kind,
            "choice": choice,
            "listed": listed,
            "cards": story_pages.cards(listed.object_list, language()),
            "selects": offered,
            "reset": "" if choice.is_open else request.path,
            "same_choice": same(choice),
            "narrowed": narrowed_to(offered),
        }

    return gather


def same(choice: StoryChoice) -> str:
    return f"?{choice.query}" if choice.query else ""


def story(request: HttpRequest, visitor: Visitor, shown: queries.ShownPage) -> dict[str, Any]:
    address = origin_of(request) + shown.canonical
    return {
        "card": story_pages.card(shown.page, language()),
        "facts": story_pages.news_article(shown.page, address),
        "crumbs": [*story_pages.crumbs(visitor, shown.page, language()), (shown.page.title, "")],
    }


def partners(request: HttpRequest, visitor: Visitor, shown: queries.ShownPage) -> dict[str, Any]:
    return partners_shown(visitor)


GATHER = {
    "HomePage": home,
    "NewsPage": story_list("news"),
    "GuidesPage": story_list("guides"),
    "ArticlePage": story,
    "GuidePage": story,
    "PartnersPage": partners,
}


@require_safe
@known_choice
def feed(request: HttpRequest, kind: str) -> HttpResponse:
    choice, everything = read_choice(request.GET), stories.stories_of(visitor_of(request), kind, language())
    # Cut by the database and before the cards: a reader of feeds asks often, and for the newest alone.
    listed = story_pages.cards(stories.chosen(everything, choice)[: stories.IN_A_FEED], language())
    address = list_address(request)
    text = story_pages.feed_of(
        listed,
        kind,
        address,
        language(),
        narrowed=narrowed_to(selects(choice, (), language())),
        same_choice=same(choice),
    )
    return HttpResponse(text, content_type="application/atom+xml; charset=utf-8")


@require_safe
@known_choice
def table(request: HttpRequest, kind: str) -> HttpResponse:
    choice, everything = read_choice(request.GET), stories.stories_of(visitor_of(request), kind, language())
    listed = story_pages.cards(stories.chosen(everything, choice), language())
    return csv_file(story_pages.csv_rows(listed, list_address(request)), f"tamyr-{kind}-{language()}")


def list_address(request: HttpRequest) -> str:
    """Return where the list stands of which a file was asked for: by the site's public address, whichever was asked."""
    return urljoin(origin_of(request) + request.path, "./")
