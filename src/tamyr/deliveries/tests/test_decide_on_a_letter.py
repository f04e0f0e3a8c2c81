"""Of a letter that is perhaps sent, was refused or held a person says what becomes of it; none goes out twice on one word."""

from datetime import datetime, timedelta

import pytest
from django.conf import LazySettings
from django.db import connection
from tests.entry import signed_in
from tests.news import tell_everybody

from tamyr.accounts.models import Person
from tamyr.deliveries.models import Batch, Missive, State
from tamyr.deliveries.services.deciding import DecidedMeanwhile, drop, say_sent, send_again
from tamyr.deliveries.services.handing_over import REFUSED, TAKEN, UNKNOWN, Answer
from tamyr.deliveries.services.sending import send_due
from tamyr.deliveries.services.two_persons.again import propose_again
from tamyr.deliveries.tests.releasing import PrepareBatch
from tamyr.demands.models import Event
from tamyr.demands.services.making import withdraw_demand
from tamyr.demands.tests.asking import NOON
from tamyr.network.queries.desk.calls import calls_for
from tamyr.network.queries.visitors import visitor_on
from tamyr.network.rules import MayNot
from tamyr.notices.models import Happening, Notice
from tamyr.safety.services.proposals import NotTheSecond, approve

pytestmark = pytest.mark.django_db


@pytest.fixture
def missive(mailed_letter: Missive, settings: LazySettings) -> Missive:
    settings.MAIL_SERVER = {"host": "mail.example.org", "port": 25}
    return mailed_letter


def tried(missive: Missive, outcome: str, words: str = "") -> Missive:
    send_due(clock=lambda: NOON, hand=lambda *_given: Answer(outcome, words))
    missive.refresh_from_db()
    return missive


def page_of(person: Person, missive: Missive) -> str:
    return signed_in(person).get(f"/en/deliveries/letters/{missive.pk}/").content.decode()


def waiting(person: Person) -> list[str]:
    return [call.sentence for call in calls_for(visitor_on(person, NOON)) if "perhaps did" in call.sentence]


def test_what_is_known_is_told_to_who_may_decide_and_to_nobody_else(
    missive: Missive, aygul: Person, dana: Person, bela: Person
) -> None:
    tried(missive, UNKNOWN, "TimeoutError")
    page = page_of(aygul, missive)
    for words in ("mail.example.org", str(missive.pk), "did not answer in time", "TAMYR-1", "status=sent"):
        assert words in page
    assert len(waiting(aygul)) == len(waiting(dana)) == 1 and not waiting(bela)
    tell_everybody(NOON)
    told = Notice.objects.filter(happening__kind="letters-held")
    assert {notice.person_id for notice in told} == {aygul.pk, dana.pk}
    assert signed_in(bela).get(f"/en/deliveries/letters/{missive.pk}/").status_code == 404


def test_a_doubtful_letter_goes_again_once_a_second_person_agrees(
    missive: Missive, aygul: Person, dana: Person, bela: Person
) -> None:
    tried(missive, UNKNOWN)
    with pytest.raises(DecidedMeanwhile):
        send_again(missive=missive, actor=aygul.pk, at=NOON)
    client = signed_in(aygul)
    address = f"/en/deliveries/letters/{missive.pk}/again/"
    assert client.post(address, {"words": ""}).status_code == 422
    made = propose_again(missive=missive, words="They called: nothing came.", by=visitor_on(aygul, NOON))
    for person in (aygul, bela):
        with pytest.raises(NotTheSecond):
            approve(proposal=made, by=person.pk, at=NOON)
    assert tried(missive, TAKEN).state == State.PERHAPS
    approve(proposal=made, by=dana.pk, at=NOON)
    assert tried(missive, TAKEN).state == State.SENT and not waiting(aygul)
    assert Event.objects.filter(kind="sent").count() == 1


def test_whoever_finds_out_first_decides(missive: Missive, aygul: Person, dana: Person, bela: Person) -> None:
    tried(missive, UNKNOWN)
    made = propose_again(missive=missive, words="Nothing came.", by=visitor_on(aygul, NOON))
    with pytest.raises(MayNot):
        say_sent(missive=missive, actor=bela.pk, at=NOON)
    say_sent(missive=missive, actor=dana.pk, at=NOON)
    with pytest.raises(NotTheSecond):
        approve(proposal=made, by=dana.pk, at=NOON)
    answer = signed_in(aygul).post(f"/en/deliveries/letters/{missive.pk}/decide/", {"act": "drop"})
    assert answer.status_code == 409 and "not open to this now" in answer.content.decode()


