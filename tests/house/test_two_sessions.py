"""Two acts at once, one of them begun and not yet done: the other waits for it, and neither is undone."""

import re
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from tamyr.accounts.models import Person, Session
from tamyr.accounts.services.people import AboutMe, change_account
from tamyr.accounts.services.standing import NotInHand
from tamyr.network.models import Circle, CircleSeat, Invitation, MandateKind
from tamyr.network.models.circles import words_of
from tamyr.network.queries import visitor_on
from tamyr.network.services.circles import add_to_circle, end_seat
from tamyr.network.services.invitations import accept_as_yourself, invite, revoke_invitation
from tamyr.network.services.people import close_account, end_mandate
from tamyr.protection.models import Contact
from tamyr.protection.services.lockdowns import ask_to_lock, let_time_tell
from tamyr.safety.services import record_act
from tests.house.test_concurrent_writers import on_a_server
from tests.people import LONG_AGO, give_mandate, make_member, make_person

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
Act = Callable[[], object]
# Not ``pg_stat_activity``, of which a transaction is told once.
WAITING = "SELECT 1 FROM pg_locks WHERE NOT granted"
HOLDS = re.compile("SELECT .* FOR (NO KEY )?UPDATE|DELETE ")


def elsewhere(act: Act) -> object:
    try:
        return act()
    finally:
        connection.close()


class Beside:
    """Begins a second act elsewhere once the first holds a row of a table, and lets that go on when it waits or is done."""

    def __init__(self, table: str, second: Act, threads: ThreadPoolExecutor) -> None:
        self.table, self.second, self.threads = table, second, threads
        self.done: Future[object] | None = None

    def __call__(self, execute: Any, sql: str, *given: Any) -> Any:
        answer = execute(sql, *given)
        if self.done is None and HOLDS.match(sql) and self.table in sql.partition("FROM")[2]:
            self.done = self.threads.submit(elsewhere, self.second)
            while not self.done.done() and not self._waits():
                pass
        return answer

    def _waits(self) -> bool:
        with connection.cursor() as cursor:
            cursor.execute(WAITING)
            return cursor.fetchone() is not None


def one_beside_the_other(first: Act, table: str, second: Act) -> BaseException | None:
    """Do an act, and a second one as soon as the first holds rows of a table; return what the second failed with."""
    with ThreadPoolExecutor(1) as threads:
        beside = Beside(table, second, threads)
        with connection.execute_wrapper(beside):
            first()
        assert beside.done is not None, f"holds nothing in {table}"
        return beside.done.exception()


def somebody(name: str) -> Person:
    return make_person(f"{name}-{uuid4().hex[:6]}", name)


def circle_of(*names: str) -> tuple[Circle, list[CircleSeat]]:
    circle = Circle.objects.create(
        slug=uuid4().hex[:8], words=words_of({"en": "C"}, {}), exposure="circle", began_on=LONG_AGO
    )
    seats = [
        CircleSeat(circle=circle, person=somebody(name), convenes=True, from_on=LONG_AGO) for name in names
    ]
    return circle, CircleSeat.objects.bulk_create(seats)


def link_of(person: Person, circle: Circle) -> tuple[Invitation, str]:
    return invite(form_key=uuid4(), by=visitor_on(person, NOW), circle=circle)


def closes(person: Person) -> Act:
    return partial(close_account, by=visitor_on(person, NOW))


def leaves(seat: CircleSeat) -> Act:
    return partial(end_seat, seat=seat, by=visitor_on(seat.person, NOW))


CHAIN = "safety_audithead"


def closing_and_inviting() -> tuple[Act, str, Act]:
    circle, [aygul, _bela] = circle_of("aygul", "bela")
    return partial(link_of, aygul.person, circle), CHAIN, closes(aygul.person)


