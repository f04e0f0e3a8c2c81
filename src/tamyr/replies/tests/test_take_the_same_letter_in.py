"""The same letter comes once more: it is one, and stands wherever it was addressed to."""

from datetime import timedelta
from uuid import uuid4

import pytest
from tests.news import news_of

from tamyr.accounts.models import Person
from tamyr.demands.models import Delivery, Demand
from tamyr.replies.logic.matching import ALSO
from tamyr.replies.logic.reading.reader import identity
from tamyr.replies.models import Arrival, Lies, Mailbox
from tamyr.replies.queries.candidates import address_of
from tamyr.replies.services.arriving import Envelope, take_in
from tamyr.replies.services.placing import move, set_aside
from tamyr.replies.tests.corpus.making import mail, words
from tamyr.replies.tests.mailing import AT, answer_to, asked, box_for, came, letter_to, ministry

pytestmark = pytest.mark.django_db
RAW = mail(words("План утверждён."))


def take(raw: bytes) -> Arrival:
    return take_in(raw=raw, envelope=Envelope("pipe", "a@example.org"), at=AT)


def test_the_same_letter_twice_is_one_over_whichever_servers_it_comes() -> None:
    again = (
        RAW.replace(b"mx.eco.example.kz by mx", b"relay.example.net by mx").replace(b"\r\n", b"\n") + b"\n"
    )
    assert take(RAW).pk == take(again).pk
    assert identity(RAW) == identity(again)
    assert Arrival.objects.count() == 1


@pytest.mark.parametrize(
    "other", [RAW.replace(b"<one@", b"<two@"), RAW + b"P.S.", RAW.replace(b"TAMYR-42", b"TAMYR-43")]
)
def test_another_letter_is_another(other: bytes) -> None:
    assert take(RAW).pk != take(other).pk


def test_a_copy_for_another_address_adds_the_address_and_is_read_again(box: Mailbox) -> None:
    raw = answer_to(None)
    first = came(raw)
    assert first.lies == Lies.PEN
    again = came(raw, address_of(box))
    assert (again.pk, again.lies, again.sent_by[1]) == (first.pk, Lies.PLACED, (address_of(box),))


def second_box(demand: Demand, person: Person, number: int = 2) -> Mailbox:
    """The address of a letter about another demand, to another ministry."""
    assert demand.member is not None
    other = asked(demand.member, person, title="Measure methane")
    return box_for(letter_to(other, ministry(number, "x@second.example.kz")), person)


def stands_at(arrival: Arrival) -> list[Delivery]:
    return [placement.delivery for placement in arrival.placements.filter(ended_at=None)]


@pytest.mark.parametrize("told_by", ["the server", "a line of the head"])
def test_a_copy_for_another_of_our_addresses_stands_there_too(
    answered: Arrival, box: Mailbox, demand: Demand, aygul: Person, told_by: str
) -> None:
    other, first, raw = second_box(demand, aygul), answered, answered.content
    assert raw and (first.lies, stands_at(first)) == (Lies.PLACED, [box.delivery])
    told = news_of(aygul, AT)
    recipients = (address_of(other),) if told_by == "the server" else ()
    line = b"" if recipients else b"Delivered-To: " + address_of(other).encode() + b"\r\n"
    for _time in range(2):
        again = came(line + raw, *recipients)
    assert (again.pk, again.lies) == (first.pk, Lies.PLACED)
    assert {*stands_at(again)} == {box.delivery, other.delivery}
    assert {*news_of(aygul, AT)} - {*told} == {"Letter to: Measure methane"}


def test_one_letter_to_many_of_our_addresses_stands_at_each(
    box: Mailbox, demand: Demand, aygul: Person
) -> None:
    others = [second_box(demand, aygul, number) for number in range(2, 10)]
    arrival = came(answer_to(box), *(address_of(other) for other in (*others, box)))
    assert {*stands_at(arrival)} == {box.delivery, *(other.delivery for other in others)}
    assert arrival.guesses == []


def test_an_address_that_others_used_is_a_guess_beside_one_to_believe(
    box: Mailbox, demand: Demand, aygul: Person
) -> None:
    other = second_box(demand, aygul)
    came(answer_to(other, "x", sender="a@other.example.org"))
    arrival = came(answer_to(box), address_of(other))
    assert (arrival.lies, stands_at(arrival)) == (Lies.PLACED, [box.delivery])
    assert [(guess["delivery"], guess["signs"]) for guess in arrival.guesses] == [(other.number, [ALSO])]


def test_a_copy_comes_not_back_to_where_it_was_taken_from(
    answered: Arrival, box: Mailbox, demand: Demand, aygul: Person
) -> None:
    other, raw = second_box(demand, aygul), answered.content
    placed = answered.placements.get()
    move(placement=placed, delivery=other.delivery, reason="x", form_key=uuid4(), actor=aygul.pk, at=AT)
    assert raw and stands_at(came(raw, address_of(box))) == [other.delivery]


def test_a_copy_for_an_address_that_is_false_or_used_by_others_is_at_most_a_guess(
    answered: Arrival, box: Mailbox, demand: Demand, aygul: Person
) -> None:
    other, raw = second_box(demand, aygul), answered.content
    assert raw is not None
    came(answer_to(other, "x", sender="a@other.example.org"))
    for recipient, guessed in (
        (address_of(other).replace("@", "x@"), []),
        (address_of(other), [other.number]),
    ):
        again = came(raw, recipient)
        assert (again.lies, stands_at(again)) == (Lies.PLACED, [box.delivery])
        assert [guess["delivery"] for guess in again.guesses] == guessed


def test_what_lay_apart_is_read_again_once_it_comes_to_a_true_address(box: Mailbox, cyra: Person) -> None:
    false = came(mail(words("x"), to=address_of(box).replace("@", "x@"), subject=b"x"))
    assert false.lies == Lies.QUARANTINE
    aside = came(answer_to(None, "y", subject=b"y"))
    set_aside(arrival=aside, actor=cyra.pk, at=AT)
    for arrival in (false, aside):
        assert arrival.content is not None
        assert came(arrival.content, "anybody@example.org").lies != Lies.PLACED
        assert stands_at(came(arrival.content, address_of(box))) == [box.delivery]


def test_letters_that_name_themselves_by_nothing_are_one_for_as_long_as_a_server_tries() -> None:
    bare = b"From: a@example.org\r\nSubject: Re\r\n%s\r\nx\r\n"
    for line, kept in (
        (b"", 3),
        (b"Date: \r\n", 3),
        (b"Date: Fri, 20 Mar 2026 10:00:00 +0500\r\n", 1),
        (b"Message-ID: <a@b>\r\n", 1),
    ):
        keys = [
            take_in(raw=bare % line, envelope=Envelope("imap"), at=AT + timedelta(days=days)).pk
            for days in (0, 5, 30, 31, 70)
        ]
        assert len({*keys}) == kept, line
