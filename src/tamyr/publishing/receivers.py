from datetime import datetime
from typing import Any

from django.db.models.signals import pre_delete, pre_save
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin import signal_handlers as mail
from wagtail.models import Page, Revision, TaskState, UploadedFile, WorkflowState
from wagtail.signals import (
    pre_page_move,
    task_rejected,
    task_submitted,
    workflow_approved,
    workflow_rejected,
    workflow_submitted,
)

from tamyr.accounts.models import Person
from tamyr.network.signals import example_loaded
from tamyr.publishing.models import File, NotRead, Picture, check_never_public, clean_before_keeping
from tamyr.publishing.queries.visible import is_shown
from tamyr.publishing.services.audit import record_page_act, record_publication
from tamyr.publishing.services.example import add_example_stories
from tamyr.publishing.services.expiry import what_runs_out
from tamyr.publishing.services.pages import set_up_site
from tamyr.publishing.signals import taken_back, went_live
from tamyr.safety.services.expiry import Forget
from tamyr.safety.signals import forgetting


def connect() -> None:
    went_live.connect(page_went_live)
    taken_back.connect(page_taken_back)
    workflow_submitted.connect(reading_asked_for)
    task_rejected.connect(changes_asked_for)
    example_loaded.connect(example_network_loaded)
    forgetting.connect(forget)
    pre_save.connect(upload_is_kept, sender=UploadedFile)
    pre_page_move.connect(page_would_move)
    # Of the plain page: whatever kind goes, that row goes with it, and Django tells of it.
    pre_delete.connect(page_would_go, sender=Page)
    for model in (Picture, File):
        pre_delete.connect(upload_would_go, sender=model)
    send_no_mail()


def example_network_loaded(at: datetime, **_rest: Any) -> None:
    set_up_site(at=at)
    add_example_stories(at=at)


def forget(at: datetime, **_signal: Any) -> dict[str, Forget]:
    return what_runs_out(at=at)


def upload_is_kept(instance: UploadedFile, **_signal: Any) -> None:
    """Wagtail's "add several" keeps a file until its form is whole: cleaned as well, and nameless."""
    clean_before_keeping(instance)


def page_would_move(**_signal: Any) -> None:
    """A page has one address and one list it stands in: whoever moved it would take it from its readers."""
    raise NotRead(_("Pages are not moved."))


def page_would_go(instance: Page, **_signal: Any) -> None:
    check_never_public(instance)


def upload_would_go(instance: Picture | File, **_signal: Any) -> None:
    if is_shown(instance):
        raise NotRead(
            _("This stands on a public page: take it off there first, and let another editor read that.")
        )


# Wagtail tells of what happened without its moment: the clock is read here.
def page_went_live(page: Page, revision: Revision, reader: Person | None, **_rest: Any) -> None:
    actor = reader.pk if reader else None
    record_publication(page=page, revision=revision.pk, reader=actor, at=timezone.now())


def page_taken_back(page: Page, person: Person | None, **_rest: Any) -> None:
    record_page_act(act="page.unpublished", page=page, actor=person.pk if person else None, at=timezone.now())


def reading_asked_for(instance: WorkflowState, user: Person | None, **_rest: Any) -> None:
    actor = user.pk if user else None
    record_page_act(act="page.submitted", page=instance.content_object, actor=actor, at=timezone.now())


def changes_asked_for(instance: TaskState, user: Person | None, **_rest: Any) -> None:
    page = instance.workflow_state.content_object
    record_page_act(act="page.returned", page=page, actor=user.pk if user else None, at=timezone.now())


def send_no_mail() -> None:
    """Cut off Wagtail's letters, which name pages and people and look addresses up in clear."""
    cut = [
        (task_submitted, TaskState, "group_approval_task_submitted_email_notification"),
        (workflow_submitted, WorkflowState, "workflow_state_submitted_email_notification"),
        (workflow_rejected, WorkflowState, "workflow_state_rejected_email_notification"),
        (workflow_approved, WorkflowState, "workflow_state_approved_email_notification"),
    ]
    for signal, sender, name in cut:
        # Said aloud: an upgrade of Wagtail that names a receiver otherwise would begin to send letters
        # without a word.
        if not signal.disconnect(sender=sender, dispatch_uid=name):
            raise RuntimeError(f"{mail.__name__}: there is no {name!r} to cut off; see what Wagtail renamed")
