"""A letter on its page: read with earlier letters folded, recorded by a person, made public by two, its files one by one."""

import re
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from tests.entry import signed_in

from tamyr.accounts.models import Person
from tamyr.addressees.models import Institution
from tamyr.demands.models import Delivery, Demand, Event
from tamyr.network.models import Member
from tamyr.replies.models import Arrival, Lies, Mailbox, Placement, PublicWords
from tamyr.replies.queries.candidates import address_of
from tamyr.replies.services.placing import move
from tamyr.replies.tests.corpus.making import mail, words
from tamyr.replies.tests.mailing import (
    ANSWER,
    AT,
    QUOTED,
    answer_to,
    asked,
    box_for,
    came,
    letter_to,
    ministry,
)
from tamyr.safety.models import ExposureLevel

pytestmark = pytest.mark.django_db


@pytest.fixture
def arrival(answered: Arrival) -> Arrival:
    return answered


def page(arrival: Arrival, more: str = "") -> str:
    return f"/en/replies/{arrival.pk}/{more}"


def meaning(arrival: Arrival, **said: str) -> dict[str, str]:
    placed = str(arrival.placements.get(ended_at=None).pk)
    return {"placement": placed, "kind": "answered", "on": "2025-03-20", "form_key": str(uuid4()), **said}


def sent_before(delivery: Delivery) -> None:
    Event.objects.create(form_key=uuid4(), delivery=delivery, kind="sent", happened_on=AT.date(), at=AT)


def test_it_is_read_with_the_earlier_letter_folded(hers: Client, arrival: Arrival) -> None:
    shown = hers.get(page(arrival)).content.decode()
    assert ANSWER in shown
    assert shown.index("<summary>An earlier letter</summary>") < shown.index("Просим сообщить о плане.")


def test_what_it_says_runs_nowhere(hers: Client, box: Mailbox) -> None:
    harm = words(
        "<p onclick=x>План<script>alert(1)</script></p><img src='https://t.example/x.gif'>", kind="html"
    )
    shown = hers.get(
        page(came(mail(harm, to=address_of(box), subject=b"<script>alert(2)</script>")))
    ).content.decode()
    assert "План" in shown
    assert "alert(1)" not in shown and "t.example" not in shown and "<script>alert(2)" not in shown


def test_a_person_records_what_it_means(
    hers: Client, arrival: Arrival, delivery: Delivery, aygul: Person
) -> None:
    sent_before(delivery)
    assert hers.post(page(arrival, "record/"), meaning(arrival, number="12-05/317")).status_code == 302
    event = Event.objects.get(kind="answered")
    assert (event.delivery, event.number, event.by) == (delivery, "12-05/317", aygul)
    assert Placement.objects.get().event == event


def test_two_people_at_once_record_it_once_and_where_it_stands(
    hers: Client, arrival: Arrival, delivery: Delivery, demand: Demand, aygul: Person
) -> None:
    sent_before(delivery)
    moved, late = meaning(arrival), meaning(arrival, kind="in_part")
    assert hers.post(page(arrival, "record/"), meaning(arrival)).status_code == 302
    answer = hers.post(page(arrival, "record/"), late)
    assert answer.status_code == 409 and "below is how it stands" in answer.content.decode()
    Placement.objects.update(event=None)
    other = letter_to(demand, ministry(2, "other@example.com"))
    origin, reason = Placement.objects.get(), "It answers that one."
    move(placement=origin, delivery=other, reason=reason, form_key=uuid4(), actor=aygul.pk, at=AT)
    assert hers.post(page(arrival, "record/"), moved).status_code == 409
    assert Event.objects.get(kind="answered").delivery == delivery and Event.objects.count() == 2


def test_an_answer_to_what_was_never_sent_is_refused(hers: Client, arrival: Arrival) -> None:
    answer = hers.post(page(arrival, "record/"), meaning(arrival, ground=""))
    assert answer.status_code == 409 and "Not recorded" in answer.content.decode()
    assert not Event.objects.exists()


