"""What waits for a second pair of eyes, on the desks of those who may read it."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from tamyr.network.models import Visitor
from tamyr.network.queries.desk import Call, asks_for_voice
from tamyr.publishing.models.second_reading import SecondReading


@asks_for_voice
def readings_waiting(visitor: Visitor) -> Iterator[Call]:
    """Pages that another editor submitted: never one's own."""
    if visitor.person is None or not visitor.is_editor:
        return
    for task in SecondReading.objects.all():
        waiting = task.get_task_states_user_can_moderate(visitor.person).select_related("revision")
        for state in waiting:
            page = state.revision.as_object()
            yield Call(
                title=page.title,
                sentence=_("Another editor wrote this page. Read it, then approve it or ask for changes."),
                address=reverse("wagtailadmin_pages:edit", args=[page.pk]),
                act=_("Read the page"),
            )
