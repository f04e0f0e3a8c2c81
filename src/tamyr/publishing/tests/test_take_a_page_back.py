"""Nobody takes a public page from its readers alone, or its history from the editors, whatever way is tried."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone, translation
from tests.entry import signed_in
from tests.people import LONG_AGO, with_role
from wagtail.models import Page, Revision

from tamyr.accounts.models import Person
from tamyr.network.models import Role, RoleGrant
from tamyr.publishing.models import ArticlePage, File, HomePage, NotRead, OwnWork, Picture, Withdrawal
from tamyr.publishing.services.withdrawals import NotOpen, agree_to_withdrawal, propose_withdrawal
from tamyr.publishing.tests.test_show_a_picture import jpeg
from tamyr.publishing.tests.writing import news, publish, write_article
from tamyr.publishing.views.editing import policy_for
from tamyr.safety.models import AuditLine
from tamyr.safety.services.expiry import forget_what_ran_out

pytestmark = pytest.mark.usefixtures("site")


@pytest.fixture
def article(public_article: ArticlePage) -> ArticlePage:
    return public_article


def is_public(page: Page) -> bool:
    return bool(Client().get(page.url_path).status_code == 200)


def propose(page: Page, editor: Person) -> Withdrawal:
    answer = signed_in(editor).post(
        f"/editing/withdrawals/{page.pk}/propose/", {"reason": "It names a person"}
    )
    assert (answer.status_code, answer["Location"]) == (302, "/editing/")
    return Withdrawal.objects.get(page=page, decided_at__isnull=True)


def decide(withdrawal: Withdrawal, editor: Person, verdict: str = "agree") -> int:
    address = f"/editing/withdrawals/{withdrawal.pk}/"
    return signed_in(editor).post(address, {"verdict": verdict}).status_code


def acts() -> list[str]:
    return [json.loads(line.body)["act"] for line in AuditLine.objects.all()]


def test_one_proposes_another_agrees_and_the_drafts_stay(emin: Person, erika: Person, article: Page) -> None:
    drafts = Revision.objects.filter(object_id=str(article.pk)).count()
    withdrawal = propose(article, emin)
    assert is_public(article)
    assert (
        "It names a person" in signed_in(erika).get(f"/editing/withdrawals/{withdrawal.pk}/").content.decode()
    )
    assert decide(withdrawal, erika, "agreed") == 400 and is_public(article), "neither of its two buttons"
    assert decide(withdrawal, erika) == 302
    assert not is_public(article) and is_public(news())
    assert Revision.objects.filter(object_id=str(article.pk)).count() == drafts > 0
    assert acts()[-3:] == ["page.withdrawal_proposed", "page.withdrawal_agreed", "page.unpublished"]
    assert decide(withdrawal, erika) == 404, "decided once"


def test_a_proposal_that_says_no_reason_is_refused_as_one(emin: Person, article: Page) -> None:
    answer = signed_in(emin).post(f"/editing/withdrawals/{article.pk}/propose/", {"reason": " "})
    assert answer.status_code == 422 and "errorlist" in answer.content.decode()
    assert not Withdrawal.objects.exists()


def test_it_waits_on_the_other_editors_desk_only(emin: Person, erika: Person, article: Page) -> None:
    propose(article, emin)
    sentence = "Another editor would take this page back"
    assert sentence in signed_in(erika).get("/en/desk/").content.decode()
    assert sentence not in signed_in(emin).get("/en/desk/").content.decode()
    again = signed_in(erika).get(f"/editing/withdrawals/{article.pk}/propose/")
    assert again["Location"] == f"/editing/withdrawals/{Withdrawal.objects.get().pk}/"
    edited = signed_in(erika).get(f"/editing/pages/{article.pk}/edit/").content.decode()
    assert f"/editing/withdrawals/{article.pk}/propose/" in edited


def test_nobody_agrees_to_their_own_but_may_think_better_of_it(
    emin: Person, su: Person, article: Page
) -> None:
    withdrawal = propose(article, su)
    decide(withdrawal, su)
    assert is_public(article)
    with pytest.raises(IntegrityError), transaction.atomic():
        Withdrawal.objects.update(decided_by=su, is_agreed=True)
    decide(withdrawal, su, "refuse")
    assert acts()[-1] == "page.withdrawal_refused" and not Withdrawal.objects.filter(is_agreed=True)
    propose(article, emin)


def test_what_was_proposed_lapses(emin: Person, erika: Person, article: Page) -> None:
    now = timezone.now()
    withdrawal = propose_withdrawal(page=article, reason="Example", editor=emin, at=now)
    with pytest.raises(NotOpen):
        agree_to_withdrawal(withdrawal=withdrawal, editor=erika, at=now + timedelta(days=14))
    grant = RoleGrant.objects.filter(person=emin)
    grant.update(until_on=now.date())
    with translation.override("en"), pytest.raises(NotOpen, match="edits no more"):
        agree_to_withdrawal(withdrawal=withdrawal, editor=erika, at=now)
    grant.update(until_on=None)
    article.save_revision(user=emin)
    publish(article, erika)
    with translation.override("en"), pytest.raises(NotOpen, match="has changed"):
        agree_to_withdrawal(withdrawal=withdrawal, editor=erika, at=now)
    assert is_public(article)
    later = now + timedelta(days=44, seconds=1)
    assert forget_what_ran_out(at=now + timedelta(days=43)).get("withdrawals") is None
    assert forget_what_ran_out(at=later)["withdrawals"] == 1


def test_strangers_to_editing_find_no_such_door(cyra: Person, emin: Person, article: Page) -> None:
    withdrawal = propose(article, emin)
    assert decide(withdrawal, cyra) == 404
    assert signed_in(cyra).get(f"/editing/withdrawals/{article.pk}/propose/").status_code == 404
    assert (
        signed_in(emin).get(f"/editing/withdrawals/{write_article(emin, slug='b').pk}/propose/").status_code
        == 404
    )


def ways_alone(page: Page, other: Page) -> list[tuple[str, dict[str, Any]]]:
    """Every address of Wagtail's that takes a page away, or puts it elsewhere."""
    key, all_of_it = page.pk, {"include_descendants": "on", "confirm": "on"}
    many = f"?id={key}&next=/editing/"
    return [
        (f"pages/{key}/unpublish/", all_of_it),
        (f"pages/{key}/delete/", all_of_it),
        (f"pages/{key}/move/", {"new_parent_page": str(other.pk)}),
        (f"pages/{key}/move/{other.pk}/confirm/", {}),
        (f"pages/{key}/set_position/?position=0", {}),
        (f"pages/{key}/convert_alias/", {}),
        (f"localize/page/{key}/convert_to_alias/", {}),
        *((f"bulk/wagtailcore/page/{act}/{many}", all_of_it) for act in ("unpublish", "delete", "move")),
        *(
            (f"api/main/pages/{key}/action/{act}/", {"destination_page_id": other.pk, "recursive": True})
            for act in ("unpublish", "delete", "move", "convert_alias", "copy", "create_alias")
        ),
    ]


