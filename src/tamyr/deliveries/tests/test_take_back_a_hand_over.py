"""That a letter was handed over is taken back: by who said it while nothing rests on it, else by two organisations."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from tests.entry import signed_in
from tests.news import tell_everybody

from tamyr.accounts.models import Person
from tamyr.addressees.models import Institution
from tamyr.deliveries.models import Missive, State
from tamyr.deliveries.services.deciding import DecidedMeanwhile
from tamyr.deliveries.services.proving import Picture, Proof, hand_in
from tamyr.deliveries.services.two_persons.not_handed import (
    StillAway,
    TakesTwo,
    propose_not_handed,
    take_back,
)
from tamyr.demands.models import Demand, Event
from tamyr.demands.services.backing import back_demand
from tamyr.demands.services.delivering import DecidedElsewhere
from tamyr.demands.services.making import withdraw_demand
from tamyr.demands.tests.asking import NOON, happens
from tamyr.network.queries.visitors import visitor_on
from tamyr.notices.models import Notice
from tamyr.safety.models import Proposal
from tamyr.safety.services.proposals import NotTheSecond, approve

pytestmark = pytest.mark.django_db
WHY = "The post office has no such letter."
LATER = NOON + timedelta(hours=1)
PICTURE = Picture(b"picture", "image/jpeg")


@pytest.fixture
def missive(posted_letter: Missive, dana: Person) -> Missive:
    """Return a letter that Dana said she handed over."""
    return handed(posted_letter, dana)


def handed(missive: Missive, by: Person, kind: str = "sent", **more: Any) -> Missive:
    given = {"form_key": uuid4(), "actor": by.pk, "at": NOON, **more}
    picture = given.pop("picture", None)
    return hand_in(missive=missive, proof=Proof(kind, NOON.date(), picture=picture), **given)


def taken(missive: Missive, by: Person, at: Any = LATER, **more: Any) -> Missive:
    return take_back(missive=missive, words=WHY, actor=by.pk, at=at, **{"form_key": uuid4(), **more})


def proposed(missive: Missive, by: Person) -> Proposal:
    return propose_not_handed(missive=missive, words=WHY, by=visitor_on(by, LATER))


def state(missive: Missive) -> tuple[str, list[str]]:
    fresh = Missive.objects.get(pk=missive.pk)
    standing = fresh.delivery.events.filter(replaced_by=None).exclude(kind="void")
    return fresh.state, sorted(event.kind for event in standing)


def test_who_said_it_takes_it_back_and_it_can_be_handed_over_again(
    missive: Missive, demand: Demand, body: Institution, aygul: Person, dana: Person
) -> None:
    # Of a body without a law no clock has run, whatever day it is.
    Institution.objects.filter(pk=body.pk).update(iso3="", level="international")
    client, at = signed_in(dana), f"/en/deliveries/letters/{missive.pk}/"
    assert "you may take it back alone" in client.get(at).content.decode()
    typed = {"words": WHY, "form_key": str(uuid4())}
    assert client.post(f"{at}not-handed/", {**typed, "words": ""}).status_code == 422
    for _time in range(2):
        assert client.post(f"{at}not-handed/", typed).status_code == 302
    assert state(missive) == (State.BY_HAND, ["released"])
    assert Event.objects.filter(kind="void").count() == 1 and not Proposal.objects.filter(stage="waiting")
    page = Client().get(f"/en/demands/{demand.number}/").content.decode()
    assert "Not sent yet" in page and "Taken out: it did not happen" in page and WHY in page
    tell_everybody(NOON)
    told = Notice.objects.filter(happening__kind="letters-not-handed")
    assert {notice.person_id for notice in told} == {aygul.pk}
    assert "It was not handed over" not in client.get(at).content.decode()
    handed(missive, aygul, form_key=uuid4())
    assert state(missive) == (State.SENT, ["released", "sent"])


def test_the_form_that_was_taken_back_records_nothing_again(missive: Missive, dana: Person) -> None:
    form_key = Event.objects.get(kind="sent").form_key
    taken(missive, dana)
    typed = {"kind": "sent", "on": "2026-03-02", "form_key": str(form_key)}
    answer = signed_in(dana).post(f"/en/deliveries/letters/{missive.pk}/handed/", typed)
    assert answer.status_code == 409 and state(missive) == (State.BY_HAND, ["released"])


def test_what_somebody_else_said_takes_another_organisation(
    missive: Missive, demand: Demand, aygul: Person, dana: Person, bela: Person
) -> None:
    with pytest.raises(TakesTwo):
        taken(missive, aygul)
    answer = signed_in(aygul).post(
        f"/en/deliveries/letters/{missive.pk}/not-handed/", {"words": WHY, "form_key": str(uuid4())}
    )
    made = Proposal.objects.get(stage="waiting")
    assert answer["Location"].endswith(f"{made.pk}/") and state(missive)[0] == State.SENT
    for person in (aygul, dana, bela):
        with pytest.raises(NotTheSecond):
            approve(proposal=made, by=person.pk, at=LATER)
    member = bela.mandates.get().member
    back_demand(demand=demand, member=member, is_named=True, actor=bela.pk, at=LATER)
    page = signed_in(bela).get(answer["Location"]).content.decode()
    assert WHY in page and "sent, 2 March 2026" in page
    russian = signed_in(bela).get(answer["Location"].replace("/en/", "/ru/")).content.decode()
    assert "<dt>Кому</dt><dd>Пример: министерство энергетики" in russian
    approve(proposal=made, by=bela.pk, at=LATER)
    assert state(missive) == (State.BY_HAND, ["released"])


def test_a_coordinator_is_the_second_of_what_one_organisation_asks_alone(
    missive: Missive, aygul: Person, cyra: Person
) -> None:
    approve(proposal=proposed(missive, aygul), by=cyra.pk, at=LATER)
    assert state(missive) == (State.BY_HAND, ["released"])


def test_what_is_proved_takes_two_and_the_picture_says_that_it_was_taken_out(
    missive: Missive, dana: Person, cyra: Person
) -> None:
    taken(missive, dana)
    proved = handed(missive, dana, "delivered", picture=PICTURE, at=LATER)
    with pytest.raises(TakesTwo):
        taken(proved, dana)
    at = f"/en/deliveries/letters/{missive.pk}/"
    assert "a picture that proves it is kept" in signed_in(dana).get(at).content.decode()
    approve(proposal=proposed(proved, dana), by=cyra.pk, at=LATER)
    assert state(missive) == (State.BY_HAND, ["released"])
    assert "taken out since: it did not happen" in signed_in(dana).get(at).content.decode()


def test_a_clock_that_has_run_takes_two(missive: Missive, dana: Person) -> None:
    taken(missive, dana, NOON + timedelta(days=10))
    handed(missive, dana, at=NOON + timedelta(days=11))
    with pytest.raises(TakesTwo):
        taken(missive, dana, NOON + timedelta(days=90))
    assert state(missive)[0] == State.SENT


def test_what_was_answered_is_corrected_first(missive: Missive, dana: Person, cyra: Person) -> None:
    waiting = proposed(missive, dana)
    answer = happens(missive.delivery, dana, "answered", NOON.date(), LATER)
    for refused in (lambda: taken(missive, dana), lambda: proposed(missive, dana)):
        with pytest.raises(StillAway, match="“answered” cannot be there before “sent”"):
            refused()
    with pytest.raises(NotTheSecond, match="correct them first"):
        approve(proposal=waiting, by=cyra.pk, at=LATER)
    page = signed_in(dana).post(
        f"/en/deliveries/letters/{missive.pk}/not-handed/", {"words": WHY, "form_key": str(uuid4())}
    )
    assert page.status_code == 409 and WHY in page.content.decode()
    assert state(missive) == (State.SENT, ["answered", "released", "sent"])
    happens(
        missive.delivery, dana, "void", NOON.date(), LATER, replaces=answer, reason="Another letter’s answer."
    )
    approve(proposal=waiting, by=cyra.pk, at=LATER)
    assert state(missive) == (State.BY_HAND, ["released"])


def test_of_a_demand_that_has_ended_nothing_waits_to_be_handed_over(
    missive: Missive, demand: Demand, aygul: Person, dana: Person
) -> None:
    withdraw_demand(demand=demand, why="A new one follows.", actor=aygul.pk, at=LATER)
    taken(missive, dana)
    assert state(missive) == (State.DROPPED, ["released"])


def test_the_event_is_not_taken_out_beside_the_letter_by_one_person(missive: Missive, aygul: Person) -> None:
    sent = Event.objects.get(kind="sent")
    at = f"/en/demands/{missive.batch.demand.number}/letters/{missive.delivery_id}/events/{sent.pk}"
    typed = {"reason": WHY, "form_key": str(uuid4())}
    letter_page = f'href="/en/deliveries/letters/{missive.pk}/"'
    assert letter_page in signed_in(aygul).get(f"{at}/take-out/").content.decode()
    answer = signed_in(aygul).post(f"{at}/take-out/", typed)
    page = answer.content.decode()
    assert answer.status_code == 409 and WHY in page and letter_page in page
    assert state(missive) == (State.SENT, ["released", "sent"])


def test_of_two_events_that_say_so_one_may_be_taken_out_and_the_other_is_taken_back(
    missive: Missive, aygul: Person, dana: Person
) -> None:
    proved = handed(missive, dana, "delivered", at=LATER)
    sent, delivered = Event.objects.get(kind="sent"), Event.objects.get(kind="delivered")
    happens(missive.delivery, aygul, "void", NOON.date(), LATER, replaces=sent, reason=WHY)
    with pytest.raises(DecidedElsewhere):
        happens(missive.delivery, dana, "void", NOON.date(), LATER, replaces=delivered, reason=WHY)
    taken(proved, dana)
    assert state(missive) == (State.BY_HAND, ["released"])


def test_a_picture_of_what_was_taken_out_holds_nothing_any_more(
    missive: Missive, dana: Person, cyra: Person
) -> None:
    taken(missive, dana)
    proved = handed(missive, dana, "delivered", picture=PICTURE, at=LATER)
    approve(proposal=proposed(proved, dana), by=cyra.pk, at=LATER)
    later = LATER + timedelta(minutes=1)
    taken(handed(missive, dana, at=later), dana, later)
    assert state(missive) == (State.BY_HAND, ["released"])


def test_what_somebody_else_corrected_takes_two(missive: Missive, aygul: Person, dana: Person) -> None:
    sent = Event.objects.get(kind="sent")
    more = {"replaces": sent, "number": "R-17", "reason": "I have the receipt."}
    happens(missive.delivery, aygul, "delivered", NOON.date(), LATER, **more)
    with pytest.raises(TakesTwo):
        taken(missive, dana)
    assert state(missive) == (State.SENT, ["delivered", "released"])


def test_a_form_sent_again_says_nothing_of_what_was_handed_over_since(
    missive: Missive, aygul: Person, dana: Person
) -> None:
    client, at = signed_in(dana), f"/en/deliveries/letters/{missive.pk}/not-handed/"
    form_key = uuid4()
    taken(missive, dana, form_key=form_key)
    handed(missive, aygul, at=LATER)
    with pytest.raises(DecidedMeanwhile):
        taken(missive, dana, form_key=form_key)
    answer = client.post(at, {"words": WHY, "form_key": str(form_key)})
    assert answer.status_code == 409 and state(missive)[0] == State.SENT
    assert not Proposal.objects.filter(stage="waiting")


def test_of_what_is_not_in_the_open_somebody_else_of_its_own_decides(
    missive: Missive, demand: Demand, aygul: Person, dana: Person
) -> None:
    at, coordinator = f"/en/deliveries/letters/{missive.pk}/", "or a coordinator"
    assert coordinator in signed_in(aygul).get(at).content.decode()
    Demand.objects.filter(pk=demand.pk).update(exposure="sealed")
    page = signed_in(aygul).get(at).content.decode()
    assert "somebody else who acts for it decides with you" in page and coordinator not in page
    approve(proposal=proposed(missive, aygul), by=dana.pk, at=LATER)
    assert state(missive) == (State.BY_HAND, ["released"])
