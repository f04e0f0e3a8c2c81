"""Somebody says which letter of ours another answers: it is placed, moved, copied or set aside, and each step stays."""

from typing import Any
from uuid import uuid4

import pytest
from tests.people import make_person

from tamyr.accounts.models import Person
from tamyr.demands.models import Delivery, Demand
from tamyr.network.models import Member
from tamyr.network.queries.visitors import visitor_on
from tamyr.network.rules import MayNot
from tamyr.replies.models import Arrival, Lies, Mailbox, Placement
from tamyr.replies.queries.arrivals import places_for
from tamyr.replies.rules import may_handle, may_set_aside
from tamyr.replies.services import placing
from tamyr.replies.services.placing import NoReason, PlacedMeanwhile
from tamyr.replies.tests.mailing import AT, answer_to, asked, came, letter_to, ministry
from tamyr.safety.models import ExposureLevel

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(unknown_letter: Arrival) -> Arrival:
    return unknown_letter


@pytest.fixture
def other(aygul: Person, green_lake: Member, delivery: Delivery) -> Delivery:
    return letter_to(asked(green_lake, aygul, title="Another demand"), ministry(2, "other@example.com"))


def place(arrival: Arrival, delivery: Delivery, person: Person, reason: str = "") -> Placement:
    return placing.place(
        arrival=arrival, delivery=delivery, reason=reason, form_key=uuid4(), actor=person.pk, at=AT
    )


def test_a_coordinator_places_a_letter(waiting: Arrival, delivery: Delivery, cyra: Person) -> None:
    made = place(waiting, delivery, cyra)
    waiting.refresh_from_db()
    assert (waiting.lies, made.act, made.by_id) == (Lies.PLACED, "placed", cyra.pk)


def test_the_same_form_twice_places_once(waiting: Arrival, delivery: Delivery, cyra: Person) -> None:
    key = uuid4()
    made = {
        placing.place(arrival=waiting, delivery=delivery, reason="", form_key=key, actor=cyra.pk, at=AT).pk
        for _time in range(2)
    }
    assert len(made) == 1


def test_two_people_at_once_place_it_once(
    waiting: Arrival, delivery: Delivery, other: Delivery, cyra: Person
) -> None:
    stale = Arrival.objects.get(pk=waiting.pk)
    place(waiting, delivery, cyra)
    with pytest.raises(PlacedMeanwhile):
        place(stale, other, cyra)
    assert Placement.objects.get().delivery == delivery


def test_two_people_at_once_move_it_once(answered: Arrival, other: Delivery, aygul: Person) -> None:
    placed = Placement.objects.get()
    given: dict[str, Any] = {"delivery": other, "reason": "It answers that one.", "actor": aygul.pk, "at": AT}
    placing.move(placement=placed, form_key=uuid4(), **given)
    with pytest.raises(PlacedMeanwhile):
        placing.move(placement=placed, form_key=uuid4(), **given)


def test_moving_keeps_the_trace(answered: Arrival, other: Delivery, aygul: Person) -> None:
    first = Placement.objects.get()
    moved = placing.move(
        placement=first, delivery=other, reason="Wrong one.", form_key=uuid4(), actor=aygul.pk, at=AT
    )
    first.refresh_from_db()
    assert (first.ended_at, moved.origin, moved.reason, moved.ended_at) == (AT, first, "Wrong one.", None)


def test_a_copy_stands_at_both(answered: Arrival, other: Delivery, aygul: Person) -> None:
    first = Placement.objects.get()
    given: dict[str, Any] = {"delivery": other, "reason": "It answers both.", "actor": aygul.pk, "at": AT}
    placing.copy(placement=first, form_key=uuid4(), **given)
    assert Placement.objects.filter(ended_at=None).count() == 2
    with pytest.raises(PlacedMeanwhile):
        placing.copy(placement=first, form_key=uuid4(), **given)


