"""An end that the body moves, or calls off: told at once by one, and so once another organisation has confirmed it."""

import html
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.entry import signed_in

from tamyr.accounts.models import Person
from tamyr.consultations.models import Consultation, Move
from tamyr.consultations.services import recording
from tamyr.consultations.services.locking import NotAnyMore
from tamyr.consultations.services.taking_part import remind
from tamyr.consultations.tests.calling import (
    DAY,
    MUCH_LATER,
    NOON,
    SOURCE,
    end_confirmed,
    end_said,
    move_form,
    news_of,
    page,
    told,
)
from tamyr.network.models import Member
from tamyr.network.queries.desk.calls import calls_for
from tamyr.network.queries.visitors import visitor_on
from tamyr.notices.models import Happening
from tamyr.safety.models import Proposal, Stage
from tamyr.safety.services.proposals import (
    AlreadyAnswered,
    AlreadyProposed,
    NotTheSecond,
    approve,
    call_off_all_of,
    refuse,
    withdraw,
)

pytestmark = pytest.mark.django_db
FILES = ("", "table.csv", "consultations.json", "feed.xml", "calendar.ics")


def ends_at(consultation: Consultation) -> datetime:
    consultation.refresh_from_db()
    return consultation.closes_at


def test_what_one_says_is_told_at_once_and_changes_nothing_until_another_organisation_confirms_it(
    open_one: Consultation, aygul: Person, bela: Person, cyra: Person, dana: Person, green_lake: Member
) -> None:
    address = f"/en/consultations/{open_one.number}/"
    before = {place: Client().get(f"/en/consultations/{place}").getvalue() for place in FILES}
    form = move_form(green_lake, timezone.now() + 40 * DAY)
    teller, other = signed_in(aygul), signed_in(bela)
    assert "a coordinator, has confirmed it" in page(teller, f"{address}move/")
    for _time in range(2):
        assert teller.post(f"{address}move/", form).status_code == 302
    proposal = Proposal.objects.get()
    (said,) = news_of("consultation-end-said", bela, timezone.now())
    assert said.startswith("Aygul Example says that the end is another one:") and SOURCE in said
    assert "both ends stand, and you are reminded of the earlier one" in said
    shown, outside = page(other, address), page(Client(), address)
    assert "Said, not confirmed yet" in shown and f"/proposals/{proposal.pk}/" in shown
    assert "not confirmed" not in outside and SOURCE not in outside
    assert {place: Client().get(f"/en/consultations/{place}").getvalue() for place in FILES} == before
    assert ends_at(open_one) == MUCH_LATER
    answer = page(other, f"/en/proposals/{proposal.pk}/")
    assert "End as it is recorded" in answer and SOURCE in answer
    for own in (aygul, dana):
        with pytest.raises(NotTheSecond):
            approve(proposal=proposal, by=own.pk, at=timezone.now())
    for _time in range(2):
        approve(proposal=proposal, by=bela.pk, at=timezone.now())
    with pytest.raises(AlreadyAnswered):
        approve(proposal=proposal, by=cyra.pk, at=timezone.now())
    move = Move.objects.get()
    assert (move.was_at, move.now_at, move.by) == (MUCH_LATER, ends_at(open_one), aygul)
    read = page(Client(), address)
    assert "The end was moved" in read and SOURCE in read and "not confirmed" not in read
    assert news_of("consultation-end-said", bela) == []


def test_what_was_called_off_is_on_again_when_the_body_sets_another_end(
    open_one: Consultation, aygul: Person, bela: Person, cyra: Person
) -> None:
    end_confirmed(open_one, aygul, cyra, None)
    open_one.refresh_from_db()
    assert open_one.standing_at(NOON) == "cancelled" and news_of("consultation-cancelled", bela)
    with pytest.raises(NotAnyMore):
        end_said(open_one, aygul, None)
    made = end_said(open_one, aygul, MUCH_LATER + DAY)
    assert "until then it stays called off" in news_of("consultation-end-said", bela)[0]
    approve(proposal=made, by=bela.pk, at=NOON)
    open_one.refresh_from_db()
    assert (open_one.standing_at(NOON), open_one.cancelled_url) == ("open", "")


