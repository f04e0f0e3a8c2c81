"""Released letters go out once; of one of which nobody knows a person decides."""

from datetime import datetime, timedelta
from email import message_from_bytes
from email.policy import default
from typing import Any

import pytest
from tests.entry import signed_in

from tamyr.accounts.models import Person
from tamyr.deliveries.models import Missive, State
from tamyr.deliveries.models.batches import TOLD_AFTER
from tamyr.deliveries.queries.desk import letters_to_decide
from tamyr.deliveries.services.deciding import DecidedMeanwhile, drop, say_sent, send_again
from tamyr.deliveries.services.handing_over import LATER, REFUSED, TAKEN, UNKNOWN, Answer, Envelope, hand_over
from tamyr.deliveries.services.preparing import NotReady
from tamyr.deliveries.services.sending import LEASE, LONGEST_WAIT, TRIES, send_due
from tamyr.deliveries.tests.mail_server import mail_server
from tamyr.deliveries.tests.releasing import PrepareBatch, after, released
from tamyr.deliveries.tests.scenes import MINISTRY
from tamyr.demands.models import Event
from tamyr.demands.services.making import withdraw_demand
from tamyr.demands.tests.asking import NOON, happens, letter
from tamyr.network.models import Member
from tamyr.network.queries.visitors import visitor_on
from tamyr.network.rules import MayNot
from tamyr.notices.models import Happening
from tamyr.replies.models import SentLetter

