"""A letter goes to an address as servers know it, and bears the day of the country to which it goes."""

import json
from dataclasses import asdict, replace
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes
from email.policy import default
from typing import Any

import pytest

from tamyr.accounts.models import Person
from tamyr.addressees.models import Channel, Institution
from tamyr.deliveries.models import Batch, Missive, State
from tamyr.deliveries.pages.letter import read_content
from tamyr.deliveries.services.handing_over import TAKEN, Answer, Envelope
from tamyr.deliveries.services.preparing import NotReady, batch_sha, changes, missive_sha
from tamyr.deliveries.tests.mail_server import mail_server
from tamyr.deliveries.tests.releasing import PrepareBatch, after, released
from tamyr.demands.models import Event
from tamyr.demands.tests.asking import NOON
from tamyr.replies.models import SentLetter
from tamyr.replies.queries.candidates import all_sent

pytestmark = [pytest.mark.django_db, pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1"])]


@pytest.fixture
def missive(mailed_letter: Missive) -> Missive:
    return mailed_letter


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("info@министерство.рф", "info@xn--b1afiashkohcid.xn--p1ai"),
        ("Info@Ministry.example", "Info@Ministry.example"),
    ],
)
def test_an_address_in_the_letters_of_a_country_is_told_as_servers_know_it(
    prepared: PrepareBatch,
    body: Institution,
    aygul: Person,
    dana: Person,
    settings: Any,
    written: str,
    told: str,
) -> None:
    Channel.objects.filter(institution=body).update(value=written)
    missive = released(prepared(), aygul, dana)
    with mail_server() as server:
        assert after(missive, settings, server=server.settings).state == State.SENT
    mail = message_from_bytes(server.taken[0], policy=default)
    assert server.envelopes[1] == f"rcpt TO:<{told}>".encode() and mail["To"] == told
    assert {written.lower(), told.lower()} <= set(all_sent()[1].addresses), "an answer from there is known"


def test_an_address_that_no_server_can_be_told_is_refused_before_anything_is_prepared(
    prepared: PrepareBatch, body: Institution
) -> None:
    for value in (
        "инфо@ministry.example",
        f"info@{'б' * 70}.рф",
        "info@",
        "@ministry.example",
        "in fo@x.example",
    ):
        Channel.objects.filter(institution=body).update(value=value)
        with pytest.raises(NotReady):
            prepared()


def test_under_an_embargo_nothing_goes_out_before_its_moment(
    prepared: PrepareBatch, aygul: Person, dana: Person, settings: Any
) -> None:
    moment = NOON + timedelta(days=3)
    missive = released(prepared(not_before=moment), aygul, dana)
    sent: list[Envelope] = []

    def takes(_server: Any, envelope: Envelope) -> Answer:
        sent.append(envelope)
        return Answer(TAKEN)

    after(missive, settings, moment - timedelta(seconds=1), hand=takes)
    assert not sent
    assert after(missive, settings, moment, hand=takes).state == State.SENT and len(sent) == 1


def test_paper_note_and_clock_bear_one_day_that_of_the_country_to_which_it_goes(
    prepared: PrepareBatch, aygul: Person, dana: Person, settings: Any
) -> None:
    # The third of April in Almaty already, the second by UTC.
    moment = datetime(2026, 4, 2, 20, tzinfo=UTC)
    missive = after(
        released(prepared(not_before=moment), aygul, dana), settings, moment, hand=lambda *_: Answer(TAKEN)
    )
    assert (
        missive.words is not None
        and missive.words["day"] == "3\N{NO-BREAK SPACE}апреля 2026\N{NO-BREAK SPACE}г."
    )
    sent = Event.objects.get(delivery=missive.delivery, kind="sent")
    note = SentLetter.objects.get()
    assert (sent.happened_on, note.sent_on) == (date(2026, 4, 3), date(2026, 4, 3))


def test_a_letter_that_an_older_release_dated_otherwise_goes_out_as_it_was_looked_at(
    prepared_letter: Batch, aygul: Person, dana: Person, settings: Any
) -> None:
    missive = (batch := prepared_letter).missives.get()
    by_utc = replace(read_content(missive.words), day="1 марта 2026 г.")
    missive.content = json.dumps(asdict(by_utc))
    missive.save()
    # A day that nobody looked at goes nowhere.
    assert [why for _one, why in changes(batch, NOON)] == ["content"]
    Missive.objects.update(sha=missive_sha(by_utc.sha, missive.address, missive.pdf or b""))
    Batch.objects.update(sha=batch_sha(batch))
    batch.refresh_from_db()
    going = released(batch, aygul, dana)
    assert after(going, settings, hand=lambda *_: Answer(TAKEN)).state == State.SENT
