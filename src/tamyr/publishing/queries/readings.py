"""What waits for a second pair of eyes, on the desks of those who may read it, and what came of it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page, WorkflowState

from tamyr.network.models import Visitor
from tamyr.network.queries.desk.calls import Call, Way, asks_for_voice, leads_from_the_desk
from tamyr.publishing.models.second_reading import SecondReading


@dataclass(frozen=True)
class SubmittedPage:
    """A page its writer submitted: still unread, or sent back with a remark."""

    title: str
    page: Page
    is_sent_back: bool
    remark: str


@asks_for_voice
def readings_waiting(visitor: Visitor) -> Iterator[Call]:
    """Pages that another editor submitted: never one's own."""
    if visitor.person is None or not visitor.is_editor:
        return
    for task in SecondReading.objects.all():
        waiting = task.get_task_states_user_can_moderate(visitor.person).select_related("revision")
        for state in waiting:
            # Of what was submitted and not of the page’s own row, which holds what is public.
            page = state.revision.as_object()
            yield Call(
                title=page.title,
                sentence=_("Another editor wrote this page. Read it, then approve it or ask for changes."),
                address=reverse("read_translation", args=[page.pk]),
                act=_("Read the page"),
            )


@leads_from_the_desk
def way_to_editing(visitor: Visitor) -> Iterator[Way]:
    if visitor.is_editor:
        yield Way(_("Editing the site’s pages"), reverse("editing_start"))


def may_decide(visitor: Visitor, page: Page) -> bool:
    """Say whether this visitor may approve a page that waits, or send it back."""
    task = page.current_workflow_task
    return bool(task and visitor.person and task.may_read(page, visitor.person))


def submitted_by(visitor: Visitor) -> list[SubmittedPage]:
    """Return what this editor submitted and is not public yet, the newest first."""
    open_states = (WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES)
    states = WorkflowState.objects.filter(requested_by=visitor.person, status__in=open_states)
    return [_submitted(state) for state in states.order_by("-created_at").prefetch_related("content_object")]


def _submitted(state: WorkflowState) -> SubmittedPage:
    page, step = state.content_object, state.current_task_state
    is_sent_back = state.status == WorkflowState.STATUS_NEEDS_CHANGES
    remark = step.comment if is_sent_back and step else ""
    return SubmittedPage(page.get_latest_revision_as_object().title, page, is_sent_back, remark)
