"""Delegates see their own acts, coordinators that acts happened; names are seen by nobody."""

import pytest
from django.db import transaction
from django.test import Client
from tests.entry import sign_in
from tests.people import LONG_AGO_AT

from tamyr.accounts.models import Person
from tamyr.network.models import Member
from tamyr.safety.models import AuditLine
from tamyr.safety.services import record_act


@pytest.fixture
def done(db: None, aygul: Person, hanna: Person, quiet_garden: Member) -> None:
    for person in (aygul, hanna):
        with transaction.atomic():
            act = f"test.by_{person.sign_in_name}"
            record_act(act=act, actor=person.pk, about=quiet_garden, at=LONG_AGO_AT)


def shown_to(person: Person) -> str:
    return sign_in(Client(), person).get("/en/acts/").content.decode()


def test_a_delegate_sees_own_acts_only(done: None, aygul: Person) -> None:
    page = shown_to(aygul)
    assert "test.by_aygul" in page and "test.by_hanna" not in page


def test_a_coordinator_sees_that_acts_happened_but_not_whose(
    done: None, cyra: Person, hanna: Person, quiet_garden: Member
) -> None:
    page = shown_to(cyra)
    assert "test.by_hanna" in page
    assert str(hanna.pk) not in page and str(quiet_garden.pk) not in page and "Hanna" not in page


def test_the_head_of_the_chain_is_there_to_write_down(done: None, aygul: Person) -> None:
    page = shown_to(aygul)
    last = AuditLine.objects.order_by("-n")[0]
    assert f"{last.n} {last.hash}" in page


@pytest.mark.parametrize(("who", "status"), [("gita", 403), ("foma", 403), ("emin", 403)])
def test_others_are_refused(db: None, who: str, status: int, request: pytest.FixtureRequest) -> None:
    person: Person = request.getfixturevalue(who)
    assert sign_in(Client(), person).get("/en/acts/").status_code == status


def test_a_visitor_is_led_to_the_sign_in(client: Client, db: None) -> None:
    assert client.get("/en/acts/").status_code == 302
