"""What Wagtail's editor shows: nothing that is set up elsewhere, and the state of translations."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

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