@pytest.mark.parametrize(
    ("which", "name"),
    [
        ("article", "erika"),
        ("home", "su"),
        pytest.param("article", "su", marks=pytest.mark.whole),
        pytest.param("home", "erika", marks=pytest.mark.whole),
    ],
)
def test_no_door_does_it_alone(request: pytest.FixtureRequest, name: str, which: str, article: Page) -> None:
    editor = signed_in(request.getfixturevalue(name))
    editor.raise_request_exception = False
    page = article if which == "article" else HomePage.objects.get(locale__language_code="ru")
    before = list(Page.objects.order_by("pk").values_list("pk", "path", "live", "alias_of"))
    for address, words in ways_alone(page, news("en")):
        answer = editor.post(f"/editing/{address}", words)
        # Where Wagtail asks first, what was ticked is told beside why it does not happen.
        assert answer.status_code == (403 if address.endswith("delete/") and "api" not in address else 404)
        assert list(Page.objects.order_by("pk").values_list("pk", "path", "live", "alias_of")) == before, (
            address
        )


def test_no_call_does_it_alone_either(erika: Person, article: Page) -> None:
    with pytest.raises(OwnWork), transaction.atomic():
        article.unpublish(user=erika)
    with pytest.raises(NotRead), transaction.atomic():
        article.delete()
    with pytest.raises(NotRead), transaction.atomic():
        Page.objects.filter(pk=news().pk).delete()
    with pytest.raises(NotRead), transaction.atomic():
        article.move(news("en"), pos="last-child")
    article.live = False
    with pytest.raises(NotRead), transaction.atomic():
        article.save()
    assert is_public(article)