def closing_and_accepting() -> tuple[Act, str, Act]:
    """Somebody who sat in a circle once takes up a link to it and leaves at once."""
    circle, [aygul, bela] = circle_of("aygul", "bela")
    CircleSeat.objects.filter(pk=aygul.pk).update(until_on=LONG_AGO)
    _made, secret = link_of(bela.person, circle)
    accepted = partial(accept_as_yourself, secret=secret, person=aygul.person, at=NOW)
    return closes(aygul.person), "network_circle", accepted


def closing_and_seating() -> tuple[Act, str, Act]:
    circle, [aygul, bela] = circle_of("aygul", "bela")
    CircleSeat.objects.filter(pk=aygul.pk).update(until_on=LONG_AGO)
    added = partial(add_to_circle, circle=circle, person=aygul.person, by=visitor_on(bela.person, NOW))
    return added, CHAIN, closes(aygul.person)


def closing_and_taking_a_link_back() -> tuple[Act, str, Act]:
    circle, [aygul, bela] = circle_of("aygul", "bela")
    made, _secret = link_of(aygul.person, circle)
    back = partial(revoke_invitation, invitation=made, by=visitor_on(bela.person, NOW))
    return closes(aygul.person), CHAIN, back


def leaving_and_inviting() -> tuple[Act, str, Act]:
    circle, [aygul, bela] = circle_of("aygul", "bela")
    return partial(link_of, aygul.person, circle), CHAIN, leaves(bela)


def ending_and_changing() -> tuple[Act, str, Act]:
    """One person does two things at once: what they do names them, and what they are is held."""
    member, aygul, bela = make_member("Example", "Пример", "KAZ"), somebody("aygul"), somebody("bela")
    give_mandate(aygul, member)
    theirs = give_mandate(bela, member, MandateKind.DEPUTY)
    ended = partial(end_mandate, mandate=theirs, on=NOW.date(), by=visitor_on(aygul, NOW))
    about = AboutMe(name="A", email="", language="en", time_zone="Asia/Almaty", exposure="network")
    return ended, CHAIN, partial(change_account, person=aygul, about=about, at=NOW)


def opening_again_and_leaving() -> tuple[Act, str, Act]:
    """A lock runs out while somebody else leaves the circle to which its person comes back."""
    _circle, [aygul, bela, _cyra] = circle_of("aygul", "bela", "cyra")
    contacts = [somebody("dana"), somebody("emin")]
    for contact in contacts:
        Contact.objects.create(person=aygul.person, trusted=contact, named_at=NOW, accepted_at=NOW)
        lock_down = ask_to_lock(subject=aygul.person, by=visitor_on(contact, NOW))
    opened = partial(let_time_tell, lock_down=lock_down, at=NOW + timedelta(days=400))
    return opened, CHAIN, leaves(bela)


TWO = (
    closing_and_inviting,
    closing_and_seating,
    closing_and_taking_a_link_back,
    leaving_and_inviting,
    ending_and_changing,
    opening_again_and_leaving,
)


@pytest.fixture
def begun_chain(transactional_db: None) -> None:
    with transaction.atomic():
        record_act(act="test.done", actor=None, about=None, at=NOW)


@on_a_server
@pytest.mark.parametrize("acts", TWO)
def test_no_two_acts_wait_for_each_other(begun_chain: None, acts: Callable[[], tuple[Act, str, Act]]) -> None:
    assert one_beside_the_other(*acts()) is None


@on_a_server
def test_what_is_begun_by_an_account_that_closes_is_refused(begun_chain: None) -> None:
    assert isinstance(one_beside_the_other(*closing_and_accepting()), NotInHand)


@on_a_server
def test_whoever_closes_an_account_is_not_kept_by_what_would_point_at_it(begun_chain: None) -> None:
    person = somebody("aygul")
    days = {"began_on": NOW.date(), "seen_on": NOW.date(), "ends_on": NOW.date()}
    signs_in = partial(
        Session.objects.create, key_hash="of a second browser", person=person, data="{}", **days
    )
    kept_out = one_beside_the_other(closes(person), "network_session", signs_in)
    assert isinstance(kept_out, IntegrityError)
    assert not Person.objects.filter(pk=person.pk).exists()
