"""Anybody comments on a draft that two persons put before them; a person answers, a second one publishes."""

from datetime import timedelta
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.entry import signed_in

from tamyr.accounts.models import Person
from tamyr.ndc.models import Comment, CommentRequest, State, Submission
from tamyr.ndc.queries.desk import comment_calls
from tamyr.ndc.queries.submissions import sections_of, titles_sha, words_sha
from tamyr.ndc.services import commenting, making
from tamyr.ndc.services.expiry import what_runs_out
from tamyr.ndc.tests.scenes import DraftedSubmission, draft_of, opened_by
from tamyr.network.models import Member
from tamyr.network.queries.visitors import visitor_on
from tamyr.network.rules import MayNot
from tamyr.safety.services.faults import Faults

pytestmark = pytest.mark.django_db
WORDS = "Our town asks for a year for the boilers."
WHY = {"why_en": "It is in section 1.", "why_ru": "Это в разделе 1."}


@pytest.fixture
def draft(drafted_submission: DraftedSubmission) -> Submission:
    return drafted_submission.submission


@pytest.fixture
def opened(open_submission: Submission) -> Submission:
    return open_submission


def typed(**changed: Any) -> dict[str, Any]:
    return {"words": WORDS, "name": "Example Town", "form_key": uuid4(), **changed}


def page_of(submission: Submission) -> str:
    return f"/en/ndc/submissions/{submission.number}/"


def test_a_comment_is_answered_and_published_by_two(
    draft: Submission, aygul: Person, cyra: Person, client: Client
) -> None:
    page = page_of(draft)
    sha, former = words_sha(draft, sections_of(draft)), "0" * 64
    answerer, second = signed_in(aygul), signed_in(cyra)
    moved = second.post(f"{page}open/", {"sha": former, "days": 30})
    assert moved.status_code == 409 and sha in moved.content.decode()
    assert former not in moved.content.decode(), "sent again, it opens the words that are read now"
    assert second.post(f"{page}open/", {"sha": sha, "days": 30}).status_code == 302
    assert "Open for comments" in client.get(page).content.decode()
    sent = client.post(f"{page}comment/", typed(may_be_published="on"))
    assert sent.status_code == 302
    assert WORDS not in client.get(page).content.decode()
    assert WORDS in answerer.get(f"{page}comments/").content.decode()
    one = f"{page}comments/{Comment.objects.get().pk}/"
    section = draft.sections.get().pk
    answer = {"taken_up": "yes", "section": section, **WHY}
    assert answerer.post(f"{one}answer/", answer).status_code == 302
    assert answerer.post(f"{one}publish/").status_code == 403
    assert WORDS not in client.get(page).content.decode()
    assert second.post(f"{one}publish/").status_code == 302
    shown = client.get(page).content.decode()
    assert WORDS in shown and "Example Town" in shown and "It is in section 1." in shown


def test_what_waits_on_a_desk_is_asked_once_for_all_submissions(
    opened: Submission, aygul: Person, cyra: Person, green_lake: Member, client: Client
) -> None:
    asked = []
    for submission in (opened, opened_by(draft_of(aygul, green_lake), cyra)):
        client.post(f"{page_of(submission)}comment/", typed())
        with CaptureQueriesContext(connection) as sent:
            found = [call.address for call in comment_calls(visitor_on(aygul, timezone.now()))]
        assert f"{page_of(submission)}comments/" in found
        asked.append((len(found), len(sent)))
    assert asked == [(1, 3), (2, 3)]


@pytest.mark.parametrize("is_whole", [True, pytest.param(False, marks=pytest.mark.whole)])
def test_an_answer_that_comes_second_is_given_back_with_what_was_chosen_and_what_is_wrong(
    is_whole: bool, opened: Submission, aygul: Person, client: Client
) -> None:
    client.post(f"{page_of(opened)}comment/", typed())
    section, answerer = opened.sections.get(), signed_in(aygul)
    address = f"{page_of(opened)}comments/{Comment.objects.get().pk}/answer/"
    answer = {"taken_up": "yes", "section": section.pk, **WHY}
    assert answerer.post(address, {"taken_up": "no", **WHY}).status_code == 302
    second, status, said = (
        (answer, 409, f"In which section: {section.headings['en']}")
        if is_whole
        else ({**answer, "taken_up": ""}, 422, "What became of it: This field is required.")
    )
    refused = answerer.post(address, second)
    shown = unescape(refused.content.decode())
    assert refused.status_code == status and said in shown and shown.count(WHY["why_ru"]) == 2