def test_it_is_not_moved_without_a_reason(answered: Arrival, other: Delivery, aygul: Person) -> None:
    with pytest.raises(NoReason):
        placing.move(
            placement=Placement.objects.get(),
            delivery=other,
            reason="",
            form_key=uuid4(),
            actor=aygul.pk,
            at=AT,
        )


def test_out_of_quarantine_it_comes_with_a_reason_only(answered: Arrival, box: Mailbox, cyra: Person) -> None:
    replayed = came(answer_to(box, "Ещё ответ", sender="deputy@gmail.com"))
    assert replayed.lies == Lies.QUARANTINE
    with pytest.raises(NoReason):
        place(replayed, box.delivery, cyra)
    place(replayed, box.delivery, cyra, "The deputy confirmed it by telephone.")
    replayed.refresh_from_db()
    assert replayed.lies == Lies.PLACED


def test_set_aside_it_can_still_be_placed(waiting: Arrival, delivery: Delivery, cyra: Person) -> None:
    placing.set_aside(arrival=waiting, actor=cyra.pk, at=AT)
    waiting.refresh_from_db()
    assert (waiting.lies, waiting.aside_by) == (Lies.ASIDE, cyra)
    place(waiting, delivery, cyra)
    waiting.refresh_from_db()
    assert (waiting.lies, waiting.aside_at) == (Lies.PLACED, None)


def test_what_stands_at_a_demand_is_not_set_aside(answered: Arrival, cyra: Person) -> None:
    with pytest.raises(PlacedMeanwhile):
        placing.set_aside(arrival=answered, actor=cyra.pk, at=AT)


@pytest.fixture
def people(
    aygul: Person, dana: Person, bela: Person, cyra: Person, emin: Person, gita: Person, hanna: Person
) -> dict[str, Person | None]:
    return {
        "its member": aygul,
        "deputy": dana,
        "other member": bela,
        "coordinator": cyra,
        "editor": emin,
        "guest": gita,
        "nobody of the network": make_person("olga", "Olga Example"),
        "visitor": None,
    }


WHO = {
    "placed": {"its member", "deputy", "coordinator"},
    "waiting": {"coordinator"},
    "sealed": {"its member", "deputy"},
}


@pytest.mark.parametrize("where", WHO)
def test_who_may_handle_a_letter(
    where: str, people: dict[str, Person | None], waiting: Arrival, delivery: Delivery
) -> None:
    arrival, exposure = waiting, ExposureLevel.SEALED if where == "sealed" else ExposureLevel.PUBLIC
    Demand.objects.update(exposure=exposure)
    if where != "waiting":
        Placement.objects.create(form_key=uuid4(), arrival=arrival, delivery=delivery, act="matched", at=AT)
        Arrival.objects.filter(pk=arrival.pk).update(lies=Lies.PLACED)
        arrival.refresh_from_db()
    visitors = {name: visitor_on(person, AT) for name, person in people.items()}
    assert {name for name, visitor in visitors.items() if may_handle(visitor, arrival)} == WHO[where]
    aside = {name for name, visitor in visitors.items() if may_set_aside(visitor, arrival)}
    assert aside == ({"coordinator"} if where == "waiting" else set())
    reached = {name for name, visitor in visitors.items() if places_for(visitor)}
    assert reached == (WHO["sealed"] if where == "sealed" else WHO["placed"])


def test_who_may_not_handle_it_places_nothing(
    waiting: Arrival, delivery: Delivery, aygul: Person, bela: Person
) -> None:
    for person in (aygul, bela):
        with pytest.raises(MayNot):
            place(waiting, delivery, person)


def test_nobody_places_it_at_a_demand_of_others(
    answered: Arrival, bela: Person, mountain_voice: Member, aygul: Person
) -> None:
    theirs = letter_to(asked(mountain_voice, bela), ministry(3, "x@example.net"))
    with pytest.raises(MayNot):
        placing.move(
            placement=Placement.objects.get(),
            delivery=theirs,
            reason="x",
            form_key=uuid4(),
            actor=aygul.pk,
            at=AT,
        )
