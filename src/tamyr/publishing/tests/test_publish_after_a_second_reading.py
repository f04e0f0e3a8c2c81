"""What the public reads was read by somebody who neither wrote nor submitted it, whatever way is tried."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from tests.entry import signed_in
from tests.people import LONG_AGO
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from tamyr.accounts.models import Person
from tamyr.network.models import RoleGrant
from tamyr.publishing.models import ArticlePage, NewsPage, Withdrawal
from tamyr.publishing.tests.writing import approve, news, publish, write_article
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
    return signed_in(reader).post(address, {"comment": "Example remark"})


def is_public(page: Page) -> bool:
    return bool(Client().get(f"/ru/news/{page.slug}/").status_code == 200)


def test_an_article_is_written_submitted_read_and_published(emin: Person, erika: Person) -> None:
    writer = signed_in(emin)
    answer = writer.post(f"/editing/pages/add/publishing/articlepage/{news().pk}/", form("action-submit"))
    page = ArticlePage.objects.get()
    assert answer.status_code == 302 and page.workflow_in_progress and not is_public(page)
    assert verdict(erika, page).status_code == 302
    assert is_public(page)
    acts = [json.loads(line.body)["act"] for line in AuditLine.objects.all()]
    assert acts[-2:] == ["page.submitted", "page.published"]
    assert mail.outbox == []


def test_a_page_without_an_address_gets_one_of_its_title(emin: Person) -> None:
    """The editor's script makes it; on a slow line a page is submitted before it has come."""
    writer, address = signed_in(emin), f"/editing/pages/add/publishing/articlepage/{news().pk}/"
    for _again in range(2):
        given = form("action-submit", title="Пример новости: ელექტროენერგია", slug="")
        assert writer.post(address, given).status_code == 302
    assert writer.post(address, form("action-submit", title="!", slug="")).status_code == 302
    slugs = [page.slug for page in ArticlePage.objects.order_by("pk")]
    assert slugs == ["primer-novosti-elektroenergia", "primer-novosti-elektroenergia-2", "page"]
    assert writer.post(address, form("action-submit", slug="not an address")).status_code == 200


def test_an_article_goes_back_to_its_writer(waiting_article: ArticlePage, erika: Person) -> None:
    page = waiting_article
    verdict(erika, page, "reject")
    assert not is_public(page)
    page.refresh_from_db()
    assert not page.workflow_in_progress


def test_a_page_that_was_rewritten_after_it_was_read_is_not_approved(
    waiting_article: ArticlePage, emin: Person, erika: Person, su: Person
) -> None:
    page = waiting_article
    seen = signed_in(erika).get(f"/editing/translations/{page.pk}/read/").content.decode()
    verdict(su, page, "reject")
    page.lead = "Wholly other words."
    page.save_revision(user=emin)
    page.workflow_states.get().resume(emin)
    answer = approve(erika, page, seen)
    text = answer.content.decode()
    assert answer.status_code == 409 and not is_public(page)
    assert "It was changed while your page was open" in text and "Example remark</textarea>" in text
    assert approve(erika, page, text).status_code == 302
    assert is_public(page)


@pytest.mark.parametrize("name", ["emin", "su"])
def test_nobody_approves_their_own(request: pytest.FixtureRequest, name: str) -> None:
    author: Person = request.getfixturevalue(name)
    page = submitted(author)
    verdict(author, page)
    assert not is_public(page)


def test_whoever_submitted_does_not_approve(draft_article: ArticlePage, erika: Person) -> None:
    page = draft_article
    page.get_workflow().start(page, erika)
    verdict(erika, page)
    assert not is_public(page)


def test_an_editor_of_yesterday_does_not_approve(waiting_article: ArticlePage, erika: Person) -> None:
    page = waiting_article
    RoleGrant.objects.filter(person=erika).update(until_on=timezone.now().date())
    assert verdict(erika, page).status_code == 404
    assert not is_public(page)


