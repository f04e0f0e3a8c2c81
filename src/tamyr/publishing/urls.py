"""The acts of this room. What stands here under no language is in ``everywhere``."""

from django.urls import URLPattern, URLResolver, include, path, register_converter
from wagtail.admin import urls as editor_urls
from wagtail.utils.urlpatterns import decorate_urlpatterns

from tamyr.publishing.views import editing, machines, media, pages, translations, withdrawals


class PlainConverter:
    """A part of an address that stands for itself."""

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class KindConverter(PlainConverter):
    """A list of stories."""

    regex = "news|guides"


class PageConverter(PlainConverter):
    """A page's address. None begins like a language, the editor or files: Django would lead a wrong
    address there into a language of ours, instead of answering at once that there is nothing."""

    regex = r"(?!\w\w/|api/|editing/|media/|documents/)(?:[\w\-]+/)*"


register_converter(KindConverter, "kind")
register_converter(PageConverter, "page")

# Wagtail asks for a page's address by this name, so it has no namespace. Last of all: it catches all.
urlpatterns = [
    path("<kind:kind>/feed.xml", pages.feed, name="stories_feed"),
    path("<kind:kind>/table.csv", pages.table, name="stories_csv"),
    path("<page:path>", pages.page, name="wagtail_serve"),
]

editing_urls = [
    path("", translations.start, name="editing_start"),
    path("translations/", translations.report, name="translations"),
    path("translations/<int:key>/submit/", translations.submit, name="submit_translation"),
    path("translations/<int:key>/renew/", translations.renew, name="renew_translation"),
    path("translations/<int:key>/read/", translations.read, name="read_translation"),
    path("withdrawals/<int:key>/propose/", withdrawals.propose, name="propose_withdrawal"),
    path("withdrawals/<uuid:key>/", withdrawals.read, name="read_withdrawal"),
    *editor_urls.urlpatterns,
]

everywhere: list[URLPattern | URLResolver] = [
    path("sitemap.xml", machines.sitemap, name="sitemap"),
    path("robots.txt", machines.robots, name="robots"),
    path(".well-known/security.txt", machines.security, name="security"),
    path("media/<path:name>", media.picture, name="picture"),
    path("documents/<int:key>/<str:filename>", media.document, name="wagtaildocs_serve"),
    # Around Wagtail’s addresses as well as ours: none of the editor is without this door.
    path("editing/", include(decorate_urlpatterns(editing_urls, editing.editors_only))),
]