def test_without_consent_nothing_is_published(
    opened: Submission, aygul: Person, cyra: Person, client: Client
) -> None:
    client.post(f"{page_of(opened)}comment/", typed())
    comment = Comment.objects.get()
    answer = commenting.Answer(False, None, {"en": "No.", "ru": "Нет."})
    commenting.answer_comment(comment=comment, answer=answer, actor=aygul.pk, at=timezone.now())
    with pytest.raises(MayNot):
        commenting.publish_comment(comment=comment, actor=cyra.pk, at=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.update(state=State.PUBLISHED, published_at=timezone.now())


def test_nobody_opens_what_they_wrote(draft: Submission, aygul: Person, client: Client) -> None:
    with pytest.raises(MayNot):
        opened_by(draft, aygul)
    assert client.get(page_of(draft)).status_code == 404


def test_strangers_read_only_what_two_put_before_them(
    opened: Submission, aygul: Person, cyra: Person, client: Client
) -> None:
    assert "320" in client.get(page_of(opened)).content.decode()
    titles = {"en": "Another title", "ru": "Другое название"}
    making.change_titles(
        submission=opened, titles=titles, base_sha=titles_sha(opened), actor=aygul.pk, at=timezone.now()
    )
    own = client.get(page_of(opened)).content.decode()
    assert "It is being rewritten" in own and "Another title" not in own
    for page in ("/en/ndc/", "/en/ndc/kaz/", "/en/ndc/submissions/"):
        assert "Another title" not in client.get(page).content.decode()
    assert client.get(f"{page_of(opened)}submission.json").status_code == 404
    assert (
        "nobody outside the network reads it"
        in signed_in(aygul).get(f"{page_of(opened)}titles/").content.decode()
    )
    again = signed_in(cyra).get(page_of(opened)).content.decode()
    assert "Put it before everybody for comments" in again
    opened.refresh_from_db()
    opened_by(opened, cyra)
    assert "Another title" in client.get(page_of(opened)).content.decode()


def test_after_its_time_nothing_is_taken_and_words_come_back(opened: Submission, client: Client) -> None:
    form = client.get(f"{page_of(opened)}comment/").content.decode()
    assert "You need no account" in form
    assert client.post(f"{page_of(opened)}comment/", typed(words="")).status_code == 422
    Submission.objects.update(open_until=timezone.now())
    ours = {"origin": "http://testserver"}
    answer = client.post(f"{page_of(opened)}comment/", typed(), headers=ours)
    assert answer.status_code == 409 and not Comment.objects.exists()
    assert WORDS in answer.content.decode()


def test_a_flood_stops_and_whoever_was_asked_still_comes_through(
    opened: Submission, cyra: Person, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commenting, "MOST_UNANSWERED", 1)
    page = page_of(opened)
    assert 'name="leave_empty"' in client.get(f"{page}comment/").content.decode()
    program = client.post(f"{page}comment/", typed(leave_empty="https://buy.example.org/ all of it"))
    read = program.content.decode()
    assert program.status_code == 422 and "send the form once more" in read and WORDS in read
    assert "buy.example.org" not in read and not Comment.objects.exists()
    assert client.post(f"{page}comment/", typed()).status_code == 302
    full = client.post(f"{page}comment/", typed(words="A second comment of a town."))
    assert full.status_code == 503 and "A second comment of a town." in full.content.decode()
    keeper = signed_in(cyra)
    asked = keeper.post(f"{page}ask/", {"body": "Example Town Hall"}).content.decode()
    link = asked.partition("<code>http://testserver")[2].partition("</code>")[0]
    assert "Example Town Hall" in client.get(link).content.decode()
    assert client.post(link, typed(words="The town hall asks for a year.")).status_code == 302
    assert Comment.objects.get(asked__isnull=False).words == "The town hall asks for a year."
    back = f"{page}asked/{CommentRequest.objects.get().pk}/back/"
    assert keeper.post(back).status_code == 302
    assert client.get(link).status_code == 404


def test_others_neither_read_nor_answer(opened: Submission, bela: Person, client: Client) -> None:
    client.post(f"{page_of(opened)}comment/", typed())
    page, other = f"{page_of(opened)}comments/", signed_in(bela)
    assert client.get(page).status_code == 302
    assert other.get(page).status_code == 404
    one = f"{page}{Comment.objects.get().pk}/"
    for act in ("answer", "aside", "publish"):
        assert other.post(f"{one}{act}/").status_code == 404


def test_what_is_set_aside_can_be_taken_up_again_and_is_forgotten_in_time(
    opened: Submission, aygul: Person, cyra: Person, client: Client
) -> None:
    client.post(f"{page_of(opened)}comment/", typed(may_be_published="on"))
    one = f"{page_of(opened)}comments/{Comment.objects.get().pk}/"
    answerer, second = signed_in(aygul), signed_in(cyra)
    assert answerer.post(f"{one}aside/").status_code == 302
    assert "Take it up again" in answerer.get(f"{page_of(opened)}comments/").content.decode()
    for status in (302, 409):
        assert second.post(f"{one}again/").status_code == status
    assert Comment.objects.get().state == State.WAITING
    assert answerer.post(f"{one}aside/").status_code == 302
    forget = what_runs_out(at=timezone.now() + timedelta(days=181))["comments"]
    assert forget(Faults()) == 1 and not Comment.objects.exists()


def test_a_slip_puts_nothing_before_everybody_that_its_sender_did_not_read(
    draft: Submission, aygul: Person, cyra: Person
) -> None:
    address, second = f"{page_of(draft)}open/", signed_in(cyra)
    read = words_sha(draft, sections_of(draft))
    named = {"en": "Named since", "ru": "Названо позже"}
    making.change_titles(
        submission=draft, titles=named, base_sha=titles_sha(draft), actor=aygul.pk, at=timezone.now()
    )
    slip = second.post(address, {"sha": read, "days": ""})
    assert slip.status_code == 422 and f'name="sha" value="{read}"' in slip.content.decode()
    assert second.post(address, {"sha": read, "days": 30}).status_code == 409
    draft.refresh_from_db()
    assert draft.open_until is None
