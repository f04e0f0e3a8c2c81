"""What Wagtail's editor shows: nothing that is set up elsewhere, and the state of translations."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem, SubmitForModerationMenuItem
from wagtail.admin.menu import MenuItem
from wagtail.models import Page
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.rich_text.pages import PageLinkHandler

from tamyr.network.models import Visitor
from tamyr.network.queries import visitor_of
from tamyr.publishing.queries.readings import may_decide
from tamyr.publishing.queries.translations import is_translation
from tamyr.publishing.queries.visible import pages_visible_to

NOT_IN_THE_MENU = {"settings", "help"}


@hooks.register("construct_main_menu")
def only_what_editors_do(request: HttpRequest, items: list[MenuItem]) -> None:
    # In place: Wagtail goes on with the list that it gave.
    items[:] = [item for item in items if item.name not in NOT_IN_THE_MENU]


@hooks.register("before_copy_page")
def no_copies(request: HttpRequest, page: Page) -> Any:
    """Refuse to copy: a copy of a public page would be public unread."""
    raise PermissionDenied


@hooks.register("before_create_alias_page")
def no_aliases(request: HttpRequest, page: Page) -> Any:
    raise PermissionDenied


@hooks.register("construct_page_action_menu")
def submit_first(items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]) -> None:
    """Let the large button be the way on; drafts are saved by themselves. Cancelling comes last."""
    last = {"action-submit": 0, "action-cancel-workflow": 2}
    said = [Submit(item.order) if item.name == Submit.name else item for item in items]
    items[:] = sorted(said, key=lambda item: last.get(item.name, 1))


class Submit(SubmitForModerationMenuItem):
    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        # Wagtail would name its workflow as it stands in the database, which is one language.
        return {**super().get_context_data(parent_context), "label": _("Submit for a second reading")}


class TakeBack(ActionMenuItem):
    label = _("Take it back …")
    name = "action-take-back"
    icon_name = "download"

    def is_shown(self, context: dict[str, Any]) -> bool:
        return context["view"] == "edit" and context["page"].live

    def get_url(self, parent_context: dict[str, Any]) -> str:
        return reverse("propose_withdrawal", args=[parent_context["page"].pk])


@hooks.register("register_page_action_menu_item")
def take_back() -> ActionMenuItem:
    return TakeBack(order=90)


@hooks.register("before_edit_page", order=-1)
def say_what_comes_next(request: HttpRequest, page: Page) -> None:
    """Lead from a page to its second reading, and from a translation to where it is submitted."""
    if request.method != "GET":
        return
    if page.workflow_in_progress:
        if may_decide(visitor_of(request), page):
            way = messages.button(reverse("read_translation", args=(page.pk,)), _("Read it"))
            messages.info(request, _("This page waits for your reading."), buttons=[way])
    elif is_translation(page):
        way = messages.button(f"{reverse('translations')}#page-{page.translation_key}", _("Translations"))
        said = _("Save each sentence. When all are there, submit the page for a second reading.")
        messages.info(request, said, buttons=[way])


@hooks.register("register_admin_menu_item")
def translations() -> MenuItem:
    return MenuItem(_("Translations"), reverse("translations"), name="translations", icon_name="globe")


class OpenLinks(PageLinkHandler):
    """Links within a text lead to pages that everybody may see; any other is shown as mere words."""

    @classmethod
    def get_many(cls, attrs_list: list[dict[str, str]]) -> list[Page | None]:
        pages = super().get_many(attrs_list)
        # As a stranger, whoever reads: a text is the same for everybody,
        # and a link would tell what there is for members.
        stranger = Visitor(at=timezone.now())
        named = [page.pk for page in pages if page]
        seen = set(pages_visible_to(stranger).filter(pk__in=named).values_list("pk", flat=True))
        return [page if page and page.pk in seen else None for page in pages]


# After Wagtail’s own registration, which this one replaces.
@hooks.register("register_rich_text_features", order=100)
def link_to_open_pages_only(features: FeatureRegistry) -> None:
    features.register_link_type(OpenLinks)
