"""A translation on its way to a second reader. wagtail-localize keeps its words, sentence by sentence."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize.models import (
    MissingTranslationError,
    Translation,
    copy_synchronised_fields,
)
from wagtail_localize.segments.ingest import ingest_segments

from tamyr.accounts.models import Person
from tamyr.publishing.services.audit import record_page_act
from tamyr.publishing.services.editors import check_editor


class NotWhole(Exception):
    """A sentence of a translation is still missing: the first one, as ``sentence``."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class OtherDraft(Exception):
    """Another draft waits by now than the one that was read: its writer has had it back meanwhile."""


@transaction.atomic
def submit_translation(*, translation: Translation, translator: Person, at: datetime) -> Page:
    """Save the translated sentences as a draft and ask for a second reading; raise ``NotWhole``.

    wagtail-localize's own saving would write them into the public page at once.
    """
    check_editor(translator, at)
    page = translation.source.get_translated_instance(translation.target_locale).specific
    if page.workflow_in_progress:
        raise PermissionDenied(_("This translation is being read already."))
    draft = page.get_latest_revision_as_object()
    original = translation.source.as_instance()
    try:
        # Not public in wagtail-localize, and may be named otherwise by its next release: its own saving,
        # which does the same, ends in the live page.
        segments = translation.source._get_segments_for_translation(translation.target_locale)
    except MissingTranslationError as error:
        raise NotWhole(strip_tags(error.segment.string.data)) from error
    copy_synchronised_fields(original, draft)
    ingest_segments(original, draft, translation.source.locale, translation.target_locale, segments)
    # In the translator’s name: a draft of nobody has no second reader.
    draft.save_revision(user=translator)
    # The revision was saved by another object of the same page: this one does not know of it yet.
    page.refresh_from_db()
    page.get_workflow().start(page, translator)
    return page


@transaction.atomic
def renew_translation(*, translation: Translation, translator: Person, at: datetime) -> Page:
    """Take the original's present wording as what is to be translated; unchanged sentences keep theirs."""
    check_editor(translator, at)
    translation.source.update_from_db()
    page: Page = translation.source.get_translated_instance(translation.target_locale)
    record_page_act(act="translation.renewed", page=page, actor=translator.pk, at=at)
    return page


@transaction.atomic
def read_translation(
    *, page: Page, revision: str, reader: Person, approved: bool, remark: str, at: datetime
) -> None:
    """Approve and publish a page, or ask for changes; refused to whoever wrote or submitted it.

    ``revision`` names the draft that was read; raises ``OtherDraft`` where another one waits.
    """
    check_editor(reader, at)
    state = page.current_workflow_task_state
    if state is None:
        raise PermissionDenied(_("This page is not waiting for a second reading."))
    if str(state.revision_id) != revision:
        raise OtherDraft
    action = "approve" if approved else "reject"
    state.task.specific.on_action(state.specific, reader, action, comment=remark)
