"""Where an editor begins: the lists a new text is written into, language by language."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from tamyr.publishing.models import ArticlePage, GuidePage, GuidesPage, NewsPage


@dataclass(frozen=True)
class Beginning:
    """An empty page to write on: ``article`` or ``guide``, in a language."""

    kind: str
    language: str
    address: str


def beginnings() -> list[Beginning]:
    listed = []
    for kind, list_page, page in (("article", NewsPage, ArticlePage), ("guide", GuidesPage, GuidePage)):
        parents = dict(list_page.objects.values_list("locale__language_code", "pk"))
        name = page._meta.model_name
        listed += [
            Beginning(kind, code, reverse("wagtailadmin_pages:add", args=("publishing", name, parents[code])))
            for code, _name in settings.LANGUAGES
            # A language that came to a site later has no lists yet: see ``set_up_site``.
            if code in parents
        ]
    return listed
