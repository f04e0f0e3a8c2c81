"""One page as a visitor sees it: found by its address, with its languages and its translation status."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.http import Http404
from wagtail.models import Page
from wagtail_localize.models import Translation

from tamyr.network.models import Visitor
from tamyr.publishing.models import HomePage
from tamyr.publishing.queries.visible import pages_visible_to


@dataclass(frozen=True)
class TranslationStatus:
    """How a page stands to its original: ``translated``, ``stale`` or ``missing``."""

    kind: str
    original_language: str
    on: datetime | None = None
    changed_on: datetime | None = None


@dataclass(frozen=True)
class ShownPage:
    """A page at an address: where no translation is, the original stands there."""

    page: Page
    language: str
    versions: Mapping[str, Page]
    status: TranslationStatus | None

    @property
    def moved_to(self) -> str:
        """The page's own address in the language asked for, where it stood under another one's."""
        own = self.versions.get(self.language)
        return own.url_path if own is not None and own.pk != self.page.pk else ""

    @property
    def canonical(self) -> str:
        return str(self.page.url_path)

    @property
    def content_language(self) -> str:
        return str(self.page.locale.language_code)

    @property
    def language_urls(self) -> dict[str, str]:
        """The page's address in each language, also in those it has not been translated into."""
        path = self.page.url_path.removeprefix(f"/{self.content_language}")
        return {
            code: self.versions[code].url_path if code in self.versions else f"/{code}{path}"
            for code, _name in settings.LANGUAGES
        }

    @property
    def alternates(self) -> dict[str, str]:
        # Only where a version is: a search engine is told of no address that shows another language’s text.
        return {code: page.url_path for code, page in self.versions.items()}


def find_page(visitor: Visitor, language: str, path: str) -> ShownPage:
    """Return what stands at an address; for a page the visitor may not see the answer is: nothing."""
    codes = [language, *(code for code, _name in settings.LANGUAGES if code != language)]
    addresses = [f"/{code}/{path}" for code in codes]
    by_address = {
        page.url_path: page
        for page in pages_visible_to(visitor).filter(url_path__in=addresses).select_related("locale")
    }
    page = next((by_address[address] for address in addresses if address in by_address), None)
    if page is None:
        raise Http404
    versions = versions_of(visitor, page)
    shown = page.specific
    return ShownPage(shown, language, versions, translation_status(shown, language, versions))


def versions_of(visitor: Visitor, page: Page) -> dict[str, Page]:
    same = pages_visible_to(visitor).filter(translation_key=page.translation_key).select_related("locale")
    return {version.locale.language_code: version for version in same.order_by("pk")}


def translation_status(page: Page, language: str, versions: Mapping[str, Page]) -> TranslationStatus | None:
    # The first to be made, of those that this visitor may see: nobody learns of another one from it.
    original = min(versions.values(), key=lambda version: version.pk)
    original_language = original.locale.language_code
    if page.locale.language_code != language:
        return TranslationStatus("missing", page.locale.language_code)
    if original.pk == page.pk or not page.last_published_at or not original.last_published_at:
        return None
    # A translation is as old as the text it was made from, however late it was published.
    taken_at = min(page.last_published_at, snapshot_taken_at(page) or page.last_published_at)
    if original.last_published_at > taken_at:
        return TranslationStatus("stale", original_language, taken_at, original.last_published_at)
    return TranslationStatus("translated", original_language, page.last_published_at)


def snapshot_taken_at(page: Page) -> datetime | None:
    """Return when the text that translators worked from was taken from the original."""
    snapshots = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale=page.locale, enabled=True
    )
    return snapshots.values_list("source__last_updated_at", flat=True).first()


def has_home() -> bool:
    return HomePage.objects.filter(live=True).exists()
