"""Articles and guides: each story once, in the reader's language where there is one."""

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet

from tamyr.network.models import Visitor
from tamyr.publishing.logic.story_choice import StoryChoice
from tamyr.publishing.models import ArticlePage, GuidePage, Story
from tamyr.publishing.queries.visible import stories_visible_to

KINDS = {"news": ArticlePage, "guides": GuidePage}
PER_PAGE = 20
IN_A_FEED = 30


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
        # The database keeps a theme once for each story, so that none comes twice from this join.
        stories = stories.filter(themes__theme=choice.theme)
    return stories


def countries_of(stories: QuerySet[Story]) -> list[str]:
    # Unordered: what rows are ordered by would be part of what is distinct.
    countries = stories.order_by().values_list("country_id", flat=True).distinct()
    return [iso3 for iso3 in countries if iso3]


def page_of(stories: QuerySet[Story], number: int) -> Page[Story]:
    return Paginator(stories, PER_PAGE).get_page(number)