def test_a_refused_letter_goes_again_by_one_person_or_is_given_up(missive: Missive, aygul: Person) -> None:
    tried(missive, REFUSED, "550 nobody of this name")
    assert "550 nobody of this name" in page_of(aygul, missive) and len(waiting(aygul)) == 1
    send_again(missive=missive, actor=aygul.pk, at=NOON)
    tried(missive, REFUSED)
    drop(missive=missive, actor=aygul.pk, at=NOON)
    assert not waiting(aygul)


def test_a_held_letter_says_why(missive: Missive, aygul: Person) -> None:
    withdraw_demand(demand=missive.batch.demand, why="No more.", actor=aygul.pk, at=NOON)
    assert tried(missive, TAKEN).state == State.CHANGED
    page = page_of(aygul, missive)
    assert "the demand was withdrawn or closed" in page and "Call it off" in page and len(waiting(aygul)) == 1


def test_what_was_prepared_anew_waits_no_more(
    missive: Missive, prepared: PrepareBatch, aygul: Person
) -> None:
    tried(missive, REFUSED)
    prepared(at=NOON + timedelta(minutes=1))
    assert not waiting(aygul)


def test_what_went_out_is_recorded_also_where_whoever_decided_may_no_longer(
    missive: Missive, cyra: Person, bela: Person
) -> None:
    tried(missive, REFUSED, "550 nobody")
    send_again(missive=missive, actor=cyra.pk, at=NOON)
    # By now they are somebody who has no right to it.
    Missive.objects.update(decided_by=bela)
    assert tried(missive, TAKEN).told_at == NOON
    assert Event.objects.get(kind="sent").by_id == missive.batch.released_by_id


def test_what_went_out_is_recorded_by_hand_where_nobody_of_it_may_act_any_more(
    missive: Missive, aygul: Person, bela: Person
) -> None:
    # Neither of the two has a right to it by now.
    Batch.objects.update(made_by=None)
    send_due(clock=lambda: NOON, hand=lambda *_given: _taken_and_gone(bela))
    missive.refresh_from_db()
    assert (missive.state, missive.told_at) == (State.SENT, None)
    assert not untold(aygul, NOON), "it may be told in a moment"
    later = NOON + timedelta(hours=1)
    send_due(clock=lambda: later)
    assert len(untold(aygul, later)) == 1 and not untold(bela, later)
    assert Happening.objects.filter(kind="letters-held", about=missive.batch_id).count() == 1
    address = f"/en/deliveries/letters/{missive.pk}/"
    assert "Record that it went out" in page_of(aygul, missive)
    assert signed_in(aygul).post(f"{address}decide/", {"act": "sent"}).status_code == 302
    send_due(clock=lambda: later)
    assert Event.objects.get(kind="sent").by_id == aygul.pk and not untold(aygul, later)
    assert signed_in(aygul).post(f"{address}decide/", {"act": "sent"}).status_code == 409


def _taken_and_gone(instead: Person) -> Answer:
    """Take a letter; at the same moment whoever released it has no right to it any more."""
    Batch.objects.update(released_by=instead)
    return Answer(TAKEN, "")


def untold(person: Person, at: datetime) -> list[str]:
    return [call.sentence for call in calls_for(visitor_on(person, at)) if "may record that" in call.sentence]


def test_of_a_letter_whose_words_do_not_open_there_is_a_page_and_no_paper(
    missive: Missive, aygul: Person
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE deliveries_missive SET content = 'k1.changed'")
    assert "Example Ministry of Energy" in page_of(aygul, missive)
    assert signed_in(aygul).get(f"/en/deliveries/letters/{missive.pk}/letter.pdf").status_code == 404


def test_nobody_says_of_a_letter_that_went_out_what_is_recorded_by_itself_in_a_moment(
    missive: Missive, aygul: Person
) -> None:
    Missive.objects.filter(pk=missive.pk).update(state=State.SENT, sent_at=NOON)
    with pytest.raises(DecidedMeanwhile):
        say_sent(missive=missive, actor=aygul.pk, at=NOON)
