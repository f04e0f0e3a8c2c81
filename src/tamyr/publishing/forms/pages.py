"""How editors write pages."""

from itertools import chain, count
from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Page

from tamyr.network.services.members.addresses import slug_of


class PageForm(WagtailAdminPageForm):
    """Makes the address of the title where the editor's script, late on a slow line, has made none."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean()
        # Wagtail’s own check, which is over, has seen no address: this one has to be free by itself.
        if "slug" in self.fields and "slug" not in self.errors and not said.get("slug"):
            said["slug"] = self._free_slug(said.get("title") or "")
        return said

    def _free_slug(self, title: str) -> str:
        begin = slug_of(title) or "page"
        wanted = chain([begin], (f"{begin}-{number}" for number in count(2)))
        return next(slug for slug in wanted if Page._slug_is_available(slug, self.parent_page, self.instance))
