"""What the public reads was read by somebody who neither wrote nor submitted it, whatever way is tried."""

import json
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from tamyr.network.models import Person, RoleGrant
from tamyr.publishing.models import ArticlePage, NewsPage
from tamyr.publishing.services import publish_page
from tamyr.publishing.tests.conftest import LONG_AGO, news, sign_in, write_article
from tamyr.safety.models import AuditLine

pytestmark = pytest.mark.usefixtures("site")


def form(act: str, **words: str) -> dict[str, Any]:
    return nested_form_data(
        {
            "title": "Example news",
            "slug": "example-news",
            "exposure": "public",
            "on": "2026-11-01",
            "country": "",
            "lead": "An invented piece of news.",
            "body": streamfield([("heading", "What happened")]),
            "themes": inline_formset([]),
            "search_description": "",
            act: "1",
            **words,
        }
    )


def submitted(author: Person) -> ArticlePage:
    page = write_article(author)
    page.get_workflow().start(page, author)
    page.refresh_from_db()
    return page


def verdict(reader: Person, page: ArticlePage, action: str = "approve") -> Any:
    state = page.current_workflow_task_state
    address = f"/editing/pages/workflow/action/{page.pk}/{action}/{state.pk}/"
    return sign_in(reader).post(address, {"comment": "Example remark"})


def is_public(page: Page) -> bool:
    return bool(Client().get(f"/ru/news/{page.slug}/").status_code == 200)


def test_an_article_is_written_submitted_read_and_published(emin: Person, erika: Person) -> None:
    writer = sign_in(emin)
    answer = writer.post(f"/editing/pages/add/publishing/articlepage/{news().pk}/", form("action-submit"))
    page = ArticlePage.objects.get()
    assert answer.status_code == 302 and page.workflow_in_progress and not is_public(page)
    assert verdict(erika, page).status_code in (200, 302)
    assert is_public(page)
    acts = [json.loads(line.body)["act"] for line in AuditLine.objects.all()]
    assert acts[-2:] == ["page.submitted", "page.published"]
    assert mail.outbox == []


def test_an_article_goes_back_to_its_writer(emin: Person, erika: Person) -> None:
    page = submitted(emin)
    verdict(erika, page, "reject")
    assert not is_public(page)
    page.refresh_from_db()
    assert not page.workflow_in_progress


@pytest.mark.parametrize("name", ["emin", "su"])
def test_nobody_approves_their_own(request: pytest.FixtureRequest, name: str) -> None:
    author: Person = request.getfixturevalue(name)
    page = submitted(author)
    verdict(author, page)
    assert not is_public(page)


def test_whoever_submitted_does_not_approve(emin: Person, erika: Person) -> None:
    page = write_article(emin)
    page.get_workflow().start(page, erika)
    verdict(erika, page)
    assert not is_public(page)


def test_an_editor_of_yesterday_does_not_approve(emin: Person, erika: Person) -> None:
    page = submitted(emin)
    RoleGrant.objects.filter(person=erika).update(until_on=timezone.now().date())
    assert verdict(erika, page).status_code == 404
    assert not is_public(page)


@pytest.mark.parametrize("name", ["emin", "erika", "su"])
def test_a_forged_publish_of_a_form_publishes_nothing(
    request: pytest.FixtureRequest, emin: Person, name: str
) -> None:
    page = write_article(emin)
    client = sign_in(request.getfixturevalue(name))
    client.post(f"/editing/pages/{page.pk}/edit/", form("action-publish"))
    assert not is_public(page)
    made = client.post(
        f"/editing/pages/add/publishing/articlepage/{news().pk}/", form("action-publish", slug="forged")
    )
    assert made.status_code in (200, 302, 403)
    assert not NewsPage.objects.filter(slug="forged", live=True).exists()
    assert Client().get("/ru/news/forged/").status_code == 404


@pytest.mark.parametrize("name", ["emin", "su"])
def test_publishing_many_at_once_publishes_nothing(request: pytest.FixtureRequest, name: str) -> None:
    author: Person = request.getfixturevalue(name)
    page = write_article(author)
    sign_in(author).post(
        f"/editing/bulk/wagtailcore/page/publish/?id={page.pk}", {"include_descendants": "on"}
    )
    assert not is_public(page)


def test_the_clock_publishes_only_what_was_approved(emin: Person, erika: Person) -> None:
    page = write_article(emin)
    page.go_live_at = timezone.now() + timedelta(seconds=1)
    page.save_revision(user=emin, approved_go_live_at=None)
    call_command("publish_scheduled")
    assert not is_public(page)
    with pytest.raises(PermissionDenied):
        page.get_latest_revision().publish()
    page.get_latest_revision().publish(user=erika)
    page.revisions.filter(approved_go_live_at__isnull=False).update(
        approved_go_live_at=timezone.now() - timedelta(seconds=1)
    )
    assert not is_public(page)