@pytest.mark.parametrize("iso3", ["KAZ", ""])
def test_what_came_in_behind_its_answer_is_refused_with_its_words(
    hers: Client, arrival: Arrival, delivery: Delivery, iso3: str
) -> None:
    Institution.objects.filter(pk=delivery.institution_id).update(
        iso3=iso3, level="national" if iso3 else "international"
    )
    sent_before(delivery)
    day, at = AT.date() + timedelta(days=1), AT + timedelta(days=1)
    Event.objects.create(form_key=uuid4(), delivery=delivery, kind="answered", happened_on=day, at=at)
    said = meaning(arrival, kind="registered", on=(day + timedelta(days=1)).isoformat(), number="12-05/317")
    answer = hers.post(page(arrival, "record/"), said)
    shown = answer.content.decode()
    assert answer.status_code == 409 and "“answered” is earlier than “registered by the body”." in shown
    assert 'id="meaning_on_error"' in shown and 'value="12-05/317"' in shown
    assert Event.objects.count() == 2


@pytest.mark.parametrize(
    ("name", "value"), [("on", "2099-01-01"), ("kind", "void"), ("kind", "put_off"), ("on", "x")]
)
def test_what_cannot_be_is_refused_in_its_place(
    hers: Client, arrival: Arrival, name: str, value: str
) -> None:
    answer = hers.post(page(arrival, "record/"), meaning(arrival, **{name: value}, ground="Words to be kept"))
    assert answer.status_code == 422
    assert "Words to be kept" in answer.content.decode() and not Event.objects.exists()


def test_an_automatic_reply_says_that_it_is_no_answer(hers: Client, box: Mailbox) -> None:
    shown = hers.get(
        page(came(answer_to(box, "Я в отпуске до 5 апреля.", b"Auto-Submitted: auto-replied")))
    ).content.decode()
    assert "Somebody is away" in shown and "the clock runs on" in shown


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("План сокращения метана утверждён приказом № 12.\n\nПисьмо сформировано автоматически.", "answer"),
        ("Я в отпуске до 5 апреля.", "out_of_office"),
        pytest.param("Ваше обращение зарегистрировано за № 12-05/317.", "receipt", marks=pytest.mark.whole),
        pytest.param(
            "Подтвердите, что вы не робот: https://mx.eco.example.kz/c", "captcha", marks=pytest.mark.whole
        ),
    ],
)
def test_what_comes_to_the_address_of_bounces_does_not_ask_to_send_again_what_came_in(
    hers: Client, box: Mailbox, text: str, kind: str
) -> None:
    to = address_of(box, "bounce")
    arrival = came(mail(words(text), b"Return-Path: <>", to=to))
    assert arrival.kind == kind
    assert "Send the letter again" not in hers.get(page(arrival)).content.decode()


def test_two_persons_make_its_words_public(
    hers: Client, arrival: Arrival, dana: Person, delivery: Delivery
) -> None:
    public = {"words": "The ministry has adopted the plan."}
    assert hers.post(page(arrival, "words/"), public).status_code == 302
    stranger = Client()
    assert stranger.get(page(arrival)).status_code == 404
    assert hers.post(page(arrival, "words/check/"), public).status_code == 409
    second = signed_in(dana)
    read_it = "I have read it: show it to everybody"
    own, others = (who.get(page(arrival)).content.decode() for who in (hers, second))
    assert read_it not in own and read_it in others, "no button asks for what is refused"
    assert f"/en/demands/{delivery.demand.number}/" in own and f"/en/replies/to/{delivery.pk}/" in own
    assert second.post(page(arrival, "words/check/"), {"words": "Other words."}).status_code == 409
    assert second.post(page(arrival, "words/check/"), public).status_code == 302
    shown = stranger.get(page(arrival)).content.decode()
    ours = f"/en/demands/{delivery.demand.number}/letters/{delivery.pk}/"
    assert page(arrival) in stranger.get(ours).content.decode()
    assert "/en/replies/to/" in hers.get(ours).content.decode()
    assert "The ministry has adopted the plan." in shown
    assert ANSWER not in shown and "eco.example.kz" not in shown


def test_words_that_are_written_anew_are_hidden_until_they_are_read(
    hers: Client, arrival: Arrival, dana: Person
) -> None:
    hers.post(page(arrival, "words/"), {"words": "First words."})
    signed_in(dana).post(page(arrival, "words/check/"), {"words": "First words."})
    late = hers.post(page(arrival, "words/"), {"words": "Other words."})
    told = late.content.decode()
    assert late.status_code == 409 and "Put both together" in told and "First words." in told
    assert re.search(r"<textarea[^>]*>\s*Other words\.</textarea>", told), (
        "pressed again, one’s own words are sent"
    )
    known = re.search(r'name="base_sha" value="(\w{64})"', told)
    assert known is not None
    hers.post(page(arrival, "words/"), {"words": "Other words.", "base_sha": known[1]})
    assert Client().get(page(arrival)).status_code == 404
    assert PublicWords.objects.get().checked_by is None


