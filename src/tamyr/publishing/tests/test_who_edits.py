"""Who edits and reads on which day, and what nobody may do however they try."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone
from tests.people import LONG_AGO, make_person, with_role
from wagtail.models import Page, Revision

from tamyr.accounts.models import Person
from tamyr.network.models import Role, RoleGrant
from tamyr.publishing.models import ArticlePage
from tamyr.publishing.models.editors import holds_editing
from tamyr.publishing.models.second_reading import (
    NotRead,
    OwnWork,
    Rights,
    SecondReading,
    going_live,
    is_second_reader,
    was_approved_for_now,
)

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("from_on", "until_on", "edits"),
    [
        (TODAY, None, True),
        (TODAY + DAY, None, False),
        (LONG_AGO, TODAY, False),
        (LONG_AGO, TODAY + DAY, True),
    ],
)
def test_an_editor_edits_from_the_first_day_until_the_day_before_the_end(
    db: None, from_on: date, until_on: date | None, edits: bool
) -> None:
    person = make_person("emin", "Emin")
    grant = RoleGrant.objects.create(person=person, role=Role.EDITOR, from_on=from_on, until_on=until_on)
    assert holds_editing(person, TODAY) is edits
    RoleGrant.objects.filter(pk=grant.pk).update(role=Role.COORDINATOR)
    assert not holds_editing(person, TODAY)


def test_neither_a_closed_account_nor_a_stranger_edits(emin: Person) -> None:
    assert holds_editing(emin, TODAY)
    emin.is_active = False
    assert not holds_editing(emin, TODAY) and not holds_editing(Person(), TODAY)


@pytest.mark.parametrize(("seconds", "goes"), [(0, True), (1, True), (-1, False), (None, False)])
def test_what_was_approved_for_later_goes_live_at_its_time(seconds: int | None, goes: bool) -> None:
    due = None if seconds is None else NOW - timedelta(seconds=seconds)
    assert was_approved_for_now(Revision(approved_go_live_at=due), NOW) is goes


def test_a_second_reader_is_another_editor_of_a_known_writers_text(
    draft_article: ArticlePage, emin: Person, erika: Person, gita: Person
) -> None:
    page = draft_article
    revision = page.get_latest_revision()
    assert is_second_reader(erika, revision, TODAY)
    for nobody in (emin, gita, None):
        assert not is_second_reader(nobody, revision, TODAY)
    page.get_workflow().start(page, erika)
    assert not is_second_reader(erika, revision, TODAY), "who submitted it does not read it"
    revision.user = None
    assert not is_second_reader(make_person("third", "Third"), revision, TODAY)


def test_what_nobody_may_and_what_editors_may(draft_article: ArticlePage, emin: Person, gita: Person) -> None:
    page = draft_article
    own, other = Rights(emin, page), Rights(gita, page)
    for rights in (own, other):
        assert not rights.can_publish() and not rights.can_publish_subpage()
        assert not rights.can_set_view_restrictions()
        assert not rights.can_copy() and not rights.can_copy_to(page)
    assert own.can_edit() and own.can_unschedule() and not other.can_edit() and not other.can_unschedule()
    assert not Rights(emin, Page.get_first_root_node()).can_edit()
    assert own.can_delete() and not other.can_delete(), "a draft that nobody has read is its writer's"
    for refused in (own.can_unpublish, own.can_move, own.can_reorder_children):
        assert not refused()
    task = SecondReading.objects.get()
    assert task.locked_for_user(page, emin)
    assert task.user_can_access_editor(page, emin) and not task.user_can_access_editor(page, gita)
    assert task.get_actions(page, emin) == [] and not task.get_task_states_user_can_moderate(gita)


def test_a_public_page_changes_by_a_read_draft_alone(
    draft_article: ArticlePage, emin: Person, erika: Person
) -> None:
    page = draft_article
    revision = page.get_latest_revision()
    for nobody in (emin, None):
        with pytest.raises(OwnWork):
            page.publish(revision, user=nobody)
    Person.objects.filter(pk=erika.pk).update(came_back_at=timezone.now() - DAY)
    with pytest.raises(OwnWork, match="came back"):
        page.publish(revision, user=erika)
    Person.objects.filter(pk=erika.pk).update(came_back_at=timezone.now() - 2 * DAY)
    page.publish(revision, user=erika)
    page.refresh_from_db()
    assert page.live
    with pytest.raises(NotRead):
        page.save()
    with going_live():
        page.save()
    with pytest.raises(NotRead):
        page.save()
    assert not Rights(emin, page).can_unpublish() and not Rights(emin, page).can_delete()


def test_what_an_editor_waits_to_read_is_another_editors(
    draft_article: ArticlePage, emin: Person, erika: Person
) -> None:
    page = draft_article
    page.get_workflow().start(page, emin)
    task = SecondReading.objects.get()
    assert not task.get_task_states_user_can_moderate(emin)
    assert task.get_task_states_user_can_moderate(erika).count() == 1
    with pytest.raises(OwnWork):
        task.on_action(page.current_workflow_task_state.specific, emin, "approve")


def test_neither_who_wrote_nor_who_submitted_reads_and_nothing_waits_once_it_is_read(
    draft_article: ArticlePage, emin: Person, erika: Person
) -> None:
    page = draft_article
    page.get_workflow().start(page, erika)
    task, third = SecondReading.objects.get(), with_role("third", "Third", Role.EDITOR)
    assert not task.get_task_states_user_can_moderate(emin), "wrote it"
    assert not task.get_task_states_user_can_moderate(erika), "submitted it"
    assert task.get_task_states_user_can_moderate(third).count() == 1
    task.on_action(page.current_workflow_task_state.specific, third, "approve")
    assert not task.get_task_states_user_can_moderate(third), "read already"


@pytest.mark.usefixtures("site")
def test_first_pages_have_a_draft_to_go_on_from() -> None:
    pages = Page.objects.filter(depth__gt=1)
    assert pages.count() > 10
    assert all(page.live and page.get_latest_revision() is not None for page in pages)
