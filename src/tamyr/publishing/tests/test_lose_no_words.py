"""Whatever the editor refuses, what was typed into it stands on the page that says why."""

import re
from html import unescape

import pytest
from django.test import Client
from tests.entry import signed_in
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from tamyr.accounts.models import Person
from tamyr.publishing.models import ArticlePage, Withdrawal
from tamyr.publishing.tests.test_publish_after_a_second_reading import form, is_public
from tamyr.publishing.tests.writing import news, write_article

pytestmark = pytest.mark.usefixtures("site")
OWN = {"origin": "http://testserver"}
REMARK = "Name the river, and say who measured it."


def sent(person: Person, address: str, **typed: str) -> tuple[int, str]:
    answer = signed_in(person).post(f"/editing/{address}", typed, headers=OWN)
    return answer.status_code, unescape(answer.content.decode())


def test_an_article_edited_for_an_hour_outlives_its_page(draft_article: ArticlePage, emin: Person) -> None:
    page = draft_article
    address, typed = f"/editing/pages/{page.pk}/edit/", form("action-submit", lead=REMARK)
    Page.objects.get(pk=page.pk).delete()
    answer = signed_in(emin).post(address, typed, headers=OWN)
    assert answer.status_code == 404 and REMARK in answer.content.decode()
    assert 'class="typed"' in answer.content.decode()


def test_a_remark_that_comes_second_or_on_ones_own_page_is_given_back(
    waiting_article: ArticlePage, emin: Person, erika: Person, su: Person
) -> None:
    page = waiting_article
    action = f"pages/workflow/action/{page.pk}/reject/{page.current_workflow_task_state.pk}/"
    status, own = sent(emin, action, comment=REMARK)
    assert status == 403 and REMARK in own
    assert sent(erika, action, comment="First.")[0] == 302
    status, second = sent(su, action, comment=REMARK)
    assert status == 403 and REMARK in second and "not currently awaiting moderation" in second
    assert sent(su, action)[0] == 302, "a press alone holds no words"


def test_a_reading_that_was_decided_meanwhile_says_so(
    waiting_article: ArticlePage, erika: Person, su: Person
) -> None:
    page = waiting_article
    reading, long = f"translations/{page.pk}/read/", f"{REMARK} " * 40
    seen = str(page.latest_revision_id)
    assert sent(erika, reading, verdict="return", remark=long, revision=seen)[0] == 302
    state = page.workflow_states.get().task_states.get()
    assert state.comment == long
    late = sent(su, reading, verdict="approve", remark=REMARK)
    assert late[0] == 403 and REMARK in late[1] and "reading is not open any more" in late[1]
    assert sent(su, reading, verdict="approve")[0] == 302
    assert not is_public(page)


def test_a_second_proposal_to_take_a_page_back_is_not_lost(
    public_article: Page, emin: Person, erika: Person
) -> None:
    address = f"withdrawals/{public_article.pk}/propose/"
    assert sent(emin, address, reason="It names a house.")[0] == 302
    status, late = sent(erika, address, reason=REMARK)
    assert status == 403 and REMARK in late and Withdrawal.objects.count() == 1


BODY = [
    ("heading", "What happened"),
    ("paragraph", '{"blocks": [{"text": "The river rose."}], "entityMap": {}}'),
    ("chart", {"country": "KAZ", "chart": "emissions"}),
    ("picture", {"picture": "5", "words": "A river", "caption": ""}),
]
BESIDE = {"loaded_revision_id": "7", "loaded_revision_created_at": "2026-11-01T09:00:00+00:00"}


def test_what_the_editor_asked_stands_beside_it_in_the_readers_words(emin: Person) -> None:
    """Signed out meanwhile, on the page of a new article and on that of an old one."""
    typed = form(
        "action-publish",
        slug="moya",
        country="KAZ",
        themes=inline_formset([{"theme": "coal"}]),
        body=streamfield(BODY),
    )
    article = write_article(emin)
    for address in (f"add/publishing/articlepage/{news().pk}", f"{article.pk}/edit"):
        sent = nested_form_data(typed) | BESIDE
        answer = Client().post(f"/editing/pages/{address}/", sent, headers={**OWN, "Accept-Language": "en"})
        page = unescape(answer.content.decode())
        assert answer.status_code == 403 and page.count("moya") == 1
        assert re.findall(r'class="typed">(.*?)</', page, re.DOTALL) == [
            "Title: Example news",
            "Slug: moya",
            "Who may read it: public: anybody",
            "Date: 1 November 2026",
            "Country: Kazakhstan",
            "The main thing, in a sentence or two: An invented piece of news.",
            "Heading: What happened",
            "Paragraph: The river rose.",
            "Country: Kazakhstan",
            "Chart: emissions",
            "Picture: 1 from the list",
            "In words: A river",
            "Theme: coal",
        ]
