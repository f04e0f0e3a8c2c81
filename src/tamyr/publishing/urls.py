"""The acts of this room. What stands here under no language is in ``everywhere``."""

from django.urls import include, path, re_path, register_converter
from wagtail.admin import urls as editor_urls
from wagtail.utils.urlpatterns import decorate_urlpatterns

from tamyr.publishing.views import editing, machines, media, pages


class KindConverter:
    """A list of stories."""

    regex = "news|guides"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(KindConverter, "kind")

# Wagtail asks for a page's address by this name, so it has no namespace. Last of all: it catches all
# but what begins like a language, so that an address in an unknown language is answered at once.
urlpatterns = [
    path("<kind:kind>/feed.xml", pages.feed, name="stories_feed"),
    path("<kind:kind>/table.csv", pages.table, name="stories_csv"),
    re_path(r"^(?P<path>(?!\w\w/)(?:[\w\-]+/)*)$", pages.page, name="wagtail_serve"),
]

everywhere = [
    path("sitemap.xml", machines.sitemap, name="sitemap"),
    path("robots.txt", machines.robots, name="robots"),
    path("media/<path:name>", media.picture, name="picture"),
    path("documents/<int:key>/<str:filename>", media.document, name="wagtaildocs_serve"),
    path("editing/", include(decorate_urlpatterns(editor_urls.urlpatterns, editing.editors_only))),
]
