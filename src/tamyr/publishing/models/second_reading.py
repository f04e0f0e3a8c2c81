"""A second pair of eyes: what the public reads was read by somebody who did not write it.

The rule is kept where all of Wagtail's ways of publishing meet: ``Page.publish`` and ``Page.save``.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page, PagePermissionTester, Revision, Task, TaskState
from wagtail_localize.fields import BaseTranslatableField

from tamyr.accounts.models import Person
from tamyr.accounts.queries import why_confirms_nothing
from tamyr.network.models import ExampleRow
from tamyr.publishing.models.editors import READS_OF, holds_editing
from tamyr.publishing.signals import taken_back, went_live

_goes_live: ContextVar[bool] = ContextVar("goes_live", default=False)
_taken_back: ContextVar[bool] = ContextVar("taken_back", default=False)


class OwnWork(PermissionDenied):
    """Somebody would publish what they wrote or asked to publish themselves."""


class NotRead(PermissionDenied):
    """A page would change before the public's eyes without anybody's second reading."""


def moment() -> datetime:
    """Return now: Wagtail asks its pages and tasks without naming a moment."""
    return timezone.now()


def is_second_reader(person: Person | None, revision: Revision, day: date) -> bool:
    """Say whether somebody may let a revision go live: an editor who neither saved nor submitted it."""
    if person is None or not holds_editing(person, day):
        return False
    asked = TaskState.objects.filter(revision=revision).values_list("workflow_state__requested_by_id")
    # What software wrote is of nobody, and of nobody it can be said that they are another person.
    return revision.user_id is not None and person.pk not in {revision.user_id, *(pk for (pk,) in asked)}


def was_approved_for_now(revision: Revision, now: datetime) -> bool:
    """Say whether a second reader let this revision go live at a time that has come."""
    due: datetime | None = revision.approved_go_live_at
    return due is not None and due <= now


@contextmanager
def going_live() -> Iterator[None]:
    """Let pages change before the public's eyes within this block: a second reader has agreed."""
    token = _goes_live.set(True)
    try:
        yield
    finally:
        _goes_live.reset(token)


@contextmanager
def taking_back() -> Iterator[None]:
    """Let a page leave the public's eyes within this block: two editors have agreed, or its time is over."""
    token = _taken_back.set(True)
    try:
        yield
    finally:
        _taken_back.reset(token)


class Rights(PagePermissionTester):
    """What an editor may do with a page. Nobody publishes or takes back by hand: two editors together do."""

    def can_publish(self) -> bool:
        return False

    def can_publish_subpage(self) -> bool:
        return False

    def can_set_view_restrictions(self) -> bool:
        return False

    def can_copy_to(self, destination: Page, recursive: bool = False) -> bool:
        return False

    def can_copy(self) -> bool:
        return False

    def can_unschedule(self) -> bool:
        return holds_editing(self.user, moment().date())

    def can_edit(self) -> bool:
        return holds_editing(self.user, moment().date()) and not self.page_is_root

    def can_unpublish(self) -> bool:
        return False

    def can_move(self) -> bool:
        return False

    def can_reorder_children(self) -> bool:
        return False

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Say whether a page may go with its drafts: one's own, which the public never saw."""
        page = self.page
        is_own_draft = page.owner_id == self.user.pk and not was_public(page) and page.is_leaf()
        return is_own_draft and not page.workflow_in_progress and self.can_edit()