def test_a_draft_that_the_public_never_saw_goes_with_its_writer_alone(emin: Person, erika: Person) -> None:
    page = write_article(emin)
    address, sure = f"/editing/pages/{page.pk}/delete/", {"confirm": "on"}
    assert signed_in(erika).post(address, sure).status_code == 302
    assert ArticlePage.objects.exists()
    signed_in(emin).post(address, sure)
    assert not ArticlePage.objects.exists()


def test_what_was_taken_back_is_not_deleted(emin: Person, erika: Person, article: Page) -> None:
    decide(propose(article, erika), emin)
    signed_in(emin).post(f"/editing/pages/{article.pk}/delete/")
    assert ArticlePage.objects.filter(pk=article.pk, live=False).exists()


def test_a_page_whose_time_is_over_goes_by_the_clock(article: ArticlePage) -> None:
    call_command("publish_scheduled")
    assert is_public(article)
    Page.objects.filter(pk=article.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    call_command("publish_scheduled")
    assert not Page.objects.get(pk=article.pk).live


# Wagtail leaves the file in memory that it drew a picture into to be collected.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_what_stands_on_a_public_page_is_not_changed_under_it(emin: Person, erika: Person) -> None:
    lake = Picture.objects.create(
        title="Lake", source="Example", uploaded_by_user=emin, file=ContentFile(jpeg(), name="a.jpg")
    )
    report = File.objects.create(
        title="Report", uploaded_by_user=emin, file=ContentFile(b"%PDF-1.7", name="a.pdf")
    )
    page = write_article(emin)
    page.body = [
        ("picture", {"picture": lake, "words": "A lake", "caption": ""}),
        ("download", {"document": report, "words": "A report"}),
    ]
    page.save()
    page.save_revision(user=emin)
    publish(page, erika)
    editor = signed_in(emin)
    for door in (f"images/{lake.pk}/", f"images/multiple/{lake.pk}/"):
        prefix = f"image-{lake.pk}-" if "multiple" in door else ""
        answer = editor.post(f"/editing/{door}", {f"{prefix}title": "Lake", f"{prefix}source": "Another"})
        assert answer.status_code == 200 and "stands on a public page" in answer.content.decode()
    changed = {"title": "Report", "file": ContentFile(b"%PDF-1.7 other", name="b.pdf")}
    assert b"stands on a public page" in editor.post(f"/editing/documents/edit/{report.pk}/", changed).content
    for door in (
        f"images/{lake.pk}/delete/",
        f"images/multiple/{lake.pk}/delete/",
        f"documents/delete/{report.pk}/",
        f"documents/multiple/{report.pk}/delete/",
        f"bulk/publishing/picture/delete/?id={lake.pk}",
    ):
        assert editor.post(f"/editing/{door}").status_code == 302, door
    lake.refresh_from_db()
    assert lake.source == "Example" and File.objects.get().file.read() == b"%PDF-1.7"
    page.refresh_from_db()
    decide(propose(page, erika), emin)
    editor.post(f"/editing/images/{lake.pk}/delete/")
    assert not Picture.objects.exists()


def test_an_answer_without_a_body_is_no_error() -> None:
    empty = HttpResponse(status=204)
    del empty["Content-Type"]
    assert policy_for(empty)["default-src"]


def test_nobody_edits_who_did_so_yesterday(emin: Person, article: Page) -> None:
    third = with_role("third", "Third Example", Role.EDITOR)
    withdrawal = propose(article, emin)
    RoleGrant.objects.filter(person=third).update(from_on=LONG_AGO, until_on=timezone.now().date())
    assert decide(withdrawal, third) == 404 and is_public(article)
