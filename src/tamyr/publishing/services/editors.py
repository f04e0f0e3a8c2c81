"""What an editor may do in Wagtail: one group, filled when an editor comes in and never asked alone."""

from datetime import datetime

from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page
from wagtail.users.models import UserProfile

from tamyr.accounts.models import Person
from tamyr.accounts.services.standing import hold
from tamyr.publishing.models import GROUP, holds_editing

# No right to publish: whether a page goes live is for a second reader to say.
ON_PAGES = ("add_page", "change_page")
ON_FILES = (
    "add_picture",
    "change_picture",
    "choose_picture",
    "add_file",
    "change_file",
    "choose_file",
)
AT_ALL = ("access_admin", "submit_translation")


@transaction.atomic
def set_up_editors(*, root: Page) -> Group:
    """Make the editors' group with its rights; done again it changes nothing."""
    group, _is_new = Group.objects.get_or_create(name=GROUP)
    group.permissions.set(_permissions(AT_ALL))
    for permission in _permissions(ON_PAGES, app="wagtailcore"):
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
    files = Collection.get_first_root_node()
    for permission in _permissions(ON_FILES, app="publishing"):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=files, permission=permission)
    return group


def _permissions(names: tuple[str, ...], app: str = "") -> list[Permission]:
    permissions = Permission.objects.filter(codename__in=names)
    return list(permissions.filter(content_type__app_label=app) if app else permissions)


def check_editor(person: Person, at: datetime) -> None:
    """Refuse whoever edits no more, or whose account was locked after they began."""
    if not holds_editing(hold(person, at), at.date()):
        raise PermissionDenied


def admit_editor(*, person: Person) -> None:
    """Put an editor into the group that Wagtail asks, in the language of the person."""
    group = Group.objects.get(name=GROUP)
    person.groups.add(group)
    UserProfile.objects.update_or_create(user=person, defaults={"preferred_language": person.language})