def test_of_a_sealed_demand_nobody_else_reads_a_public_word(
    green_lake: Member, aygul: Person, dana: Person, bela: Person
) -> None:
    box = box_for(letter_to(asked(green_lake, aygul, ExposureLevel.SEALED), ministry()), aygul)
    arrival = came(answer_to(box))
    signed_in(aygul).post(page(arrival, "words/"), {"words": "Words."})
    signed_in(dana).post(page(arrival, "words/check/"), {"words": "Words."})
    assert PublicWords.objects.get().checked_at is not None
    assert [who.get(page(arrival)).status_code for who in (Client(), signed_in(bela))] == [404, 404]


def test_it_is_taken_away_as_it_came(hers: Client, arrival: Arrival, box: Mailbox, bela: Person) -> None:
    answer = hers.get(page(arrival, "letter.eml"))
    assert b"".join(answer.streaming_content) == answer_to(box, QUOTED)  # type: ignore[attr-defined]
    assert signed_in(bela).get(page(arrival, "letter.eml")).status_code == 404


def test_a_coordinator_places_from_the_pen(cyra: Person, delivery: Delivery) -> None:
    lost = came(answer_to(None, sender="someone@example.net", subject="О плане".encode()))
    boss = signed_in(cyra)
    assert "О плане" in boss.get("/en/replies/").content.decode()
    form = {"to": str(delivery.pk), "act": "place", "form_key": str(uuid4())}
    assert boss.post(page(lost, "place/"), form).status_code == 302
    lost.refresh_from_db()
    assert lost.lies == Lies.PLACED
    assert boss.post(page(lost, "aside/")).status_code == 409


def test_a_move_without_a_reason_gives_the_form_back(
    hers: Client, arrival: Arrival, delivery: Delivery
) -> None:
    origin = str(arrival.placements.get().pk)
    form = {"to": str(delivery.pk), "act": "move", "origin": origin, "form_key": str(uuid4())}
    answer = hers.post(page(arrival, "place/"), form)
    assert answer.status_code == 422 and "Say why" in answer.content.decode()


def test_others_find_no_letter_and_no_pen(arrival: Arrival, bela: Person, delivery: Delivery) -> None:
    others = signed_in(bela)
    assert others.get("/en/replies/").status_code == 403
    for address in (
        page(arrival),
        page(arrival, "letter.eml"),
        f"/en/replies/to/{delivery.pk}/",
    ):
        assert others.get(address).status_code == 404
    for act in ("place/", "aside/", "record/", "words/", "words/check/"):
        assert others.post(page(arrival, act)).status_code == 404


def test_an_address_is_opened_and_what_went_out_is_noted(
    hers: Client, green_lake: Member, aygul: Person
) -> None:
    delivery = letter_to(asked(green_lake, aygul), ministry())
    ours = f"/en/replies/to/{delivery.pk}/"
    assert hers.post(f"{ours}sent/").status_code == 404
    for _time in range(2):
        assert hers.post(f"{ours}open/").status_code == 302
    box = Mailbox.objects.get()
    went = {
        "sent_on": "2025-03-01",
        "message_id": "our-letter@example.org",
        "subject": "О метане",
        "form_key": str(uuid4()),
    }
    assert hers.post(f"{ours}sent/", went).status_code == 302
    shown = hers.get(ours).content.decode()
    assert address_of(box) in shown and "О метане" in shown and f"TAMYR-{box.number}" in shown
    found = came(
        answer_to(None, ANSWER, b"References: <our-letter@example.org>", sender="x@example.net"),
        at=datetime(2025, 4, 1, tzinfo=UTC),
    )
    assert found.matched_by == "references"
    assert page(found) in hers.get(ours).content.decode()


@pytest.mark.parametrize(
    ("name", "value"), [("sent_on", "2099-01-01"), ("message_id", "no id"), ("address", "x")]
)
def test_what_cannot_have_gone_out_is_refused(
    hers: Client, delivery: Delivery, box: Mailbox, name: str, value: str
) -> None:
    form = {"sent_on": "2025-03-01", "subject": "Two words", "form_key": str(uuid4()), name: value}
    answer = hers.post(f"/en/replies/to/{delivery.pk}/sent/", form)
    assert answer.status_code == 422 and "Two words" in answer.content.decode()