pytestmark = [pytest.mark.django_db, pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1"])]


@pytest.fixture
def missive(mailed_letter: Missive) -> Missive:
    return mailed_letter


def test_a_released_letter_goes_out_once_with_its_paper_and_the_addresses_for_answers(
    missive: Missive, settings: Any
) -> None:
    with mail_server() as server:
        for _time in range(2):
            after(missive, settings, server=server.settings)
    assert missive.state == State.SENT and missive.told_at == NOON
    (raw,) = server.taken
    mail = message_from_bytes(raw, policy=default)
    assert (
        mail["To"] == MINISTRY
        and mail["X-Tamyr-Letter"] == "TAMYR-1"
        and mail["Reply-To"].startswith("reply-1-")
    )
    assert (
        mail["Message-ID"] == f"<{missive.pk}@{settings.ANSWERS_DOMAIN}>" and "[TAMYR-1]" in mail["Subject"]
    )
    (paper,) = mail.iter_attachments()
    assert paper.get_filename() == "tamyr-1.pdf" and paper.get_content() == missive.pdf
    assert server.envelopes[0].startswith(b"mail FROM:<bounce-1-")
    assert list(Event.objects.values_list("kind", flat=True).order_by("at", "kind")) == ["released", "sent"]
    assert SentLetter.objects.get().address == MINISTRY


def test_without_a_mail_server_a_letter_waits(missive: Missive, settings: Any) -> None:
    assert after(missive, settings, server={}).state == State.WAITING and missive.tries == 0


STEPS = {
    "hello": (b"", LATER),
    "ehlo": (b"", LATER),
    "mail": (b"451 later", LATER),
    "rcpt": (b"550 nobody", REFUSED),
    "data": (b"554 no", REFUSED),
    "body": (b"", LATER),
    "dot": (b"", UNKNOWN),
}


@pytest.mark.parametrize("step", STEPS, ids=str)
def test_a_fault_at_each_step_says_what_it_leaves_behind(step: str) -> None:
    said, outcome = STEPS[step]
    with mail_server(**{step: said}) as server:
        envelope = Envelope(
            "a@example.org", "b@example.org", b"Subject: x\n\n.\n" + (b"line " * 180 + b"\n") * 1_200
        )
        assert hand_over(server.settings, envelope).outcome == outcome
    assert not server.taken


@pytest.mark.parametrize(
    ("said", "outcome"), [(b"451 later", LATER), (b"554 no", REFUSED), (b"250 ok", TAKEN)]
)
def test_after_the_last_dot_the_answer_counts(said: bytes, outcome: str) -> None:
    with mail_server(dot=said) as server:
        assert (
            hand_over(server.settings, Envelope("a@example.org", "b@example.org", b"x\n.\n")).outcome
            == outcome
        )
    assert server.taken == ([b"x\r\n..\r\n"] if outcome == TAKEN else [])


def test_what_may_be_tried_again_is_tried_later_and_at_last_no_more(missive: Missive, settings: Any) -> None:
    later: list[datetime] = []
    for minutes in (0, 1, 2):
        at = NOON + timedelta(minutes=minutes)
        after(missive, settings, at, hand=lambda *_asked: Answer(LATER, "451 later"))
        assert missive.due_at is not None and missive.due_at > at
        later.append(missive.due_at)
    assert later[0] == later[1] < later[2] and (missive.state, missive.tries) == (State.WAITING, 2)
    Missive.objects.update(tries=TRIES - 1)
    after(missive, settings, NOON + timedelta(hours=1), hand=lambda *_asked: Answer(LATER, "451 at last"))
    after(missive, settings, NOON + timedelta(days=9), hand=lambda *_asked: Answer(TAKEN))
    assert (missive.state, missive.tries, missive.fault) == (State.FAILED, TRIES, "451 at last")


@pytest.mark.whole
def test_what_may_be_tried_again_is_tried_later_and_not_forever(missive: Missive, settings: Any) -> None:
    tried, at = [], NOON

    def refuses(_server: Any, _envelope: Envelope) -> Answer:
        tried.append(at)
        return Answer(LATER, "451 later")

    for _hour in range(24 * 7):
        after(missive, settings, at, hand=refuses)
        at += timedelta(hours=1)
    assert len(tried) == TRIES and missive.state == State.FAILED and missive.fault == "451 later"
    assert len(set(tried)) == TRIES


@pytest.mark.parametrize("each", [8, pytest.param(1, marks=pytest.mark.whole)])
def test_a_mail_server_that_is_down_for_days_delays_letters_and_people_hear_of_it(
    missive: Missive, settings: Any, aygul: Person, each: int
) -> None:
    at = NOON

    def waits() -> str:
        return " ".join(call.sentence for call in letters_to_decide(visitor_on(aygul, at)))

    for _hour in range(0, 72, each):
        after(missive, settings, at, hand=lambda _server, _envelope: Answer(LATER, "ConnectionRefusedError"))
        assert missive.state == State.WAITING
        assert ("tried on by itself" in waits()) == (missive.tries >= TOLD_AFTER)
        at += timedelta(hours=each)
    assert missive.due_at and missive.due_at <= at + LONGEST_WAIT and missive.tries < TRIES
    assert Happening.objects.filter(kind="letters-held").count() == 1
    page = signed_in(aygul).get(f"/en/deliveries/letters/{missive.pk}/").content.decode()
    assert "the mail server took no connection" in page and "Next try" in page
    at += LONGEST_WAIT
    assert after(missive, settings, at, hand=lambda *_asked: Answer(TAKEN)).state == State.SENT
    assert not waits()


def test_one_that_came_back_goes_again_by_mail_or_by_a_person(
    missive: Missive, prepared: PrepareBatch, settings: Any, aygul: Person, dana: Person, green_lake: Member
) -> None:
    after(missive, settings, hand=lambda *_asked: Answer(TAKEN))
    with pytest.raises(NotReady):
        prepared()
    happens(missive.delivery, aygul, "returned", NOON.date(), NOON + timedelta(minutes=5))
    at = NOON + timedelta(hours=1)
    again = released(prepared(at=at), aygul, dana, at)
    assert (
        after(again, settings, at, hand=lambda *_asked: Answer(REFUSED, "550 nobody")).state == State.FAILED
    )
    assert [call.act for call in letters_to_decide(visitor_on(aygul, at))], "a person is told"
    letter(missive.batch.demand, aygul, missive.delivery.institution, green_lake, way="post", at=at)
    page = signed_in(aygul).get(f"/en/deliveries/letters/{missive.pk}/").content.decode()
    assert "the mail server took it" in page and "handed over" not in page, "it went by mail all the same"
    at += timedelta(hours=1)
    by_hand = released(prepared(at=at), aygul, dana, at)
    assert by_hand.state == State.BY_HAND and not list(letters_to_decide(visitor_on(aygul, at)))


def test_a_letter_without_an_answer_is_never_sent_again_by_itself(missive: Missive, settings: Any) -> None:
    with mail_server(dot=b"", keeps=b"1") as server:
        for minutes in (0, 60, 6000):
            after(missive, settings, NOON + timedelta(minutes=minutes), server.settings)
    assert missive.state == State.PERHAPS and len(server.taken) == 1


class Killed(BaseException):
    """As kill -9: nothing after it is done."""


def test_a_killed_worker_leaves_a_letter_of_which_a_person_decides(
    missive: Missive, settings: Any, aygul: Person, bela: Person
) -> None:
    def dies(_server: Any, _envelope: Envelope) -> Answer:
        raise Killed

    with pytest.raises(Killed):
        after(missive, settings, hand=dies)
    missive.refresh_from_db()
    assert missive.state == State.SENDING
    after(missive, settings, NOON + timedelta(minutes=1))
    assert missive.state == State.SENDING
    after(missive, settings, NOON + LEASE + timedelta(minutes=1))
    assert missive.state == State.PERHAPS
    with pytest.raises(MayNot):
        say_sent(missive=missive, actor=bela.pk, at=NOON)
    say_sent(missive=missive, actor=aygul.pk, at=NOON + LEASE)
    with pytest.raises(DecidedMeanwhile):
        send_again(missive=missive, actor=aygul.pk, at=NOON + LEASE)
    assert after(missive, settings, NOON + LEASE).told_at is not None
    assert Event.objects.filter(kind="sent").count() == 1


def test_a_late_answer_settles_a_letter_that_was_held_meanwhile(missive: Missive, settings: Any) -> None:
    def slow(_server: Any, _envelope: Envelope) -> Answer:
        send_due(clock=lambda: NOON + LEASE * 2)
        assert Missive.objects.get().state == State.PERHAPS
        return Answer(TAKEN)

    assert after(missive, settings, hand=slow).state == State.SENT


def test_a_letter_of_a_demand_withdrawn_meanwhile_is_held(
    missive: Missive, settings: Any, aygul: Person
) -> None:
    withdraw_demand(demand=missive.batch.demand, why="No more.", actor=aygul.pk, at=NOON)
    assert after(missive, settings).state == State.CHANGED and missive.fault == "demand"
    drop(missive=missive, actor=aygul.pk, at=NOON)
