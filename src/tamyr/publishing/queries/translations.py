"""Which pages lack a translation, have a stale one, or one that waits for a second reader."""

from collections import defaultdict
from dataclasses import dataclass

from django.conf import settings
from wagtail.models import Page
from wagtail_localize.models import Translation


@dataclass(frozen=True)
class State:
    """A page in one language: ``original``, ``missing``, ``draft``, ``waiting``, ``stale`` or ``current``."""

    language: str
    kind: str
    page: Page | None
    translation: Translation | None


@dataclass(frozen=True)
class Line:
    title: str
    original: Page
    states: list[State]


def translation_lines() -> list[Line]:
    """Return every page below the languages' first pages, with its state in each language."""
    groups: dict[object, list[Page]] = defaultdict(list)
    # By key, so that the original comes first in its group.
    for page in Page.objects.filter(depth__gt=1).select_related("locale").order_by("pk"):
        groups[page.translation_key].append(page)
    known = {
        (translation.source.object_id, translation.target_locale.language_code): translation
        for translation in Translation.objects.filter(enabled=True).select_related("source", "target_locale")
    }
    return [_line(pages, known) for pages in groups.values()]


def _line(pages: list[Page], known: dict[tuple[object, str], Translation]) -> Line:
    original, by_language = pages[0], {page.locale.language_code: page for page in pages}
    states = [
        _state(code, by_language.get(code), original, known.get((original.translation_key, code)))
        for code, _name in settings.LANGUAGES
    ]
    return Line(original.title, original, states)


def _state(language: str, page: Page | None, original: Page, translation: Translation | None) -> State:
    return State(language, _kind(page, original, translation), page, translation)


def _kind(page: Page | None, original: Page, translation: Translation | None) -> str:
    if page is None:
        return "missing"
    # Before “original”, as an original is read a second time as well.
    if page.workflow_in_progress:
        return "waiting"
    if page.pk == original.pk:
        return "original"
    if not page.live or page.last_published_at is None:
        return "draft"
    taken_at = min(
        page.last_published_at, translation.source.last_updated_at if translation else page.last_published_at
    )
    is_stale = original.last_published_at is not None and original.last_published_at > taken_at
    return "stale" if is_stale else "current"


def find_translation(key: int) -> Translation | None:
    return Translation.objects.filter(pk=key, enabled=True).select_related("source", "target_locale").first()


def find_waiting(key: int) -> Page | None:
    page = Page.objects.filter(pk=key).first()
    return page.specific if page is not None and page.specific.workflow_in_progress else None


def is_page(key: int) -> bool:
    return Page.objects.filter(pk=key).exists()


def is_translation(page: Page) -> bool:
    """Say whether a page is being translated from another one, sentence by sentence."""
    translations = Translation.objects.filter(enabled=True, source__object_id=page.translation_key)
    return translations.filter(target_locale=page.locale).exists()