class ReadTwice(Page):
    """A page that goes live only when somebody else than its writer has read it."""

    # A page has one address in all languages: nobody translates that part of it.
    override_translatable_fields: ClassVar = [BaseTranslatableField("slug")]

    class Meta:
        abstract = True

    def permissions_for_user(self, user: Person) -> Rights:
        return Rights(user, self)

    def publish(self, revision: Revision, user: Person | None = None, **how: Any) -> Any:
        now = moment()
        if user is not None and (barred := why_confirms_nothing(user.pk, now)):
            raise OwnWork(barred)
        if not (
            _goes_live.get()
            or is_second_reader(user, revision, now.date())
            or (user is None and was_approved_for_now(revision, now))
        ):
            raise OwnWork(_("Somebody else than the writer has to read this page before it is published."))
        # Wagtail would ask for the right to publish, which nobody has; who may was asked above.
        how["skip_permission_checks"] = True
        with transaction.atomic(), going_live():
            done = super().publish(revision, user=user, **how)
            went_live.send(type(self), page=self, revision=revision, reader=user)
        return done

    def unpublish(
        self,
        set_expired: bool = False,
        commit: bool = True,
        user: Person | None = None,
        log_action: Any = True,
    ) -> Any:
        # Uncommitted is what Wagtail asks for before it deletes a page: see ``check_never_public``.
        if commit and not (_taken_back.get() or (set_expired and self._is_over(moment()))):
            raise OwnWork(_("Taking a public page back needs two editors: propose it, another one agrees."))
        act = UnpublishPageAction(
            self, set_expired=set_expired, commit=commit, user=user, log_action=log_action
        )
        with transaction.atomic(), taking_back():
            # Wagtail would ask for the right to publish, which nobody has; who may was asked above.
            done = act.execute(skip_permission_checks=True)
            taken_back.send(type(self), page=self, person=user)
        return done

    def _is_over(self, now: datetime) -> bool:
        return self.expire_at is not None and self.expire_at <= now

    def save(self, *args: Any, **how: Any) -> Any:
        # wagtail-localize writes a draft of a translation straight into the live page.
        if how.get("update_fields") is None and not _goes_live.get() and self._public_changes():
            raise NotRead(_("A page that is public changes by publishing a read draft only."))
        return super().save(*args, **how)

    def _public_changes(self) -> bool:
        """Say whether saving this would change what the public sees: its words, or that it is there."""
        return self.live or (
            not _taken_back.get() and type(self)._base_manager.filter(pk=self.pk, live=True).exists()
        )


def was_public(page: Page) -> bool:
    return bool(page.live or page.first_published_at)


def check_never_public(page: Page) -> None:
    """Refuse to delete what was ever public: its history stays. An example goes when the example goes."""
    model = page.specific_class
    if model is None or not issubclass(model, ReadTwice) or not was_public(page):
        return
    if not ExampleRow.objects.filter(label=model._meta.label, key=str(page.pk)).exists():
        raise NotRead(_("A page that was public is not deleted: take it back, its drafts stay."))


class SecondReading(Task):
    """A step of the workflow: an editor other than the writer approves or asks for changes."""

    class Meta:
        verbose_name = _("second reading")
        verbose_name_plural = _("second readings")

    def locked_for_user(self, obj: models.Model, user: Person) -> bool:
        """Nobody changes what is being read, so that what was read is what goes live."""
        return True

    def user_can_access_editor(self, obj: models.Model, user: Person) -> bool:
        return holds_editing(user, moment().date())

    def may_read(self, obj: Any, user: Person) -> bool:
        return is_second_reader(user, obj.get_latest_revision(), moment().date())

    def get_actions(self, obj: models.Model, user: Person) -> list[tuple[str, Any, bool]]:
        if not self.may_read(obj, user):
            return []
        return [("reject", _("Ask for changes"), True), ("approve", _("Approve and publish"), False)]

    def on_action(self, task_state: TaskState, user: Person, action_name: str, **given: Any) -> Any:
        if not self.may_read(task_state.workflow_state.content_object, user):
            raise OwnWork(_("Somebody else has to read this page."))
        # Under its lock: what its writer takes back at the same moment is approved by nobody.
        standing = TaskState.objects.select_for_update(no_key=True).get(pk=task_state.pk)
        return super().on_action(standing, user, action_name, **given)

    def get_task_states_user_can_moderate(self, user: Person, **_given: Any) -> Any:
        if not holds_editing(user, moment().date()):
            return TaskState.objects.none()
        own = models.Q(revision__user_id=user.pk) | models.Q(workflow_state__requested_by_id=user.pk)
        return self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS).exclude(own)

    @classmethod
    def get_description(cls) -> str:
        return str(READS_OF)