@pytest.mark.whole
def test_what_was_called_off_by_mistake_is_on_again_with_the_same_end(
    open_one: Consultation, aygul: Person, bela: Person, cyra: Person
) -> None:
    with pytest.raises(recording.NotLater):
        end_said(open_one, aygul, MUCH_LATER)
    end_confirmed(open_one, aygul, cyra, None)
    open_one.refresh_from_db()
    made = end_said(open_one, aygul, MUCH_LATER)
    assert "says that it is on again" in page(signed_in(bela), f"/en/proposals/{made.pk}/")
    approve(proposal=made, by=bela.pk, at=NOON)
    open_one.refresh_from_db()
    assert (open_one.standing_at(NOON), open_one.closes_at) == ("open", MUCH_LATER)
    assert news_of("consultation-moved", bela)[0].startswith("It is on again. Open until")
    assert "called off, and on again with the same end" in page(
        Client(), f"/en/consultations/{open_one.number}/"
    )
    # Above that of the calling off: a calendar takes no other entry for the newer one.
    assert "SEQUENCE:2" in page(Client(), "/en/consultations/calendar.ics")


def test_the_earlier_of_two_ends_reminds_until_it_is_settled(
    open_one: Consultation, aygul: Person, bela: Person, mountain_voice: Member
) -> None:
    at = MUCH_LATER - 60 * DAY
    sooner = at + 6 * DAY
    made = end_said(open_one, aygul, sooner, at)
    for _twice in range(2):
        remind(at=at)
    (said,) = news_of("consultation-ends-7", bela, at)
    assert "within a week" in said and "No second person has confirmed it yet" in said
    calls = [call for call in calls_for(visitor_on(aygul, at)) if "/consultations/" in call.address]
    assert [call.due_at for call in calls] == [sooner]
    refuse(proposal=made, by=bela.pk, reason="That page is of last year.", at=at)
    assert "What was said of its end is not confirmed." in news_of("consultation-stands", aygul, at)[0]
    assert not [call for call in calls_for(visitor_on(aygul, at)) if "/consultations/" in call.address]
    assert not news_of("consultation-ends-7", bela, at), "it does not end within a week"
    remind(at=MUCH_LATER - 6 * DAY)
    assert Happening.objects.filter(kind="consultation-ends-7").count() == 2


def test_whoever_is_slower_gets_the_words_back_and_answers_the_first(
    open_one: Consultation, aygul: Person, bela: Person, mountain_voice: Member
) -> None:
    said = end_said(open_one, aygul, None, timezone.now())
    address = f"/en/consultations/{open_one.number}/"
    form = move_form(mountain_voice, timezone.now() + 40 * DAY, source_url="https://other.example.org/")
    client = signed_in(bela)
    answer = client.post(f"{address}move/", form)
    read = html.unescape(answer.content.decode())
    assert answer.status_code == 409 and "confirm or refuse that first" in read
    assert "https://other.example.org/" in read and Proposal.objects.get() == said
    with pytest.raises(AlreadyProposed):
        end_said(open_one, bela, None)
    over = {**form, "closes_on": "2020-01-01"}
    assert client.post(f"{address}move/", over).status_code == 422
    assert client.post(f"{address}cancel/", {"source_url": "see the site"}).status_code == 422


def test_who_said_it_takes_it_back_or_says_it_anew_and_those_told_hear_of_it(
    open_one: Consultation, aygul: Person, bela: Person, dana: Person
) -> None:
    first = end_said(open_one, aygul, None)
    second = end_said(open_one, aygul, MUCH_LATER + DAY)
    assert Proposal.objects.get(pk=first.pk).stage == Stage.WITHDRAWN
    withdraw(proposal=second, by=aygul.pk, at=NOON)
    assert news_of("consultation-stands", bela) and not news_of("consultation-end-said", bela)
    third = end_said(open_one, aygul, None)
    refuse(proposal=third, by=dana.pk, reason="I asked: it is on.", at=NOON)
    assert Happening.objects.filter(kind="consultation-stands").count() == 2
    for made in (first, second, third):
        with pytest.raises(AlreadyAnswered):
            approve(proposal=made, by=bela.pk, at=NOON)
    assert ends_at(open_one) == MUCH_LATER and open_one.cancelled_at is None


