"""What Wagtail's editor shows: nothing that is set up elsewhere, and the state of translations."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.rich_text.pages import PageLinkHandler

from tamyr.network.models import Visitor
from tamyr.publishing.queries.visible import pages_visible_to

NOT_IN_THE_MENU = {"settings", "help"}


@hooks.register("construct_main_menu")
def only_what_editors_do(request: HttpRequest, items: list[MenuItem]) -> None:
    items[:] = [item for item in items if item.name not in NOT_IN_THE_MENU]


@hooks.register("before_copy_page")
def no_copies(request: HttpRequest, page: Page) -> Any:
    """Refuse to copy: a copy of a public page would be public unread."""
    raise PermissionDenied


@hooks.register("before_create_alias_page")
def no_aliases(request: HttpRequest, page: Page) -> Any:
    raise PermissionDenied


@hooks.register("register_admin_menu_item")
def translations() -> MenuItem:
    return MenuItem(_("Translations"), reverse("translations"), name="translations", icon_name="globe")


class OpenLinks(PageLinkHandler):
    """Links within a text lead to pages that everybody may see; any other is shown as mere words."""

    @classmethod
    def get_many(cls, attrs_list: list[dict[str, str]]) -> list[Page | None]:
        found = super().get_many(attrs_list)
        stranger = Visitor(at=timezone.now())
        named = [page.pk for page in found if page]
        seen = set(pages_visible_to(stranger).filter(pk__in=named).values_list("pk", flat=True))
        return [page if page and page.pk in seen else None for page in found]


@hooks.register("register_rich_text_features", order=100)
def link_to_open_pages_only(features: FeatureRegistry) -> None:
    features.register_link_type(OpenLinks)
