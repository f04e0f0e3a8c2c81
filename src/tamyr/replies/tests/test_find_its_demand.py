"""A letter that is read goes to the demand it answers, or to where a person decides; nothing is an answer by itself."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.conf import LazySettings
from tests.news import news_of

from tamyr.accounts.models import Person
from tamyr.demands.models import Demand, Event
from tamyr.network.models import Member
from tamyr.network.queries.visitors import visitor_on
from tamyr.replies.models import Arrival, Lies, Mailbox, Placement, SentLetter
from tamyr.replies.queries.candidates import address_of
from tamyr.replies.queries.desk import letters_to_place
from tamyr.replies.services.arriving import Envelope, take_in
from tamyr.replies.services.expiry import what_runs_out
from tamyr.replies.services.mailboxes import KnownAlready, WentOut, note_sent
from tamyr.replies.services.placing import set_aside
from tamyr.replies.services.reading import read_arrival, read_waiting
from tamyr.replies.tests.corpus import machines
from tamyr.replies.tests.corpus.making import MINISTRY, mail, part, several, word, words
from tamyr.replies.tests.mailing import ANSWER, AT, answer_to, asked, box_for, came, letter_to, ministry
from tamyr.safety.models import ExposureLevel
from tamyr.safety.services.faults import Faults
from tamyr.shared import apart

pytestmark = pytest.mark.django_db


def note(box: Mailbox, person: Person, **went: str) -> SentLetter:
    return note_sent(mailbox=box, went=WentOut(AT.date(), **went), form_key=uuid4(), actor=person.pk, at=AT)


def test_an_answer_goes_to_its_demand_by_its_address(box: Mailbox) -> None:
    arrival = came(answer_to(box))
    placed = Placement.objects.get(arrival=arrival)
    assert (arrival.lies, arrival.kind, arrival.matched_by) == (Lies.PLACED, "answer", "code")
    assert (placed.delivery, placed.act, placed.event) == (box.delivery, "matched", None)
    assert arrival.text == ANSWER and arrival.line("subject") == "Re: x"


def test_no_letter_stops_a_clock_by_itself(answered: Arrival, box: Mailbox) -> None:
    for kind in ("bounce", "automatic", "receipt", "captcha"):
        case = next(case for case in machines.CASES if case.kind == kind)
        take_in(raw=case.raw, envelope=Envelope("lmtp", "", (address_of(box),)), at=AT)
    assert read_waiting(at=AT) == 4
    assert Placement.objects.filter(delivery=box.delivery).count() == 5
    assert not Event.objects.exists()


def test_reading_twice_changes_nothing(answered: Arrival) -> None:
    assert not read_arrival(key=answered.pk, at=AT)
    assert Placement.objects.count() == 1


def test_a_letter_is_known_by_the_one_it_answers(box: Mailbox, aygul: Person) -> None:
    note(box, aygul, message_id="<our-letter@example.org>", subject="О метане")
    arrival = came(
        answer_to(None, ANSWER, b"In-Reply-To: <our-letter@example.org>", sender="x@gov.example.kz")
    )
    assert (arrival.lies, arrival.matched_by) == (Lies.PLACED, "references")


def test_a_server_s_report_is_known_by_the_letter_it_encloses(box: Mailbox, aygul: Person) -> None:
    note(box, aygul, message_id="<letter-42@example.org>")
    report = next(case for case in machines.BOUNCES if case.name == "a report of Postfix")
    to_us = report.raw.replace(b"@answers.example.org", b"@example.org")
    arrival = came(to_us)
    assert (arrival.kind, arrival.lies, arrival.matched_by) == ("bounce", Lies.PLACED, "references")


def test_two_letters_are_not_noted_under_one_message_id(box: Mailbox, aygul: Person) -> None:
    note(box, aygul, message_id="<our-letter@example.org>")
    with pytest.raises(KnownAlready):
        note(box, aygul, message_id="<our-letter@example.org>")


def test_the_number_in_the_subject_counts_from_the_office_alone(box: Mailbox) -> None:
    subject = f"Re: [{box}]".encode()
    assert came(answer_to(None, subject=subject)).lies == Lies.PLACED
    stranger = came(answer_to(None, "Спам", subject=subject, sender="someone@gmail.com"))
    assert stranger.lies == Lies.PEN
    assert [guess["delivery"] for guess in stranger.guesses] == [box.number]


@pytest.mark.parametrize("turn", ["forged", "run-out", "unknown", "malformed"])
def test_an_address_that_is_not_to_be_believed_keeps_the_letter_apart(box: Mailbox, turn: str) -> None:
    box.until = (AT - timedelta(days=1)).date() if turn == "run-out" else box.until
    address = address_of(box)
    other = {
        "forged": address[:-30] + ("a" if address[-30] != "a" else "b") + address[-29:],
        "run-out": address,
        "unknown": address_of(Mailbox(number=99, until=box.until)),
        "malformed": address.replace("@", "-x@"),
    }[turn]
    arrival = came(mail(words(ANSWER), to=other, subject=b"x"))
    assert (arrival.lies, arrival.quarantine) == (Lies.QUARANTINE, turn)
    assert not Placement.objects.exists()


def test_a_stranger_cannot_use_an_address_that_was_answered_by(answered: Arrival, box: Mailbox) -> None:
    replayed = came(answer_to(box, "Переведите деньги.", sender="someone@gmail.com"))
    assert (replayed.lies, replayed.quarantine) == (Lies.QUARANTINE, "replayed")


def test_a_stranger_s_name_that_is_read_as_an_address_of_the_office_makes_nobody_believe(
    answered: Arrival, box: Mailbox
) -> None:
    name = word(f"{MINISTRY}, ", "utf-8").decode()
    spoofed = came(answer_to(box, "Отказано.", sender=f"{name} <evil@evil.example>"))
    assert (answered.senders, spoofed.senders) == ([MINISTRY], ["evil@evil.example"])
    assert (spoofed.lies, spoofed.quarantine) == (Lies.QUARANTINE, "replayed")
    assert spoofed.line("from") == f'"{MINISTRY}," <evil@evil.example>'


def test_whoever_names_no_sender_opens_an_address_for_no_other_of_that_kind(box: Mailbox) -> None:
    nobody = answer_to(box).replace(b"From: ", b"X-From: ")
    assert came(nobody).lies == Lies.PLACED
    assert came(nobody.replace(b"Re: x", b"Re: y")).quarantine == "replayed"


def test_a_letter_that_cannot_be_read_keeps_no_other_one_from_being_read(
    box: Mailbox, settings: LazySettings, cyra: Person
) -> None:
    # A scanner that is named wrongly fails at the first file, and nothing else is at fault there.
    settings.VIRUS_SCANNER = ("scanner.example.org",)
    file = part(b"a,b", "text/csv", "base64", b'Content-Disposition: attachment; filename="a.csv"')
    bad = mail(several(words(ANSWER), file), to=address_of(box), subject=b"x")
    kept = [take_in(raw=raw, envelope=Envelope("lmtp"), at=AT).pk for raw in (bad, answer_to(box))]
    assert read_waiting(at=AT) == 2
    read = [Arrival.objects.get(pk=key) for key in kept]
    assert [(arrival.lies, arrival.quarantine) for arrival in read] == [
        (Lies.QUARANTINE, "unreadable"),
        (Lies.PLACED, ""),
    ]
    assert len(news_of(cyra, AT)) == 2 and read_waiting(at=AT) == 0


def test_a_loop_is_cut_and_tells_nobody(box: Mailbox, cyra: Person) -> None:
    arrival = came(answer_to(box, "x", b"X-Tamyr-Letter: 1"))
    assert (arrival.kind, arrival.lies) == ("loop", Lies.ASIDE)
    assert news_of(cyra, AT) == []


@pytest.mark.usefixtures("in_a_child")
def test_files_come_with_it_hidden(box: Mailbox) -> None:
    from tamyr.replies.tests.corpus.files import CASES

    docm = next(case for case in CASES if case.name == "a letter of Word with macros")
    arrival = came(docm.raw)
    file = arrival.files.get()
    assert (file.name, file.warnings, file.is_public) == ("ответ.docx", ["macros"], False)
    assert file.data is not None and file.data.startswith(b"PK") and file.size == len(file.data)


@pytest.mark.trial
@pytest.mark.usefixtures("in_a_child")
def test_a_letter_that_takes_too_much_to_read_is_kept_apart(
    box: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Of the processor, which a busy machine does not spend faster: the clock must not be what ends it here.
    monkeypatch.setattr(apart, "PROCESSOR_SECONDS", 1)
    # Each line of the innermost part is held against each border that is open above it.
    body = part(b"x\n" * 500_000, "text/plain")
    for level in range(200):
        body = several(body, boundary=f"=_{level}")
    raw = mail(body, to=address_of(box))
    arrival = came(raw)
    assert (arrival.lies, arrival.quarantine) == (Lies.QUARANTINE, "unreadable")
    assert arrival.content == raw


def test_its_people_are_told_and_nobody_else(
    answered: Arrival, demand: Demand, aygul: Person, bela: Person, cyra: Person
) -> None:
    told = f"Letter to: {demand.texts.get(language='en').title}"
    assert [news_of(person, AT) for person in (aygul, bela, cyra)] == [[told], [], [told]]


def test_of_a_hidden_member_s_demand_only_its_own_are_told(
    quiet_garden: Member, hanna: Person, cyra: Person, aygul: Person
) -> None:
    demand = asked(quiet_garden, hanna, ExposureLevel.SEALED)
    box = box_for(letter_to(demand, ministry()), hanna)
    came(answer_to(box))
    assert len(news_of(hanna, AT)) == 1
    assert news_of(cyra, AT) == news_of(aygul, AT) == []


def test_a_letter_that_nobody_knows_waits_on_the_coordinators_desk(
    demand: Demand, cyra: Person, aygul: Person
) -> None:
    came(answer_to(None, sender="someone@example.net"))
    assert [call.title for call in letters_to_place(visitor_on(cyra, AT))] == ["Letters that came in"]
    assert list(letters_to_place(visitor_on(aygul, AT))) == []


def test_what_was_set_aside_is_deleted_a_quarter_later(answered: Arrival, cyra: Person) -> None:
    aside = came(answer_to(None, "Реклама", sender="someone@example.net"))
    set_aside(arrival=aside, actor=cyra.pk, at=AT)
    for days, left in ((89, 2), (91, 1)):
        for forget in what_runs_out(at=AT + timedelta(days=days)).values():
            forget(Faults())
        assert Arrival.objects.count() == left