def test_taking_a_page_back_does_not_let_its_writer_publish_it_again(emin: Person, erika: Person) -> None:
    page = write_article(emin)
    publish_page(page=page, reader=erika)
    client = sign_in(emin)
    client.post(f"/editing/pages/{page.pk}/unpublish/")
    assert not is_public(page)
    page.refresh_from_db()
    page.save_revision(user=emin)
    client.post(f"/editing/bulk/wagtailcore/page/publish/?id={page.pk}")
    with pytest.raises(PermissionDenied):
        publish_page(page=page, reader=emin)
    assert not is_public(page)


def test_a_public_page_is_not_copied(emin: Person, erika: Person) -> None:
    page = write_article(emin)
    publish_page(page=page, reader=erika)
    data = {
        "new_title": "Copy",
        "new_slug": "copy",
        "new_parent_page": news().pk,
        "publish_copies": "on",
    }
    sign_in(emin).post(f"/editing/pages/{page.pk}/copy/", data)
    assert not ArticlePage.objects.filter(slug="copy").exists()


def test_nobody_else_publishes(emin: Person, aygul: Person, cyra: Person) -> None:
    page = write_article(emin)
    for person in (aygul, cyra):
        with pytest.raises(PermissionDenied):
            publish_page(page=page, reader=person)
    assert not is_public(page)


def translated(emin: Person, erika: Person) -> tuple[ArticlePage, Translation]:
    """Return a public Russian article and its English translation, whole but unread."""
    page = write_article(emin)
    publish_page(page=page, reader=erika)
    page.refresh_from_db()
    english = news("en").locale
    answer = sign_in(emin).post(f"/editing/localize/submit/page/{page.pk}/", {"locales": [english.pk]})
    assert answer.status_code == 302
    translation = Translation.objects.get(target_locale=english)
    for segment in translation.source.stringsegment_set.all():
        StringTranslation.objects.create(
            translation_of=segment.string,
            locale=english,
            context=segment.context,
            data=f"English-{segment.pk}",
            last_translated_by=emin,
        )
    return page, translation


def test_a_translation_is_submitted_read_and_published(emin: Person, erika: Person) -> None:
    page, translation = translated(emin, erika)
    sign_in(emin).post(f"/editing/translations/{translation.pk}/submit/")
    target = page.get_translation(translation.target_locale)
    assert "not been translated" in Client().get(f"/en/news/{page.slug}/").content.decode()
    assert sign_in(emin).get("/editing/translations/").status_code == 200
    sign_in(emin).post(f"/editing/translations/{target.pk}/read/", {"verdict": "approve"})
    target.refresh_from_db()
    assert not target.live
    assert sign_in(erika).get(f"/editing/translations/{target.pk}/read/").status_code == 200
    sign_in(erika).post(f"/editing/translations/{target.pk}/read/", {"verdict": "approve"})
    target.refresh_from_db()
    assert target.live and target.title.startswith("English")
    assert "Translated from Russian" in Client().get(f"/en/news/{target.slug}/").content.decode()


def test_a_translation_is_not_published_past_the_second_reading(emin: Person, erika: Person) -> None:
    page, translation = translated(emin, erika)
    target = page.get_translation(translation.target_locale)
    client = sign_in(emin)
    client.post(f"/editing/pages/{target.pk}/edit/", {"action": "publish"})
    source = TranslationSource.objects.get()
    with suppress(PermissionDenied):  # Raised where the transaction ends: a server answers 403.
        client.post(f"/editing/localize/update/{source.pk}/", {"publish_translations": "on"})
    target.refresh_from_db()
    assert not target.live


def test_a_public_translation_does_not_change_unread(emin: Person, erika: Person) -> None:
    page, translation = translated(emin, erika)
    target = page.get_translation(translation.target_locale)
    sign_in(emin).post(f"/editing/translations/{translation.pk}/submit/")
    sign_in(erika).post(f"/editing/translations/{target.pk}/read/", {"verdict": "approve"})
    before = Client().get(f"/en/news/{target.slug}/").content
    StringTranslation.objects.update(data="Changed")
    sign_in(emin).post(f"/editing/localize/update/{translation.source_id}/", {"publish_translations": "on"})
    sign_in(emin).post(f"/editing/translations/{translation.pk}/submit/")
    assert Client().get(f"/en/news/{target.slug}/").content == before


def test_a_story_has_one_exposure_in_all_languages(emin: Person, erika: Person) -> None:
    page = write_article(emin, "ru en")
    english = ArticlePage.objects.get(locale__language_code="en")
    for one in (page, english):
        publish_page(page=one, reader=erika)
    assert Client().get("/en/news/example-news/").status_code == 200
    page.refresh_from_db()
    page.exposure = "network"
    page.save_revision(user=emin)
    publish_page(page=page, reader=erika)
    assert Client().get("/en/news/example-news/").status_code == 404
    assert page.on == LONG_AGO


def test_a_page_that_waits_stands_on_the_other_editors_desk_only(
    emin: Person, erika: Person, aygul: Person
) -> None:
    submitted(emin)
    sentence = "Another editor wrote this page"
    assert sentence in sign_in(erika).get("/en/desk/").content.decode()
    for person in (emin, aygul):
        assert sentence not in sign_in(person).get("/en/desk/").content.decode()