def test_an_account_that_is_locked_says_nothing_any_more(
    open_one: Consultation, aygul: Person, bela: Person
) -> None:
    made = end_said(open_one, aygul, None)
    call_off_all_of(person=aygul.pk, at=NOON)
    assert news_of("consultation-stands", bela)
    with pytest.raises(AlreadyAnswered):
        approve(proposal=made, by=bela.pk, at=NOON)
    made = end_said(open_one, aygul, None)
    Person.objects.filter(pk=aygul.pk).update(locked_at=NOON, is_active=False)
    with pytest.raises(NotTheSecond):
        approve(proposal=made, by=bela.pk, at=NOON)


def test_it_can_be_confirmed_after_that_end_and_not_where_the_end_is_another_by_then(
    open_one: Consultation, aygul: Person, bela: Person
) -> None:
    made = end_said(open_one, aygul, NOON + DAY)
    Consultation.objects.filter(pk=open_one.pk).update(closes_at=MUCH_LATER + DAY)
    with pytest.raises(NotTheSecond):
        approve(proposal=made, by=bela.pk, at=NOON)
    Consultation.objects.filter(pk=open_one.pk).update(closes_at=MUCH_LATER)
    approve(proposal=made, by=bela.pk, at=NOON + 2 * DAY)
    open_one.refresh_from_db()
    assert open_one.standing_at(NOON + 2 * DAY) == "closed"
    with pytest.raises(NotTheSecond):
        approve(proposal=end_said(open_one, bela, MUCH_LATER), by=bela.pk, at=NOON)


def test_what_nobody_confirmed_in_time_stands_no_more_and_is_told_once(
    open_one: Consultation, aygul: Person, bela: Person
) -> None:
    made = end_said(open_one, aygul, MUCH_LATER + DAY)
    late = NOON + 14 * DAY
    for at in (late - timedelta(seconds=1), late, late + DAY):
        remind(at=at)
    assert len(news_of("consultation-stands", bela, late)) == 1
    with pytest.raises(AlreadyAnswered):
        approve(proposal=made, by=bela.pk, at=late)
    assert end_said(open_one, bela, MUCH_LATER + DAY, late), "another one may say it now"


def test_no_outcome_closes_what_may_still_be_open(aygul: Person, bela: Person, green_lake: Member) -> None:
    made = told(aygul, green_lake, ends=NOON + DAY)
    said = end_said(made, aygul, NOON + 30 * DAY)
    outcome: dict[str, Any] = {"on": NOON.date(), "source_url": SOURCE, "actor": bela.pk}
    with pytest.raises(recording.StillToConfirm):
        recording.note_outcome(consultation=made, at=NOON + 2 * DAY, **outcome)
    approve(proposal=said, by=bela.pk, at=NOON + 3 * DAY)
    with pytest.raises(NotAnyMore):
        recording.note_outcome(consultation=made, at=NOON + 3 * DAY, **outcome)


@pytest.mark.parametrize("who", ["bela", pytest.param("cyra", marks=pytest.mark.whole)])
def test_a_hidden_member_is_named_to_nobody_by_what_it_says(
    who: str,
    open_one: Consultation,
    hanna: Person,
    quiet_garden: Member,
    request: pytest.FixtureRequest,
) -> None:
    person: Person = request.getfixturevalue(who)
    Person.objects.filter(pk=hanna.pk).update(exposure="sealed")
    made = end_said(open_one, hanna, None, timezone.now())
    places = (f"/en/consultations/{open_one.number}/", f"/en/proposals/{made.pk}/")
    reader = signed_in(person)
    told_of = [page(reader, place) for place in places]
    told_of += news_of("consultation-end-said", person, timezone.now())
    for text in told_of:
        assert "Hanna" not in text and "Quiet Garden" not in text
        assert "somebody of the network" in text.lower()


@pytest.mark.parametrize("who", ["foma", pytest.param("gita", marks=pytest.mark.whole)])
def test_who_keeps_no_calendar_neither_says_nor_hears_of_it(
    who: str, open_one: Consultation, aygul: Person, request: pytest.FixtureRequest
) -> None:
    made = end_said(open_one, aygul, None, timezone.now())
    client = signed_in(request.getfixturevalue(who))
    assert client.get(f"/en/proposals/{made.pk}/").status_code == 404
    assert client.post(f"/en/consultations/{open_one.number}/cancel/").status_code == 403
    assert "not confirmed" not in page(client, f"/en/consultations/{open_one.number}/")