@pytest.mark.parametrize(
    "name", [*(pytest.param(name, marks=pytest.mark.whole) for name in ("emin", "erika")), "su"]
)
def test_a_forged_publish_of_a_form_publishes_nothing(
    request: pytest.FixtureRequest, draft_article: ArticlePage, name: str
) -> None:
    page = draft_article
    client = signed_in(request.getfixturevalue(name))
    client.post(f"/editing/pages/{page.pk}/edit/", form("action-publish"))
    assert not is_public(page)
    made = client.post(
        f"/editing/pages/add/publishing/articlepage/{news().pk}/", form("action-publish", slug="forged")
    )
    assert made.status_code == 302
    assert not NewsPage.objects.filter(slug="forged", live=True).exists()
    assert Client().get("/ru/news/forged/").status_code == 404


@pytest.mark.parametrize("name", ["emin", "su"])
def test_publishing_many_at_once_publishes_nothing(request: pytest.FixtureRequest, name: str) -> None:
    author: Person = request.getfixturevalue(name)
    page = write_article(author)
    signed_in(author).post(
        f"/editing/bulk/wagtailcore/page/publish/?id={page.pk}", {"include_descendants": "on"}
    )
    assert not is_public(page)


def test_the_clock_publishes_only_what_was_approved(
    draft_article: ArticlePage, emin: Person, erika: Person
) -> None:
    page = draft_article
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


def test_taking_a_page_back_does_not_let_its_writer_publish_it_again(
    public_article: ArticlePage, emin: Person, erika: Person
) -> None:
    page = public_article
    client = signed_in(emin)
    client.post(f"/editing/withdrawals/{page.pk}/propose/", {"reason": "Example"})
    signed_in(erika).post(f"/editing/withdrawals/{Withdrawal.objects.get().pk}/", {"verdict": "agree"})
    assert not is_public(page)
    page.refresh_from_db()
    page.save_revision(user=emin)
    client.post(f"/editing/bulk/wagtailcore/page/publish/?id={page.pk}")
    with pytest.raises(PermissionDenied):
        page.get_latest_revision().publish(user=emin)
    assert not is_public(page)


def test_a_public_page_is_not_copied(public_article: ArticlePage, emin: Person) -> None:
    data = {
        "new_title": "Copy",
        "new_slug": "copy",
        "new_parent_page": news().pk,
        "publish_copies": "on",
    }
    signed_in(emin).post(f"/editing/pages/{public_article.pk}/copy/", data)
    assert not ArticlePage.objects.filter(slug="copy").exists()


def test_nobody_else_publishes(draft_article: ArticlePage, aygul: Person, cyra: Person) -> None:
    page = draft_article
    for person in (aygul, cyra):
        with pytest.raises(PermissionDenied):
            page.get_latest_revision().publish(user=person)
    assert not is_public(page)


def test_a_story_has_one_exposure_in_all_languages(emin: Person, erika: Person) -> None:
    page = write_article(emin, "ru en")
    english = ArticlePage.objects.get(locale__language_code="en")
    for story in (page, english):
        publish(story, erika)
    assert Client().get("/en/news/example-news/").status_code == 200
    page.refresh_from_db()
    page.exposure = "network"
    page.save_revision(user=emin)
    publish(page, erika)
    assert Client().get("/en/news/example-news/").status_code == 404
    assert page.on == LONG_AGO


def test_a_page_that_waits_stands_on_the_other_editors_desk_only(
    waiting_article: ArticlePage, emin: Person, erika: Person, aygul: Person
) -> None:
    sentence = "Another editor wrote this page"
    assert sentence in signed_in(erika).get("/en/desk/").content.decode()
    for person in (emin, aygul):
        assert sentence not in signed_in(person).get("/en/desk/").content.decode()


def test_a_page_sent_back_stands_with_its_remark_before_its_writer(
    waiting_article: ArticlePage, emin: Person, erika: Person
) -> None:
    page = waiting_article
    reading = f"/editing/translations/{page.pk}/read/"
    assert "Ask for changes" in signed_in(erika).get(reading).content.decode()
    assert "Ask for changes" not in signed_in(emin).get(reading).content.decode()
    # A thousand signs as a browser counts them, which sends two for each line end.
    remark = "Name the river" + "\r\n" * 970 + "and its mouth"
    approve(erika, page, verdict="return", remark=remark)
    begun = signed_in(emin).get("/editing/").content.decode()
    assert "sent back" in begun and "Name the river" in begun and "and its mouth" in begun
    assert f"/editing/pages/add/publishing/articlepage/{news().pk}/" in begun
