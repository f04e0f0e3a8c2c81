"""Whatever the editor refuses, what was typed into it stands on the page that says why."""

from html import unescape

import pytest
from wagtail.models import Page

from tamyr.accounts.models import Person
from tamyr.publishing.models import ArticlePage, Withdrawal
from tamyr.publishing.tests.test_publish_after_a_second_reading import form, is_public
from tamyr.publishing.tests.writing import sign_in

pytestmark = pytest.mark.usefixtures("site")
OWN = {"origin": "http://testserver"}
REMARK = "Name the river, and say who measured it."


def sent(person: Person, address: str, **typed: str) -> tuple[int, str]:
    answer = sign_in(person).post(f"/editing/{address}", typed, headers=OWN)
    return answer.status_code, unescape(answer.content.decode())


def test_an_article_edited_for_an_hour_outlives_its_page(draft_article: ArticlePage, emin: Person) -> None:
    page = draft_article
    address, typed = f"/editing/pages/{page.pk}/edit/", form("action-submit", lead=REMARK)
    Page.objects.get(pk=page.pk).delete()
    answer = sign_in(emin).post(address, typed, headers=OWN)
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
